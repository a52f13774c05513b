import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decode } from '../decode';
import type { Offer, ReadChoices } from '../importer';
import { outline } from '../zip/__fixtures__/outline';
import { readAll } from '../zip/__fixtures__/read';
import { readCsv } from './csv';
import { MAX_COLUMNS, MAX_ROWS } from './table';
import { tableImporter } from './table-importer';

type Choices = ReadChoices & { readonly name?: string };

const read = async (text: string, choices: Choices = {}) =>
  readAll(tableImporter, new TextEncoder().encode(text), { name: 'a.csv', ...choices });

/** What was found, one a row: where, and its outline or the code of its failure. */
async function rowsOf(text: string, choices?: Choices): Promise<unknown[]> {
  const { found } = await read(text, choices);
  return found.map(({ within, result }) => [
    within,
    ...(result.ok ? outline(result.value) : [result.error.code]),
  ]);
}

async function mappingOf(text: string, choices?: Choices): Promise<Offer | undefined> {
  return (await read(text, choices)).offers.find(({ kind }) => kind === 'columns');
}

const A = 'The cranes stood still for an eighth day, and nobody said why.';
const B = 'Guards opened the gate for an hour. Some forty drivers came and went home again.';

it('reads one report a row, with what its columns say', async () => {
  const text = `Date,Headline,Body,Outlet,Author,Link,Lang\n2022-01-06,Cranes stand still,"${A}\n\n${B}",Valley Times,Aru Seitova,https://example.org/1,English\n\n,Gates,"${B}",,,,\n2022,Nothing,,,,,\n`;
  const { found, offers } = await read(text);
  expect(await rowsOf(text)).toEqual([
    ['row 2', 'title: Cranes stand still', `paragraph: ${A}`, `paragraph: ${B}`],
    ['row 4', 'title: Gates', `paragraph: ${B}`],
    ['row 5', 'import/no-text'],
  ]);
  expect(found[0]!.result).toMatchObject({
    value: {
      metadata: {
        title: 'Cranes stand still',
        published: '2022-01-06',
        source: 'Valley Times',
        author: 'Aru Seitova',
        sourceUrl: 'https://example.org/1',
        language: 'en',
      },
      notes: [],
    },
  });
  expect(offers.map(({ kind }) => kind)).toEqual(['encoding', 'columns']);
  expect(offers[1]).toMatchObject({
    taken: { text: ['Body'], title: 'Headline', published: 'Date', source: 'Outlet' },
    sample: [expect.anything(), ['', 'Gates', B, '', '', '', ''], expect.anything()],
  });
});

it('does not print a title twice', async () => {
  const title = 'Cranes stand still';
  expect(
    await rowsOf(
      `title,text\n${title},"${title}\n\n${A}"\n${title},"${title} again on Friday, as they did before."\n`,
    ),
  ).toEqual([
    ['row 2', `title: ${title}`, `paragraph: ${A}`],
    ['row 3', `paragraph: ${title} again on Friday, as they did before.`],
  ]);
});

it('guesses columns by their names in three languages, and else by what they hold', async () => {
  expect(
    await mappingOf(`Дата;Заголовок;Полный текст;Источник;Ссылка\n06.01.2022;a;"${A}";b;c\n`),
  ).toMatchObject({
    taken: {
      published: 'Дата',
      title: 'Заголовок',
      text: ['Полный текст'],
      source: 'Источник',
      sourceUrl: 'Ссылка',
    },
  });
  expect(await mappingOf(`Күні\tТақырыбы\tМәтін\n06.01.2022\ta\t${A}\n`)).toMatchObject({
    taken: { published: 'Күні', title: 'Тақырыбы', text: ['Мәтін'] },
  });
  expect(
    await mappingOf(
      `q1,q2,q3,q4\n5,"${A}",https://example.org/1,6 January 2022\n6,"${B}",https://example.org/2,2022-01-07\n`,
    ),
  ).toMatchObject({
    taken: { text: ['q2'], sourceUrl: 'q3', published: 'q4' },
  });
  expect(await mappingOf(`title,abstract\na,"${A}"\n`)).toMatchObject({ taken: { text: ['abstract'] } });
  // Without a header the first row is a report as well.
  expect(await rowsOf(`2022-01-06,"${A}"\n2022-01-07,"${B}"\n`)).toEqual([
    ['row 1', `title: ${A}`],
    ['row 2', `title: ${B}`],
  ]);
});

it('takes the columns that were chosen', async () => {
  const text = `one,two,three\n"${A}","${B}",Head\n`;
  expect(await rowsOf(text, { columns: { text: ['two', 'one', 'gone'], title: 'three' } })).toEqual([
    ['row 2', 'title: Head', `paragraph: ${B}`, `paragraph: ${A}`],
  ]);
  expect(await rowsOf(text, { columns: { text: ['gone'] } })).toEqual([['', 'import/no-text-column']]);
});

it('names the columns when none can be the text', async () => {
  const { found, offers } = await read('country,total\nKazakhstan,4\n');
  expect(found).toHaveLength(1);
  expect(found[0]!.within).toBe('');
  expect(found[0]!.result).toMatchObject({
    error: {
      code: 'import/no-text-column',
      message: expect.stringContaining('“country”, “total”') as string,
    },
  });
  expect(offers.map(({ kind }) => kind)).toEqual(['encoding', 'columns']);
});

it('tells delimiters, a line that says them, and other encodings', async () => {
  const expected = [['row 2', 'title: a', `paragraph: ${A}`]];
  expect(await rowsOf(`title;text\na;"${A}"\n`)).toEqual(expected);
  expect(await rowsOf(`title\ttext\r\na\t${A}\r\n`, { name: 'a.tsv' })).toEqual(expected);
  expect(await rowsOf(`sep=|\r\ntitle|text\r\na|${A}\r\n`)).toEqual(expected);
  expect(await rowsOf(`\ufefftitle,text\na,"${A}"`)).toEqual(expected);
  expect(await rowsOf(`text\n${A}`)).toEqual([['row 2', `title: ${A}`]]);
  const cyrillic = Uint8Array.from('текст,дата\nКраны стояли восьмой день,2022\n', (char) => {
    const code = char.codePointAt(0)!;
    return code < 0x80 ? code : code - 0x410 + 0xc0;
  });
  const { found, offers } = await readAll(tableImporter, cyrillic, { name: 'a.csv' });
  expect(offers[0]).toEqual({ kind: 'encoding', taken: 'windows-1251' });
  expect(found[0]!.result).toMatchObject({ value: { text: 'Краны стояли восьмой день' } });
});

it('refuses damaged rows alone, and tables beyond the bounds', async () => {
  expect(await rowsOf(`title,text\na,"${A}"\nb,${B},more\nc,${A}\n`)).toEqual([
    ['row 2', 'title: a', `paragraph: ${A}`],
    ['row 3', 'import/too-many-cells'],
    ['row 4', 'import/too-many-cells'],
  ]);
  expect(await rowsOf(`text\n${'a\n'.repeat(MAX_ROWS + 1)}`)).toEqual([['', 'import/too-many-rows']]);
  expect(await rowsOf(`${'a,'.repeat(MAX_COLUMNS)}text\nb`)).toEqual([['', 'import/too-many-columns']]);
  expect(await rowsOf('\n\n')).toEqual([['', 'import/empty']]);
});

it('reads JSON and lines of JSON', async () => {
  const records = [
    {
      title: 'Cranes',
      source: { name: 'Valley Times' },
      content: [A, B].join('\n\n'),
      authors: ['Aru', 'Dana'],
    },
    { title: 'Gates', content: null },
    { content: B, published: '2022-01-06T10:00:00Z' },
  ];
  const expected = [
    ['record 1', 'title: Cranes', `paragraph: ${A}`, `paragraph: ${B}`],
    ['record 2', 'import/no-text'],
    ['record 3', `title: ${B}`],
  ];
  expect(await rowsOf(JSON.stringify(records), { name: 'a.json' })).toEqual(expected);
  expect(await rowsOf(JSON.stringify({ status: 'ok', articles: records }), { name: 'a.json' })).toEqual(
    expected,
  );
  const lines = records.map((record) => JSON.stringify(record)).join('\n');
  expect(await rowsOf(`${lines}\n{broken\n[1]`, { name: 'a.jsonl' })).toEqual([
    ...expected,
    ['record 4', 'import/json'],
    ['record 5', 'import/no-record'],
  ]);
  const { found } = await read(JSON.stringify(records), { name: 'a.json' });
  expect(found[0]!.result).toMatchObject({
    value: { metadata: { source: 'Valley Times', author: 'Aru, Dana' } },
  });
  expect(found[2]!.result).toMatchObject({ value: { metadata: { published: '2022-01-06' } } });
  expect(await rowsOf('{', { name: 'a.json' })).toEqual([['', 'import/json']]);
  expect(await rowsOf('[1, 2]', { name: 'a.json' })).toEqual([['', 'import/no-records']]);
  expect(await rowsOf('{"a":[{"b":1}],"c":[{"d":1}]}', { name: 'a.json' })).toEqual([
    ['', 'import/several-lists'],
  ]);
});

const spectrum = resolve(import.meta.dirname, '../../../../../../shared/data/csv/csv-spectrum');

describe.skipIf(!existsSync(spectrum))('csv-spectrum (skipped when ../shared/data is absent)', () => {
  const names = existsSync(spectrum) ? readdirSync(resolve(spectrum, 'csvs')) : [];
  it.each(names)('%s', (name) => {
    const decoded = decode(new Uint8Array(readFileSync(resolve(spectrum, 'csvs', name))));
    const table = decoded.ok ? readCsv(decoded.value.text) : decoded;
    if (!table.ok) throw new Error(table.error.message);
    const { columns, rows } = table.value;
    const records = rows.map(({ cells }) =>
      Object.fromEntries(columns.map((column, i) => [column, cells[i]])),
    );
    const file = readFileSync(resolve(spectrum, 'json', name.replace('.csv', '.json')), 'utf8');
    const expected = [JSON.parse(file)].flat() as Record<string, string>[];
    const flat = (all: readonly object[]): string => JSON.stringify(all).replaceAll('\\r\\n', '\\n');
    // One file of the collection is in Latin-1, and its counterpart holds replacement characters for it.
    if (name === 'location_coordinates.csv')
      expect(Object.keys(records[0]!)).toEqual(Object.keys(expected[0]!));
    else expect(flat(records)).toEqual(flat(expected));
  });
});
