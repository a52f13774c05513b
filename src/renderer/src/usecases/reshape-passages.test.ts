import { afterEach, beforeEach, expect, test } from 'vitest';
import { findQuote } from '$domain/anchor/selectors';
import type { ExcerptId } from '$domain/ids';
import type { Report, ReportText } from '$domain/report/report';
import { passagesByIds, passagesOfReport, textOf, type Passage } from '../storage/reads';
import { deletePassages, historyNames, stepHistory } from './change-archive';
import { subjectHistory } from './read-history';
import { joinPassages, resizePassage, splitPassage } from './reshape-passages';
import { MEMO_LIMIT } from './tag-passage';
import { anArchive, importTexts, must, tag, type TestArchive } from './testing/test-archive';

const HARBOUR =
  'The harbour\n\nCrowds filled the quay. Dockers 👩‍👩‍👧 stayed at home. Banks were shut. Trams stood still.\n';

let archive: TestArchive;
let report: Report;
let text: ReportText;
beforeEach(async () => {
  archive = anArchive();
  [report] = (await importTexts(archive, { 'harbour.txt': HARBOUR })) as [Report];
  text = (await textOf(archive.db, report))!;
});
afterEach(async () => {
  await archive.close();
  await archive.db.delete();
});

const spanOf = (words: string) => findQuote(text.text, words)[0]!;
const startOf = (words: string): number => spanOf(words).start;
const passage = async (id: ExcerptId): Promise<Passage> => (await passagesByIds(archive.db, [id]))[0]!;
const words = async (): Promise<string[]> =>
  (await passagesOfReport(archive.db, report.id)).map(({ excerpt }) => excerpt.quote.exact);
async function told(subject: string): Promise<string[]> {
  const [last] = await subjectHistory(archive, subject, 1);
  return last!.notes.map((note) => note.text);
}

test('a passage takes another extent, with its words and context, in one step', async () => {
  const id = await tag(archive, report, 'Dockers', ['Dockers/KAZ'], { memo: 'Who?' });
  const before = await passage(id);
  const family = startOf('👩‍👩‍👧');
  // Ends inside the emoji and begins in white space.
  expect(must(await resizePassage(archive, text, id, { start: startOf(' Dockers'), end: family + 3 }))).toBe(
    true,
  );
  const after = await passage(id);
  expect(after.excerpt.quote).toMatchObject({
    exact: 'Dockers 👩‍👩‍👧',
    suffix: expect.stringMatching(/^ stayed/u) as string,
  });
  expect(after.excerpt.span).toEqual(spanOf('Dockers 👩‍👩‍👧'));
  expect(after.assignments).toEqual(before.assignments);
  expect(after.memo).toEqual(before.memo);
  expect(await told(id)).toEqual(['Extent: “Dockers” → “Dockers 👩‍👩‍👧”']);
  expect(await historyNames(archive)).toMatchObject({ undo: 'Resize passage' });
  must(await stepHistory(archive, 'undo'));
  expect(await passage(id)).toEqual(before);
  must(await stepHistory(archive, 'redo'));
  expect(await passage(id)).toEqual(after);
});

test('the same extent is no change, white space is refused, a passage that is gone is told', async () => {
  const id = await tag(archive, report, 'Dockers', ['Dockers/']);
  expect(must(await resizePassage(archive, text, id, spanOf('Dockers ')))).toBe(false);
  const { end } = spanOf('The harbour');
  expect(await resizePassage(archive, text, id, { start: end, end: end + 2 })).toMatchObject({
    error: { code: 'passage/empty' },
  });
  must(await deletePassages(archive, [id]));
  expect(await resizePassage(archive, text, id, spanOf('Banks'))).toMatchObject({
    error: { code: 'command/gone' },
  });
});

test('a passage is split in two that say the same; the memo stays with the first', async () => {
  const id = await tag(archive, report, 'Banks were shut. Trams stood still.', ['Banks/KAZ', 'Trams/'], {
    memo: 'Both?',
    status: 'claimed',
  });
  const before = await passage(id);
  const second = must(await splitPassage(archive, text, before.excerpt, startOf('Trams') + 2));
  expect(await words()).toEqual(['Banks were shut.', 'Trams stood still.']);
  const [one, other] = [await passage(id), await passage(second)];
  expect(other.assignments.map(({ pair }) => pair)).toEqual(before.assignments.map(({ pair }) => pair));
  expect(other.assignments.map(({ position }) => position)).toEqual([0, 1]);
  expect(one.assignments).toEqual(before.assignments);
  expect([one.memo?.text, other.memo, other.excerpt.status]).toEqual(['Both?', null, 'claimed']);
  expect(await told(id)).toEqual(['Split: “Banks were shut. Trams stood still.” → “Banks were shut.”']);
  expect(await told(second)).toEqual(['Split from another: Banks, KAZ location; Trams', 'Status: claimed']);
  must(await stepHistory(archive, 'undo'));
  expect(await passagesOfReport(archive.db, report.id)).toEqual([before]);
});

test('a passage is not split outside it, nor when it was resized meanwhile', async () => {
  const id = await tag(archive, report, 'Banks were shut', ['Banks/']);
  const { excerpt } = await passage(id);
  for (const offset of [excerpt.span.start, excerpt.span.end, 0]) {
    expect(await splitPassage(archive, text, excerpt, offset)).toMatchObject({
      error: { code: 'passage/no-split' },
    });
  }
  must(await resizePassage(archive, text, id, spanOf('Banks were')));
  expect(await splitPassage(archive, text, excerpt, startOf('were'))).toMatchObject({
    error: { code: 'command/moved' },
  });
  expect(await words()).toEqual(['Banks were']);
});

test('passages that overlap or touch become one, with all pairs once and the memos in order', async () => {
  const last = await tag(archive, report, 'Trams stood still.', ['Trams/', 'Crowds/KAZ'], {
    memo: 'Third',
    status: 'denied',
  });
  const middle = await tag(archive, report, 'were shut.', ['Crowds/KAZ'], { memo: 'Second' });
  const first = await tag(archive, report, 'Banks were', ['Banks/'], { memo: 'First' });
  const before = await passagesOfReport(archive.db, report.id);
  const chosen = await passagesByIds(archive.db, [last, middle, first]);
  expect(must(await joinPassages(archive, text, chosen))).toBe(first);
  const joined = await passage(first);
  expect(await words()).toEqual(['Banks were shut. Trams stood still.']);
  expect(joined.memo?.text).toBe('First\n\nSecond\n\nThird');
  expect(joined.excerpt.status).toBe('denied');
  expect(joined.assignments.map(({ pair, position }) => [position, pair.country?.code])).toEqual([
    [0, undefined],
    [1, 'KAZ'],
    [2, undefined],
  ]);
  expect((await told(first))[0]).toBe('Joined: “Banks were” → “Banks were shut. Trams stood still.”');
  expect(await told(last)).toEqual(['Joined with another']);
  expect(await historyNames(archive)).toMatchObject({ undo: 'Join passages' });
  must(await stepHistory(archive, 'undo'));
  expect(await passagesOfReport(archive.db, report.id)).toEqual(before);
});

test('passages with words between them, and memos that are too long together, are not joined', async () => {
  const banks = await tag(archive, report, 'Banks', ['Banks/'], { memo: 'x'.repeat(MEMO_LIMIT - 5) });
  const shut = await tag(archive, report, 'shut', ['Banks/']);
  const were = await tag(archive, report, 'were', ['Banks/'], { memo: 'four' });
  const join = async (...ids: ExcerptId[]) =>
    joinPassages(archive, text, await passagesByIds(archive.db, ids));
  expect(await join(banks, shut)).toMatchObject({ error: { code: 'passage/apart' } });
  expect(await join(banks)).toMatchObject({ error: { code: 'passage/apart' } });
  expect(await join(banks, were)).toMatchObject({ error: { code: 'memo/too-long' } });
  expect(await words()).toHaveLength(3);
  expect(must(await join(were, shut))).toBe(were);
});
