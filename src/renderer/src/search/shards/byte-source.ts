/** Where the bytes of a shard are read from, at once and without waiting. */
export interface ByteSource {
  /** Bytes. */
  readonly size: number;
  /** The bytes of a range that lies inside; they must not be changed. */
  read(offset: number, length: number): Uint8Array;
  close(): void;
}

export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
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

/** A file that is open for reading. */
export function fileSource(handle: SyncFile): ByteSource {
  return {
    size: handle.getSize(),
    read(offset, length) {
      const bytes = new Uint8Array(length);
      handle.read(bytes, { at: offset });
      return bytes;
    },
    close: () => {
      handle.close();
    },
  };
}
