import { beforeEach, expect, test, vi } from 'vitest';
import type { Archive } from '../usecases/archive';
import { draftReports, importReports, type Candidate, type ImportOutcome } from '../usecases/import-reports';
import { WriteGate } from '../usecases/write-gate';
import type { BulkImport } from './bulk-import.svelte';
import { ImportSession } from './importing.svelte';
import { Messages } from './messages.svelte';

vi.mock('../usecases/import-reports', () => ({
  draftReports: vi.fn(),
  importReports: vi.fn(),
  pickedSource: vi.fn((_archive: unknown, { name }: { name: string }) => ({ name })),
  droppedSource: vi.fn(({ name }: File) => ({ name })),
  pastedSource: vi.fn(),
}));

const FULL = { code: 'journal/disk-full', message: 'The disk is full.' };
const ready = (name: string) =>
  ({ kind: 'ready', name, draft: { metadata: { title: name } } }) as unknown as Candidate;
const gate = new WriteGate();
const bulk = { start: vi.fn() } as unknown as BulkImport;
let messages: Messages;
let session: ImportSession;

beforeEach(async () => {
  vi.clearAllMocks();
  messages = new Messages();
  session = new ImportSession({ gate } as unknown as Archive, messages, bulk, vi.fn());
  vi.mocked(draftReports).mockResolvedValue([ready('a.txt'), ready('b.txt')]);
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
