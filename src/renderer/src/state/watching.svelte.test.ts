import { expect, test, vi } from 'vitest';
import type { Archive } from '../usecases/archive';
import { WriteGate } from '../usecases/write-gate';
import type { BulkImport } from './bulk-import.svelte';
import { Messages } from './messages.svelte';
import { Watching } from './watching.svelte';

vi.mock('../usecases/import-sources', () => ({
  pickedSource: vi.fn((_archive: unknown, { name }: { name: string }) => ({ name })),
}));

function watching() {
  const host = {
    watchedFolder: () => Promise.resolve('/inbox'),
    chooseWatchedFolder: () => Promise.resolve('/inbox'),
    newWatchedFiles: () => Promise.resolve([{ name: 'a.txt' }]),
    watchedTaken: () => Promise.resolve(),
  };
  const bulk = {
    interrupted: null as object | null,
    isBusy: false,
    isShown: false,
    counts: { refused: 0 },
    start: vi.fn(() => Promise.resolve()),
  };
  const archive = { host, gate: new WriteGate() } as unknown as Archive;
  return { bulk, session: new Watching(archive, new Messages(), bulk as unknown as BulkImport) };
}

test('new files wait until it is decided what becomes of an import that was cut off', async () => {
  const { bulk, session } = watching();
  bulk.interrupted = {};
  await session.choose();
  expect(session.folder).toBe('/inbox');
  expect(bulk.start).not.toHaveBeenCalled();
  bulk.interrupted = null;
  await session.choose();
  expect(bulk.start).toHaveBeenCalledOnce();
});

test('the first look waits until it is known whether an import was cut off', async () => {
  const { bulk, session } = watching();
  let tell!: () => void;
  const stop = session.begin(new Promise((resolve) => (tell = resolve)));
  await vi.waitFor(() => {
    expect(session.folder).toBe('/inbox');
  });
  expect(bulk.start).not.toHaveBeenCalled();
  tell();
  await vi.waitFor(() => {
    expect(bulk.start).toHaveBeenCalledOnce();
  });
  stop();
});
