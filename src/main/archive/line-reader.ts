import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';

const CHUNK_BYTES = 1024 * 1024;
const BACKWARD_BYTES = 64 * 1024;
const NEWLINE = 0x0a;

/** Bytes up to and with a newline; `whole` is false for what is left after the last newline. */
export interface RawLine {
  bytes: Buffer;
  whole: boolean;
}

/** Cuts a stream into lines, however its chunks fall. Holds one line and one chunk at a time. */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<RawLine, void, undefined> {
  let parts: Buffer[] = [];
  for await (const chunk of chunks) {
    const bytes = toBuffer(chunk);
    let from = 0;
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, from)) {
      parts.push(bytes.subarray(from, at + 1));
      yield { bytes: parts.length === 1 ? parts[0]! : Buffer.concat(parts), whole: true };
      parts = [];
      from = at + 1;
    }
    if (from < bytes.length) parts.push(bytes.subarray(from));
  }
  if (parts.length > 0) yield { bytes: Buffer.concat(parts), whole: false };
}

/** The lines of a file from the byte `from` on. Throws system errors. */
export async function* linesOf(path: string, from = 0): AsyncGenerator<RawLine, void, undefined> {
  yield* splitLines(chunksOf(path, from));
}

/**
 * The first bytes of the first and of the last whole line; null where there is none. Does not give way to anything
 * else: each such turn takes long while the app starts, and a start looks at every segment of a journal.
 */
export function outerLines(
  path: string,
  bytes: number,
): { first: Buffer | null; last: Buffer | null; endsWhole: boolean } {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const read = (from: number, length: number): Buffer => {
      const buffer = Buffer.alloc(length);
      return buffer.subarray(0, readSync(file, buffer, 0, length, from));
    };
    const end = afterNewline(read, size);
    if (end === 0) return { first: null, last: null, endsWhole: size === 0 };
    const start = afterNewline(read, end - 1);
    const first = read(0, Math.min(bytes, end));
    const last = read(start, Math.min(bytes, end - start));
    return { first, last, endsWhole: end === size };
  } finally {
    closeSync(file);
  }
}

/** The byte after the last newline before `end`; 0 when there is none. */
function afterNewline(read: (from: number, length: number) => Buffer, end: number): number {
  for (let to = end; to > 0; to = Math.max(0, to - BACKWARD_BYTES)) {
    const from = Math.max(0, to - BACKWARD_BYTES);
    const at = read(from, to - from).lastIndexOf(NEWLINE);
    if (at !== -1) return from + at + 1;
  }
  return 0;
}

async function* chunksOf(path: string, from: number): AsyncGenerator<Buffer, void, undefined> {
  const handle = await open(path, 'r');
  try {
    for (let position = from; ;) {
      const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
      const { bytesRead } = await handle.read(buffer, 0, CHUNK_BYTES, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

function toBuffer(chunk: Uint8Array | string): Buffer {
  if (typeof chunk === 'string') return Buffer.from(chunk);
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
