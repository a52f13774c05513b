import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Report } from '$domain/report/report';
import { listReports } from '../storage/reads';
import { newBatch, stepHistory } from './change-archive';
import { draftReports } from './draft-reports';
import { importInBulk, type BulkOutcome } from './import-in-bulk';
import { importReports } from './import-reports';
import type { ImportSource } from './import-sources';
import { completeTextKeys, leaveStory, mostLike, restOfStory } from './stories';
import { anArchive, importTexts, must, type TestArchive } from './testing/test-archive';

let archive: TestArchive;
beforeEach(() => {
  archive = anArchive();
});
afterEach(async () => {
  await archive.close();
  await archive.db.delete();
});

const sentence = (n: number): string =>
  `On day ${n} the harbour master of pier ${n} said that ship ${n} had left before the ice of week ${n} came.`;
const WIRE = Array.from({ length: 12 }, (_, n) => sentence(n)).join('\n\n');
const COPY = WIRE.replace('harbour master of pier 3', 'head of the port').replace(
  sentence(11),
  'Own reporting by our correspondent.',
);
const OTHER = Array.from({ length: 12 }, (_, n) => sentence(n + 100)).join('\n\n');

const source = (name: string, text: string): ImportSource => ({
  name,
  read: () => Promise.resolve({ ok: true, value: new TextEncoder().encode(text) }),
});
const report = async (title: string): Promise<Report> =>
  (await listReports(archive.db)).find((each) => each.title === title)!;
const stories = async (): Promise<Record<string, string>> => {
  const all = await listReports(archive.db);
  const titles = new Map(all.map(({ id, title }) => [id, title]));
  return Object.fromEntries(
    all.map(({ title, story }) => [title, story === '' ? '' : (titles.get(story) ?? 'gone')]),
  );
};

test('a lightly edited copy is told beside the report it is a copy of, and counted as one story with it', async () => {
  await importTexts(archive, { 'wire.txt': `Wire\n\n${WIRE}`, 'other.txt': `Other\n\n${OTHER}` });
  const [copy] = await draftReports(archive, [source('copy.txt', `Copy\n\n${COPY}`)]);
  if (copy?.kind !== 'ready') throw new Error('It is not ready.');
  expect(copy.like).toMatchObject({ of: { kind: 'report', title: 'Wire' } });
  expect(copy.like!.share).toBeGreaterThan(0.6);
  expect(copy.like!.share).toBeLessThan(1);
  await importReports(archive, [{ candidate: copy, metadata: copy.draft.metadata }]);
  expect(await stories()).toEqual({ Wire: '', Other: '', Copy: 'Wire' });
  expect(await restOfStory(archive, await report('Wire'))).toMatchObject([{ title: 'Copy' }]);
});

test('a person can say that it is a story of its own, before and after the import', async () => {
  await importTexts(archive, { 'wire.txt': `Wire\n\n${WIRE}` });
  const drafts = await draftReports(archive, [
    source('a.txt', `First copy\n\n${COPY}`),
    source('b.txt', `Second copy\n\n${COPY.replace('ship 5', 'the ferry')}`),
  ]);
  const ready = drafts.filter((each) => each.kind === 'ready');
  await importReports(
    archive,
    ready.map((candidate, i) => ({ candidate, metadata: candidate.draft.metadata, isOwnStory: i === 0 })),
  );
  // The second is most like the first, which is not of the wire's story.
  expect(await stories()).toEqual({ Wire: '', 'First copy': '', 'Second copy': 'First copy' });
  must(await leaveStory(archive, await report('Second copy')));
  expect(await stories()).toEqual({ Wire: '', 'First copy': '', 'Second copy': '' });
});

test('when the first of a story leaves it, the next takes its place; one undo step', async () => {
  await importTexts(archive, {
    'wire.txt': `Wire\n\n${WIRE}`,
    'a.txt': `First copy\n\n${COPY}`,
    'b.txt': `Second copy\n\n${COPY.replace('ship 5', 'the ferry')}`,
  });
  expect(await stories()).toEqual({ Wire: '', 'First copy': 'Wire', 'Second copy': 'Wire' });
  must(await leaveStory(archive, await report('Wire')));
  expect(await stories()).toEqual({ Wire: '', 'First copy': '', 'Second copy': 'First copy' });
  expect(must(await leaveStory(archive, await report('Wire')))).toBe(false);
  must(await stepHistory(archive, 'undo'));
  expect(await stories()).toEqual({ Wire: '', 'First copy': 'Wire', 'Second copy': 'Wire' });
});

test('in an import of many, copies are found among those before them, also in transactions of their own', async () => {
  const fillers = Array.from({ length: 70 }, (_, i) =>
    source(
      `${i}.txt`,
      `Report ${i}\n\n${Array.from({ length: 5 }, (_, n) => sentence(1000 + i * 10 + n)).join('\n\n')}`,
    ),
  );
  const outcomes: BulkOutcome[] = [];
  await importInBulk(
    archive,
    [source('wire.txt', `Wire\n\n${WIRE}`), ...fillers, source('copy.txt', `Copy\n\n${COPY}`)],
    {
      batchId: newBatch(archive),
      signal: new AbortController().signal,
      ready: () => Promise.resolve(),
      onOutcomes: (more) => void outcomes.push(...more),
      onProgress: () => undefined,
    },
  );
  expect((await stories())['Copy']).toBe('Wire');
  expect(Object.values(await stories()).filter((story) => story !== '')).toEqual(['Wire']);
  expect(outcomes.find(({ name }) => name === 'copy.txt')).toMatchObject({
    notes: ['Much like “Wire”, and counted as one story with it.'],
  });
});

test('texts from before there were keys are found once the keys are made; those of reports that are gone go', async () => {
  await importTexts(archive, { 'wire.txt': `Wire\n\n${WIRE}` });
  await archive.db.textKeys.clear();
  await archive.db.textKeys.put({ reportId: 'gone' as Report['id'], textHash: 'x' as never, keys: [1] });
  const copy = () => draftReports(archive, [source('copy.txt', `Copy\n\n${COPY}`)]);
  expect(await copy()).toMatchObject([{ kind: 'ready', like: null }]);
  await completeTextKeys(archive, new AbortController().signal);
  expect(await copy()).toMatchObject([{ kind: 'ready', like: { of: { title: 'Wire' } } }]);
  expect(await archive.db.textKeys.count()).toBe(1);
  expect(await mostLike(archive, { shingles: new Set(), keys: [] })).toBeNull();
});
