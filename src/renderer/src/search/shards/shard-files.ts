import { fileSource, memorySource, type ByteSource, type SyncFile } from './byte-source';

/** Where shards are kept. A file is written once, whole, and never changed. */
export interface ShardFiles {
  /** Resolves once the bytes are on the disk; fails when they do not all get there. */
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  names(): Promise<string[]>;
  /** Null when there is no such file. */
  open(name: string): Promise<ByteSource | null>;
  /** Removes all files but these. */
  keepOnly(names: readonly string[]): Promise<void>;
}

const FOLDER = 'search';

/**
 * Files of the origin's private file system, which a worker reads without waiting; null where there is none. They belong to
 * one archive, called `archive`; those of any other are removed. What is there is opened at once, as that is waiting for the most
 * part.
 */
export async function privateFiles(archive: string): Promise<ShardFiles | null> {
  let folder: FileSystemDirectoryHandle;
  try {
    const all = await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
    for await (const name of all.keys())
      if (name !== archive) await all.removeEntry(name, { recursive: true });
    folder = await all.getDirectoryHandle(archive, { create: true });
  } catch {
    // No such file system here, or not for this origin: shards are kept elsewhere.
    return null;
  }
  const open = async (name: string): Promise<ByteSource | null> => {
    try {
      const file = await folder.getFileHandle(name);
      return fileSource(await openSync(file, 'read-only'));
    } catch (error) {
      if (error instanceof DOMException) return null;
      throw error;
    }
  };
  /** Opened, and not asked for yet. */
  const opened = new Map<string, Promise<ByteSource | null>>();
  for await (const name of folder.keys()) opened.set(name, open(name));
  const take = (name: string): Promise<ByteSource | null> | undefined => {
    const source = opened.get(name);
    opened.delete(name);
    return source;
  };
  return {
    async write(name, bytes) {
      (await take(name))?.close();
      const handle = await openSync(await folder.getFileHandle(name, { create: true }), 'readwrite');
      try {
        handle.truncate(0);
        const written = handle.write(bytes, { at: 0 });
        if (written !== bytes.length)
          throw new Error(`Only ${written} of ${bytes.length} bytes were written.`);
        handle.flush();
      } finally {
        handle.close();
      }
    },
    async names() {
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    },
    open: (name) => take(name) ?? open(name),
    async keepOnly(names) {
      for await (const name of folder.keys()) {
        if (names.includes(name)) continue;
        (await take(name))?.close();
        // One that is open still goes at the next start.
        await folder.removeEntry(name).catch(() => undefined);
      }
    },
  };
}

/** Types of the page do not know what only workers can do. */
interface SyncOpenable {
  createSyncAccessHandle(options: { readonly mode: 'readwrite' | 'read-only' }): Promise<SyncFile>;
}

/** Several can read a file at a time, as when a worker takes the place of another. */
function openSync(file: FileSystemFileHandle, mode: 'readwrite' | 'read-only'): Promise<SyncFile> {
  return (file as unknown as SyncOpenable).createSyncAccessHandle({ mode });
}

/** Rows of a table, where there is no file system: shards are read whole. */
export interface ShardRows {
  put(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  get(name: string): Promise<Uint8Array | undefined>;
  names(): Promise<string[]>;
  delete(name: string): Promise<void>;
}

export function filesInRows(rows: ShardRows): ShardFiles {
  return {
    write: (name, bytes) => rows.put(name, bytes),
    names: () => rows.names(),
    async open(name) {
      const bytes = await rows.get(name);
      return bytes === undefined ? null : memorySource(bytes);
    },
    async keepOnly(names) {
      for (const name of await rows.names()) if (!names.includes(name)) await rows.delete(name);
    },
  };
}
