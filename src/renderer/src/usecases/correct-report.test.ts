import { afterEach, beforeEach, expect, test } from 'vitest';
import { findQuote } from '$domain/anchor/selectors';
import type { ExcerptId } from '$domain/ids';
import type { Report, ReportText } from '$domain/report/report';
import { ok } from '$domain/result';
import { passagesByIds, reportsByIds, textOf } from '../storage/reads';
import { historyNames, stepHistory } from './change-archive';
import { draftReports } from './draft-reports';
import { confirmPassages, correctReport, placePassage, previewCorrection } from './correct-report';
import { subjectHistory } from './read-history';
import { resizePassage } from './reshape-passages';
import { anArchive, importTexts, must, tag, type TestArchive } from './testing/test-archive';

const HARBOUR = `The harbour is closed

Crowds filled the quay on Monday morning and stayed for hours. Dockers stayed at home, says their union.

Banks were shut in the whole of the city. Trams stood still until the evening, the company says.
`;

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

const edited = (...changes: [from: string, to: string][]): string =>
  changes.reduce((all, [from, to]) => all.replace(from, to), text.text);
const passage = async (id: ExcerptId) => (await passagesByIds(archive.db, [id]))[0]!.excerpt;

async function correct(...changes: [from: string, to: string][]): Promise<void> {
  expect(must(await correctReport(archive, report, text, edited(...changes)))).toBe(true);
  [report] = (await reportsByIds(archive.db, [report.id])) as [Report];
  text = (await textOf(archive.db, report))!;
}

test('passages go along with a corrected text, in one step that can be taken back', async () => {
  const crowds = await tag(archive, report, 'Crowds filled the quay', ['Crowds/KAZ']);
  const banks = await tag(archive, report, 'Banks were shut in the whole of the city.', ['Banks/KAZ']);
  const dockers = await tag(archive, report, 'Dockers stayed at home', ['Dockers/KAZ']);
  const before = await Promise.all([crowds, banks, dockers].map(passage));

  const change: [string, string][] = [
    ['The harbour is closed', 'The harbour of the capital is closed'],
    ['whole of the city', 'centre of the city'],
    ['Dockers stayed at home, says their union.', ''],
  ];
  const preview = must(await previewCorrection(archive, text, edited(...change)))!;
  expect(preview).toMatchObject({
    kept: 1,
    toCheck: [{ excerpt: { id: banks }, words: 'Banks were shut in the centre of the city.' }],
    lost: [{ id: dockers }],
  });
  await correct(...change);
  expect(report).toMatchObject({ revision: 2, title: 'The harbour of the capital is closed' });

  const start = text.text.indexOf('Crowds');
  expect(await passage(crowds)).toEqual({
    ...before[0],
    revision: 2,
    span: { start, end: start + 22 },
    quote: { ...before[0]!.quote, prefix: expect.stringMatching(/capital is closed\n\n$/u) as string },
  });
  expect(await passage(banks)).toMatchObject({
    revision: 2,
    anchoring: 'moved',
    quote: { exact: 'Banks were shut in the centre of the city.' },
  });
  expect(await passage(dockers)).toEqual({ ...before[2], anchoring: 'orphaned' });

  expect(await historyNames(archive)).toMatchObject({ undo: 'Correct text' });
  must(await stepHistory(archive, 'undo'));
  expect(await Promise.all([crowds, banks, dockers].map(passage))).toEqual(before);
  const [old] = (await reportsByIds(archive.db, [report.id])) as [Report];
  expect(old).toMatchObject({ revision: 1, title: 'The harbour is closed' });
  must(await stepHistory(archive, 'redo'));
  expect(await passage(banks)).toMatchObject({ revision: 2, anchoring: 'moved' });
});

test('a person places what was lost and confirms what was moved', async () => {
  const dockers = await tag(archive, report, 'Dockers stayed at home', ['Dockers/KAZ']);
  const banks = await tag(archive, report, 'Banks were shut in the whole of the city.', ['Banks/KAZ']);
  await correct(
    ['Dockers stayed at home', 'The dockers did not come'],
    ['whole of the city', 'centre of the city'],
  );
  expect(await passage(dockers)).toMatchObject({ anchoring: 'orphaned', revision: 1 });

  expect(
    must(await placePassage(archive, text, dockers, findQuote(text.text, ' The dockers did not come')[0]!)),
  ).toBe(true);
  expect(await passage(dockers)).toMatchObject({
    anchoring: 'anchored',
    revision: 2,
    quote: { exact: 'The dockers did not come' },
  });
  expect(must(await confirmPassages(archive, [banks, dockers]))).toBe(true);
  expect(await passage(banks)).toMatchObject({ anchoring: 'anchored' });
  expect(must(await confirmPassages(archive, [banks]))).toBe(false);
  const notes = (await subjectHistory(archive, dockers, 9)).flatMap((entry) =>
    entry.notes.map((note) => note.text),
  );
  expect(notes).toContain('Its words are not in the corrected text');
  expect(notes).toContain('Put in place: “Dockers stayed at home” → “The dockers did not come”');
});

test('what was lost is found again when its words come back, and is to be looked at', async () => {
  const id = await tag(archive, report, 'Dockers stayed at home, says their union.', ['Dockers/KAZ']);
  await correct(['Dockers stayed at home, says their union.', '']);
  expect(await passage(id)).toMatchObject({ anchoring: 'orphaned', revision: 1 });
  await correct(['stayed for hours.', 'stayed for hours. Dockers stayed at home, says their union.']);
  expect(await passage(id)).toMatchObject({
    anchoring: 'moved',
    revision: 3,
    quote: { exact: 'Dockers stayed at home, says their union.' },
  });
});

test('a correction after one that was taken back has a number of its own', async () => {
  await correct(['Crowds', 'Large crowds']);
  must(await stepHistory(archive, 'undo'));
  [report] = (await reportsByIds(archive.db, [report.id])) as [Report];
  text = (await textOf(archive.db, report))!;
  expect(text.revision).toBe(1);
  await correct(['Crowds', 'Small crowds']);
  expect(report.revision).toBe(3);
  expect(text.text).toContain('Small crowds');
});

test('what cannot be is refused and changes nothing', async () => {
  const id = await tag(archive, report, 'Dockers stayed at home', ['Dockers/KAZ']);
  expect(await correctReport(archive, report, text, '\n\n')).toMatchObject({
    error: { code: 'report/empty-text' },
  });
  expect(must(await correctReport(archive, report, text, `${text.text}\n`))).toBe(false);
  expect(must(await previewCorrection(archive, text, text.text))).toBeNull();
  const [oldReport, oldText] = [report, text];
  await correct(['Dockers stayed at home', '']);
  expect(await correctReport(archive, oldReport, oldText, `${oldText.text} More.`)).toMatchObject({
    error: { code: 'command/revised' },
  });
  expect(await placePassage(archive, oldText, id, { start: 0, end: 5 })).toMatchObject({
    error: { code: 'command/moved' },
  });
  expect(await placePassage(archive, text, id, { start: 21, end: 23 })).toMatchObject({
    error: { code: 'passage/empty' },
  });
  expect(await resizePassage(archive, text, id, { start: 0, end: 5 })).toMatchObject({
    error: { code: 'command/moved' },
  });
  expect(await passage(id)).toMatchObject({
    anchoring: 'orphaned',
    quote: { exact: 'Dockers stayed at home' },
  });
});

test('the file of a corrected report is recognised when it is imported again', async () => {
  const source = { name: 'again.txt', read: () => Promise.resolve(ok(new TextEncoder().encode(HARBOUR))) };
  await correct(['Trams stood still', 'Buses stood still']);
  const [again] = await draftReports(archive, [source]);
  expect(again).toMatchObject({ kind: 'duplicate', of: { kind: 'report', reportId: report.id } });
  const corrected = { ...source, read: () => Promise.resolve(ok(new TextEncoder().encode(edited()))) };
  const [same] = await draftReports(archive, [corrected]);
  expect(same).toMatchObject({ kind: 'duplicate', of: { kind: 'report', reportId: report.id } });
});
