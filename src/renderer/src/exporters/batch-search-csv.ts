import { writeCsv, type CsvColumn } from './csv-table';
import type { ExportOutcome, ExportProfileId } from './exporter';

/** What one query of a batch came to. Numbers are null and `code` is there where it could not be asked. */
export interface BatchCountRow {
  readonly line: number;
  readonly name: string;
  readonly query: string;
  readonly reports: number | null;
  readonly passages: number | null;
  /** Milliseconds. */
  readonly ms: number | null;
  /** Sentences. */
  readonly notes: readonly string[];
  readonly code: string;
  readonly message: string;
  /** Code points from 1; null for none. */
  readonly column: number | null;
}

/** A report that one query of a batch found. */
export interface BatchReportRow {
  readonly line: number;
  readonly name: string;
  readonly query: string;
  readonly reportId: string;
  readonly title: string;
  readonly source: string;
  readonly published: string;
  readonly passages: number;
}

const number = (value: number | null): string => (value === null ? '' : String(value));

function column<Row>(key: string, value: (row: Row) => string, definition: string): CsvColumn<Row> {
  return { key, value, definition };
}

function queryColumns<Row extends Pick<BatchCountRow, 'line' | 'name' | 'query'>>(): CsvColumn<Row>[] {
  return [
    column('line', ({ line }) => String(line), 'Row of the query in its file, from 1.'),
    column('name', ({ name }) => name, 'What the query is called; empty when the file does not say.'),
    column('query', ({ query }) => query, 'The query as it was asked.'),
  ];
}

/** One row for each query. */
export const COUNT_COLUMNS: readonly CsvColumn<BatchCountRow>[] = [
  ...queryColumns<BatchCountRow>(),
  column('reports', ({ reports }) => number(reports), 'Reports found; empty when it was not asked.'),
  column('passages', ({ passages }) => number(passages), 'Passages found; empty when it was not asked.'),
  column('ms', ({ ms }) => (ms === null ? '' : ms.toFixed(1)), 'How long it took, in milliseconds.'),
  column('notes', ({ notes }) => notes.join(' '), 'What was understood otherwise than it was written.'),
  column('error', ({ code }) => code, 'Code of the reason why it was not asked; empty otherwise.'),
  column('error_message', ({ message }) => message, 'That reason as a sentence.'),
  column(
    'error_column',
    ({ column: at }) => number(at),
    'Where in the query, in Unicode code points from 1.',
  ),
];

/** One row for each report that a query found. */
export const REPORT_COLUMNS: readonly CsvColumn<BatchReportRow>[] = [
  ...queryColumns<BatchReportRow>(),
  column('report_id', ({ reportId }) => reportId, 'UUID of the report.'),
  column('title', ({ title }) => title, 'Title of the report; empty when it was deleted meanwhile.'),
  column('source', ({ source }) => source, 'Publisher of the report.'),
  column('published', ({ published }) => published, '`YYYY`, `YYYY-MM` or `YYYY-MM-DD`; empty when unknown.'),
  column('passages', ({ passages }) => String(passages), 'Passages of the report that the query found.'),
];

/** Writes how much each query of a batch found, one row a query. */
export function exportBatchCounts(
  rows: Iterable<BatchCountRow>,
  profile: ExportProfileId,
): AsyncGenerator<Uint8Array, ExportOutcome, void> {
  return writeCsv(rows, COUNT_COLUMNS, profile, ({ line }) => `query ${line}`);
}

/** Writes what each query of a batch found, one row for each query and report. */
export function exportBatchReports(
  rows: AsyncIterable<BatchReportRow>,
  profile: ExportProfileId,
): AsyncGenerator<Uint8Array, ExportOutcome, void> {
  return writeCsv(rows, REPORT_COLUMNS, profile, ({ line, reportId }) => `query ${line}, report ${reportId}`);
}
