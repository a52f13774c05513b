import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CountryCode } from '$domain/ids';
import { parseQuery } from '$domain/query/parse';
import type { Report } from '$domain/report/report';
import type { PassageUnit } from '$domain/suggest/proposal';
import { listActors, listCodes, passagesOfReport } from '../storage/reads';
import { deleteReports, historyNames, newBatch, stepHistory } from './change-archive';
import { findHits, type FoundHits } from './find-hits';
import { tagHits, type ChosenHits, type HitCoding } from './tag-hits';
import { anArchive, importTexts, must, tag, type TestArchive } from './testing/test-archive';

const FERRY = `Ferry news

The ferry left. One ferry met another ferry off the pier. Gulls followed.

Crews of ferries rested.
`;
const PIER = `Pier news

A ferry hit the pier. Nobody swam.
`;
const NO_WORDS = `Weather

It rained.
`;

const CREW: HitCoding = {
  pairs: [
    {
      actor: { kind: 'new', name: 'Crew' },
      country: { code: 'KAZ' as CountryCode, role: 'location' },
    },
  ],
  codes: [{ kind: 'new', name: 'Sea > Ferry' }],
};

let archive: TestArchive;
let ferry: Report;
let pier: Report;
beforeEach(async () => {
  archive = anArchive();
  const reports = await importTexts(archive, { 'ferry.txt': FERRY, 'pier.txt': PIER, 'none.txt': NO_WORDS });
  [ferry, pier] = [reports[0]!, reports[1]!];
}, 20_000);
afterEach(async () => {
  await archive.close();
  archive.db.close();
});

async function find(text: string): Promise<FoundHits> {
  const query = parseQuery(text);
  if (!query.ok) throw new Error(query.error.message);
  return must(await findHits(archive, query.value));
}

const all = ({ reports }: FoundHits, unit: PassageUnit = 'sentence'): ChosenHits[] =>
  reports.map(({ reportId, revision, hits }) => ({
    reportId,
    revision,
    spans: hits[unit].map(({ span }) => span),
  }));

const passagesIn = async (report: Report) =>
  (await passagesOfReport(archive.db, report.id)).map(({ excerpt }) => excerpt.quote.exact);

describe('finding', () => {
  test('every report found has its hits, with the words marked in their sentences', async () => {
    const found = await find('ferry');
    expect(found).toMatchObject({ looked: 2, total: 2 });
    const hits = found.reports.find(({ reportId }) => reportId === ferry.id)!.hits;
    expect(hits.sentence.map(({ snippet }) => snippet)).toEqual([
      'The ferry left.',
      'One ferry met another ferry off the pier.',
      'Crews of ferries rested.',
    ]);
    expect(hits.words).toHaveLength(4);
    const { snippet, context, matches } = hits.sentence[2]!;
    const [{ start, end } = { start: 0, end: 0 }] = matches;
    expect(snippet.slice(start - context.start, end - context.start)).toBe('ferries');
  });

  test('words that only a memo has, and conditions beside words, are no hits', async () => {
    await tag(archive, pier, 'Nobody swam', ['Crowd/'], { memo: 'ask the lighthouse' });
    expect((await find('lighthouse')).reports).toEqual([]);
    const found = await find('ferry actor:Crowd');
    expect(found.reports.map(({ reportId }) => reportId)).not.toContain(ferry.id);
    expect((await find('swam')).reports[0]!.hits.sentence.map(({ isPassage }) => isPassage)).toEqual([false]);
    expect((await find('"Nobody swam"')).reports[0]!.hits.words[0]!.isPassage).toBe(true);
  });

  test('it can be stopped', async () => {
    const query = parseQuery('ferry');
    const abort = new AbortController();
    const found = await findHits(archive, query.ok ? query.value : null, {
      signal: abort.signal,
      onProgress: () => {
        abort.abort();
      },
    });
    expect(found).toMatchObject({ ok: false, error: { code: 'hits/stopped' } });
  });
});

describe('tagging', () => {
  test('all hits become passages with the pair and the code, in one undo step', async () => {
    const chosen = all(await find('ferry'));
    const batchId = newBatch(archive);
    const tagged = await tagHits(archive, chosen, CREW, { batchId });
    expect(tagged).toEqual({ passages: 4, reports: 2, unchanged: 0, outdated: 0, failure: null });
    expect(await passagesIn(ferry)).toEqual([
      'The ferry left.',
      'One ferry met another ferry off the pier.',
      'Crews of ferries rested.',
    ]);
    const [{ excerpt, assignments } = undefined as never] = await passagesOfReport(archive.db, pier.id);
    const codes = await listCodes(archive.db);
    expect(codes.map(({ name }) => name).sort()).toEqual(['Ferry', 'Sea']);
    expect(excerpt.codes).toEqual([codes.find(({ name }) => name === 'Ferry')!.id]);
    expect(assignments.map(({ pair }) => pair.country?.code)).toEqual(['KAZ']);
    expect((await historyNames(archive)).undo).toBe('Tag 4 passages');

    must(await stepHistory(archive, 'undo', batchId));
    expect([...(await passagesIn(ferry)), ...(await passagesIn(pier))]).toEqual([]);
    expect(await listActors(archive.db)).toEqual([]);
    expect(await listCodes(archive.db)).toEqual([]);
  });

  test('the words alone become passages when that is chosen', async () => {
    await tagHits(archive, all(await find('ferry'), 'words'), CREW, { batchId: newBatch(archive) });
    expect(await passagesIn(ferry)).toEqual(['ferry', 'ferry', 'ferry', 'ferries']);
  });

  test('a passage on just the span gets what it lacks; one that only overlaps stays as it is', async () => {
    const same = await tag(archive, pier, 'A ferry hit the pier.', ['Harbour/']);
    await tag(archive, ferry, 'ferry left', ['Harbour/']);
    const chosen = all(await find('ferry'));
    const tagged = await tagHits(archive, chosen, CREW, { batchId: newBatch(archive) });
    expect(tagged).toMatchObject({ passages: 4, unchanged: 0 });
    const [passage, ...others] = await passagesOfReport(archive.db, pier.id);
    expect(others).toEqual([]);
    expect(passage!.excerpt.id).toBe(same);
    expect(passage!.assignments).toHaveLength(2);
    expect(passage!.excerpt.codes).toHaveLength(1);
    expect(await passagesIn(ferry)).toContain('ferry left');

    const again = await tagHits(archive, chosen, CREW, { batchId: newBatch(archive) });
    expect(again).toEqual({ passages: 0, reports: 0, unchanged: 4, outdated: 0, failure: null });
    must(await stepHistory(archive, 'undo'));
    expect((await passagesOfReport(archive.db, pier.id))[0]!.assignments).toHaveLength(1);
    expect(await passagesIn(ferry)).toEqual(['ferry left']);
  });

  test('reports that are gone or have another text meanwhile are left out', async () => {
    const chosen = all(await find('ferry'));
    must(await deleteReports(archive, [pier.id], newBatch(archive)));
    await archive.db.reports.update(ferry.id, { revision: 2 });
    const tagged = await tagHits(archive, chosen, CREW, { batchId: newBatch(archive) });
    expect(tagged).toEqual({ passages: 0, reports: 0, unchanged: 0, outdated: 4, failure: null });
    expect(await listActors(archive.db)).toEqual([]);
  });

  test('without a pair and a code nothing is done, and a refused name is told', async () => {
    const chosen = all(await find('ferry'));
    const batchId = newBatch(archive);
    const none = await tagHits(archive, chosen, { pairs: [], codes: [] }, { batchId });
    expect(none.failure?.code).toBe('passage/no-coding');
    const pairs = [{ actor: { kind: 'new' as const, name: '  ' }, country: null }];
    const refused = await tagHits(archive, chosen, { pairs, codes: [] }, { batchId });
    expect(refused).toMatchObject({ passages: 0, failure: { code: expect.stringMatching(/^actor\//u) } });
  });

  test('more passages than go into one change are one undo step, with the new actor once', async () => {
    const many = Array.from({ length: 1100 }, (_, n) => `Boat ${n} sailed.`).join(' ');
    const [fleet] = await importTexts(archive, { 'fleet.txt': `Fleet\n\n${many}\n` });
    const seen: number[] = [];
    const tagged = await tagHits(archive, all(await find('boat')), CREW, {
      batchId: newBatch(archive),
      onProgress: ({ done }) => seen.push(done),
    });
    expect(tagged).toMatchObject({ passages: 1100, reports: 1, failure: null });
    expect(seen).toEqual([1]);
    expect((await listActors(archive.db)).map(({ name }) => name)).toEqual(['Crew']);
    expect((await historyNames(archive)).undo).toBe('Tag 1,100 passages');
    must(await stepHistory(archive, 'undo'));
    expect(await passagesIn(fleet!)).toEqual([]);
  }, 30_000);

  test('stopped at the beginning it saves nothing', async () => {
    const chosen = all(await find('ferry'));
    const tagged = await tagHits(archive, chosen, CREW, {
      batchId: newBatch(archive),
      signal: AbortSignal.abort(),
    });
    expect(tagged).toMatchObject({ passages: 0, failure: { code: 'hits/stopped' } });
    expect(await passagesIn(ferry)).toEqual([]);
  });

  test('codes are added to passages that have others, once each', async () => {
    const id = await tag(archive, pier, 'A ferry hit the pier.', ['Crew/KAZ'], {
      codes: ['Storm', 'Sea > Ferry'],
    });
    const chosen = all(await find('ferry'));
    const coding = { ...CREW, codes: [...CREW.codes, { kind: 'new' as const, name: 'Wreck' }] };
    await tagHits(archive, chosen, coding, { batchId: newBatch(archive) });
    const passage = (await passagesOfReport(archive.db, pier.id)).find(({ excerpt }) => excerpt.id === id)!;
    const names = new Map((await listCodes(archive.db)).map((code) => [code.id, code.name]));
    expect(passage.excerpt.codes.map((code) => names.get(code))).toEqual(['Storm', 'Ferry', 'Wreck']);
    expect(passage.assignments).toHaveLength(1);
  });
});
