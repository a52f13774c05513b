import fc from 'fast-check';
import { expect, it } from 'vitest';
import { damagedBytes, damagedXml } from '../zip/__fixtures__/damage';
import { pack } from '../zip/__fixtures__/pack';
import { faultsOf } from '../zip/__fixtures__/read';
import { inline, xlsxFiles } from './__fixtures__/xlsx-parts';
import type { Importer } from '../importer';
import { tableImporter } from './table-importer';

const SETTINGS = { seed: 20220106, numRuns: 150 };
const UTF8 = new TextEncoder();
const NAMES = ['a.csv', 'a.tsv', 'a.json', 'a.jsonl'];

/** The importer as it reads files of that name. */
const named = (name: string): Importer => ({
  ...tableImporter,
  read: ({ bytes }, choices) => tableImporter.read({ name, bytes }, choices),
});
const workbooks = named('a.xlsx');

const cell = fc.oneof(
  fc.constantFrom(
    '',
    '"',
    '""',
    'text',
    'title',
    'date',
    '2022-01-06',
    'https://a.b',
    'A b c.',
    '=1+1',
    '\u0000',
  ),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const table = fc
  .tuple(
    fc.constantFrom(',', ';', '\t', '\r\n', '|'),
    fc.array(fc.array(cell, { maxLength: 5 }), { maxLength: 6 }),
  )
  .map(([delimiter, rows]) => rows.map((row) => row.join(delimiter)).join('\n'));
const json = fc.oneof(
  fc.json(),
  fc
    .array(fc.dictionary(cell, fc.oneof(cell, fc.jsonValue())), { maxLength: 4 })
    .map((value) => JSON.stringify(value)),
);

it('never throws, and drafts are sound, whatever the text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(table, json), fc.constantFrom(...NAMES), async (text, name) => {
      expect(await faultsOf(named(name), UTF8.encode(text))).toEqual([]);
    }),
    SETTINGS,
  );
});

it('stands damaged workbooks', async () => {
  const row = (n: number, text: string): string =>
    `<row r="${n}">${inline(`A${n}`, text)}<c r="B${n}" s="1"><v>44567.5</v></c><c r="C${n}" t="s"><v>0</v></c><c r="D${n}" t="b"><v>1</v></c></row>`;
  const files = xlsxFiles({
    strings: '<si><t>Cranes</t></si><si><r><t>a</t></r></si>',
    styles: [0, 14],
    sheets: [{ name: 'a', rows: row(1, 'text') + row(2, 'The cranes stood still.') + row(3, 'Gates.') }],
  });
  const edited = fc
    .constantFrom(...Object.keys(files))
    .chain((name) => damagedXml(files[name]!).map((xml) => ({ ...files, [name]: xml })));
  await fc.assert(
    fc.asyncProperty(edited, async (damaged) => {
      expect(await faultsOf(workbooks, await pack(damaged))).toEqual([]);
    }),
    SETTINGS,
  );
  await fc.assert(
    fc.asyncProperty(damagedBytes(await pack(files)), async (bytes) => {
      expect(await faultsOf(workbooks, bytes)).toEqual([]);
    }),
    SETTINGS,
  );
}, 60_000);

it('takes time in proportion to the text', async () => {
  for (const piece of ['"', ',', '"a",', '\n"', '[', '{"a":', '{"a":[', 'text,\n', '[[],']) {
    for (const name of NAMES) {
      const started = performance.now();
      const reading = tableImporter.read({ name, bytes: UTF8.encode(piece.repeat(20_000)) }, {});
      await reading.next();
      expect(performance.now() - started, `${piece} in ${name}`).toBeLessThan(4000);
    }
  }
}, 120_000);
