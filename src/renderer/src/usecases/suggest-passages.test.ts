import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BatchId, ReportId } from '$domain/ids';
import type { Report, ReportText } from '$domain/report/report';
import type { Choice } from '$domain/suggest/acceptance';
import { openProposals, targetsIn, type Proposal } from '$domain/suggest/proposal';
import { listActors, passagesOfReport, rejectionsFor, textOf } from '../storage/reads';
import { historyNames, newBatch, stepHistory } from './change-archive';
import {
  acceptEverywhere,
  acceptProposals,
  findOccurrences,
  findProposals,
  knownEntries,
  forgetRejections,
  rejectProposals,
} from './suggest-passages';
import { anArchive, importTexts, must, tag, type TestArchive } from './testing/test-archive';

const HARBOUR = `Harbour talks

Kazakh envoys met Georgian drivers at the port. Nobody signed. CSTO observers left for Kazakhstan.

Actions by dockers

- Dockers slept at the gates.
- They burned a Kazakh flag.

Later

- Kazakh trade went on.
`;
const MARKET = `Market talks

A Kazakh trader came back. Another Kazakh trader did not.
`;

let archive: TestArchive;
let report: Report;
let other: Report;
let text: ReportText;
beforeEach(async () => {
  archive = anArchive();
  [report, other] = (await importTexts(archive, { 'harbour.txt': HARBOUR, 'market.txt': MARKET })) as [
    Report,
    Report,
  ];
  text = (await textOf(archive.db, report))!;
}, 20_000);
afterEach(async () => {
  await archive.close();
  archive.db.close();
});

async function open(of: Report = report): Promise<Proposal[]> {
  const body = (await textOf(archive.db, of))!;
  const proposals = must(await findProposals(archive, await knownEntries(archive), of, body));
  return openProposals(
    proposals,
    await passagesOfReport(archive.db, of.id),
    await rejectionsFor(archive.db, of.id),
  );
}

const words = (proposals: readonly Proposal[]): string[] =>
  proposals.map(({ exact, target }) => `${exact} ${target.kind === 'country' ? target.code : target.name}`);
const choose = (proposal: Proposal): Choice => ({ proposal, target: proposal.target, role: 'mentioned' });
const batch = (): { batchId: BatchId; unit: 'sentence' } => ({
  batchId: newBatch(archive),
  unit: 'sentence',
});

async function coded(of: ReportId = report.id): Promise<string[]> {
  const names = new Map((await listActors(archive.db)).map(({ id, name }) => [id, name]));
  return (await passagesOfReport(archive.db, of)).map(({ excerpt, assignments }) => {
    const pairs = assignments.map(({ pair }) =>
      [pair.actorId && names.get(pair.actorId), pair.country && `${pair.country.code} ${pair.country.role}`]
        .filter(Boolean)
        .join('/'),
    );
    return `${excerpt.quote.exact} [${pairs.join(', ')}]`;
  });
}

test('what is found stands in the order of the text, and a heading proposes who acts below it', async () => {
  const proposals = await open();
  expect(words(proposals)).toEqual([
    'Kazakh KAZ',
    'Georgian GEO',
    'CSTO CSTO',
    'Kazakhstan KAZ',
    'dockers Dockers',
    'Kazakh KAZ',
    'Kazakh KAZ',
  ]);
  const [kazakh, georgian, , , section] = proposals;
  expect(text.text.slice(kazakh!.context.start, kazakh!.context.end)).toBe(
    'Kazakh envoys met Georgian drivers at the port.',
  );
  expect(georgian!.otherwise).toEqual(['the U.S. state of Georgia']);
  expect(section!.places.sentence.map(({ start, end }) => text.text.slice(start, end))).toEqual([
    'Dockers slept at the gates.',
    'They burned a Kazakh flag.',
  ]);
});

test('a stretch of text names its targets once, who acts in its section first', async () => {
  const proposals = await open();
  const at = text.text.indexOf('They burned');
  const named = targetsIn([...proposals, ...proposals], { start: at, end: at + 26 });
  expect(named.map(({ target, isSection }) => [target.name, isSection])).toEqual([
    ['Dockers', true],
    ['Kazakhstan', false],
  ]);
  expect(targetsIn(proposals, { start: 0, end: 8 })).toEqual([]);
});

describe('accepting', () => {
  test('several in one sentence makes one passage with their pairs, undone in one step', async () => {
    const proposals = await open();
    must(await acceptProposals(archive, text, proposals.slice(0, 4).map(choose), batch()));
    expect(await coded()).toEqual([
      'Kazakh envoys met Georgian drivers at the port. [KAZ mentioned, GEO mentioned]',
      'CSTO observers left for Kazakhstan. [CSTO, KAZ mentioned]',
    ]);
    expect((await historyNames(archive)).undo).toBe('Accept 4 suggestions');
    expect(words(await open())).toEqual(['dockers Dockers', 'Kazakh KAZ', 'Kazakh KAZ']);
    must(await stepHistory(archive, 'undo'));
    expect(await coded()).toEqual([]);
    expect(await listActors(archive.db)).toEqual([]);
    expect(await open()).toHaveLength(7);
  });

  test('the words alone, in another reading', async () => {
    const [, georgian] = await open();
    const choice = { ...choose(georgian!), target: { kind: 'country', code: 'USA', name: '' } } as Choice;
    must(await acceptProposals(archive, text, [choice], { ...batch(), unit: 'words' }));
    expect(await coded()).toEqual(['Georgian [USA mentioned]']);
  });

  test('a heading tags each item of its section that does not say so yet', async () => {
    await tag(archive, report, 'slept at the gates', ['Dockers/']);
    const section = (await open()).find(({ source }) => source === 'section');
    must(await acceptProposals(archive, text, [choose(section!)], batch()));
    expect(await coded()).toEqual(['slept at the gates [Dockers]', 'They burned a Kazakh flag. [Dockers]']);
    expect((await open()).some(({ source }) => source === 'section')).toBe(false);
    expect((await historyNames(archive)).undo).toBe('Accept suggestion');
  });

  test('a passage on just these words gets the pair instead of another on top of it', async () => {
    await tag(archive, report, 'They burned a Kazakh flag.', ['Dockers/']);
    const proposals = await open();
    const flag = proposals.filter(({ exact }) => exact === 'Kazakh')[1];
    must(await acceptProposals(archive, text, [choose(flag!)], batch()));
    expect(await coded()).toEqual(['They burned a Kazakh flag. [Dockers, KAZ mentioned]']);
  });

  test('what is coded meanwhile is not coded again', async () => {
    const [kazakh] = await open();
    await tag(archive, report, 'Kazakh envoys', ['/KAZ']);
    expect(must(await acceptProposals(archive, text, [choose(kazakh!)], batch()))).toBe(false);
    expect(words(await open())[0]).toBe('Georgian GEO');
  });

  test('all occurrences in the archive, after they were counted, in one undo step', async () => {
    const [kazakh] = await open();
    const seen: number[] = [];
    const found = must(
      await findOccurrences(archive, kazakh!.group, { onProgress: ({ done }) => seen.push(done) }),
    );
    expect(new Map(found.map(({ reportId, count }) => [reportId, count]))).toEqual(
      new Map([
        [report.id, 3],
        [other.id, 2],
      ]),
    );
    expect(seen).toEqual([2]);
    const accepted = await acceptEverywhere(
      archive,
      { group: kazakh!.group, target: kazakh!.target, role: 'affiliation' },
      found.map(({ reportId }) => reportId),
      batch(),
    );
    expect(accepted).toEqual({ suggestions: 5, reports: 2, failure: null });
    expect(await coded(other.id)).toEqual([
      'A Kazakh trader came back. [KAZ affiliation]',
      'Another Kazakh trader did not. [KAZ affiliation]',
    ]);
    expect((await historyNames(archive)).undo).toBe('Accept 5 suggestions');
    must(await stepHistory(archive, 'undo'));
    expect(await coded()).toEqual([]);
    expect(await coded(other.id)).toEqual([]);
  });

  test('is given up when asked to', async () => {
    const [kazakh] = await open();
    const signal = AbortSignal.abort();
    expect(await findOccurrences(archive, kazakh!.group, { signal })).toMatchObject({
      ok: false,
      error: { code: 'suggest/cancelled' },
    });
    const given = await acceptEverywhere(archive, { ...choose(kazakh!), group: kazakh!.group }, [report.id], {
      ...batch(),
      signal,
    });
    expect(given).toMatchObject({ suggestions: 0, failure: { code: 'suggest/cancelled' } });
    expect(await coded()).toEqual([]);
  });
});

describe('rejecting', () => {
  test('holds for these words in any form, in this report, until it is taken back', async () => {
    const [kazakh] = await open();
    must(await rejectProposals(archive, [kazakh!], report.id, newBatch(archive)));
    expect(words(await open())).toEqual(['Georgian GEO', 'CSTO CSTO', 'Kazakhstan KAZ', 'dockers Dockers']);
    expect(await open(other)).toHaveLength(2);
    expect((await historyNames(archive)).undo).toBe('Reject suggestion');
    const [rejection] = await rejectionsFor(archive.db, report.id);
    must(await forgetRejections(archive, [rejection!.id], newBatch(archive)));
    expect(await open()).toHaveLength(7);
  });

  test('holds in the whole archive', async () => {
    const [kazakh] = await open();
    must(await rejectProposals(archive, [kazakh!], null, newBatch(archive)));
    expect(await open(other)).toEqual([]);
    expect(must(await findOccurrences(archive, kazakh!.group))).toEqual([]);
  });

  test('a heading that names nobody says nothing of the same words elsewhere', async () => {
    await tag(archive, other, 'A Kazakh trader', ['Dockers/']);
    const section = (await open()).find(({ source }) => source === 'section');
    must(await rejectProposals(archive, [section!], null, newBatch(archive)));
    expect(words(await open())).toContain('Dockers Dockers');
  });
});
