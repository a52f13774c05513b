import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CountryCode } from '../ids';
import { parseQuery, parseRequiredQuery } from './parse';
import { entriesNamed, printQuery, type Clause, type SearchQuery } from './query';

function parsed(text: string): SearchQuery {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(`${result.error.code} at ${result.error.column}`);
  return result.value;
}

const brief = (clause: Clause): string =>
  clause.kind === 'word'
    ? `${clause.term}${clause.prefix ? '*' : ''}@${clause.column}`
    : `"${clause.terms.join(' ')}"@${clause.column}`;

describe('parseQuery', () => {
  test.each<[string, string[], string[], string[]]>([
    ['', [], [], []],
    ['  ', [], [], []],
    ['Almaty', ['almaty*@1'], [], []],
    ['state of em', ['state@1', 'of@7', 'em@10'], [], []],
    ['state of eme ', ['state@1', 'of@7', 'eme*@10'], [], []],
    ['"State of Emergency" police', ['"state of emergency"@1', 'police*@22'], [], []],
    ['police "state of emergency"', ['police@1', '"state of emergency"@8'], [], []],
    ['U.S.-led', ['us@1', 'led*@6'], [], []],
    ['🔥 “чрезвычайное положение”', ['"чрезвычайное положение"@3'], [], []],
    ['«а б» „c d“', ['"а б"@1', '"c d"@7'], [], []],
    ['actor:CSTO country:kaz', [], ['CSTO'], ['KAZ']],
    [
      'troops Actor:"Interior Ministry" COUNTRY:KAZ country:RUS',
      ['troops*@1'],
      ['Interior Ministry'],
      ['KAZ', 'RUS'],
    ],
    ['actor:a actor:a actor:b', [], ['a', 'b'], []],
    [String.raw`actor:"The \"Voice\" \\ Co"`, [], ['The "Voice" \\ Co'], []],
    ['time:10:30 factor:x', ['time@1', '10@6', '30@9', 'factor@12', 'x@19'], [], []],
    ['2\u00a0298 detained', ['2298@1', 'detained*@7'], [], []],
  ])('%s', (text, clauses, actors, countries) => {
    const query = parsed(text);
    expect(query.clauses.map(brief)).toEqual(clauses);
    expect(query.actors).toEqual(actors);
    expect(query.countries).toEqual(countries);
  });

  test.each<[string, string, number]>([
    ['🔥 police "state of', 'query/unclosed-quote', 10],
    ['police ""', 'query/empty-phrase', 8],
    ['"…"', 'query/empty-phrase', 1],
    ['police actor: x', 'query/empty-field', 8],
    ['country:""', 'query/empty-field', 1],
    ['actor:"Interior', 'query/unclosed-quote', 7],
    ['a country:Atlantis', 'query/unknown-country', 11],
    [' 🔥!', 'query/no-words', 2],
    ['status: x', 'query/empty-field', 1],
    ['a status:maybe', 'query/unknown-value', 10],
    ['confidence:sure', 'query/unknown-value', 12],
    ['important:1', 'query/unknown-value', 11],
    ['event:2022-13', 'query/unknown-value', 7],
    ['place:gone', 'query/unknown-value', 7],
    ['code:', 'query/empty-field', 1],
  ])('%s fails with %s at column %i', (text, code, column) => {
    expect(parseQuery(text)).toMatchObject({ ok: false, error: { code, column } });
  });

  test('takes what passages are judged to be, values of one kind together', () => {
    expect(
      parsed('Status:claimed status:denied confidence:HIGH important:yes event:2022-01 place:Lost').assessed,
    ).toEqual({
      statuses: ['claimed', 'denied'],
      confidences: ['high'],
      important: true,
      eventDates: ['2022-01'],
      places: ['lost'],
    });
    expect(parsed('troops')).not.toHaveProperty('assessed');
  });

  test('a minus before a field excludes what has it', () => {
    expect(
      parsed(
        '-actor:"Riot police" -Country:RUS -code:Strike -section:Talks -status:denied -status:planned -event:2022 -place:moved actor:x -actor:x',
      ).excluded,
    ).toEqual({
      actors: ['Riot police', 'x'],
      countries: ['RUS'],
      codes: ['Strike'],
      sections: ['Talks'],
      statuses: ['denied', 'planned'],
      confidences: [],
      eventDates: ['2022'],
      places: ['moved'],
    });
    expect(parsed('-important:yes')).toMatchObject({ assessed: { important: false } });
    expect(parsed('-important:yes')).not.toHaveProperty('excluded');
    expect(parsed('troops -police')).not.toHaveProperty('excluded');
    expect(parseQuery('-status:maybe')).toMatchObject({ error: { code: 'query/unknown-value', column: 9 } });
    expect(parseQuery('a -actor:')).toMatchObject({ error: { code: 'query/empty-field', column: 3 } });
  });

  test('takes countries by whatever names the caller knows', () => {
    const find = (value: string) => (value === 'Côte d’Ivoire' ? ('CIV' as CountryCode) : null);
    expect(parseQuery('country:"Côte d’Ivoire"', find)).toMatchObject({
      ok: true,
      value: { countries: ['CIV'] },
    });
  });

  test('a blank query fails only where one is needed', () => {
    expect(parseRequiredQuery(' ')).toMatchObject({ ok: false, error: { code: 'query/empty', column: 1 } });
    expect(parseRequiredQuery('police').ok).toBe(true);
  });

  test('never throws, and reads what it prints as the same query', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'actor:',
        'country:',
        'status:denied',
        'confidence:low',
        'important:no',
        'event:2022-01',
        '-actor:',
        '-country:',
        '-status:claimed',
        '-confidence:high',
        '-important:yes',
        '-event:2022',
        'KAZ',
        '"',
        '“',
        '»',
        '\\',
        ' ',
        ' ',
        ':',
        'U.S.',
        '2,298',
        '’s',
        '🔥',
        '-',
      ),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const result = parseQuery(pieces.join(''));
        if (!result.ok) {
          expect(result.error.column).toBeGreaterThan(0);
          return;
        }
        const again = parsed(printQuery(result.value));
        const withoutColumns = (query: SearchQuery) => ({
          ...query,
          clauses: query.clauses.map((clause) => ({ ...clause, column: 0 })),
        });
        expect(withoutColumns(again)).toEqual(withoutColumns(result.value));
      }),
      { seed: 4, numRuns: 1000 },
    );
  });
});

describe('entriesNamed', () => {
  const actors = ['Police', 'Riot police', 'Élan', 'Elan', 'Interior Ministry'].map((name) => ({ name }));
  const named = (value: string): string[] => entriesNamed(actors, value).map((actor) => actor.name);

  test.each<[string, string[]]>([
    ['Police', ['Police']],
    ['police', ['Police']],
    ['riot', ['Riot police']],
    ['Elan', ['Elan']],
    ['Élan', ['Élan']],
    ['ELAN', ['Élan', 'Elan']],
    ['ministry interior', ['Interior Ministry']],
    ['army', []],
    ['…', []],
  ])('%s means %j', (value, expected) => {
    expect(named(value)).toEqual(expected);
  });
});
