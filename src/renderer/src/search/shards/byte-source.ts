/** Where the bytes of a shard are read from, at once and without waiting. */
export interface ByteSource {
  /** Bytes. */
  readonly size: number;
  /** All bytes, where they are in memory already. */
  readonly whole?: Uint8Array;
  /** The bytes of a range, fewer where the source ends before; they must not be changed. Throws when it cannot be read. */
  read(offset: number, length: number): Uint8Array;
  /** The same for what is asked for only once: nothing is kept of it. */
  readOnce(offset: number, length: number): Uint8Array;
  close(): void;
}

export function memorySource(bytes: Uint8Array): ByteSource {
  // Numbers are read in place, from multiples of their size.
  const whole = bytes.byteOffset % 8 === 0 ? bytes : bytes.slice();
  const read = (offset: number, length: number): Uint8Array => whole.subarray(offset, offset + length);
  return {
    size: whole.length,
    whole,
    read,
    readOnce: read,
    close: () => undefined,
  };
}

/** A file of the origin's private file system as a worker opens it: `FileSystemSyncAccessHandle` of the File System standard. */
export interface SyncFile {
  getSize(): number;
  read(into: Uint8Array, options: { readonly at: number }): number;
  write(bytes: Uint8Array, options: { readonly at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

/** Bytes that are read and kept together. */
const CHUNK = 1 << 16;
/** Chunks kept of all files together, those that were read last: 4 MB. */
const MOST_KEPT = 64;
/** More than any file has chunks. */
const FILE_STEP = 2 ** 20;
/** In the order of their last use, by file and chunk. */
const kept = new Map<number, Uint8Array>();
let filesOpened = 0;
/** Longer ranges are read past what is kept, which they would only push out. */
const LONGEST_KEPT = CHUNK * 8;

/** A file that is open for reading and never changed. Lists of words that are asked for again are in memory by then. */
export function fileSource(handle: SyncFile): ByteSource {
  const size = handle.getSize();
  const firstKey = (filesOpened += 1) * FILE_STEP;
  const fetch = (offset: number, length: number): Uint8Array => {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
    return bytes.subarray(0, handle.read(bytes, { at: offset }));
  };
  const chunk = (number: number): Uint8Array => {
    const key = firstKey + number;
    let bytes = kept.get(key);
    if (bytes === undefined) {
      bytes = fetch(number * CHUNK, CHUNK);
      if (kept.size === MOST_KEPT) kept.delete(kept.keys().next().value!);
    } else kept.delete(key);
    kept.set(key, bytes);
    return bytes;
  };
  return {
    size,
    readOnce: fetch,
    read(offset, length) {
      if (length > LONGEST_KEPT) return fetch(offset, length);
      const first = Math.floor(offset / CHUNK);
      const end = offset + length;
      if (end <= (first + 1) * CHUNK)
        return chunk(first).subarray(offset - first * CHUNK, end - first * CHUNK);
      const bytes = new Uint8Array(length);
      let filled = 0;
      for (let number = first; filled < length; number += 1) {
        const start = offset + filled - number * CHUNK;
        const part = chunk(number).subarray(start, start + length - filled);
        if (part.length === 0) break;
        bytes.set(part, filled);
        filled += part.length;
      }
      return bytes.subarray(0, filled);
    },
    close() {
      for (const key of kept.keys()) if (key >= firstKey && key < firstKey + FILE_STEP) kept.delete(key);
      handle.close();
    },
  };
}
