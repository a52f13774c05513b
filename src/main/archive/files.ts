import { constants } from 'node:fs';
import { copyFile, mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder, writeDurably } from '../durable-file';
import { systemCode } from '../outcome';

/** Now, as it stands at the front of a file name: sorts by time, and is a name on every system. */
export function stampOf(now: () => Date): string {
  return now().toISOString().replaceAll(':', '-');
}

export function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(systemCode(error));
}

/** Makes a private folder and what is missing above it, and syncs their names. */
export async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  await syncFolder(dirname(folder));
  if (first !== folder) await syncFolder(dirname(first));
}

/** Shortens a file and syncs it. */
export async function cutFile(path: string, bytes: number): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.truncate(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Copies a file and syncs the copy. The caller syncs its folder. */
export async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  const handle = await open(to, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Keeps the bytes of a file from `offset` on as `name` in `folder`, durably. */
export async function copyEnd(from: string, offset: number, folder: string, name: string): Promise<void> {
  const handle = await open(from, 'r');
  let bytes: Buffer;
  try {
    const { size } = await handle.stat();
    bytes = Buffer.alloc(size - offset);
    await handle.read(bytes, 0, bytes.length, offset);
  } finally {
    await handle.close();
  }
  await makeFolder(folder);
  await writeDurably(join(folder, name), bytes);
}
