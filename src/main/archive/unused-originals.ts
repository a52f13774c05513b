import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncFolder } from '../durable-file';
import { systemCode } from '../outcome';

const SHELF = /^[0-9a-f]{2}$/u;

/** The hashes of all kept files. A missing folder holds none. */
export async function listOriginals(folder: string): Promise<string[]> {
  const hashes: string[] = [];
  for (const shelf of await entries(folder)) {
    if (!SHELF.test(shelf)) continue;
    hashes.push(...(await entries(join(folder, shelf))).filter((name) => /^[0-9a-f]{64}$/u.test(name)));
  }
  return hashes;
}

/** Removes kept files that are not among `kept`, by hash. Throws system errors. */
export async function removeUnusedOriginals(folder: string, kept: ReadonlySet<string>): Promise<void> {
  for (const sha256 of await listOriginals(folder)) {
    if (!kept.has(sha256)) await rm(join(folder, sha256.slice(0, 2), sha256));
  }
  for (const shelf of await entries(folder)) {
    if (SHELF.test(shelf)) await syncFolder(join(folder, shelf));
  }
}

async function entries(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw error;
  }
}
