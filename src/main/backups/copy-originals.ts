import { createHash } from 'node:crypto';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { systemCode } from '../outcome';
import { originalEntry } from './backup-format';
import { fileBytes } from './file-bytes';
import type { Progress } from './progress';
import type { ZipWriter } from './zip-writer';

const SAMPLE_BYTES = 64 * 1024;
const SHRINKS = 0.95;

export interface KeptOriginal {
  sha256: string;
  path: string;
  /** 0 when it is missing. */
  bytes: number;
}

/** Where the originals are and how large, in the order of their hashes, each once. Throws system errors. */
export async function findOriginals(folder: string, sha256s: string[]): Promise<KeptOriginal[]> {
  const found: KeptOriginal[] = [];
  for (const sha256 of [...new Set(sha256s)].sort()) {
    const path = join(folder, sha256.slice(0, 2), sha256);
    found.push({ sha256, path, bytes: await sizeOf(path) });
  }
  return found;
}

async function sizeOf(path: string): Promise<number> {
  try {
    const info = await stat(path);
    return info.isFile() ? info.size : 0;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}

/**
 * Copies an original into the ZIP and gives its entry's SHA-256; null when it is missing or damaged, and then nothing
 * is in the ZIP. It is read twice, because what is wrong with it must be known before its entry begins.
 */
export async function copyOriginal(
  zip: ZipWriter,
  { sha256, path }: KeptOriginal,
  progress: Progress,
): Promise<string | null> {
  const handle = await openFile(path);
  if (handle === null) return null;
  try {
    const hash = createHash('sha256');
    let sample: Buffer | null = null;
    for await (const chunk of fileBytes(handle)) {
      sample ??= chunk.subarray(0, SAMPLE_BYTES);
      hash.update(chunk);
    }
    if (hash.digest('hex') !== sha256) return null;
    zip.begin(originalEntry(sha256), sample !== null && shrinks(sample));
    for await (const chunk of fileBytes(handle, progress)) await zip.write(chunk);
    return await zip.end();
  } finally {
    await handle.close();
  }
}

async function openFile(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCode(error));
}

/** Photos and most PDFs do not, and trying takes long. */
function shrinks(sample: Buffer): boolean {
  return deflateRawSync(sample, { level: 1 }).length < sample.length * SHRINKS;
}
