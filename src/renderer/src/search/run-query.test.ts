import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONFIDENCES, EXCERPT_STATUSES, NOT_ASSESSED, PLACE_DOUBTS, type Pair } from '$domain/coding/excerpt';
import { choose, chooseImportant, type ChosenField } from '$domain/query/choose';
import { parseQuery } from '$domain/query/parse';
import {
  isGroup,
  isText,
  leaves,
  type FieldValue,
  type Query,
  type QueryNode,
  type TextLeaf,
} from '$domain/query/query';
import { tokens } from '$domain/text/normalise-term';
import { phraseSpans } from './matcher';
import { runQuery } from './run-query';
import {
  aPair,
  SMALL_CODES,
  smallArchive,
  type SmallArchive,
  type SmallPassage,
  type SmallReport,
} from './testing/small-archive';

function query(text: string, unfinished = false): Query {
  const result = parseQuery(text, { unfinished });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function run({ index, source }: SmallArchive, asked: string | Query, limit = 20) {
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
    ['prot', []],
    ['prot*', ['r1']],
    ['prot* square', ['r1']],
    ['protestars~ square', ['r1']],
    ['protestars square', ['r1']],
    ['"protestars" square', []],
    ['almaty -protestars', ['r1']],
    ['rrotesters~ square', []],
    ['sqare~ square', ['r1']],
    ['protest squares', ['r1']],
    ['almaty OR жагдай', ['r1', 'r2']],
    ['state -fuel', ['r3']],
    ['NOT state', ['r2']],
    ['(almaty OR state) -budget', ['r1']],
    ['title:emergency', ['r3']],
    ['text:budget', []],
    ['memo:moscow', ['r1']],
    ['text:moscow', []],
    ['"fuel state"~4', ['r1']],
    ['"state fuel"~4', ['r1']],
    ['"fuel state"~3', []],
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

  test('the word being typed may be the beginning of one', async () => {
    const typed = async (text: string) =>
      (await run(ARCHIVE, query(text, true))).hits.map((hit) => hit.reportId);
    expect(await typed('square prot')).toEqual(['r1']);
    expect(await typed('prot square')).toEqual([]);
    expect(await typed('square pr')).toEqual([]);
  });

  test('a word that is nowhere names one like it that is somewhere', async () => {
    expect((await run(ARCHIVE, 'protestars')).similar).toEqual([
      { asked: 'protestars', meant: ['protesters'], isUsed: true },
    ]);
    expect((await run(ARCHIVE, '"squere"')).similar).toEqual([
      { asked: 'squere', meant: ['square'], isUsed: false },
    ]);
    expect((await run(ARCHIVE, 'protesters')).similar).toEqual([]);
  });

  test('why a report is found: the forms in it', async () => {
    const [hit] = (await run(ARCHIVE, 'protest price')).hits;
    expect(hit!.forms).toEqual([
      { asked: 'protest', forms: [{ form: 'protesters', count: 1 }] },
      { asked: 'price', forms: [{ form: 'prices', count: 1 }] },
    ]);
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
    expect((await run(ARCHIVE, 'actor:police country:(KAZ OR RUS)')).passageIds).toEqual(['p1', 'p3']);
    expect((await run(ARCHIVE, 'country:KAZ country:RUS')).passageIds).toEqual(['p1']);
    expect((await run(ARCHIVE, 'actor:police actor:protesters')).passageIds).toEqual(['p1']);
    expect((await run(ARCHIVE, 'actor:protesters actor:police country:KAZ')).passageIds).toEqual([]);
    expect((await run(ARCHIVE, 'role:location')).passageIds).toEqual(['p1', 'p3']);
    expect((await run(ARCHIVE, 'role:mentioned')).passageIds).toEqual([]);
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
      unknown: [{ field: 'actor', value: 'Army' }],
    });
  });

  test('without anything asked: everything, newest first, and what there is to narrow by', async () => {
    const result = await run(ARCHIVE, '');
    expect(result.hits.map((hit) => hit.reportId)).toEqual(['r1', 'r2', 'r3']);
    expect(result.passageIds).toEqual(['p1', 'p2', 'p3']);
    expect(result.facets).toEqual({
      actor: [
        { value: 'Police', count: 2, without: 1 },
        { value: 'CSTO', count: 1, without: 2 },
        { value: 'Protesters', count: 1, without: 2 },
      ],
      country: [
        { value: 'KAZ', count: 2, without: 1 },
        { value: 'RUS', count: 1, without: 2 },
      ],
      role: [{ value: 'location', count: 2, without: 1 }],
      code: [],
      section: [],
      place: [],
      status: [],
      confidence: [],
      source: [{ value: 'Fixture Press', count: 3, without: 0 }],
      language: [],
      important: { count: 0, without: 3 },
      dates: {
        buckets: [
          { date: '2022-01-05', count: 1 },
          { date: '2022-01-06', count: 1 },
        ],
        undated: 1,
      },
    });
  });

  test('what is excluded leaves reports that have nothing tagged', async () => {
    expect((await ids(ARCHIVE, '-country:RUS')).sort()).toEqual(['r1', 'r2', 'r3']);
    expect(await ids(ARCHIVE, '-country:KAZ has:passage')).toEqual(['r1']);
    expect(await ids(ARCHIVE, '-has:passage')).toEqual(['r3']);
    expect(await ids(ARCHIVE, 'untagged')).toEqual(['r3']);
    expect((await ids(ARCHIVE, 'has:memo')).sort()).toEqual(['r1']);
  });

  test('reports are narrowed by what they are themselves', async () => {
    const archive = smallArchive([
      {
        id: 'r1',
        source: 'Orda.kz',
        author: 'A. Writer, B. Other',
        language: 'kk-KZ',
        published: '2022-01-05',
        blocks: ['x'],
      },
      { id: 'r2', source: 'Meduza', language: 'ru', published: '2022-01', blocks: ['x'] },
      { id: 'r3', source: 'Meduza Daily', published: '', blocks: ['x'] },
    ]);
    const found = async (text: string) => (await ids(archive, text)).sort();
    expect(await found('source:Meduza')).toEqual(['r2']);
    expect(await found('source:daily')).toEqual(['r3']);
    expect(await found('-source:Meduza')).toEqual(['r1', 'r3']);
    expect(await found('author:"b other"')).toEqual(['r1']);
    expect(await found('language:kk')).toEqual(['r1']);
    expect(await found('language:Russian')).toEqual(['r2']);
    expect(await found('language:қазақша')).toEqual([]);
    expect(await found('date:2022-01')).toEqual(['r1', 'r2']);
    expect(await found('date:2022-01-04..2022-01-11')).toEqual(['r1']);
    expect(await found('date:2022-02..')).toEqual([]);
    expect(await found('-has:date')).toEqual(['r3']);
    expect(await found('has:author')).toEqual(['r1']);
    const { facets } = await run(archive, 'source:Meduza');
    expect(facets.source).toEqual([
      { value: 'Meduza', count: 1, without: 2 },
      { value: 'Meduza Daily', count: 2, without: 1 },
      { value: 'Orda.kz', count: 2, without: 1 },
    ]);
    expect(facets.language).toEqual([{ value: 'ru', count: 1, without: 0 }]);
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
      source: fc.constantFrom('', 'Fixture Press', 'Other Post'),
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
    reports.map(({ title, published, source, blocks, passages }, r) => ({
      id: `r${r}`,
      title,
      published,
      source,
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
  ...['A', 'B', 'C', 'Nobody'].map((name) => `actor:${name}`),
  ...['KAZ', 'RUS', 'UZB'].map((code) => `country:${code}`),
  'role:location',
  ...EXCERPT_STATUSES.map((status) => `status:${status}`),
  ...CONFIDENCES.map((confidence) => `confidence:${confidence}`),
  ...['Protest', 'Strike', 'Curfew', 'Nothing'].map((name) => `code:${name}`),
  ...['Crowds', '"Crowds at night"', 'Army', 'Nowhere'].map((name) => `section:${name}`),
  ...PLACE_DOUBTS.map((place) => `place:${place}`),
  'important:yes',
  'event:2022',
  'event:..2022-01',
  'source:"Fixture Press"',
  'source:"Other Post"',
  'date:2022-01',
  'date:2022..',
  'has:memo',
  'has:passage',
  'untagged',
);
const someText = fc.oneof(
  fc.constantFrom(...WORDS),
  someWords.map((words) => `"${words}"`),
  fc.constantFrom('title:alfa', 'text:bravo', 'memo:cargo', 'al*', '"alfa cargo"~1'),
);
const someCondition = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    someText,
    someFilter,
    tie('node').map((node) => `-(${node})`),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a} OR ${b})`),
    fc.tuple(tie('node'), tie('node')).map(([a, b]) => `(${a} ${b})`),
  ),
})).node;
const someQuery = fc.array(someCondition, { maxLength: 4 }).map((nodes) => query(nodes.join(' ')));

const KIND_OF: Readonly<Record<string, string>> = { Strike: 'Protest', March: 'Protest' };

/** The same answers by looking at everything: which passages and reports the query finds. */
function lookAtEverything(reports: readonly SmallReport[], asked: Query) {
  const stands = (leaf: TextLeaf, text: string): boolean => {
    const all = tokens(text);
    const terms = tokens(leaf.raw).map(({ term }) => term);
    if (leaf.kind === 'prefix') return all.some(({ term }) => term.startsWith(terms[0]!));
    if (leaf.kind === 'phrase' && leaf.slop !== null) {
      const near = terms.length + leaf.slop;
      return text.split('\n\n').some((block) => {
        const words = tokens(block).map(({ term }) => term);
        return words.some((_, i) => terms.every((term) => words.slice(i, i + near).includes(term)));
      });
    }
    const words = terms.map((term) => new Set([term]));
    return phraseSpans(text, all, words).length > 0;
  };
  const within = (date: string, { from, to }: FieldValue<'date'>): boolean =>
    date !== '' &&
    (from === null || `${date}-01-01`.slice(0, 10) >= `${from}-01-01`.slice(0, 10)) &&
    (to === null || `${date}-99`.localeCompare(`${to}-99`, 'en') <= 0 || date.startsWith(to));
  type Texts = (scope: TextLeaf['scope']) => readonly string[];
  const answers = (
    node: QueryNode,
    report: SmallReport,
    passage: SmallPassage | null,
    texts: Texts,
  ): boolean => {
    const again = (each: QueryNode): boolean => answers(each, report, passage, texts);
    const pairs = (passage?.pairs ?? []).map(aPair);
    const side = (each: QueryNode): string | null => {
      if (each.kind === 'actor' || each.kind === 'country' || each.kind === 'role') return each.kind;
      if (each.kind !== 'or') return null;
      const sides = new Set(each.nodes.map(side));
      return sides.size === 1 ? [...sides][0]! : null;
    };
    const holds = (each: QueryNode, pair: Pair): boolean => {
      if (each.kind === 'or') return each.nodes.some((one) => holds(one, pair));
      if (each.kind === 'actor') return pair.actorId === each.value;
      if (each.kind === 'country') return pair.country?.code === each.value;
      return each.kind === 'role' && pair.country?.role === each.value;
    };
    if (node.kind === 'and') {
      const paired = node.nodes.filter((each) => side(each) !== null);
      const alone = paired.filter(
        (each) => paired.filter((other) => side(other) === side(each)).length === 1,
      );
      return node.nodes.every((each) => {
        if (side(each) === null) return again(each);
        return pairs.some((pair) => holds(each, pair) && alone.every((other) => holds(other, pair)));
      });
    }
    if (side(node) !== null) return pairs.some((pair) => holds(node, pair));
    if (isGroup(node)) return node.nodes.some(again);
    if (node.kind === 'not') return !again(node.node);
    if (isText(node)) return texts(node.scope).some((text) => stands(node, text));
    if (node.kind === 'source') return report.source === node.value;
    if (node.kind === 'date') return within(report.published ?? '2022-01-06', node.value);
    if (node.kind === 'untagged') return (passage?.pairs ?? []).length + (passage?.codes ?? []).length === 0;
    if (passage === null) return false;
    const judged = { ...NOT_ASSESSED, place: null, ...passage.assessment };
    switch (node.kind) {
      case 'code':
        return passage.codes!.flatMap((code) => [code, KIND_OF[code]]).includes(node.value);
      case 'section':
        return passage.section!.includes(node.value);
      case 'status':
        return judged.status === node.value;
      case 'confidence':
        return judged.confidence === node.value;
      case 'place':
        return judged.place === node.value;
      case 'important':
        return judged.important === node.value;
      case 'event':
        return within(judged.eventDate, node.value);
      case 'has':
        return node.value === 'passage' || passage.memo !== '';
      default:
        throw new Error(`No test asks for ${node.kind}.`);
    }
  };
  const textsOfReport =
    ({ title, blocks, passages }: SmallReport): Texts =>
    (scope) => {
      const memos = passages!.map(({ memo }) => memo!);
      const text = [blocks.filter((block) => block !== title).join('\n\n')];
      if (scope === 'title') return [title!];
      if (scope === 'memo') return memos;
      return scope === 'text' ? text : [title!, ...text, ...memos];
    };
  const textsOfPassage =
    ({ title }: SmallReport, { quote, memo }: SmallPassage): Texts =>
    (scope) => {
      if (scope === 'title') return [title!];
      if (scope === 'memo') return [memo!];
      return scope === 'text' ? (quote === title ? [] : [quote]) : [quote, memo!];
    };
  const isFound = (report: SmallReport, passage: SmallPassage | null): boolean =>
    asked === null || answers(asked, report, passage, textsOfReport(report));
  const passages = reports.flatMap((report) =>
    report.passages!.filter(
      (passage) =>
        isFound(report, passage) &&
        (asked === null || answers(asked, report, passage, textsOfPassage(report, passage))),
    ),
  );
  const ofPassages = leaves(asked).some(
    (leaf) => !isText(leaf) && leaf.kind !== 'source' && leaf.kind !== 'date',
  );
  const found = reports.filter((report) =>
    ofPassages && report.passages!.length > 0
      ? report.passages!.some((passage) => isFound(report, passage))
      : isFound(report, null),
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
        const rowsAfter = (next: Query): number => lookAtEverything(reports, next).passages.length;
        const { facets } = result;
        for (const field of [
          'actor',
          'country',
          'role',
          'code',
          'section',
          'place',
          'status',
          'confidence',
        ] as const) {
          for (const { value, count, without } of facets[field]) {
            const chosen = (choice: 'in' | 'out') =>
              choose(asked, field as ChosenField, value as never, choice);
            expect(count, `${field} ${value}`).toBe(rowsAfter(chosen('in')));
            expect(without, `not ${field} ${value}`).toBe(rowsAfter(chosen('out')));
          }
        }
        for (const { value, count, without } of facets.source) {
          const reportsAfter = (choice: 'in' | 'out'): number =>
            lookAtEverything(reports, choose(asked, 'source', value, choice)).reports.length;
          expect(count).toBe(reportsAfter('in'));
          expect(without).toBe(reportsAfter('out'));
        }
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
      { seed: 4, numRuns: 600 },
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
          await run(smallArchive([], changed), asked);
          for (const { id, passages = [] } of before) {
            for (const passage of passages) changed.removePassage(passage.id as never);
            if (coin.next().value) changed.removeReport(id as never);
          }
          const archive = smallArchive(after, changed);
          const kept = new Set<string>(archive.documents.reports.map(({ id }) => id));
          for (const { id } of before) if (!kept.has(id)) changed.removeReport(id as never);
          const fresh = await run(smallArchive(after), asked);
          const result = await run({ ...archive, index: changed }, asked);
          expect(result.passageIds).toEqual(fresh.passageIds);
          expect(result.facets).toEqual(fresh.facets);
          expect(result.hits.map(({ reportId, score }) => [reportId, score.toFixed(6)])).toEqual(
            fresh.hits.map(({ reportId, score }) => [reportId, score.toFixed(6)]),
          );
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
  expect(await found('status:(claimed OR denied)')).toEqual(['p1', 'p2']);
  expect(await found('important:yes')).toEqual(['p2']);
  expect(await found('important:no confidence:low')).toEqual(['p3']);
  expect(await found('event:2022')).toEqual(['p1', 'p3']);
  expect(await found('event:2022-01')).toEqual(['p1']);
  expect(await found('fell status:claimed')).toEqual([]);
  const { reports, facets } = await run(archive, 'status:denied');
  expect(reports).toBe(1);
  expect(facets).toMatchObject({
    actor: [{ value: 'A', count: 1, without: 0 }],
    country: [{ value: 'RUS', count: 1, without: 0 }],
    code: [],
    section: [],
    place: [],
    status: [
      { value: 'claimed', count: 2, without: 1 },
      { value: 'denied', count: 1, without: 2 },
    ],
    confidence: [],
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
  expect(await found('code:(Strike OR Curfew)')).toEqual(['p1', 'p2', 'p3']);
  expect(await found('code:March code:Curfew')).toEqual(['p2']);
  expect(await found('code:Curfew -code:March')).toEqual(['p3']);
  const { facets, unknown } = await run(archive, '-code:Nobody');
  expect(unknown).toEqual([{ field: 'code', value: 'Nobody' }]);
  expect(facets.code).toEqual([
    { value: 'Curfew', count: 2, without: 1 },
    { value: 'Protest', count: 2, without: 1 },
    { value: 'March', count: 1, without: 2 },
    { value: 'Strike', count: 1, without: 2 },
  ]);
});
