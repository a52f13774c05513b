import { afterEach, expect, test } from 'vitest';
import type { ReportDraft } from '$domain/report/report';
import { sha256 } from '../platform/ports';
import { step } from '../storage/commit';
import { importReports, type Confirmed } from './import-reports';
import { anArchive, type TestArchive } from './testing/test-archive';

let archive: TestArchive;
afterEach(async () => {
  await archive.close();
  await archive.db.delete();
});

async function aReport(n: number, length: number): Promise<Confirmed> {
  const text = `${n} `.padEnd(length, 'x');
  const metadata = {
    title: `Report ${n}`,
    author: '',
    source: '',
    sourceUrl: '',
    published: '',
    captured: '',
    language: '',
  };
  const draft: ReportDraft = { text, blocks: [], metadata, encoding: 'utf-8', notes: [] };
  const candidate = {
    kind: 'ready' as const,
    name: `${n}.txt`,
    draft,
    source: 0,
    original: { name: `${n}.txt`, bytes: new Uint8Array([n]) },
    textHash: await sha256(text),
    keys: [],
    like: null,
  };
  return { candidate, metadata };
}

const reports = (lengths: readonly number[]): Promise<Confirmed[]> =>
  Promise.all(lengths.map((length, n) => aReport(n, length)));

const MIB = 1024 * 1024;

test.each([
  ['few and short', new Array<number>(50).fill(100), [50]],
  ['many and short', new Array<number>(101).fill(100), [50, 50, 1]],
  ['few and long', [3 * MIB, 4 * MIB, 5 * MIB, 1], [2, 2]],
  ['longer than a transaction', [9 * MIB, 9 * MIB], [1, 1]],
])(
  '%s reports are saved in transactions of bounded size, one undo step in all',
  async (_what, lengths, sizes) => {
    archive = anArchive();
    const outcomes = await importReports(archive, await reports(lengths));
    expect(outcomes.every((outcome) => outcome.kind === 'imported' && outcome.unsaved === null)).toBe(true);
    const changes = await archive.db.changes.orderBy('seq').toArray();
    expect(changes.map(({ texts }) => texts.length)).toEqual(sizes);
    expect(new Set(changes.map(({ batchId }) => batchId)).size).toBe(1);
  },
);

test('every block repeats the headings above it: a short report can be too large, and a few fill a transaction', async () => {
  archive = anArchive();
  const blocksUnder = (heading: number, blocks: number): ReportDraft['blocks'] => {
    const section = ['h'.repeat(heading)];
    return Array.from({ length: blocks }, () => ({ kind: 'paragraph', span: { start: 0, end: 1 }, section }));
  };
  const [huge, ...large] = await reports([100_000, 100, 100, 100]);
  const withBlocks = (item: Confirmed, blocks: ReportDraft['blocks']): Confirmed => ({
    ...item,
    candidate: { ...item.candidate, draft: { ...item.candidate.draft, blocks } },
  });
  const outcomes = await importReports(archive, [
    withBlocks(huge!, blocksUnder(60_000, 1000)),
    ...large.map((item) => withBlocks(item, blocksUnder(35_000, 100))),
  ]);
  expect(outcomes).toMatchObject([
    { kind: 'refused', failure: { code: 'report/too-large' } },
    { kind: 'imported' },
    { kind: 'imported' },
    { kind: 'imported' },
  ]);
  const changes = await archive.db.changes.orderBy('seq').toArray();
  expect(changes.map(({ texts }) => texts.length)).toEqual([2, 1]);
});

test('a report that the journal could not take is imported and not saved; what follows is refused', async () => {
  archive = anArchive();
  archive.host.journal.refusal = 'journal/disk-full: The disk is full.';
  const outcomes = await importReports(archive, await reports([5 * MIB, 5 * MIB, 5 * MIB]));
  expect(outcomes).toMatchObject([
    { kind: 'imported', unsaved: { code: 'journal/disk-full' } },
    { kind: 'refused', failure: { code: 'journal/disk-full' } },
  ]);
});

test('comments that were taken become passages with a memo, in the undo step of the import', async () => {
  archive = anArchive();
  const [item] = await reports([200]);
  const comments = [
    { span: { start: 2, end: 9 }, text: 'Who says so?', author: 'Aru' },
    { span: { start: 0, end: 200 }, text: 'Check.', author: '' },
    { span: { start: 1, end: 2 }, text: 'On white space: about no words.', author: '' },
  ];
  const { candidate } = item!;
  await importReports(archive, [
    { ...item!, candidate: { ...candidate, draft: { ...candidate.draft, comments } } },
  ]);
  const excerpts = await archive.db.excerpts.toArray();
  const memos = await archive.db.memos.toArray();
  expect(memos.map(({ text }) => text).sort()).toEqual(['Aru: Who says so?', 'Check.']);
  expect(excerpts.map(({ span }) => span).sort((a, b) => b.start - a.start)).toEqual([
    { start: 2, end: 9 },
    { start: 0, end: 200 },
  ]);
  await step(archive.writer, 'undo');
  expect(await archive.db.excerpts.count()).toBe(0);
  expect(await archive.db.reports.count()).toBe(0);
});
