import { QUERY_LIMIT } from '$domain/query/saved-search';
import { fail, ok, type Failure, type Result } from '$domain/result';
import { unguardFormula } from '$domain/text/formula-guard';

/** One query of a table of queries. */
export interface QueryLine {
  /** Number of its row as a spreadsheet counts it, from 1. */
  readonly line: number;
  /** What the query is called; empty when the table does not say. */
  readonly name: string;
  readonly query: string;
  /** Why the row cannot be asked. */
  readonly fault?: Failure;
  /** A sentence where the query may be meant otherwise than it was read. */
  readonly note?: string;
}

/** Most queries of one table; larger ones are refused. */
export const MAX_QUERIES = 10_000;

const HEADERS = {
  query:
    'query queries search searches searchquery searchstring searchterm searchterms terms keywords expression q ' +
    'запрос запросы поиск поисковыйзапрос сұрау сұраныс іздеу',
  name: 'name label title topic id название имя тема метка атауы аты тақырып',
} as const;
const COLUMN_OF: ReadonlyMap<string, keyof typeof HEADERS> = new Map(
  (['query', 'name'] as const).flatMap((column) =>
    HEADERS[column].split(' ').map((name) => [name, column] as const),
  ),
);

/**
 * Reads queries, one a row: a column of queries, or one of names and one of queries, with a header that names `query` or none.
 * Comma, semicolon and tab are told by the header; without one, by rows that all have two cells. `marked` says that the file
 * began with a byte order mark, as tables for spreadsheets do, where an apostrophe guards what would run as a formula.
 *
 * The quotation marks of a phrase stand where those of a table stand. A cell whose marks do not fit a table is taken with them,
 * and so is in a mere list what needs none there; in a table they are the table's, and it is noted where a phrase may be meant.
 * Fails with `queries/empty` and `queries/too-many`; what is wrong with one row is its fault.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function readQueriesCsv(
  text: string,
  { marked = false }: { readonly marked?: boolean } = {},
): Result<readonly QueryLine[]> {
  const unmarked = text.replace(/^\ufeff/u, '');
  const sep = /^"?sep=(.)"?[^\S\n]*(?:\r?\n|$)/iu.exec(unmarked);
  const body = unmarked.slice(sep?.[0].length ?? 0);
  const delimiter = sep?.[1] ?? tellDelimiter(body);
  const unguarded = (cell: string): string => (marked ? unguardFormula(cell) : cell);
  // One more than is allowed, beside the header, shows that there are too many.
  const records = readRecords(body, delimiter, MAX_QUERIES + 2);
  const first = records.find((record) => !isBlank(record.cells));
  if (first === undefined) return fail(EMPTY);
  const header = columnsIn(first.cells);
  const columns = header ?? (first.cells.length === 2 ? { name: 0, query: 1 } : { name: -1, query: 0 });
  const width = header === null ? columns.query + 1 : first.cells.length;
  const isList = header === null && columns.name === -1;
  const isHandMade = !quotesEveryText(records);
  const lines = records
    .filter((record) => record !== first || header === null)
    .filter(({ cells }) => !isBlank(cells))
    .map(({ number, cells }): QueryLine => {
      const cell = cells[columns.query];
      const isPerhapsPhrase = cell !== undefined && isQuotedForNothing(cell);
      const said = (isList && isPerhapsPhrase ? cell.raw : cell?.text) ?? '';
      const query = unguarded(said).trim();
      const name = unguarded(cells[columns.name]?.text ?? '')
        .replace(/\s+/gu, ' ')
        .trim();
      const line = { line: number, name, query };
      const fault = faultOf(cells, width, query);
      if (fault !== null) return { ...line, fault };
      return !isList && isHandMade && isPerhapsPhrase && /\s/u.test(query)
        ? { ...line, note: TABLE_MARKS }
        : line;
    });
  if (lines.length === 0) return fail(EMPTY);
  if (lines.length > MAX_QUERIES) {
    return fail({
      code: 'queries/too-many',
      message: `The table has more than ${MAX_QUERIES.toLocaleString('en')} queries. Divide it into several files.`,
    });
  }
  return ok(lines);
}

const TABLE_MARKS =
  'The quotation marks around the query were read as those of the table. For a phrase, write three of them on each side.';

const EMPTY: Failure = { code: 'queries/empty', message: 'There is no query in the file.' };

function faultOf(cells: readonly Cell[], width: number, query: string): Failure | null {
  if (!isBlank(cells.slice(width))) {
    return {
      code: 'queries/too-many-cells',
      message: `The row has ${cells.length} cells where ${width} are expected: put a query that holds a delimiter between quotation marks, and double those in it.`,
    };
  }
  if (query === '') return { code: 'queries/no-query', message: 'The row has no query.' };
  if ([...query].length > QUERY_LIMIT) {
    return {
      code: 'queries/long-query',
      message: `A query can have up to ${QUERY_LIMIT.toLocaleString('en')} characters.`,
    };
  }
  return null;
}

interface Cell {
  /** What the cell holds. */
  readonly text: string;
  /** As it stands in the file, with its quotation marks. */
  readonly raw: string;
  readonly isQuoted: boolean;
}

interface CsvRecord {
  /** From 1; blank records count. */
  readonly number: number;
  readonly cells: readonly Cell[];
}

const isBlank = (cells: readonly Cell[]): boolean => cells.every(({ text }) => text.trim() === '');

/** Where the columns are, by a first row that names that of the queries; null when it does not. */
function columnsIn(cells: readonly Cell[]): { readonly name: number; readonly query: number } | null {
  const named = cells.map(({ text }) => COLUMN_OF.get(text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')));
  const query = named.indexOf('query');
  return query === -1 ? null : { name: named.indexOf('name'), query };
}

const DELIMITERS = ['\t', ';', ','] as const;
/** Divides records, which no text holds: the delimiter of a table of one column. */
const NO_DELIMITER = '\u001e';
/** Rows that a delimiter is told from. */
const SAMPLE_ROWS = 50;

function tellDelimiter(body: string): string {
  const samples = DELIMITERS.map((delimiter) => ({
    delimiter,
    rows: readRecords(body, delimiter, SAMPLE_ROWS)
      .map(({ cells }) => cells)
      .filter((cells) => !isBlank(cells)),
  }));
  const byHeader = samples.find(({ rows: [header = []] }) => header.length > 1 && columnsIn(header) !== null);
  const isPair = (cells: readonly Cell[]): boolean =>
    cells.length === 2 && cells.every(({ text }) => text.trim() !== '');
  const isNamed = columnsIn(samples[0]!.rows[0] ?? []) !== null;
  const byPairs = isNamed ? undefined : samples.find(({ rows }) => rows.length > 0 && rows.every(isPair));
  return (byHeader ?? byPairs)?.delimiter ?? NO_DELIMITER;
}

/** Whether the table puts all that has letters between quotation marks, as some programs do. */
function quotesEveryText(records: readonly CsvRecord[]): boolean {
  return records.every(({ cells }) => cells.every(({ text, isQuoted }) => isQuoted || !/\p{L}/u.test(text)));
}

/** Whether a cell holds nothing for which a table needs quotation marks. */
function isQuotedForNothing({ text, isQuoted }: Cell): boolean {
  return isQuoted && !/^\s|\s$|[",;\t\r\n]/u.test(text);
}

function readRecords(text: string, delimiter: string, most: number): CsvRecord[] {
  const records: CsvRecord[] = [];
  let at = 0;
  while (at < text.length && records.length < most) {
    const cells: Cell[] = [];
    for (;;) {
      const { cell, end } = readCell(text, at, delimiter);
      cells.push(cell);
      at = end + 1;
      if (text[end] === delimiter) continue;
      if (text[end] === '\r' && text[at] === '\n') at += 1;
      break;
    }
    records.push({ number: records.length + 1, cells });
  }
  return records;
}

const isLineEnd = (unit: string | undefined): boolean => unit === undefined || unit === '\n' || unit === '\r';

/** The cell that begins at `at`, and where its delimiter, line end or the end of the text stands. */
function readCell(text: string, at: number, delimiter: string): { cell: Cell; end: number } {
  const close = text[at] === '"' ? closingMark(text, at) : -1;
  if (close !== -1) {
    let end = close + 1;
    while (text[end] === ' ') end += 1;
    if (text[end] === delimiter || isLineEnd(text[end])) {
      const raw = text.slice(at, close + 1);
      return { cell: { text: raw.slice(1, -1).replaceAll('""', '"'), raw, isQuoted: true }, end };
    }
  }
  const end = endOfPlainCell(text, at, delimiter);
  const raw = text.slice(at, end);
  return { cell: { text: raw, raw, isQuoted: false }, end };
}

/** Longest cell between quotation marks, in UTF-16 units: the marks of a longer one do not match. */
const LONGEST_CELL = 4 * QUERY_LIMIT;

/** Where the quotation mark that closes the one at `open` stands; -1 when there is none. */
function closingMark(text: string, open: number): number {
  let at = open + 1;
  for (;;) {
    at = text.indexOf('"', at);
    if (at === -1 || at - open > LONGEST_CELL) return -1;
    if (text[at + 1] !== '"') return at;
    at += 2;
  }
}

/** A phrase inside of a cell may hold the delimiter. */
function endOfPlainCell(text: string, from: number, delimiter: string): number {
  let at = from;
  while (!isLineEnd(text[at]) && text[at] !== delimiter) {
    if (text[at] === '"') at = closingOnLine(text, at);
    at += 1;
  }
  return at;
}

function closingOnLine(text: string, open: number): number {
  for (let at = open + 1; !isLineEnd(text[at]); at += 1) if (text[at] === '"') return at;
  return open;
}
