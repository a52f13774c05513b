import { expect, it } from 'vitest';
import { pack } from '../zip/__fixtures__/pack';
import { inline, xlsxFiles, type XlsxParts } from './__fixtures__/xlsx-parts';
import type { Table } from './table';
import { readXlsx } from './xlsx';
import { dateOfSerial, kindOfCode } from './xlsx-formats';

const resultOf = async (parts: XlsxParts) =>
  readXlsx({ name: 'a.xlsx', bytes: await pack(xlsxFiles(parts)) });

async function tableOf(parts: XlsxParts): Promise<Table> {
  const table = await resultOf(parts);
  if (!table.ok) throw new Error(table.error.message);
  return table.value;
}

const row = (number: number, cells: string): string => `<row r="${number}">${cells}</row>`;
const HEADER = row(1, inline('A1', 'Date') + inline('B1', 'Text') + inline('C1', 'Note'));

it('reads shared texts, texts in runs, results of formulas and switches', async () => {
  const { columns, rows } = await tableOf({
    strings:
      '<si><t>Pier</t></si><si><r><t xml:space="preserve">The cranes </t></r><r><rPr><b/></rPr><t>stood still.</t></r><rPh sb="0" eb="1"><t>kana</t></rPh></si><si><t>one_x000a_two _x0041_</t></si>',
    sheets: [
      {
        name: 'Reports',
        rows:
          row(
            2,
            '<c r="B2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><r><t>Te</t></r><r><t>xt</t></r></is></c><c t="s"><v>0</v></c>',
          ) +
          row(
            5,
            '<c r="B5" t="s"><v>1</v></c><c r="C5" t="str"><f>A1&amp;"x"</f><v>counted</v></c><c r="D5" t="b"><v>1</v></c>',
          ) +
          '<row><c><v>0.10000000000000001</v></c><c t="s"><v>2</v></c><c t="e"><v>#DIV/0!</v></c><c t="s"><v>99</v></c></row>',
      },
    ],
  });
  expect(columns).toEqual(['Column 1', 'Pier', 'Text', 'Pier (2)']);
  expect(rows).toEqual([
    { within: 'row 5', cells: ['', 'The cranes stood still.', 'counted', 'TRUE'] },
    { within: 'row 6', cells: ['0.1', 'one\ntwo A'] },
  ]);
});

it.each([false, true])('reads dates by the formats of their cells (strict: %s)', async (strict) => {
  const cells = (n: number, from: number): string =>
    ['A', 'B', 'C', 'D', 'E'].map((letter, i) => `<c r="${letter}${n}" s="${i}"><v>${from}</v></c>`).join('');
  const parts: XlsxParts = {
    strict,
    styles: [0, 14, 22, 164, 165],
    formats: { 164: '[$-409]d" мая "mmmm\\ yyyy;@', 165: '[Red]#,##0.00 "days"' },
    sheets: [
      {
        name: 'a',
        rows:
          row(
            1,
            'ABCDE'.replace(/./gu, (l) => inline(`${l}1`, l)),
          ) + row(2, cells(2, 44567.5)),
      },
    ],
  };
  expect((await tableOf(parts)).rows[0]!.cells).toEqual([
    '44567.5',
    '2022-01-06',
    '2022-01-06T12:00',
    '2022-01-06',
    '44567.5',
  ]);
  expect((await tableOf({ ...parts, from1904: true })).rows[0]!.cells[1]).toBe('2026-01-07');
});

it('knows both systems of days, and the day that never was', () => {
  expect(dateOfSerial(1, 'date', false)).toBe('1900-01-01');
  expect(dateOfSerial(59, 'date', false)).toBe('1900-02-28');
  expect(dateOfSerial(60, 'date', false)).toBeNull();
  expect(dateOfSerial(61, 'date', false)).toBe('1900-03-01');
  expect(dateOfSerial(0, 'date', true)).toBe('1904-01-01');
  expect(dateOfSerial(0.75, 'time', false)).toBe('18:00');
  expect(dateOfSerial(44567.999999, 'date-time', false)).toBe('2022-01-07T00:00');
  expect(dateOfSerial(-1, 'date', false)).toBeNull();
  expect(dateOfSerial(3e6, 'date', false)).toBeNull();
});

it.each([
  ['yyyy-mm-dd', 'date'],
  ['dd/mm/yy hh:mm', 'date-time'],
  ['mmm', 'date'],
  ['[h]:mm:ss', 'time'],
  ['mm:ss.0', 'time'],
  ['0.00E+00', 'number'],
  ['General', 'number'],
  ['[>=100]0;[Red]-0 "d"', 'number'],
  ['\\y0', 'number'],
] as const)('tells what %s shows', (code, kind) => {
  expect(kindOfCode(code)).toBe(kind);
});

it('takes the first visible sheet that holds reports, and names the others', async () => {
  const story = inline('B2', 'The cranes stood still for an eighth day, and nobody said why.');
  const { rows, notes } = await tableOf({
    sheets: [
      { name: 'Hidden', state: 'hidden', rows: HEADER + row(2, story) },
      { name: 'Empty', rows: '' },
      { name: 'Cover', rows: row(1, inline('A1', 'Press review')) },
      { name: 'Reports', rows: HEADER + row(2, story) },
    ],
  });
  expect(rows).toHaveLength(1);
  expect(notes.map(({ message }) => message)).toEqual([
    'The sheet “Reports” was read; other sheets were left out: 3 (“Hidden”, “Empty”, “Cover”).',
  ]);
});

it('refuses what is no workbook that it reads, with a reason', async () => {
  const codeOf = async (bytes: Uint8Array): Promise<string> => {
    const read = await readXlsx({ name: 'a.xls', bytes });
    return read.ok ? 'read' : read.error.code;
  };
  const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
  const named = [...'EncryptedPackage'].flatMap((char) => [char.charCodeAt(0), 0]);
  expect(await codeOf(Uint8Array.from([...compound, 0, 0]))).toBe('import/old-format');
  expect(await codeOf(Uint8Array.from([...compound, ...named]))).toBe('import/password-protected');
  expect(await codeOf(new TextEncoder().encode('a\tb'))).toBe('import/wrong-kind');
  expect(await codeOf(await pack({ 'word/document.xml': '<a/>' }))).toBe('import/wrong-kind');
  const files = xlsxFiles({ sheets: [] });
  expect(await codeOf(await pack(files))).toBe('import/empty');
  delete files['xl/workbook.xml'];
  expect(await codeOf(await pack(files))).toBe('import/no-main-part');
  const wide = row(1, `${inline('A1', 'a')}${inline('AMJ1', 'b')}`);
  expect(await resultOf({ sheets: [{ name: 'a', rows: wide }] })).toMatchObject({
    error: { code: 'import/too-many-columns' },
  });
});
