import { beforeEach, expect, test, vi } from 'vitest';
import type { Archive } from '../usecases/archive';
import { readSources, type Parsed } from '../usecases/draft-reports';
import { importReports, type ImportOutcome } from '../usecases/import-reports';
import { pastedSource } from '../usecases/import-sources';
import { WriteGate } from '../usecases/write-gate';
import type { BulkImport } from './bulk-import.svelte';
import { ImportSession } from './importing.svelte';
import { Messages } from './messages.svelte';

vi.mock('../usecases/draft-reports', () => ({
  readSources: vi.fn(),
  withoutTwins: vi.fn((_archive: unknown, parsed: readonly Parsed[]) => Promise.resolve([...parsed])),
}));
vi.mock('../usecases/import-reports', () => ({ importReports: vi.fn() }));
vi.mock('../usecases/import-sources', () => ({
  pickedSource: vi.fn((_archive: unknown, { name }: { name: string }) => ({ name })),
  droppedSource: vi.fn(({ name }: File) => ({ name })),
  pastedSource: vi.fn(),
}));

const FULL = { code: 'journal/disk-full', message: 'The disk is full.' };
const ready = (name: string, source: number, title = name) =>
  ({ kind: 'ready', name, source, draft: { metadata: { title } } }) as unknown as Parsed;
const EXTENT = { kind: 'extent', taken: 'article' } as const;
const gate = new WriteGate();
const bulk = { start: vi.fn() } as unknown as BulkImport;
let messages: Messages;
let session: ImportSession;

beforeEach(async () => {
  vi.clearAllMocks();
  messages = new Messages();
  session = new ImportSession({ gate } as unknown as Archive, messages, bulk, vi.fn());
  vi.mocked(pastedSource).mockReturnValue({ name: 'a.txt', read: vi.fn() });
  vi.mocked(readSources).mockResolvedValue([
    { parsed: [ready('a.txt', 0)], offers: [] },
    { parsed: [ready('b.txt', 1)], offers: [EXTENT] },
  ]);
  await session.paste('text');
  session.correct(1, { title: 'Corrected' });
});

test('while nothing can be written, the preview stays as it was corrected', async () => {
  gate.bar('space', FULL);
  await session.save();
  gate.lift('space');
  expect(importReports).not.toHaveBeenCalled();
  expect(session.phase).toBe('preview');
  expect(messages.list.map(({ message }) => message)).toEqual(['The disk is full.']);
  expect(session.items[1]?.metadata?.title).toBe('Corrected');
});

test('what could not be saved stays in the preview, and can be saved again', async () => {
  vi.mocked(importReports).mockResolvedValueOnce([
    { kind: 'imported', name: 'a.txt', report: { id: 'r', title: 'a.txt' } } as ImportOutcome,
    { kind: 'refused', name: 'b.txt', failure: FULL },
  ]);
  await session.save();
  expect(session.phase).toBe('preview');
  expect(session.items.map(({ metadata }) => metadata?.title)).toEqual(['Corrected']);
  expect(messages.list.map(({ message }) => message)).toEqual([
    'Not imported, b.txt: The disk is full.',
    'Imported “a.txt”.',
  ]);

  vi.mocked(importReports).mockResolvedValueOnce([
    { kind: 'imported', name: 'b.txt', report: { id: 's', title: 'Corrected' } } as ImportOutcome,
  ]);
  await session.save();
  expect(session.phase).toBe('closed');
});

test('many files, folders and archives are imported as they come, a few are shown first', async () => {
  const picked = (count: number, name = 'a.txt') =>
    Array.from({ length: count }, (_, i) => ({ token: String(i), name, size: 1 }));
  const host = { pickReports: vi.fn(), pickFolder: vi.fn(), openDropped: vi.fn() };
  session = new ImportSession({ gate, host } as unknown as Archive, messages, bulk, vi.fn());
  host.pickReports.mockResolvedValueOnce(picked(51));
  await session.pick();
  expect(bulk.start).toHaveBeenLastCalledWith('51 files', expect.objectContaining({ length: 51 }));
  host.pickReports.mockResolvedValueOnce(picked(1, 'week.zip'));
  await session.pick();
  expect(bulk.start).toHaveBeenLastCalledWith('“week.zip”', expect.objectContaining({ length: 1 }));
  host.openDropped.mockResolvedValueOnce([picked(2, 'week/a.txt')]);
  await session.drop([new File([], 'week')]);
  expect(bulk.start).toHaveBeenLastCalledWith('“week”', expect.objectContaining({ length: 2 }));
  host.pickFolder.mockResolvedValueOnce({ name: 'empty', files: [], left: 0 });
  await session.pickFolder();
  expect(bulk.start).toHaveBeenCalledTimes(3);
  expect(session.phase).toBe('closed');
  host.openDropped.mockResolvedValueOnce([null]);
  await session.drop([new File([], 'a.txt')]);
  expect(session.phase).toBe('preview');
});

test('a file is read again in another way; what was corrected stays', async () => {
  const host = {
    pickReports: vi.fn().mockResolvedValueOnce(['a.html', 'b.html'].map((name) => ({ name }))),
  };
  session = new ImportSession({ gate, host } as unknown as Archive, messages, bulk, vi.fn());
  await session.pick();
  session.choose(1);
  session.correct(1, { title: 'By hand' });
  expect(session.offers).toEqual([EXTENT]);

  vi.mocked(readSources).mockResolvedValueOnce([
    { parsed: [ready('b.txt', 0, 'Of the page')], offers: [{ kind: 'extent', taken: 'page' }] },
  ]);
  await session.readAgain({ extent: 'page' });
  expect(vi.mocked(readSources).mock.lastCall?.[1]).toMatchObject([
    { name: 'b.html', choices: { extent: 'page' } },
  ]);
  expect(session.items.map(({ metadata }) => metadata?.title)).toEqual(['a.txt', 'By hand']);
  expect(session.chosen?.candidate.name).toBe('b.txt');
  expect(session.offers).toEqual([{ kind: 'extent', taken: 'page' }]);
  expect(session.isReading).toBe(false);
});

test('of a long table the first rows are shown, and all of it is imported as chosen', async () => {
  const rows = Array.from({ length: 50 }, (_, i) => ready(`t.csv › row ${i + 2}`, 0));
  vi.mocked(readSources).mockResolvedValue([{ parsed: rows, offers: [] }]);
  const host = { pickReports: vi.fn().mockResolvedValueOnce([{ name: 't.csv' }]) };
  session = new ImportSession({ gate, host } as unknown as Archive, messages, bulk, vi.fn());
  await session.pick();
  expect(vi.mocked(readSources).mock.lastCall?.[1]).toMatchObject([{ choices: { rows: 50 } }]);
  expect(session.isCut).toBe(true);
  await session.readAgain({ columns: { text: ['Body'] } });
  await session.save();
  expect(importReports).not.toHaveBeenCalled();
  expect(session.phase).toBe('closed');
  expect(bulk.start).toHaveBeenLastCalledWith('“t.csv”', [
    expect.objectContaining({ name: 't.csv', choices: { columns: { text: ['Body'] } } }),
  ]);
});
