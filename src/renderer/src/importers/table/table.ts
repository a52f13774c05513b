import type { ImportNote } from '$domain/report/report';
import { fail, ok, type Failure, type Result } from '$domain/result';
import { readDate } from '../dates';

/** Most rows of a table that are read, its header not counted; larger ones are refused. */
export const MAX_ROWS = 100_000;
/** Most columns of a table; larger ones are refused. */
export const MAX_COLUMNS = 1000;

export interface TableRow {
  /** Where it is, for people: `row 12`, `record 12`. */
  readonly within: string;
  /** Texts by column; short where the last columns are empty. */
  readonly cells: readonly string[];
  /** Why the row cannot be read. */
  readonly fault?: Failure;
  /** What of this row was left out. */
  readonly notes?: readonly ImportNote[];
}

/** A table whose columns have names that are not empty and differ from each other. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** What holds for every row. */
  readonly notes: readonly ImportNote[];
}

/** A row as it lies in the file, before the header is told from the others. `number`: the spreadsheet's, from 1. */
export interface RawRow extends Omit<TableRow, 'within'> {
  readonly number: number;
}

export const isBlank = ({ cells, fault }: Pick<TableRow, 'cells' | 'fault'>): boolean =>
  fault === undefined && cells.every((cell) => cell.trim() === '');

/**
 * Makes a table of rows whose first one that is not blank is the header; blank ones are left out. A first row that holds
 * what no header does (a date, a web address, a long text) is a report like the others, and columns get numbers.
 * Fails with `import/empty`, `import/too-many-rows` and `import/too-many-columns`.
 */
export function tableOfRows(all: readonly RawRow[], notes: readonly ImportNote[] = []): Result<Table> {
  const filled = all.filter((row) => !isBlank(row));
  const first = filled[0];
  if (first === undefined) {
    return fail({ code: 'import/empty', message: 'The table holds no text.' });
  }
  const isHeader = !first.cells.some(isContent);
  const body = isHeader ? filled.slice(1) : filled;
  const fault = boundsFault(body.length, isHeader ? lastFilled(first.cells) : widest(body));
  if (fault !== null) return fail(fault);
  const width = isHeader ? lastFilled(first.cells) : widest(body);
  const columns = columnNames(isHeader ? first.cells.slice(0, width) : new Array<string>(width).fill(''));
  return ok({
    columns,
    rows: body.map(({ number, ...row }) => ({ ...row, within: `row ${number}` })),
    notes: isHeader ? notes : [...notes, NO_HEADER],
  });
}

const NO_HEADER: ImportNote = {
  code: 'import/no-header',
  message: 'The first row of the table does not name its columns; it was read as a report.',
};

/** What is wrong with the size of a table; null when nothing is. */
export function boundsFault(rows: number, columns: number): Failure | null {
  if (rows > MAX_ROWS) {
    return {
      code: 'import/too-many-rows',
      message: `The table has more than ${MAX_ROWS} rows. Divide it into several files.`,
    };
  }
  if (columns > MAX_COLUMNS) {
    return {
      code: 'import/too-many-columns',
      message: `The table has more than ${MAX_COLUMNS} columns, which no table of reports has.`,
    };
  }
  return null;
}

const LONG_NAME = 200;

const isContent = (cell: string): boolean =>
  cell.length > LONG_NAME || /^\s*https?:\/\//iu.test(cell) || isWholeDate(cell);

// A year alone may name a column.
const isWholeDate = (cell: string): boolean => (readDate(cell)?.length ?? 0) === 'YYYY-MM-DD'.length;

function lastFilled(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1;
}

const widest = (rows: readonly RawRow[]): number =>
  rows.reduce((width, { cells }) => Math.max(width, lastFilled(cells)), 0);

/** Names that are tidy, not empty and unique, in the order of the columns. */
export function columnNames(given: readonly string[]): string[] {
  const taken = new Set<string>();
  return given.map((raw, i) => {
    const base = raw.replace(/\s+/gu, ' ').trim() || `Column ${i + 1}`;
    let name = base;
    for (let n = 2; taken.has(name); n += 1) name = `${base} (${n})`;
    taken.add(name);
    return name;
  });
}
