import Papa from 'papaparse';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import {
  chooseBatchTarget,
  readQueryFile,
  runBatch,
  saveBatch,
  type BatchRow,
  type BatchTable,
} from './batch-search';
import { loadCountries } from './load-countries';
import type { Progress } from './progress';
import { anArchive, importTexts, must, tag, type TestArchive } from './testing/test-archive';

let archive: TestArchive;
beforeAll(loadCountries, 60_000);
beforeEach(async () => {
  archive = anArchive();
  const [harbour, market] = await importTexts(archive, {
    'harbour.txt': 'The harbour\n\nDockers began a strike at the port. Police arrived.\n',
    'market.txt': '=The market\n\nTraders closed. Police arrived late; the strike went on.\n',
  });
  await tag(archive, harbour!, 'Dockers', ['Dockers/KAZ']);
  await tag(archive, harbour!, 'Police', ['Police/KAZ']);
  await tag(archive, market!, 'Police', ['Police/RUS']);
});
afterEach(async () => {
  await archive.close();
  await archive.db.delete();
});

const lines = (text: string) => must(readQueryFile(new TextEncoder().encode(text))).lines;

const FILE = `name,query
Strikes,strike
Police,actor:Police
Broken,"strike ("
Empty,
"Port, or
market","(""the port"" OR
traders, market)"
Nobody,actor:Nobody
Misspelt,strikke
Phrase?,"began a strike"
`;

const numbers = (row: BatchRow): unknown[] =>
  'error' in row
    ? [row.line, row.name, row.error.code.split('/')[0], row.error.column]
    : [row.line, row.name, row.reports, row.passages];

test('queries are asked one after another, and a bad one does not stop the rest', async () => {
  const progress: Progress[] = [];
  const rows = await runBatch(archive, lines(FILE), { onProgress: (at) => progress.push(at) });
  expect(rows.map(numbers)).toEqual([
    [2, 'Strikes', 2, 0],
    [3, 'Police', 2, 2],
    [4, 'Broken', 'query', 8],
    [5, 'Empty', 'queries', null],
    [6, 'Port, or market', 2, 0],
    [7, 'Nobody', 0, 0],
    [8, 'Misspelt', 2, 0],
    [9, 'Phrase?', 1, 0],
  ]);
  expect(progress).toEqual(rows.map((_, i) => ({ done: i + 1, total: rows.length })));
  const notes = rows.map((row) => ('error' in row ? [] : row.notes));
  expect(notes[5]).toEqual(['There is no actor called “Nobody”.']);
  expect(notes[6]).toEqual(['“strikke” is in no report; “strike” was searched instead.']);
  expect(notes[7]?.[0]).toContain('those of the table');
  expect(rows[0]).not.toHaveProperty('found');
});

test('a batch that is cancelled keeps what was asked before', async () => {
  const cancel = new AbortController();
  const rows = await runBatch(archive, lines('strike\npolice\nport\n'), {
    signal: cancel.signal,
    onProgress: ({ done }) => {
      if (done === 2) cancel.abort();
    },
  });
  expect(rows.map(({ query }) => query)).toEqual(['strike', 'police']);
});

test('a query that cannot be answered has its error', async () => {
  const { search } = archive;
  const query = search.query.bind(search);
  vi.spyOn(search, 'query').mockImplementation((...asked) =>
    JSON.stringify(asked[0]).includes('police') ? Promise.reject(new Error('no index')) : query(...asked),
  );
  const rows = await runBatch(archive, lines('police\nstrike\n'));
  expect(rows[0]).toMatchObject({
    query: 'police',
    error: { code: 'search/failed', message: 'The query could not be answered: no index', column: null },
  });
  expect(rows[1]).toMatchObject({ query: 'strike', reports: 2 });
});

async function saved(rows: readonly BatchRow[], table: BatchTable): Promise<string[][]> {
  const target = must(await chooseBatchTarget(archive, table));
  const { file } = must(await saveBatch(archive, rows, table, target!));
  const bytes = archive.host.saved.get(file.name)!;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  expect(text.startsWith('\ufeff')).toBe(true);
  return Papa.parse<string[]>(text.slice(1), { skipEmptyLines: true }).data;
}

test('the numbers are saved as a table that can be asked again', async () => {
  const asked = lines('name,query\nStrikes,strike\nNot,-police\nBroken,"strike ("\n');
  const rows = (await runBatch(archive, asked)).map((row) => ('error' in row ? row : { ...row, ms: 1.25 }));
  const [header, ...records] = await saved(rows, 'counts');
  expect(header).toEqual([
    'line',
    'name',
    'query',
    'reports',
    'passages',
    'ms',
    'notes',
    'error',
    'error_message',
    'error_column',
  ]);
  expect(records[0]).toEqual(['2', 'Strikes', 'strike', '2', '0', '1.3', '', '', '', '']);
  expect(records[1]!.slice(0, 3)).toEqual(['3', 'Not', "'-police"]);
  expect(records[2]!.slice(3, 7)).toEqual(['', '', '', '']);
  expect([records[2]![7]!.split('/')[0], records[2]![9]]).toEqual(['query', '8']);
  const again = readQueryFile(new TextEncoder().encode(`\ufeff${Papa.unparse([header!, ...records])}`));
  expect(must(again).lines.map(({ query }) => query)).toEqual(['strike', '-police', 'strike (']);
});

test('the reports that each query found are saved, one a row', async () => {
  const rows = await runBatch(
    archive,
    lines('name,query\nPolice,actor:Police\nNone,actor:Nobody\nPort,port\n'),
    {
      listReports: true,
    },
  );
  const [header, ...records] = await saved(rows, 'reports');
  expect(header).toEqual(['line', 'name', 'query', 'report_id', 'title', 'source', 'published', 'passages']);
  expect(
    records.map(([line, name, , , title, , , passages]) => [line, name, title, passages]).sort(),
  ).toEqual([
    ['2', 'Police', "'=The market", '1'],
    ['2', 'Police', 'The harbour', '1'],
    ['4', 'Port', 'The harbour', '0'],
  ]);
  for (const row of rows) if (!('error' in row)) expect(row.found).toHaveLength(row.reports);
});

test('a file in another encoding is read, and it is said', () => {
  const text = 'Название;Запрос\r\nЗабастовки в порту;забастовка докеров\r\nПолиция;полиция города\r\n';
  const cp1251 = Uint8Array.from(
    [...text].map((char) => {
      const code = char.codePointAt(0)!;
      return code < 128 ? code : code - 0x410 + 0xc0;
    }),
  );
  const file = must(readQueryFile(cp1251));
  expect(file.lines).toMatchObject([
    { line: 2, name: 'Забастовки в порту', query: 'забастовка докеров' },
    { line: 3, name: 'Полиция', query: 'полиция города' },
  ]);
  expect(file.notes).toMatchObject([{ code: 'import/encoding-guessed' }]);
});

test.each([
  ['', 'import/empty'],
  ['name,query\n', 'queries/empty'],
  ['%PDF-1.7', 'import/unsupported'],
])('%j is refused', (text, code) => {
  expect(readQueryFile(new TextEncoder().encode(text))).toMatchObject({ ok: false, error: { code } });
});
