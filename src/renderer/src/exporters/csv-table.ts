import Papa from 'papaparse';
import { guardFormula } from '$domain/text/formula-guard';
import type { ExportOutcome, ExportProfile, ExportProfileId } from './exporter';

/** One column of a table: its header, what stands in it, and what that means. */
export interface CsvColumn<Row> {
  readonly key: string;
  /** The cell's text; never escaped or guarded. */
  value(row: Row): string;
  /** One or two sentences for the data dictionary. */
  readonly definition: string;
}

/** What a table can be written for; the first is the default. */
export const CSV_PROFILES: readonly [ExportProfile, ...ExportProfile[]] = [
  {
    id: 'spreadsheet',
    label: 'For spreadsheets',
    description:
      'Opens in Excel and LibreOffice with all letters right. Text that would run as a formula gets an apostrophe in front.',
  },
  {
    id: 'data',
    label: 'For R, Python and other programs',
    description: 'Every character as it stands in the archive: plain UTF-8, nothing added.',
  },
];

const BOM = '\uFEFF';
/** Size at which a chunk is handed on, in UTF-16 units: 64 to about 200 kB of UTF-8. */
const CHUNK_UNITS = 64 * 1024;
/** Longest cell Excel keeps, in UTF-16 units. */
const EXCEL_CELL_LIMIT = 32_767;

/**
 * Writes a table as CSV by RFC 4180: UTF-8, comma, CRLF, a header line, one record per row.
 * Profile `data` is the bytes of the archive's own text; `spreadsheet` begins with a BOM and guards cells that would
 * run as formulas. Yields chunks of whole records; returns the number of rows and what could not be kept: lone
 * surrogates, which UTF-8 cannot hold and which become U+FFFD, and cells too long for Excel, which are not cut.
 * `rowName` is what a row is called there, such as “passage” and its id.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export async function* writeCsv<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  columns: readonly CsvColumn<Row>[],
  profile: ExportProfileId,
  rowName: (row: Row) => string,
): AsyncGenerator<Uint8Array, ExportOutcome, void> {
  const encoder = new TextEncoder();
  const losses: string[] = [];
  let count = 0;
  let chunk = profile === 'spreadsheet' ? BOM : '';
  chunk += csvRecord(columns.map((column) => column.key));
  for await (const row of rows) {
    count += 1;
    let cells = columns.map((column) => column.value(row));
    if (profile === 'spreadsheet') cells = cells.map(guardFormula);
    cells.forEach((cell, i) => {
      losses.push(...lossesOf(cell, profile).map((loss) => `${columns[i]!.key} of ${rowName(row)} ${loss}`));
    });
    chunk += csvRecord(cells);
    if (chunk.length >= CHUNK_UNITS) {
      yield encoder.encode(chunk);
      chunk = '';
    }
  }
  if (chunk !== '') yield encoder.encode(chunk);
  return { rows: count, losses };
}

/** One CSV record with its line end. */
export function csvRecord(cells: readonly string[]): string {
  return `${Papa.unparse([cells as string[]], { newline: '\r\n' })}\r\n`;
}

function lossesOf(cell: string, profile: ExportProfileId): string[] {
  const losses: string[] = [];
  if (/\p{Surrogate}/u.test(cell)) {
    losses.push('held half a character (a lone surrogate), written as U+FFFD.');
  }
  if (profile === 'spreadsheet' && cell.length > EXCEL_CELL_LIMIT) {
    losses.push(`has ${cell.length} characters; Excel keeps the first ${EXCEL_CELL_LIMIT}.`);
  }
  return losses;
}
