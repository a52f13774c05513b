import { writeCsv, type CsvColumn } from './csv-table';
import type { ExportOutcome } from './exporter';

/** What became of one file, as the table of an import has it. */
export interface ImportLogRow {
  readonly name: string;
  readonly outcome: string;
  readonly title: string;
  readonly reportId: string;
  readonly code: string;
  readonly details: string;
}

const column = (key: keyof ImportLogRow, name: string, definition: string): CsvColumn<ImportLogRow> => ({
  key: name,
  value: (row) => row[key],
  definition,
});

const COLUMNS: readonly CsvColumn<ImportLogRow>[] = [
  column('name', 'file', 'Path of the file, and where in it after `›`.'),
  column('outcome', 'outcome', '`imported`, `duplicate` or `refused`.'),
  column('title', 'report_title', 'Title of the report; empty when it was refused.'),
  column('reportId', 'report_id', 'UUID of the report, or of the one that has the same text.'),
  column('code', 'reason', 'Code of the refusal; empty otherwise.'),
  column('details', 'details', 'Why it was refused, or what the import changed or could not keep.'),
];

/** Writes what became of the files of an import as CSV, one row each. */
export function exportImportLog(
  rows: Iterable<ImportLogRow>,
): AsyncGenerator<Uint8Array, ExportOutcome, void> {
  return writeCsv(rows, COLUMNS, 'spreadsheet', ({ name }) => `file ${name}`);
}
