import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONFIDENCES, EXCERPT_STATUSES, NOT_ASSESSED, PLACE_DOUBTS } from '$domain/coding/excerpt';
import type { CountryCode } from '$domain/ids';
import { choose, chooseImportant, type Choosable, type ChoosableName } from '$domain/query/choose';
import { parseQuery } from '$domain/query/parse';
import { phraseSpans } from '$domain/query/match';
import { NOTHING_EXCLUDED, type SearchQuery } from '$domain/query/query';
import { tokens } from '$domain/text/normalise-term';
import { ArchiveIndex } from './index';
import type { FacetCount } from './protocol';
import { runQuery } from './run-query';
import {
  aPair,
  SMALL_CODES,
  smallArchive,
  type SmallArchive,
  type SmallPassage,
  type SmallReport,
} from './testing/small-archive';

function query(text: string): SearchQuery {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function run({ index, source }: SmallArchive, asked: string | SearchQuery, limit = 20) {
  const read = typeof asked === 'string' ? query(asked) : asked;
  const result = await runQuery(index, source, read, { limit, wanted: () => true });
  return result!;
}

const ids = async (archive: SmallArchive, text: string): Promise<string[]> =>
  (await run(archive, text)).hits.map((hit) => hit.reportId);

const ARCHIVE = smallArchive([
  {
    id: 'r1',
    title: 'Unrest in Almaty',
    published: '2022-01-06',
    blocks: [
      'Unrest in Almaty',
      'Fuel prices led to a state of emergency. Protesters stood on the square.',
      'The CSTO’s peacekeepers arrived; the café stayed shut.',
    ],
    passages: [
      {
        id: 'p1',
        quote: 'Protesters stood',
        pairs: ['Protesters/KAZ', 'Police/RUS'],
        memo: 'Compare with Moscow',
      },
      { id: 'p2', quote: 'peacekeepers arrived', pairs: ['CSTO/'] },
    ],
  },
  {
    id: 'r2',
    title: 'Алматыдағы жағдай',
    published: '2022-01-05',
    blocks: ['Қалада төтенше жағдай жарияланды.', 'Ещё один ввёл запрет.'],
    passages: [{ id: 'p3', quote: 'төтенше жағдай', pairs: ['Police/KAZ'] }],
  },
  {
    id: 'r3',
    title: 'Emergency in the state budget',
    published: '2022',
    blocks: ['A state in an emergency of sorts.'],
  },
]);

describe('words', () => {
  test.each<[string, string[]]>([
    ['almaty square', ['r1']],
    ['prot', ['r1']],
    ['pr', []],
    ['prot square', []],
    ['protestars square', ['r1']],
    ['rrotesters square', []],
    ['sqare square', []],
    ['CAFE', ['r1']],
    ['csto shut', ['r1']],
    ['котенше жагдай', []],
    ['тотенше жагдай', ['r2']],
    ['ТӨТЕНШЕ', ['r2']],
    ['еще ввел', ['r2']],
    ['moscow almaty', ['r1']],
    ['"state of emergency"', ['r1']],
    ['"emergency state"', []],
    ['"emergency protesters" stood', ['r1']],
    ['"square the"', []],
    ['"compare with" almaty', ['r1']],
    ['"Unrest in"', ['r1']],
    ['"protester"', []],
    ['nothing', []],
  ])('%s finds %j', async (text, expected) => {
    expect((await ids(ARCHIVE, text)).sort()).toEqual(expected);
  });

  test('the title counts more than the text', async () => {
    expect(await ids(ARCHIVE, 'state emergency')).toEqual(['r3', 'r1']);
  });

  test('a passage needs all words in its own text or memo', async () => {
    expect((await run(ARCHIVE, 'stood moscow')).passageIds).toEqual(['p1']);
    expect((await run(ARCHIVE, 'square stood')).passageIds).toEqual([]);
    expect((await run(ARCHIVE, '"төтенше жағдай"')).passageIds).toEqual(['p3']);
  });
});

test.each(['counted ships', '"counted 14 ships"'])(
  'a passage that lost its place is found by its own words: %s',
  async (asked) => {
    const archive = smallArchive([
      { id: 'r1', blocks: ['Fourteen lay there.'], passages: [{ id: 'p1', quote: 'counted 14 ships' }] },
      { id: 'r2', blocks: ['Nobody went.'], passages: [{ id: 'p2', quote: 'Nobody' }] },
    ]);
    const result = await run(archive, asked);
    expect(result.passageIds).toEqual(['p1']);
    expect(result.reports).toBe(1);
    expect(result.hits[0]!.hits).toMatchObject([
      { kind: 'passage', excerptId: 'p1', snippet: 'counted 14 ships' },
    ]);
  },
);

describe('filters', () => {
  test('one pair must satisfy both', async () => {
    expect((await run(ARCHIVE, 'actor:Protesters country:KAZ')).passageIds).toEqual(['p1']);
    expect((await run(ARCHIVE, 'actor:Protesters country:RUS')).passageIds).toEqual([]);
    expect((await run(ARCHIVE, 'actor:Police')).passageIds).toEqual(['p1', 'p3']);
    expect((await run(ARCHIVE, 'actor:police country:KAZ country:RUS')).passageIds).toEqual(['p1', 'p3']);
  });

  test('a report needs the words anywhere and a passage that satisfies the filters', async () => {
    const result = await run(ARCHIVE, 'café actor:Protesters');
    expect(result).toMatchObject({ reports: 1, passages: 0, passageIds: [] });
    expect(result.hits[0]).toMatchObject({
      reportId: 'r1',
      hits: [{ kind: 'text', snippet: expect.stringContaining('café') }],
    });
  });

  test('an actor nobody bears is named and finds nothing', async () => {
    expect(await run(ARCHIVE, 'actor:Army')).toMatchObject({
      reports: 0,
      passages: 0,
      unknownActors: ['Army'],
    });
  });

  test('without anything asked: everything, newest first, and what there is to narrow by', async () => {
    const result = await run(ARCHIVE, '');
    expect(result.hits.map((hit) => hit.reportId)).toEqual(['r1', 'r2', 'r3']);
    expect(result.passageIds).toEqual(['p1', 'p2', 'p3']);
    expect(result.facets).toEqual({
      actors: [
        { actorId: 'Police', count: 2, without: 1 },
        { actorId: 'CSTO', count: 1, without: 2 },
        { actorId: 'Protesters', count: 1, without: 2 },
      ],
      countries: [
        { code: 'KAZ', count: 2, without: 1 },
        { code: 'RUS', count: 1, without: 2 },
      ],
      codes: [],
      sections: [],
      places: [],
      statuses: [],
      confidences: [],
      important: { count: 0, without: 3 },
    });
  });
});

describe('hits', () => {
  test('a passage, its memo and the blocks around, with matches at their places', async () => {
    const { hits } = await run(ARCHIVE, 'protesters');
    const [hit] = hits;
    expect(hit).toMatchObject({ title: 'Unrest in Almaty', matchCount: 1, titleMatches: [] });
    expect(hit!.hits).toMatchObject([{ kind: 'passage', excerptId: 'p1', snippet: 'Protesters stood' }]);
    const text = ARCHIVE.reports.get('r1')!.text.text;
    const [passage] = hit!.hits;
    expect(text.slice(passage!.snippetStart).startsWith(passage!.snippet)).toBe(true);
    expect(passage!.matches.map((match) => text.slice(match.start, match.end))).toEqual(['Protesters']);
  });

  test('a memo is shown with its own offsets and opens at its passage', async () => {
    const { hits } = await run(ARCHIVE, 'moscow');
    expect(hits[0]!.hits).toMatchObject([
      {
        kind: 'memo',
        excerptId: 'p1',
        snippet: 'Compare with Moscow',
        snippetStart: 0,
        matches: [{ start: 13, end: 19 }],
      },
    ]);
    expect(hits[0]!.hits[0]!.span).toEqual(ARCHIVE.reports.get('r1')!.excerpts[0]!.span);
  });

  test('the title block is a hit only when there is no other', async () => {
    const { hits } = await run(ARCHIVE, 'unrest');
    expect(hits[0]).toMatchObject({
      matchCount: 1,
      titleMatches: [{ start: 0, end: 6 }],
      hits: [{ kind: 'text' }],
    });
    expect((await run(ARCHIVE, 'unrest café')).hits[0]!.hits).toMatchObject([
      { snippet: expect.stringContaining('café') },
    ]);
  });

  test('words of a phrase are marked only where the phrase stands', async () => {
    const { hits } = await run(ARCHIVE, '"a state"');
    const r1 = hits.find((hit) => hit.reportId === 'r1')!;
    const text = ARCHIVE.reports.get('r1')!.text.text;
    expect(r1.hits.flatMap((hit) => hit.matches.map((match) => text.slice(match.start, match.end)))).toEqual([
      'a state',
    ]);
  });

  test('an answer nobody waits for is not finished', async () => {
    const { index, source } = ARCHIVE;
    expect(await runQuery(index, source, query('almaty'), { limit: 20, wanted: () => false })).toBeNull();
  });
});

const WORDS = ['alfa', 'bravo', 'cargo', 'delta', 'echo'] as const;
const someWords = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 })
  .map((words) => words.join(' '));
const someReports: fc.Arbitrary<SmallReport[]> = fc
  .array(
    fc.record({
      title: someWords,
      published: fc.constantFrom('', '2021', '2022-01', '2022-01-06'),
      blocks: fc.array(someWords, { minLength: 1, maxLength: 3 }),
      passages: fc.array(
        fc.record({
          block: fc.nat({ max: 2 }),
          memo: fc.oneof(fc.constant(''), someWords),
          section: fc.constantFrom([], ['Crowds'], ['Crowds', 'Crowds at night'], ['Army']),
          codes: fc.uniqueArray(fc.constantFrom(...SMALL_CODES.map(({ name }) => name)), { maxLength: 2 }),
          pairs: fc.array(fc.constantFrom('A/KAZ', 'A/RUS', 'B/KAZ', 'B/', '/RUS', 'C/UZB'), {
            maxLength: 3,
          }),
          assessment: fc.record({
            status: fc.constantFrom(null, ...EXCERPT_STATUSES),
            confidence: fc.constantFrom(null, ...CONFIDENCES),
            important: fc.boolean(),
            eventDate: fc.constantFrom('', '2021', '2022-01', '2022-01-05'),
            place: fc.constantFrom(null, ...PLACE_DOUBTS),
          }),
        }),
        { maxLength: 4 },
      ),
    }),
    { maxLength: 6 },
  )
  .map((reports) =>
    reports.map(({ title, published, blocks, passages }, r) => ({
      id: `r${r}`,
      title,
      published,
      blocks,
      passages: passages.map(({ block, memo, section, codes, pairs, assessment }, p) => ({
        id: `r${r}p${p}`,
        quote: blocks[block % blocks.length]!,
        memo,
        section,
        codes,
        pairs,
        assessment,
      })),
    })),
  );
const someFilter = fc.constantFrom(
  ...['A', 'B', 'C', 'Nobody'].flatMap((name) => [`actor:${name}`, `-actor:${name}`]),
  ...['KAZ', 'RUS', 'UZB'].flatMap((code) => [`country:${code}`, `-country:${code}`]),
  ...EXCERPT_STATUSES.flatMap((status) => [`status:${status}`, `-status:${status}`]),
  ...CONFIDENCES.flatMap((confidence) => [`confidence:${confidence}`, `-confidence:${confidence}`]),
  ...['Protest', 'Strike', 'Curfew', 'Nothing'].flatMap((name) => [`code:${name}`, `-code:${name}`]),
  ...['Crowds', '"Crowds at night"', 'Army', 'Nowhere'].flatMap((name) => [
    `section:${name}`,
    `-section:${name}`,
  ]),
  ...PLACE_DOUBTS.flatMap((place) => [`place:${place}`, `-place:${place}`]),
  'important:yes',
  'important:no',
  'event:2022',
  '-event:2022-01',
);
const someQuery = fc
  .record({
    clauses: fc.array(
      fc.oneof(
        fc.constantFrom(...WORDS),
        someWords.map((words) => `"${words}"`),
      ),
      { maxLength: 2 },
    ),
    filters: fc.array(someFilter, { maxLength: 4 }),
  })
  .map(({ clauses, filters }) => query([...clauses, ...filters].join(' ')));

const KIND_OF: Readonly<Record<string, string>> = { Strike: 'Protest', March: 'Protest' };

/** The same answers by looking at everything: which passages and reports the query finds. */
function lookAtEverything(reports: readonly SmallReport[], asked: SearchQuery) {
  const answers = (texts: readonly string[]): boolean =>
    asked.clauses.every((clause) => {
      const terms = clause.kind === 'word' ? [clause.term] : clause.terms;
      return texts.some((text) => phraseSpans(text, tokens(text), terms).length > 0);
    });
  const { assessed, excluded = NOTHING_EXCLUDED } = asked;
  const isFiltered =
    asked.actors.length > 0 ||
    asked.countries.length > 0 ||
    asked.codes.length > 0 ||
    asked.sections.length > 0 ||
    assessed !== undefined ||
    asked.excluded !== undefined;
  const has = (list: readonly unknown[], value: unknown): boolean =>
    list.length === 0 || list.includes(value);
  const within = (date: string, dates: readonly string[]): boolean =>
    dates.some((whole) => `${date}-`.startsWith(`${whole}-`));
  const fits = (passage: SmallPassage): boolean => {
    const pairs = passage.pairs!.map(aPair);
    const judged = { ...NOT_ASSESSED, place: null, ...passage.assessment };
    const { status, confidence, important, eventDate, place } = judged;
    const codes = passage.codes!.flatMap((code) => [code, KIND_OF[code]]);
    return (
      ((asked.actors.length === 0 && asked.countries.length === 0) ||
        pairs.some(
          ({ actorId, country }) => has(asked.actors, actorId) && has(asked.countries, country?.code),
        )) &&
      pairs.every(
        ({ actorId, country }) =>
          !excluded.actors.includes(actorId!) && !excluded.countries.includes(country?.code as CountryCode),
      ) &&
      (asked.codes.length === 0 || asked.codes.some((code) => codes.includes(code))) &&
      !excluded.codes.some((code) => codes.includes(code)) &&
      (asked.sections.length === 0 || asked.sections.some((name) => passage.section!.includes(name))) &&
      !excluded.sections.some((name) => passage.section!.includes(name)) &&
      !excluded.places.includes(place!) &&
      !excluded.statuses.includes(status!) &&
      !excluded.confidences.includes(confidence!) &&
      !within(eventDate, excluded.eventDates) &&
      (!assessed ||
        (has(assessed.statuses, status) &&
          has(assessed.places, place) &&
          has(assessed.confidences, confidence) &&
          (assessed.important === null || assessed.important === important) &&
          (assessed.eventDates.length === 0 || within(eventDate, assessed.eventDates))))
    );
  };
  const passages = reports.flatMap((report) =>
    (report.passages ?? []).filter((passage) => answers([passage.quote, passage.memo!]) && fits(passage)),
  );
  const found = reports.filter(
    ({ title, blocks, passages: own }) =>
      answers([title!, blocks.join('\n\n'), ...own!.map(({ memo }) => memo!)]) &&
      (!isFiltered || own!.some(fits)),
  );
  return { passages: passages.map(({ id }) => id).sort(), reports: found.map(({ id }) => id).sort() };
}

describe('over random archives', () => {
  test('finds what looking at everything finds, and each facet counts the rows behind it', async () => {
    await fc.assert(
      fc.asyncProperty(someReports, someQuery, async (reports, asked) => {
        const archive = smallArchive(reports);
        const result = await run(archive, asked);
        const expected = lookAtEverything(reports, asked);
        expect([...result.passageIds].sort()).toEqual(expected.passages);
        expect(result.passages).toBe(expected.passages.length);
        expect(result.hits.map((hit) => hit.reportId as string).sort()).toEqual(expected.reports);
        expect(result.reports).toBe(expected.reports.length);
        const rowsAfter = (next: SearchQuery): number => lookAtEverything(reports, next).passages.length;
        const { facets } = result;
        const counted = <N extends ChoosableName>(name: N, value: Choosable[N], counts: FacetCount): void => {
          expect(rowsAfter(choose(asked, name, value, 'in')), `${name} ${value}`).toBe(counts.count);
          expect(rowsAfter(choose(asked, name, value, 'out')), `not ${name} ${value}`).toBe(counts.without);
        };
        for (const { actorId, ...counts } of facets.actors) counted('actors', actorId, counts);
        for (const { code, ...counts } of facets.countries) counted('countries', code, counts);
        for (const { codeId, ...counts } of facets.codes) counted('codes', codeId, counts);
        for (const { value, ...counts } of facets.sections) counted('sections', value, counts);
        for (const { value, ...counts } of facets.places) counted('places', value, counts);
        for (const { value, ...counts } of facets.statuses) counted('statuses', value, counts);
        for (const { value, ...counts } of facets.confidences) counted('confidences', value, counts);
        expect(rowsAfter(chooseImportant(asked, true))).toBe(facets.important.count);
        expect(rowsAfter(chooseImportant(asked, false))).toBe(facets.important.without);
        for (const hit of result.hits.flatMap((each) => each.hits)) {
          expect(
            hit.matches.every(
              (m) => m.start >= hit.snippetStart && m.end <= hit.snippetStart + hit.snippet.length,
            ),
          ).toBe(true);
        }
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test('an index that was changed along the way answers as one built afresh', async () => {
    await fc.assert(
      fc.asyncProperty(
        someReports,
        someReports,
        fc.infiniteStream(fc.boolean()),
        someQuery,
        async (before, after, coin, asked) => {
          const changed = smallArchive(before).index;
          // Searching in between makes the index clean up lazily, which must not matter either.
          if (asked.clauses.length > 0) changed.candidates(asked.clauses);
          for (const { id, passages = [] } of before) {
            for (const passage of passages) changed.removePassage(passage.id as never);
            if (coin.next().value) changed.removeReport(id as never);
          }
          const archive = smallArchive(after, changed);
          if (asked.clauses.length > 0) changed.candidates(asked.clauses);
          const kept = new Set<string>(archive.documents.reports.map(({ id }) => id));
          for (const { id } of before) if (!kept.has(id)) changed.removeReport(id as never);
          const reloaded = ArchiveIndex.fromJSON(JSON.parse(JSON.stringify(changed)) as never);
          const fresh = await run(smallArchive(after), asked);
          for (const index of [changed, reloaded]) {
            const result = await run({ ...archive, index }, asked);
            expect(result.passageIds).toEqual(fresh.passageIds);
            expect(result.facets).toEqual(fresh.facets);
            expect(result.hits.map((hit) => hit.reportId).sort()).toEqual(
              fresh.hits.map((hit) => hit.reportId).sort(),
            );
          }
        },
      ),
      { seed: 4, numRuns: 200 },
    );
  });
});

test('passages are chosen by what they are judged to be, and the counts follow', async () => {
  const archive = smallArchive([
    {
      id: 'r1',
      blocks: ['One stood. Two fell. Three went.'],
      passages: [
        {
          id: 'p1',
          quote: 'One stood',
          pairs: ['A/KAZ'],
          assessment: { status: 'claimed', eventDate: '2022-01-05' },
        },
        { id: 'p2', quote: 'Two fell', pairs: ['A/RUS'], assessment: { status: 'denied', important: true } },
        { id: 'p3', quote: 'Three went', pairs: [], assessment: { confidence: 'low', eventDate: '2022' } },
      ],
    },
    { id: 'r2', blocks: ['Nobody said anything.'] },
  ]);
  const found = async (text: string) => (await run(archive, text)).passageIds;
  expect(await found('status:claimed status:denied')).toEqual(['p1', 'p2']);
  expect(await found('important:yes')).toEqual(['p2']);
  expect(await found('important:no confidence:low')).toEqual(['p3']);
  expect(await found('event:2022')).toEqual(['p1', 'p3']);
  expect(await found('event:2022-01')).toEqual(['p1']);
  expect(await found('fell status:claimed')).toEqual([]);
  const { reports, facets } = await run(archive, 'status:denied');
  expect(reports).toBe(1);
  expect(facets).toEqual({
    actors: [{ actorId: 'A', count: 1, without: 0 }],
    countries: [{ code: 'RUS', count: 1, without: 0 }],
    codes: [],
    sections: [],
    places: [],
    statuses: [
      { value: 'claimed', count: 2, without: 1 },
      { value: 'denied', count: 1, without: 2 },
    ],
    confidences: [],
    important: { count: 1, without: 0 },
  });
  expect(await found('-status:denied')).toEqual(['p1', 'p3']);
  expect(await found('-event:2022-01')).toEqual(['p2', 'p3']);
  expect(await found('-important:yes')).toEqual(['p1', 'p3']);
  expect(await found('-actor:A')).toEqual(['p3']);
  expect(await found('actor:A -country:RUS')).toEqual(['p1']);
  expect(await found('-actor:Nobody')).toEqual(['p1', 'p2', 'p3']);
});

test('a code finds its kinds as well, and counts them', async () => {
  const archive = smallArchive([
    {
      id: 'r1',
      blocks: ['One sat. Two walked. Three stayed in.'],
      passages: [
        { id: 'p1', quote: 'One sat', codes: ['Strike'] },
        { id: 'p2', quote: 'Two walked', codes: ['March', 'Curfew'] },
        { id: 'p3', quote: 'Three stayed in', codes: ['Curfew'] },
      ],
    },
  ]);
  const found = async (text: string) => (await run(archive, text)).passageIds;
  expect(await found('code:protest')).toEqual(['p1', 'p2']);
  expect(await found('-code:protest')).toEqual(['p3']);
  expect(await found('code:Strike')).toEqual(['p1']);
  expect(await found('code:Strike code:Curfew')).toEqual(['p1', 'p2', 'p3']);
  expect(await found('code:Curfew -code:March')).toEqual(['p3']);
  const { facets, unknownCodes } = await run(archive, '-code:Nobody');
  expect(unknownCodes).toEqual(['Nobody']);
  expect(facets.codes).toEqual([
    { codeId: 'Curfew', count: 2, without: 1 },
    { codeId: 'Protest', count: 2, without: 1 },
    { codeId: 'March', count: 1, without: 2 },
    { codeId: 'Strike', count: 1, without: 2 },
  ]);
});
