import { constants, linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { copyFile, cp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from '../durable-file';
import { systemCode } from '../outcome';
import { makeFolder, stampOf } from './files';

const IS_BLOB_FOLDER = /\.indexeddb\.blob$/u;

/**
 * Replaces the folder `to` by a copy of the store, made before the store is opened. The copy shares the files that
 * Chromium never changes in place: LevelDB's tables, and the values it keeps outside of them, which it writes once
 * under a new number. It is not synced: it is there for the session that may spoil the store, not for a power cut.
 * Links do not give way to anything else: there are many, and each such turn takes long while the app starts.
 * False, and `to` is as it was, when there is nothing to copy. Throws system errors; `to` is then the old copy or none.
 */
export async function keepColdCopy(indexedDbFolder: string, to: string): Promise<boolean> {
  if (!(await holdsFiles(indexedDbFolder))) return false;
  const unfinished = `${to}.part`;
  await rm(unfinished, { recursive: true, force: true });
  await makeFolder(dirname(to));
  try {
    await copyTree(indexedDbFolder, unfinished, false);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
  rmSync(to, { recursive: true, force: true });
  await rename(unfinished, to);
  return true;
}

/**
 * Moves a file or folder to `<asideRoot>/<stamp>-<what>` and gives that path, also when there was nothing to move.
 * Throws system errors.
 */
export async function keepAside(
  from: string,
  asideRoot: string,
  what: string,
  now: () => Date,
): Promise<string> {
  const to = await freeName(join(asideRoot, `${stampOf(now)}-${what}`));
  if (!(await exists(from))) return to;
  await makeFolder(asideRoot);
  try {
    await rename(from, to);
  } catch (error) {
    if (systemCode(error) !== 'EXDEV') throw error;
    await cp(from, to, { recursive: true, errorOnExist: true });
    await rm(from, { recursive: true });
  }
  await syncFolder(asideRoot);
  await syncFolder(dirname(from));
  return to;
}

/** Whether a store was ever written here: a folder that is missing, empty or holds only empty folders has none. */
export async function holdsFiles(folder: string): Promise<boolean> {
  try {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (!entry.isDirectory() || (await holdsFiles(join(folder, entry.name)))) return true;
    }
    return false;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return false;
    throw error;
  }
}

async function copyTree(from: string, to: string, isUnchanging: boolean): Promise<void> {
  mkdirSync(to, { mode: 0o700 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) {
      await copyTree(source, target, isUnchanging || IS_BLOB_FOLDER.test(basename(source)));
    } else if (entry.isFile()) {
      if (!(isUnchanging || entry.name.endsWith('.ldb')) || !tryLink(source, target)) {
        await copyFile(source, target, constants.COPYFILE_FICLONE);
      }
    }
  }
}

/** Not every file system has links. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
}

async function freeName(path: string): Promise<string> {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? path : `${path}-${n}`;
    if (!(await exists(candidate))) return candidate;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}
