import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder, temporaryBeside } from '../durable-file';
import { systemCode } from '../outcome';
import { originalOf } from './backup-format';
import { damaged } from './backup-refusals';
import type { Progress } from './progress';
import { entryBytes, type ZipEntry } from './zip-reader';

/** SHA-256 of a file, streamed; null when there is no file of that name. Throws other system errors. */
export async function hashFile(path: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(systemCode(error))) return null;
    throw error;
  }
  return hash.digest('hex');
}

/**
 * Writes the originals among `entries` that are not in `folder` whole, and gives how many these were. Each is private,
 * synced and renamed into place only when its bytes have the hash that is its name. Throws refusals and system errors.
 */
export async function extractInto(
  folder: string,
  backup: FileHandle,
  entries: Iterable<ZipEntry>,
  progress: Progress,
): Promise<number> {
  const shelves = new Set<string>();
  let written = 0;
  for (const entry of entries) {
    const sha256 = originalOf(entry.name);
    if (sha256 === null) continue;
    const shelf = join(folder, sha256.slice(0, 2));
    const path = join(shelf, sha256);
    if (await isWhole(path, sha256, entry.size)) {
      progress.add(entry.size);
      continue;
    }
    if (!shelves.has(shelf)) await mkdir(shelf, { recursive: true, mode: 0o700 });
    shelves.add(shelf);
    await extract(path, sha256, entryBytes(backup, entry), progress);
    written += 1;
  }
  for (const shelf of shelves) await syncFolder(shelf);
  if (shelves.size > 0) {
    await syncFolder(folder);
    await syncFolder(dirname(folder));
  }
  return written;
}

async function isWhole(path: string, sha256: string, size: number): Promise<boolean> {
  try {
    if ((await stat(path)).size !== size) return false;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
  return (await hashFile(path)) === sha256;
}

async function extract(
  path: string,
  sha256: string,
  chunks: AsyncIterable<Uint8Array>,
  progress: Progress,
): Promise<void> {
  const temporary = temporaryBeside(path);
  const hash = createHash('sha256');
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      for await (const chunk of chunks) {
        hash.update(chunk);
        await handle.writeFile(chunk);
        progress.add(chunk.byteLength);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (hash.digest('hex') !== sha256) throw damaged('an imported file in it is not the one its name says');
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
