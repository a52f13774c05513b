import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { REPORT_EXTENSIONS } from '$contract/host-api';
import { IMPORTERS } from '../importers/registry';
import { listReports } from '../storage/reads';
import { newBatch, stepHistory } from './change-archive';
import { importInBulk, type BulkOptions, type BulkOutcome } from './import-in-bulk';
import type { ImportSource } from './import-sources';
import { anArchive, must, type TestArchive } from './testing/test-archive';

let archive: TestArchive;
let outcomes: BulkOutcome[];
beforeEach(() => {
  archive = anArchive();
  outcomes = [];
});
afterEach(() => archive.close());

const source = (name: string, text: string): ImportSource => ({
  name,
  read: () => Promise.resolve({ ok: true, value: new TextEncoder().encode(text) }),
});
const report = (n: number) =>
  source(`week/${n}.txt`, `Report ${n}\n\nWhat was said on day ${n} of the strike.`);

const options = (more: Partial<BulkOptions> = {}): BulkOptions => ({
  batchId: newBatch(archive),
  signal: new AbortController().signal,
  ready: () => Promise.resolve(),
  onOutcomes: (more) => void outcomes.push(...more),
  onProgress: () => undefined,
  ...more,
});
const count = (kind: BulkOutcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length;

test('dialogs offer the files that there are importers for', () => {
  expect(REPORT_EXTENSIONS).toEqual(IMPORTERS.flatMap(({ extensions }) => extensions));
});

test('all are saved in one undo step, each with what became of it', async () => {
  const sources = [
    ...Array.from({ length: 120 }, (_, i) => report(i)),
    source('week/again.txt', 'Report 7\n\nWhat was said on day 7 of the strike.'),
    source('week/empty.txt', ' '),
    source('week/what.xyz', 'x'),
  ];
  const progress = vi.fn();
  expect(await importInBulk(archive, sources, options({ onProgress: progress }))).toBeNull();
  expect([count('imported'), count('duplicate'), count('refused')]).toEqual([120, 1, 2]);
  expect(progress).toHaveBeenLastCalledWith({ done: 123, total: 123 });
  expect(outcomes.find(({ name }) => name === 'week/again.txt')).toMatchObject({
    kind: 'duplicate',
    title: 'Report 7',
  });
  const third = outcomes.find(({ name }) => name === 'week/3.txt');
  const original = await archive.db.originals.get(third?.kind === 'imported' ? third.reportId : '');
  expect(original).toMatchObject({ fileName: '3.txt', foundIn: 'week/3.txt' });
  must(await stepHistory(archive, 'undo'));
  expect(await listReports(archive.db)).toEqual([]);
});

test('stopped, what was saved stays; the rest is neither read nor told', async () => {
  const abort = new AbortController();
  const sources = Array.from({ length: 300 }, (_, i) => report(i));
  const onOutcomes = (more: readonly BulkOutcome[]): void => {
    outcomes.push(...more);
    abort.abort();
  };
  await importInBulk(archive, sources, options({ signal: abort.signal, onOutcomes }));
  expect(count('imported')).toBeGreaterThan(0);
  expect(count('imported')).toBeLessThan(300);
  expect((await listReports(archive.db)).length).toBe(count('imported'));
});

test('an archive that cannot be written ends it, with the reason', async () => {
  archive.gate.bar('space', { code: 'journal/disk-full', message: 'The disk is full.' });
  const stopped = await importInBulk(archive, [report(1), report(2)], options());
  expect(stopped).toMatchObject({ code: 'journal/disk-full' });
  expect(count('refused')).toBe(2);
});
