import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../durable-file';
import { systemCode } from '../outcome';
import { copyDurably, cutFile, makeFolder, stampOf } from './files';
import { scanLog } from './leveldb-log';

const HAS_LOG_FORMAT = /^(?:\d+\.log|MANIFEST-\d+)$/u;

/**
 * Cuts a record that was not written to its end off the logs of each LevelDB store in the folder, which must not be
 * open. Left there, it makes a later start delete the store. The file is first copied to `asideFolder`. Whole and
 * damaged files are left alone, and so are stores of other kinds. `repaired` holds the files' names. Throws system
 * errors; a file is then as it was, or repaired.
 */
export async function repairStore(
  indexedDbFolder: string,
  asideFolder: string,
  now: () => Date = () => new Date(),
): Promise<{ repaired: string[] }> {
  const repaired: string[] = [];
  for (const store of await namesIn(indexedDbFolder)) {
    if (!store.endsWith('.leveldb')) continue;
    const folder = join(indexedDbFolder, store);
    for (const name of await namesIn(folder)) {
      if (!HAS_LOG_FORMAT.test(name)) continue;
      const path = join(folder, name);
      const verdict = scanLog(await readFile(path));
      if (verdict.kind !== 'torn') continue;
      await makeFolder(asideFolder);
      await copyDurably(path, join(asideFolder, `${stampOf(now)}-torn-${store}-${name}`));
      await syncFolder(asideFolder);
      await cutFile(path, verdict.at);
      repaired.push(name);
    }
  }
  return { repaired };
}

/** Whether something stands in the place of a store's folder. Chromium would wait for it to open without an end. */
export async function isStoreReplaced(indexedDbFolder: string): Promise<boolean> {
  for (const name of await namesIn(indexedDbFolder)) {
    if (name.endsWith('.leveldb') && !(await stat(join(indexedDbFolder, name))).isDirectory()) return true;
  }
  return false;
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return [];
    throw error;
  }
}
