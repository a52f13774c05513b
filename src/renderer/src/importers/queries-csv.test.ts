import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';
import { MAX_QUERIES, readQueriesCsv } from './queries-csv';

/** `name|query` of each row, or its number and the code of its fault. */
function read(text: string, marked = false): string[] {
  const result = readQueriesCsv(text, { marked });
  if (!result.ok) return [result.error.code];
  return result.value.map(({ line, name, query, fault }) =>
    fault === undefined ? `${name}|${query}` : `${line}: ${fault.code}`,
  );
}

describe('readQueriesCsv', () => {
  test.each<[what: string, text: string, expected: string[]]>([
    [
      'names and queries',
      'name,query\nStrikes,strike\nPolice,actor:police\n',
      ['Strikes|strike', 'Police|actor:police'],
    ],
    ['columns in any order, with others', 'query;reports;Name\nstrike;3;Strikes\n', ['Strikes|strike']],
    ['tabs', 'Name\tQuery\r\nOil, gas\toil OR gas\r\n', ['Oil, gas|oil OR gas']],
    ['names in Russian', 'Название;Запрос\nЗабастовки;забастовка\n', ['Забастовки|забастовка']],
    ['a header that names the queries alone', 'query\noil, gas\ncoal; tar\n', ['|oil, gas', '|coal; tar']],
    ['no header', 'Strikes,strike\nOil,oil OR gas\n', ['Strikes|strike', 'Oil|oil OR gas']],
    [
      'queries alone',
      'strike\noil OR gas\n\n(police OR army) -parade',
      ['|strike', '|oil OR gas', '|(police OR army) -parade'],
    ],
    ['queries alone, some with a comma', 'strike\noil, gas\n', ['|strike', '|oil, gas']],
    ['one query', 'strike', ['|strike']],
    ['a line that names the delimiter', 'sep=;\nname;query\nA;b\n', ['A|b']],
    ['a mark and old line ends', '\ufeffname,query\rA,b\rC,d', ['A|b', 'C|d']],
  ])('reads %s', (_what, text, expected) => expect(read(text)).toEqual(expected));

  test.each<[what: string, text: string, expected: string[]]>([
    [
      'commas, doubled marks and line breaks in quoted cells',
      'name,query\n"Oil, gas","(oil OR\n""natural gas"")"\r\nB,"a, b"\n',
      ['Oil, gas|(oil OR\n"natural gas")', 'B|a, b'],
    ],
    [
      'cells that need no marks',
      'name,query\nA,"labour strike"\nB,strike\n',
      ['A|labour strike', 'B|strike'],
    ],
    [
      'lists of nothing but phrases',
      '"labour strike"\n"price rise"~5\n"oil"',
      ['|"labour strike"', '|"price rise"~5', '|"oil"'],
    ],
    ['cells of a list that need marks', '"oil, ""gas"""\nstrike\n', ['|oil, "gas"', '|strike']],
    ['lists of phrases', '"labour strike"\nstrike\n', ['|"labour strike"', '|strike']],
    ['tables that quote every text', '"id","query"\n1,"labour strike"\n', ['1|labour strike']],
    [
      'phrases with more after them',
      'name,query\nA,"labour strike" oil\nB,"near it"~5\n',
      ['A|"labour strike" oil', 'B|"near it"~5'],
    ],
    ['phrases with the delimiter inside', 'name,query\nA,oil "black, gold"\n', ['A|oil "black, gold"']],
    [
      'a mark that is not closed',
      'name,query\nA,"labour strike\nB,strike\nC,"oil" gas\n',
      ['A|"labour strike', 'B|strike', 'C|"oil" gas'],
    ],
    ['a single mark in a cell', 'name,query\n5" gun,gun\nB,b', ['5" gun|gun', 'B|b']],
  ])('takes %s as they were meant', (_what, text, expected) => expect(read(text)).toEqual(expected));

  test('rows that cannot be asked have a fault, and the others are kept', () => {
    const long = 'x'.repeat(10_001);
    expect(read(`name,query\nA,a\nB,\nC,oil, gas\nD,d,,\nE,${long}\n,f\n`)).toEqual([
      'A|a',
      '3: queries/no-query',
      '4: queries/too-many-cells',
      'D|d',
      '6: queries/long-query',
      '|f',
    ]);
  });

  test('it is noted where a phrase may be meant', () => {
    const noted = (text: string): boolean[] => {
      const result = readQueriesCsv(text);
      return result.ok ? result.value.map(({ note }) => note !== undefined) : [];
    };
    expect(noted('name,query\nA,"labour strike"\nB,"strike"\nC,"""oil price"""\nD,"a, b"\n')).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(noted('"name","query"\n"A","labour strike"\n')).toEqual([false]);
  });

  test('the apostrophe that guards formulas is taken off where it was put', () => {
    expect(read("name,query\nA,'-oil\nB,'quoted'\n", true)).toEqual(['A|-oil', "B|'quoted'"]);
    expect(read("name,query\nA,'-oil\n")).toEqual(["A|'-oil"]);
  });

  test.each([
    ['', 'queries/empty'],
    ['\n \n', 'queries/empty'],
    ['name,query\n', 'queries/empty'],
    ['q\n'.repeat(MAX_QUERIES + 3), 'queries/too-many'],
  ])('refuses %j', (text, code) => expect(read(text)).toEqual([code]));

  test('a file of nothing but quotation marks is read within a moment', () => {
    expect(read('"'.repeat(200_001)).length).toBe(1);
    expect(read('"a\n'.repeat(MAX_QUERIES)).length).toBeGreaterThan(0);
  });

  test('whatever a table holds comes back as another library wrote it', () => {
    const query = fc.stringMatching(/^[a-zé"',;\t\r\n() 🚢-]{1,20}$/u).filter((text) => text.trim() !== '');
    const delimiter = fc.constantFrom(',', ';', '\t');
    fc.assert(
      fc.property(fc.array(query, { minLength: 1 }), delimiter, fc.boolean(), (queries, by, quotes) => {
        const table = [['name', 'query'], ...queries.map((text, i) => [`Query ${i}`, text])];
        const read = readQueriesCsv(Papa.unparse(table, { delimiter: by, quotes }));
        expect(read.ok && read.value).toEqual(
          queries.map((text, i) => ({ line: i + 2, name: `Query ${i}`, query: text.trim() })),
        );
      }),
      { seed: 20220106 },
    );
  });

  test('no text makes it throw', () => {
    const some = fc.oneof(fc.string(), fc.stringMatching(/^[",;\r\n a]{0,30}$/u));
    fc.assert(
      fc.property(some, (text) => {
        expect(readQueriesCsv(text)).toHaveProperty('ok');
      }),
      { seed: 20220106 },
    );
  });
});
