import { afterEach, describe, expect, test, vi } from 'vitest';
import { filesInRows, privateFiles, type ShardFiles } from './shard-files';
import { fileOf, type MemoryFile } from './testing/files';

const BYTES = Uint8Array.of(1, 2, 3);

async function inPrivateFiles(archive = 'one'): Promise<ShardFiles> {
  const files = await privateFiles(archive);
  if (files === null) throw new Error('There is no such file system.');
  return files;
}

function inRows(): Promise<ShardFiles> {
  const rows = new Map<string, Uint8Array>();
  return Promise.resolve(
    filesInRows({
      put: (name, bytes) => Promise.resolve(void rows.set(name, bytes)),
      get: (name) => Promise.resolve(rows.get(name)),
      names: () => Promise.resolve([...rows.keys()]),
      delete: (name) => Promise.resolve(void rows.delete(name)),
    }),
  );
}

/** A folder as the private file system has them, as far as shards are concerned. */
class Folder {
  readonly entries = new Map<string, Folder | MemoryFile>();

  getDirectoryHandle(name: string): Promise<Folder> {
    const entry = this.entries.get(name) ?? new Folder();
    this.entries.set(name, entry);
    return Promise.resolve(entry as Folder);
  }
  getFileHandle(name: string, options?: { create: boolean }) {
    if (!this.entries.has(name)) {
      if (!options?.create) return Promise.reject(new DOMException('Not here.', 'NotFoundError'));
      this.entries.set(name, fileOf(new Uint8Array(0)));
    }
    const file = this.entries.get(name) as MemoryFile;
    return Promise.resolve({
      createSyncAccessHandle: ({ mode }: { mode: string }) =>
        mode === 'readwrite' ? Promise.resolve(file) : Promise.resolve(fileOf(file.bytes)),
    });
  }
  removeEntry(name: string): Promise<void> {
    this.entries.delete(name);
    return Promise.resolve();
  }
  async *keys(): AsyncGenerator<string> {
    await Promise.resolve();
    yield* [...this.entries.keys()];
  }
}

let root: Folder;
function givePrivateFiles(): void {
  root = new Folder();
  vi.stubGlobal('navigator', { storage: { getDirectory: () => Promise.resolve(root) } });
}
afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each([
  { where: 'private files', make: inPrivateFiles },
  { where: 'rows of a table', make: inRows },
])('shards in $where', ({ make }) => {
  test('are read as they were written, and kept or removed by name', async () => {
    givePrivateFiles();
    const files = await make();
    await files.write('a', BYTES);
    await files.write('b', Uint8Array.of(9, 9, 9, 9));
    await files.write('b', Uint8Array.of(4));
    const source = await files.open('a');
    expect([source?.size, source?.read(1, 2)]).toEqual([3, BYTES.subarray(1)]);
    expect((await files.open('b'))?.size).toBe(1);
    expect(await files.open('c')).toBeNull();
    await files.keepOnly(['b']);
    expect([await files.open('a'), (await files.open('b'))?.size]).toEqual([null, 1]);
  });
});

test('private files of another archive are removed', async () => {
  givePrivateFiles();
  await (await inPrivateFiles('one')).write('a', BYTES);
  await inPrivateFiles('two');
  const folder = await root.getDirectoryHandle('search');
  expect([...folder.entries.keys()]).toEqual(['two']);
});

test('what a disk did not take whole fails', async () => {
  givePrivateFiles();
  const files = await inPrivateFiles();
  const folder = await (await root.getDirectoryHandle('search')).getDirectoryHandle('one');
  folder.entries.set('a', Object.assign(fileOf(new Uint8Array(0)), { write: () => 2 }));
  await expect(files.write('a', BYTES)).rejects.toThrow('2 of 3 bytes');
});

test('there are no private files where there is no such file system', async () => {
  vi.stubGlobal('navigator', {});
  expect(await privateFiles('one')).toBeNull();
});
