import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CountryCode } from '../ids';
import { tokens } from '../text/normalise-term';
import { entriesNamed } from './names';
import { parseQuery, parseRequiredQuery, readQuery } from './parse';
import { printQuery } from './print';
import {
  allOf,
  anyOf,
  HAVABLE,
  NAMED_FIELDS,
  not,
  TEXT_SCOPES,
  type Query,
  type QueryNode,
  type TextLeaf,
} from './query';

function parsed(text: string, unfinished = false): Query {
  const result = parseQuery(text, { unfinished });
  if (!result.ok) throw new Error(`${result.error.code} at ${result.error.column}`);
  return result.value;
}

/** A query as nested lists, short enough for tables. */
function brief(query: Query): unknown {
  if (query === null) return null;
  switch (query.kind) {
    case 'and':
    case 'or':
      return [query.kind, ...query.nodes.map(brief)];
    case 'not':
      return ['not', brief(query.node)];
    case 'word':
    case 'prefix':
    case 'fuzzy':
    case 'phrase': {
      const sign = { word: '', prefix: '*', fuzzy: '~', phrase: '"' }[query.kind];
      const more = query.kind === 'fuzzy' ? query.edits : query.kind === 'phrase' ? (query.slop ?? '') : '';
      const unfinished = query.kind === 'word' && query.unfinished ? '…' : '';
      const boost = query.boost === 1 ? '' : `^${query.boost}`;
      return `${query.scope === null ? '' : `${query.scope}:`}${query.raw}${sign}${more}${unfinished}${boost}`;
    }
    default:
      return `${query.kind}=${typeof query.value === 'object' ? `${query.value.from ?? ''}/${query.value.to ?? ''}` : String(query.value)}`;
  }
}

describe('parseQuery', () => {
  test.each<[string, unknown]>([
    ['', null],
    ['  ', null],
    ['Almaty', 'Almaty'],
    ['state of em', ['and', 'state', 'of', 'em']],
    ['state AND em', ['and', 'state', 'em']],
    ['a b OR c d', ['or', ['and', 'a', 'b'], ['and', 'c', 'd']]],
    ['a (b OR c) d', ['and', 'a', ['or', 'b', 'c'], 'd']],
    ['(a b) c', ['and', 'a', 'b', 'c']],
    ['(((a)))', 'a'],
    ['a -b', ['and', 'a', ['not', 'b']]],
    ['a NOT b', ['and', 'a', ['not', 'b']]],
    ['NOT (a OR b)', ['not', ['or', 'a', 'b']]],
    ['-(a b)', ['not', ['and', 'a', 'b']]],
    ['NOT -a', 'a'],
    ['or and not', ['and', 'or', 'and', 'not']],
    ['ORDER NOTE', ['and', 'ORDER', 'NOTE']],
    ['"State of Emergency" police', ['and', 'State of Emergency"', 'police']],
    ['"state emergency"~5', 'state emergency"5'],
    ['“чрезвычайное положение”^2', 'чрезвычайное положение"^2'],
    ['«а б» „c d“', ['and', 'а б"', 'c d"']],
    ['protest* Tokaev~ Tokaev~1 tank~', ['and', 'protest*', 'Tokaev~2', 'Tokaev~1', 'tank~1']],
    ['police^2.5', 'police^2.5'],
    ['title:curfew dek:"fuel price" memo:check*', ['and', 'title:curfew', 'dek:fuel price"', 'memo:check*']],
    ['footnote:(a OR b)', ['or', 'footnote:a', 'footnote:b']],
    ['U.S.-led', 'U.S.-led'],
    ['police & army', ['and', 'police', 'army']],
    ['- a', 'a'],
    ['~5 million', ['and', '~5', 'million']],
    ['10:30 https://example.org', ['and', '10:30', 'https://example.org']],
    ['Kazakhstan: unrest', ['and', 'Kazakhstan:', 'unrest']],
    ['why? a?', ['and', 'why?', 'a?']],
    ['actor:CSTO country:kaz', ['and', 'actor=CSTO', 'country=KAZ']],
    ['Actor:"Interior Ministry"', 'actor=Interior Ministry'],
    ['actor:(police OR "Interior Ministry")', ['or', 'actor=police', 'actor=Interior Ministry']],
    ['-actor:(police army)', ['not', ['and', 'actor=police', 'actor=army']]],
    [String.raw`actor:"The \"Voice\" \\ Co"`, 'actor=The "Voice" \\ Co'],
    ['date:2022-01', 'date=2022-01/2022-01'],
    ['date:2022-01-04..2022-01-11', 'date=2022-01-04/2022-01-11'],
    ['date:..2022 event:2022-01-06..', ['and', 'date=/2022', 'event=2022-01-06/']],
    ['untagged has:Memo important:no', ['and', 'untagged=true', 'has=memo', 'important=false']],
    ['"untagged" title:untagged', ['and', 'untagged"', 'title:untagged']],
    [
      'status:(claimed OR denied) role:location',
      ['and', ['or', 'status=claimed', 'status=denied'], 'role=location'],
    ],
    ['language:ru source:"Orda.kz" author:x', ['and', 'language=ru', 'source=Orda.kz', 'author=x']],
  ])('%s', (text, expected) => {
    expect(brief(parsed(text))).toEqual(expected);
  });

  test.each<[string, string, number, string | undefined]>([
    ['🔥 police "state of', 'query/unclosed-quote', 10, '🔥 police "state of"'],
    ['police ""', 'query/empty-phrase', 8, undefined],
    ['"…"', 'query/empty-phrase', 1, undefined],
    ['police (a OR b', 'query/unclosed-parenthesis', 8, 'police (a OR b)'],
    ['police) army', 'query/unopened-parenthesis', 7, 'police army'],
    ['police ()', 'query/empty-parentheses', 8, undefined],
    ['police OR', 'query/incomplete', 8, undefined],
    ['OR police', 'query/incomplete', 1, undefined],
    ['a OR OR b', 'query/incomplete', 3, undefined],
    ['police AND', 'query/incomplete', 8, undefined],
    ['AND police', 'query/incomplete', 1, undefined],
    ['a AND OR b', 'query/incomplete', 3, undefined],
    ['a NOT', 'query/incomplete', 3, undefined],
    ['(a AND) b', 'query/incomplete', 4, undefined],
    ['police actor: x', 'query/empty-field', 8, undefined],
    ['country:""', 'query/empty-field', 1, undefined],
    ['title:', 'query/empty-field', 1, undefined],
    ['(code:)', 'query/empty-field', 2, undefined],
    ['actor:"Interior', 'query/unclosed-quote', 7, 'actor:"Interior"'],
    ['a country:Atlantis', 'query/unknown-country', 11, undefined],
    ['actr:police x', 'query/unknown-field', 1, 'actor:police x'],
    ['a body:police', 'query/unknown-field', 3, 'a text:police'],
    ['Headline:now', 'query/unknown-field', 1, 'Headline: now'],
    [' 🔥!', 'query/no-words', 2, undefined],
    ['a status:maybe', 'query/unknown-value', 10, undefined],
    ['status:clamed', 'query/unknown-value', 8, 'status:claimed'],
    ['confidence:sure', 'query/unknown-value', 12, undefined],
    ['important:1', 'query/unknown-value', 11, undefined],
    ['event:2022-13', 'query/unknown-value', 7, undefined],
    ['date:2022-02..2022-01', 'query/unknown-value', 6, 'date:2022-01..2022-02'],
    ['date:..', 'query/unknown-value', 6, undefined],
    ['place:gone', 'query/unknown-value', 7, undefined],
    ['*test', 'query/wildcard', 1, undefined],
    ['a wom?n', 'query/wildcard', 6, undefined],
    ['Tokaev~3', 'query/unknown-number', 7, undefined],
    ['"a b"~', 'query/unknown-number', 6, undefined],
    ['a^0', 'query/unknown-number', 2, undefined],
    [`${'('.repeat(200)}a${')'.repeat(200)}`, 'query/too-deep', 102, undefined],
  ])('%s fails with %s at column %i', (text, code, column, suggestion) => {
    const result = parseQuery(text);
    expect(result).toMatchObject({ ok: false, error: { code, column } });
    expect(result.ok ? null : result.error.suggestion).toBe(suggestion);
  });

  test('every suggestion can be read', () => {
    for (const text of [
      'a "b',
      'a (b',
      'a) b',
      'actr:b',
      'Headline:now',
      'status:clamed',
      'date:2023..2022',
    ]) {
      const result = parseQuery(text);
      const suggestion = result.ok ? undefined : result.error.suggestion;
      expect(suggestion).toBeDefined();
      expect(parseQuery(suggestion!).ok).toBe(true);
    }
  });

  test.each<[string, unknown]>([
    ['state of eme', ['and', 'state', 'of', 'eme…']],
    ['state of eme ', ['and', 'state', 'of', 'eme']],
    ['em', 'em'],
    ['a OR (b eme', null],
    ['title:eme', 'title:eme…'],
    ['eme^2', 'eme^2'],
    ['police actor:pol', ['and', 'police', 'actor=pol']],
    ['(police)', 'police'],
    ['police police', ['and', 'police', 'police…']],
  ])('the word at the end of %s may be unfinished', (text, expected) => {
    const result = parseQuery(text, { unfinished: true });
    expect(result.ok ? brief(result.value) : null).toEqual(expected);
  });

  test('countries are found by the names that are known', () => {
    const findCountry = (value: string): CountryCode | null =>
      value === 'Казахстан' ? ('KAZ' as CountryCode) : null;
    expect(parseQuery('country:Казахстан', { findCountry })).toEqual({
      ok: true,
      value: { kind: 'country', value: 'KAZ' },
    });
    expect(parseQuery('country:(Казахстан OR KAZ)', { findCountry })).toMatchObject({
      ok: false,
      error: { code: 'query/unknown-country', column: 23 },
    });
  });

  test('the parts of a text that mean something are told', () => {
    const text = '"fuel price" -actor:police OR x';
    const told = readQuery(text).marks.map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);
    expect(told).toEqual([
      'phrase "fuel price"',
      'operator -',
      'field actor:',
      'value police',
      'operator OR',
    ]);
  });

  test('blank text is no query where one is needed', () => {
    expect(parseRequiredQuery(' ')).toMatchObject({ ok: false, error: { code: 'query/empty', column: 1 } });
    expect(parseRequiredQuery('a')).toMatchObject({ ok: true });
  });
});

const raws = fc
  .stringMatching(/^[\p{L}\p{N}.'’%&-]{1,12}$/u)
  .filter((raw) => tokens(raw).length > 0 && !/^-|[:*?]|^(?:OR|AND|NOT|untagged)$/u.test(raw));
const names = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 15 }),
    fc.constantFrom('OR', '-x', 'a "b"', '\\', 'a:b'),
  )
  .map((name) => name.trim())
  .filter((name) => name !== '');
const phrases = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => `word ${text}`);
const textBase = {
  scope: fc.constantFrom(null, ...TEXT_SCOPES),
  boost: fc.constantFrom(1, 2, 0.5, 12.25),
};
const texts: fc.Arbitrary<TextLeaf> = fc.oneof(
  fc.record({ kind: fc.constant('word' as const), raw: raws, ...textBase }),
  fc.record({ kind: fc.constant('prefix' as const), raw: raws, ...textBase }),
  fc.record({
    kind: fc.constant('fuzzy' as const),
    raw: raws,
    ...textBase,
    edits: fc.constantFrom(1 as const, 2 as const),
  }),
  fc.record({
    kind: fc.constant('phrase' as const),
    raw: phrases,
    ...textBase,
    slop: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 50 })),
  }),
);
const ranges = fc.constantFrom(
  { from: '2022', to: '2022' },
  { from: '2022-01-04', to: '2022-02' },
  { from: null, to: '2022-01' },
  { from: '2022-01-06', to: null },
);
const fields = fc.oneof(
  fc.record({ kind: fc.constantFrom(...NAMED_FIELDS), value: names }),
  fc.record({
    kind: fc.constant('country' as const),
    value: fc.constantFrom('KAZ', 'RUS') as fc.Arbitrary<CountryCode>,
  }),
  fc.record({ kind: fc.constantFrom('date' as const, 'event' as const), value: ranges }),
  fc.record({ kind: fc.constant('important' as const), value: fc.boolean() }),
  fc.record({ kind: fc.constant('has' as const), value: fc.constantFrom(...HAVABLE) }),
  fc.constant({ kind: 'untagged' as const, value: true as const }),
);
const queries = fc.letrec<{ node: QueryNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    texts,
    fields as fc.Arbitrary<QueryNode>,
    fc.array(tie('node'), { minLength: 2, maxLength: 4 }).map((nodes) => allOf(nodes)!),
    fc.array(tie('node'), { minLength: 2, maxLength: 4 }).map((nodes) => anyOf(nodes)!),
    tie('node').map(not),
  ),
})).node;

describe('printQuery', () => {
  test('writes what is read as the same query', () => {
    fc.assert(
      fc.property(queries, (query) => {
        expect(parsed(printQuery(query))).toEqual(query);
      }),
      { seed: 6, numRuns: 1000 },
    );
  });

  test.each([
    'a (b OR c) -d',
    'actor:(police OR "Interior Ministry") country:KAZ',
    '-actor:(A OR B)',
    '"state of emergency" actor:police -country:RUS date:2022-01-04..2022-01-11',
    'title:protest*^2 "fuel price"~5 untagged',
  ])('leaves %s as it is', (text) => {
    expect(printQuery(parsed(text))).toBe(text);
  });

  test('reading is total: any text is a query or an error at one of its columns', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme', maxLength: 40 }),
          fc
            .array(
              fc.constantFrom(
                '(',
                ')',
                '"',
                '-',
                'OR',
                'AND',
                'NOT',
                'a',
                'actor:',
                ':',
                '~',
                '*',
                '^2',
                ' ',
              ),
              {
                maxLength: 20,
              },
            )
            .map((parts) => parts.join('')),
        ),
        (text) => {
          const result = parseQuery(text);
          if (result.ok) expect(parsed(printQuery(result.value))).toEqual(result.value);
          else {
            expect(result.error.column).toBeGreaterThanOrEqual(1);
            expect(result.error.column).toBeLessThanOrEqual([...text].length + 1);
          }
        },
      ),
      { seed: 6, numRuns: 3000 },
    );
  });
});

describe('entriesNamed', () => {
  const entries = [
    { name: 'Police' },
    { name: 'Military police', aliases: ['MP'] },
    { name: 'Interior Ministry', aliases: ['МВД'] },
  ];
  const found = (value: string): string[] => entriesNamed(entries, value).map(({ name }) => name);

  test('an exact name means it alone, part of a name all that have it', () => {
    expect(found('Police')).toEqual(['Police']);
    expect(found('police')).toEqual(['Police']);
    expect(found('mvd')).toEqual([]);
    expect(found('мвд')).toEqual(['Interior Ministry']);
    expect(found('military')).toEqual(['Military police']);
    expect(found('ministry interior')).toEqual(['Interior Ministry']);
    expect(found('!')).toEqual([]);
  });
});
