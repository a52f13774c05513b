import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const PRIVATE = 0o600;

/** A hidden name beside `path`, so that a rename over `path` stays on one file system. */
export function temporaryBeside(path: string): string {
  return join(dirname(path), `.commonplace-${randomUUID()}.part`);
}

/** Makes a rename or a new name in `folder` survive a power cut. Windows cannot sync folders and does not need it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a private file that is either the old or the whole new one, whenever the power goes. Throws system errors. */
export async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = temporaryBeside(path);
  try {
    const handle = await open(temporary, 'wx', PRIVATE);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** {@link writeDurably} for small texts that must be on disk before the caller goes on, as when the app quits. */
export function writeDurablySync(path: string, text: string): void {
  const temporary = temporaryBeside(path);
  try {
    const file = openSync(temporary, 'wx', PRIVATE);
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
