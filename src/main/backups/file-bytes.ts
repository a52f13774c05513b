import type { FileHandle } from 'node:fs/promises';
import type { Progress } from './progress';

const CHUNK_BYTES = 128 * 1024;

/** The bytes of a file from `from` to before `to`, or to its end if that comes first. Throws system errors. */
export async function* rangeBytes(handle: FileHandle, from: number, to: number): AsyncGenerator<Buffer> {
  for (let at = from; at < to;) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, to - at));
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield chunk.subarray(0, bytesRead);
  }
}

/** A whole file, counted while it is read. */
export async function* fileBytes(handle: FileHandle, progress?: Progress): AsyncGenerator<Buffer> {
  for await (const chunk of rangeBytes(handle, 0, Infinity)) {
    progress?.add(chunk.length);
    yield chunk;
  }
}
