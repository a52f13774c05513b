import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupInfo, BackupSummary } from '$contract/schemas';
import { syncFolder } from '../durable-file';
import { systemCode } from '../outcome';
import { reportUnexpected } from '../unexpected';
import { formatBackupName, parseBackupName, type BackupName } from './backup-names';
import { BackupProblem } from './backup-refusals';
import { readManifest } from './check-backup';
import { chooseToRemove } from './thinning';

export interface BackupFolder {
  /**
   * The backups by the time in their names, newest first; none when the folder cannot be read. Reads no more than the
   * manifest of each. Removes what a crash left of a backup more than a day ago.
   */
  list(now: Date): Promise<BackupInfo[]>;
  /** The path of a listed file; null for an id that is no name of a backup. The file may be gone. */
  pathFor(id: string): string | null;
  /**
   * Removes automatic backups of the same store that newer ones stand for, and gives their names. `newest` is the file
   * name of the backup that was just written and read back; without it in the folder nothing is removed.
   */
  thin(now: Date, newest: string): Promise<string[]>;
}

const DAY_MS = 86_400_000;
const LEFTOVER = /^\.commonplace-[0-9a-f-]{36}\.part$/u;

interface Known {
  bytes: number;
  modified: number;
  summary: BackupSummary | null;
}

export function createBackupFolder(folder: string): BackupFolder {
  const known = new Map<string, Known>();

  async function describe(name: string, parsed: BackupName): Promise<BackupInfo | null> {
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    if (info?.isFile() !== true) return null;
    let entry = known.get(name);
    if (entry?.bytes !== info.size || entry.modified !== info.mtimeMs) {
      const summary = parsed.encrypted ? null : await summaryOf(path);
      entry = { bytes: info.size, modified: info.mtimeMs, summary };
      known.set(name, entry);
    }
    const { at, encrypted } = parsed;
    return { id: name, name, at: at.toISOString(), bytes: info.size, encrypted, summary: entry.summary };
  }

  return {
    list: async (now) => {
      await removeLeftovers(folder, now);
      const backups: BackupInfo[] = [];
      for (const { name, parsed } of newestFirst(await namesIn(folder))) {
        const info = await describe(name, parsed);
        if (info !== null) backups.push(info);
      }
      for (const name of known.keys()) if (!backups.some(({ id }) => id === name)) known.delete(name);
      return backups;
    },

    pathFor: (id) => (parseBackupName(id) === null ? null : join(folder, id)),

    thin: async (now, newest) => {
      const names = await namesIn(folder);
      const store = parseBackupName(newest)?.store;
      if (store === undefined || !names.includes(newest)) return [];
      const removed: string[] = [];
      for (const name of chooseToRemove(names, store, now)) {
        if (name === newest) continue;
        try {
          await rm(join(folder, name));
          removed.push(name);
        } catch (error) {
          // Left for the next time: a file that another program holds open, or a folder turned read-only.
          if (systemCode(error) !== 'ENOENT') reportUnexpected('removing an old backup', error);
        }
      }
      if (removed.length > 0) await syncFolder(folder);
      return removed;
    },
  };
}

/** Makes the folder where it is missing and gives a name in it that no file has. Throws system errors. */
export async function freePath(folder: string, wanted: Omit<BackupName, 'copy'>): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const taken = new Set(await readdir(folder));
  for (let copy = 1; ; copy += 1) {
    const name = formatBackupName({ ...wanted, copy });
    if (!taken.has(name)) return join(folder, name);
  }
}

/** Removes temporary files that nobody has written to for more than a day. Leaves what it cannot remove. */
export async function removeLeftovers(folder: string, now: Date): Promise<void> {
  for (const name of await namesIn(folder)) {
    if (!LEFTOVER.test(name)) continue;
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    if (info !== null && now.getTime() - info.mtimeMs > DAY_MS)
      await rm(path, { force: true }).catch(() => undefined);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes(systemCode(error)))
      reportUnexpected('reading the backup folder', error);
    return [];
  }
}

function newestFirst(names: string[]): { name: string; parsed: BackupName }[] {
  return names
    .flatMap((name) => {
      const parsed = parseBackupName(name);
      return parsed === null ? [] : [{ name, parsed }];
    })
    .sort(
      (a, b) =>
        b.parsed.at.getTime() - a.parsed.at.getTime() ||
        b.parsed.copy - a.parsed.copy ||
        (a.name < b.name ? -1 : 1),
    );
}

async function summaryOf(path: string): Promise<BackupSummary | null> {
  try {
    const handle = await open(path, 'r');
    try {
      return (await readManifest(handle)).summary;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!(error instanceof BackupProblem) && systemCode(error) === '') {
      reportUnexpected('reading a manifest', error);
    }
    return null;
  }
}
