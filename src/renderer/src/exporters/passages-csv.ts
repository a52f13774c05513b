import Papa from 'papaparse';
import type { PassageRow } from '$domain/tabulate/passage-row';
import type { ExportOutcome, ExportProfileId } from './exporter';
import { guardFormula } from './formula-guard';
import { PASSAGE_COLUMNS } from './passage-columns';

const BOM = '\uFEFF';
/** Size at which a chunk is handed on, in UTF-16 units: 64 to about 200 kB of UTF-8. */
const CHUNK_UNITS = 64 * 1024;
/** Longest cell Excel keeps, in UTF-16 units. */
const EXCEL_CELL_LIMIT = 32_767;

/**
 * Writes the passages table as CSV by RFC 4180: UTF-8, comma, CRLF, a header line, one record per row.
 * Profile `data` is the bytes of the archive's own text; `spreadsheet` begins with a BOM and guards cells that would
 * run as formulas. Yields chunks of whole records; returns the number of rows and what could not be kept: lone
 * surrogates, which UTF-8 cannot hold and which become U+FFFD, and cells too long for Excel, which are not cut.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export async function* exportPassagesCsv(
  rows: Iterable<PassageRow> | AsyncIterable<PassageRow>,
  profile: ExportProfileId,
): AsyncGenerator<Uint8Array, ExportOutcome, void> {
  const encoder = new TextEncoder();
  const losses: string[] = [];
  let count = 0;
  let chunk = profile === 'spreadsheet' ? BOM : '';
  chunk += csvRecord(PASSAGE_COLUMNS.map((column) => column.key));
  for await (const row of rows) {
    count += 1;
    let cells = PASSAGE_COLUMNS.map((column) => column.value(row));
    if (profile === 'spreadsheet') cells = cells.map(guardFormula);
    losses.push(...lossesOf(cells, profile, row.excerpt.id));
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

function lossesOf(cells: readonly string[], profile: ExportProfileId, excerptId: string): string[] {
  return cells.flatMap((cell, i) => {
    const where = `${PASSAGE_COLUMNS[i]!.key} of passage ${excerptId}`;
    const losses: string[] = [];
    if (/\p{Surrogate}/u.test(cell)) {
      losses.push(`${where} held half a character (a lone surrogate), written as U+FFFD.`);
    }
    if (profile === 'spreadsheet' && cell.length > EXCEL_CELL_LIMIT) {
      losses.push(`${where} has ${cell.length} characters; Excel keeps the first ${EXCEL_CELL_LIMIT}.`);
    }
    return losses;
  });
}
