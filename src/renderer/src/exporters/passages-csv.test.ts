import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PassageRow } from '$domain/tabulate/passage-row';
import { unguardFormula } from '$domain/text/formula-guard';
import { sampleRows, withWords } from './__fixtures__/passage-rows';
import { csvRecord } from './csv-table';
import type { ExportOutcome, ExportProfileId } from './exporter';
import { PASSAGE_COLUMNS } from './passage-columns';
import { exportPassagesCsv } from './passages-csv';

const PROFILES: ExportProfileId[] = ['data', 'spreadsheet'];
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

async function written(rows: Iterable<PassageRow> | AsyncIterable<PassageRow>, profile: ExportProfileId) {
  const chunks: Uint8Array[] = [];
  const generator = exportPassagesCsv(rows, profile);
  let step = await generator.next();
  while (!step.done) {
    chunks.push(step.value);
    step = await generator.next();
  }
  const outcome: ExportOutcome = step.value;
  return { bytes: Buffer.concat(chunks), chunks, outcome };
}

/** Reads CSV with another library; takes the guard off by the rule in docs/csv-columns.md. */
function readBack(bytes: Buffer, profile: ExportProfileId): string[][] {
  const spreadsheet = profile === 'spreadsheet';
  if (spreadsheet) expect(bytes.subarray(0, 3)).toEqual(BOM);
  const records = parse(spreadsheet ? bytes.subarray(3) : bytes, {
    record_delimiter: '\r\n',
    relax_column_count: false,
  });
  return spreadsheet ? records.map((record) => record.map(unguardFormula)) : records;
}

const cellsOf = (rows: readonly PassageRow[]): string[][] => [
  PASSAGE_COLUMNS.map((column) => column.key),
  ...rows.map((row) => PASSAGE_COLUMNS.map((column) => Buffer.from(column.value(row)).toString())),
];

describe.each(PROFILES)('profile %s', (profile) => {
  it('writes the golden file, byte for byte', async () => {
    const golden = resolve(import.meta.dirname, `__fixtures__/passages.${profile}.csv`);
    const { bytes, outcome } = await written(sampleRows(), profile);
    await expect(bytes.toString('utf8')).toMatchFileSnapshot(golden);
    expect(bytes.equals(readFileSync(golden))).toBe(true);
    expect(outcome).toEqual({ rows: sampleRows().length, losses: [] });
  });

  it('writes only the header for an empty archive', async () => {
    const { bytes, outcome } = await written([], profile);
    expect(readBack(bytes, profile)).toEqual(cellsOf([]));
    expect(outcome.rows).toBe(0);
  });

  it.each([
    ['a lone CR', 'one\rtwo'],
    ['a lone LF', 'one\ntwo'],
    ['CRLF', 'one\r\ntwo\r\n'],
    ['quotes', '"quoted" and ""'],
    ['commas', 'a,b,,c'],
    ['spaces at the ends', '  padded  '],
    ['emoji', '👩‍👩‍👧‍👦 🇰🇿'],
    ['Kazakh', 'Қазақстан, әділет, ұлт, қоғам'],
    ['a BOM inside', 'a\uFEFFb'],
    ['a BOM first', '\uFEFFa'],
    ['a formula', '=HYPERLINK("http://example.org","x")'],
    ['an apostrophe before a formula', "'=1"],
    ['an apostrophe before words', "'quoted'"],
    ['only white space', ' \t '],
    ['NUL', 'a\0b'],
    ['line separators', 'a\u2028b\u2029c\u0085d\vf\f'],
  ])('gives back %s', async (_, words) => {
    const rows = [withWords(words)];
    expect(readBack((await written(rows, profile)).bytes, profile)).toEqual(cellsOf(rows));
  });

  it('replaces lone surrogates and says so', async () => {
    const rows = [withWords('a\ud83cb'), withWords('whole 🇰🇿')];
    const { bytes, outcome } = await written(rows, profile);
    expect(readBack(bytes, profile)[1]).toContain('a\ufffdb');
    expect(outcome.losses).toHaveLength(2);
    expect(outcome.losses[0]).toMatch(/^excerpt_text of passage .+ lone surrogate/);
  });

  it('gives back any text', async () => {
    const words = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('"', ',', '\r', '\n', ' ', "'", '=', '\t', '＝', '\uFEFF', 'ә', '\0'),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(words, { maxLength: 5 }), async (texts) => {
        const rows = texts.map(withWords);
        expect(readBack((await written(rows, profile)).bytes, profile)).toEqual(cellsOf(rows));
      }),
      { seed: 20220106, numRuns: 150 },
    );
  });
});

describe('exportPassagesCsv', () => {
  it('guards cells in the spreadsheet profile only', async () => {
    const rows = [withWords('  =1+1')];
    expect((await written(rows, 'spreadsheet')).bytes.toString()).toContain("'  =1+1");
    expect((await written(rows, 'data')).bytes.toString()).not.toContain("'");
  });

  it('reports cells that Excel would cut, and does not cut them', async () => {
    const rows = [withWords('x'.repeat(32_768))];
    const { bytes, outcome } = await written(rows, 'spreadsheet');
    expect(readBack(bytes, 'spreadsheet')).toEqual(cellsOf(rows));
    expect(outcome.losses).toEqual([
      expect.stringMatching(/^excerpt_text .+ 32768 characters/),
      expect.stringMatching(/^note .+ 32768 characters/),
    ]);
    expect((await written(rows, 'data')).outcome.losses).toEqual([]);
    expect((await written([withWords('x'.repeat(32_767))], 'spreadsheet')).outcome.losses).toEqual([]);
  });

  it('takes rows as they come and hands them on in chunks', async () => {
    const rows = Array.from({ length: 2000 }, (_, i) => withWords(`Passage ${i}, ${'әділет '.repeat(20)}`));
    async function* slowly() {
      yield* rows;
    }
    const { bytes, chunks, outcome } = await written(slowly(), 'data');
    expect(outcome.rows).toBe(2000);
    expect(chunks.length).toBeGreaterThan(3);
    expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(256 * 1024);
    expect(bytes.equals((await written(rows, 'data')).bytes)).toBe(true);
  });
});

const shared = resolve(import.meta.dirname, '../../../../../shared/data');
const naughty = resolve(shared, 'strings/naughty-strings.json');
const spectrum = resolve(shared, 'csv/csv-spectrum/json');

describe.skipIf(!existsSync(naughty))('naughty strings (skipped when ../shared/data is absent)', () => {
  it.each(PROFILES)('come back whole in profile %s', async (profile) => {
    const rows = (JSON.parse(readFileSync(naughty, 'utf8')) as string[]).map(withWords);
    expect(readBack((await written(rows, profile)).bytes, profile)).toEqual(cellsOf(rows));
  });
});

describe.skipIf(!existsSync(spectrum))('csv-spectrum (skipped when ../shared/data is absent)', () => {
  const files = existsSync(spectrum) ? readdirSync(spectrum) : [];
  it.each(files)('%s: its cells can be written and read', (file) => {
    const json: unknown = JSON.parse(readFileSync(resolve(spectrum, file), 'utf8'));
    const objects = [json].flat() as Record<string, string>[];
    const records = [Object.keys(objects[0]!), ...objects.map((object) => Object.values(object))];
    expect(parse(records.map(csvRecord).join(''), { record_delimiter: '\r\n' })).toEqual(records);
  });
});
