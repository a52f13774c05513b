import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { done, refuse, systemCode, type Outcome } from './outcome';

const CAUSES: Record<string, string> = {
  ENOTDIR: 'is not a folder',
  EACCES: 'cannot be written to with your permissions',
  EPERM: 'cannot be written to with your permissions',
  EROFS: 'is on a disk that is read-only',
  ENOSPC: 'is on a disk that is full',
};

/**
 * Creates the profile folder where it is missing, makes a new or empty one private (mode 0700) and proves that it can be
 * written to. The refusal names the folder: it is meant for the person who gave it, not for the page.
 */
export function prepareProfileFolder(folder: string): Outcome<void> {
  const probe = join(folder, `.writable-${String(process.pid)}`);
  try {
    createFolder(folder);
    const isEmpty = readdirSync(folder).length === 0;
    writeFileSync(probe, '', { flag: 'wx', mode: 0o600 });
    rmSync(probe);
    if (isEmpty) makePrivate(folder);
    return done(undefined);
  } catch (error) {
    const code = systemCode(error);
    const cause = CAUSES[code] ?? `cannot be opened (${code || 'unknown cause'})`;
    return refuse(
      'archive/not-usable',
      `The archive folder "${folder}" ${cause}. Nothing was changed. ` +
        'Choose another folder with --archive, or make this one writable, and start again.',
    );
  }
}

/** Node's own recursive creation never returns below /proc, where the system answers that the parent is missing. */
function createFolder(folder: string): void {
  if (existsSync(folder)) return;
  createFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/** What is kept in the folder is private anyway, so one that belongs to somebody else is used as it is. */
function makePrivate(folder: string): void {
  try {
    chmodSync(folder, 0o700);
  } catch (error) {
    if (systemCode(error) !== 'EPERM') throw error;
  }
}
