import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
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
 * Creates the profile folder (mode 0700) where it is missing and proves that it can be written to. The refusal names
 * the folder: it is meant for the person who gave it, not for the page.
 */
export function prepareProfileFolder(folder: string): Outcome<void> {
  const probe = join(folder, `.writable-${String(process.pid)}`);
  try {
    createFolder(folder);
    writeFileSync(probe, '', { flag: 'wx', mode: 0o600 });
    rmSync(probe);
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
