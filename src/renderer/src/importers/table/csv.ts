import Papa from 'papaparse';
import type { Failure, Result } from '$domain/result';
import { fieldOfName } from './mapping';
import { MAX_COLUMNS, MAX_ROWS, tableOfRows, type RawRow, type Table } from './table';

const DELIMITERS = [',', ';', '\t'] as const;
/** Divides records, which no text holds: the delimiter of a table of one column. */
const NO_DELIMITER = '\u001e';
/** Rows that a delimiter is told from. */
const SAMPLE_ROWS = 50;
/** UTF-16 units of them. */
const SAMPLE_LENGTH = 256 * 1024;

const SEP_LINE = /^"?sep=(.)?"?[^\S\n]*(?:\r?\n|$)/iu;

/**
 * Reads a table from text: comma, semicolon or tab, whichever makes most sense of the first rows, or what a `sep=` line
 * says. Rows with more cells than the header or with quotation marks that do not match have a fault.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export function readCsv(text: string): Result<Table> {
  const marked = text.replace(/^\ufeff/u, '');
  const sep = SEP_LINE.exec(marked);
  const body = sep === null ? marked : marked.slice(sep[0].length);
  const delimiter = sep?.[1] ?? tellDelimiter(body);
  // One row more than is allowed, beside the header, shows that there are too many.
  const { data, errors } = Papa.parse<string[]>(body, { delimiter, preview: MAX_ROWS + 2 });
  const damaged = new Set(errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row));
  const header = data.find((cells) => cells.some((cell) => cell.trim() !== ''))?.length ?? 0;
  return tableOfRows(
    data.map((cells, i): RawRow => {
      const fault = damaged.has(i) ? UNMATCHED : surplusFault(cells, header);
      const row = { number: i + 1, cells: cells.slice(0, MAX_COLUMNS + 1) };
      return fault === null ? row : { ...row, fault };
    }),
  );
}

const UNMATCHED: Failure = {
  code: 'import/unmatched-quotes',
  message: 'The quotation marks of the row do not match, so that its cells cannot be told apart.',
};

function surplusFault(cells: readonly string[], header: number): Failure | null {
  if (!cells.slice(header).some((cell) => cell.trim() !== '')) return null;
  return {
    code: 'import/too-many-cells',
    message: `The row has ${cells.length} cells and the header ${header}: a quotation mark or delimiter may be missing.`,
  };
}

/** The delimiter by which the first row names most columns that are known, and the others have as many cells as it. */
function tellDelimiter(text: string): string {
  const sample = text.slice(0, SAMPLE_LENGTH);
  let best = { delimiter: NO_DELIMITER, score: 0 };
  for (const delimiter of DELIMITERS) {
    const { data } = Papa.parse<string[]>(sample, { delimiter, preview: SAMPLE_ROWS });
    const rows = data.filter((cells) => cells.some((cell) => cell.trim() !== ''));
    const header = rows[0] ?? [];
    if (header.length < 2) continue;
    const known = header.filter((name) => fieldOfName(name) !== null).length;
    const even = rows.filter((cells) => cells.length === header.length).length / rows.length;
    const score = known + even + Math.min(header.length, MAX_COLUMNS) / (MAX_COLUMNS * 10);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
