import type { SaveToken } from '$contract/schemas';
import type { Query } from '$domain/query/query';
import type { ExcerptId, ReportId } from '$domain/ids';
import type { ImportNote } from '$domain/report/report';
import { fail, ok, type Failure, type Result } from '$domain/result';
import { exportBatchCounts, exportBatchReports, type BatchReportRow } from '../exporters/batch-search-csv';
import type { ExportProfileId } from '../exporters/exporter';
import { decode } from '../importers/decode';
import { readQueriesCsv, type QueryLine } from '../importers/queries-csv';
import { attempt } from '../platform/host';
import type { SearchResult } from '../search/protocol';
import { reportsByIds, reportsOfPassages } from '../storage/reads';
import type { Archive } from './archive';
import { breakOffFor } from './change-archive';
import type { Work } from './progress';
import { queryReader, type QueryReader } from './read-query';
import { saveChunks, type SavedExport } from './save-file';

export type { QueryLine };

/** What the file dialog for queries offers: `extensions` without the dot. */
export const QUERY_FILE_KINDS: readonly { readonly label: string; readonly extensions: readonly string[] }[] =
  [{ label: 'Queries', extensions: ['csv', 'tsv', 'txt'] }];

export interface QueryFile {
  readonly lines: readonly QueryLine[];
  /** How the file was read, where it did not say itself. */
  readonly notes: readonly ImportNote[];
}

/**
 * Reads queries from a table with the columns `name` and `query`, or from a list of queries, one a row. Fails with `queries/…`
 * or the `import/…` codes of `decode`; what is wrong with one row is the fault of that row.
 */
export function readQueryFile(bytes: Uint8Array): Result<QueryFile> {
  const decoded = decode(bytes);
  if (!decoded.ok) return decoded;
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const lines = readQueriesCsv(decoded.value.text, { marked });
  return lines.ok ? ok({ lines: lines.value, notes: decoded.value.notes }) : lines;
}

/** A query with its place in the file. */
interface Asked {
  readonly line: number;
  readonly name: string;
  readonly query: string;
}

/** What a query found, in numbers. */
export interface BatchAnswer extends Asked {
  readonly reports: number;
  readonly passages: number;
  /** Time in the search worker, milliseconds. */
  readonly ms: number;
  /** What was understood otherwise than it was written, or may lack something: in sentences. */
  readonly notes: readonly string[];
  /** Every report found, newest first, and how many of the passages found are in it; only where they were to be listed. */
  readonly found?: readonly { readonly reportId: ReportId; readonly passages: number }[];
}

/** Why a query was not asked. */
export interface BatchError extends Asked {
  /** `column`: code points of the query's text, from 1; null when the fault has no place in it. */
  readonly error: Failure & { readonly column: number | null };
}

export type BatchRow = BatchAnswer | BatchError;

export interface BatchOptions extends Work {
  /** Whether to list the reports that each query finds. */
  readonly listReports?: boolean;
}

/**
 * Asks queries one after another, once the index knows every change. One that cannot be read or answered has its error; the others go on.
 * Cancelled, the value ends with what was asked before. Rejects when the store broke off.
 */
export async function runBatch(
  archive: Archive,
  lines: readonly QueryLine[],
  options: BatchOptions = {},
): Promise<readonly BatchRow[]> {
  const { signal, listReports = false } = options;
  const read = await queryReader(archive);
  await archive.search.sync();
  const caller = `batch-${archive.ports.newId()}`;
  const reportOf = new ReportsOfPassages(archive);
  const rows: BatchRow[] = [];
  for (const line of lines) {
    if (signal?.aborted) break;
    const row = await ask(line);
    if (row === null) break;
    rows.push(row);
    options.onProgress?.({ done: rows.length, total: lines.length });
  }
  return rows;

  async function ask({ fault, note, line, name, query }: QueryLine): Promise<BatchRow | null> {
    const asked: Asked = { line, name, query };
    if (fault) return { ...asked, error: { ...fault, column: null } };
    const parsed = parse(read, query);
    if (!parsed.ok) return { ...asked, error: parsed.error };
    const result = await answer(parsed.value);
    if (result === null) return null;
    if (result instanceof Error) return { ...asked, error: { ...notAnswered(result), column: null } };
    const { reports, passages, ms, reportIds, passageIds } = result;
    const counted: BatchAnswer = {
      ...asked,
      reports,
      passages,
      ms,
      notes: [...(note === undefined ? [] : [note]), ...notesOn(result)],
    };
    if (!reportIds) return counted;
    const numbers = await reportOf.count(passageIds);
    return {
      ...counted,
      found: reportIds.map((reportId) => ({ reportId, passages: numbers.get(reportId) ?? 0 })),
    };
  }

  async function answer(query: Query): Promise<SearchResult | Error | null> {
    try {
      return await archive.search.query(query, {
        limit: 0,
        everyReport: listReports,
        caller,
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (error) {
      if (breakOffFor(archive, error) !== null || !(error instanceof Error)) throw error;
      return error;
    }
  }
}

/** The one place that knows what reading a query gives. */
function parse(read: QueryReader, text: string) {
  const query = read(text);
  if (query.ok) return query;
  const { code, message, column } = query.error;
  return fail({ code, message, column });
}

function notAnswered({ message }: Error): Failure {
  return { code: 'search/failed', message: `The query could not be answered: ${message}` };
}

/** What a number alone would hide. */
function notesOn({ unknown, similar, capped, indexing }: SearchResult): string[] {
  return [
    ...unknown.map(({ field, value }) => `There is no ${field} called “${value}”.`),
    ...similar
      .filter(({ isUsed }) => isUsed)
      .map(({ asked, meant }) => `“${asked}” is in no report; ${quoted(meant)} was searched instead.`),
    ...capped.map((word) => `More words begin with “${word}” than are searched.`),
    ...(indexing ? ['Some reports were not in the search index yet.'] : []),
  ];
}

const quoted = (words: readonly string[]): string => words.map((word) => `“${word}”`).join(', ');

/** Looks up once in which report a passage is: many queries find the same ones. */
class ReportsOfPassages {
  readonly #archive: Archive;
  readonly #known = new Map<ExcerptId, ReportId>();

  constructor(archive: Archive) {
    this.#archive = archive;
  }

  /** How many of these passages each report has. */
  async count(ids: readonly ExcerptId[]): Promise<Map<ReportId, number>> {
    const missing = ids.filter((id) => !this.#known.has(id));
    for (const [id, report] of await reportsOfPassages(this.#archive.db, missing))
      this.#known.set(id, report);
    const counts = new Map<ReportId, number>();
    for (const id of ids) {
      const report = this.#known.get(id);
      if (report !== undefined) counts.set(report, (counts.get(report) ?? 0) + 1);
    }
    return counts;
  }
}

/** What the results of a batch can be saved as: `counts`, a row for each query; `reports`, a row for each report that each found. */
export type BatchTable = 'counts' | 'reports';

const FILE_NAMES: Readonly<Record<BatchTable, string>> = {
  counts: 'batch-search',
  reports: 'batch-search-reports',
};

/** Asks where to save. Null when the user cancels; fails with the host's `save/…` codes. */
export function chooseBatchTarget(archive: Archive, table: BatchTable): Promise<Result<SaveToken | null>> {
  const day = archive.ports.now().slice(0, 10);
  return attempt(
    archive.host.pickSaveTarget(`${FILE_NAMES[table]}-${day}.csv`, [
      { name: 'CSV table', extensions: ['csv'] },
    ]),
  );
}

/**
 * Writes the results of a batch to a chosen target as CSV. Reports are those listed by `runBatch`. On any failure the target is
 * as it was. Fails as `saveChunks`.
 */
export function saveBatch(
  archive: Archive,
  rows: readonly BatchRow[],
  table: BatchTable,
  target: SaveToken,
  profile: ExportProfileId = 'spreadsheet',
): Promise<Result<SavedExport>> {
  const chunks =
    table === 'counts'
      ? exportBatchCounts(rows.map(countRow), profile)
      : exportBatchReports(reportRows(archive, rows), profile);
  return saveChunks(archive, target, chunks);
}

function countRow(row: BatchRow) {
  const { line, name, query } = row;
  return 'error' in row
    ? { line, name, query, reports: null, passages: null, ms: null, notes: [], ...row.error }
    : { ...row, code: '', message: '', column: null };
}

/** Reports read at a time. */
const REPORTS_AT_ONCE = 500;

async function* reportRows({ db }: Archive, rows: readonly BatchRow[]): AsyncGenerator<BatchReportRow> {
  for (const row of rows) {
    if ('error' in row) continue;
    const { line, name, query, found = [] } = row;
    for (let from = 0; from < found.length; from += REPORTS_AT_ONCE) {
      const page = found.slice(from, from + REPORTS_AT_ONCE);
      const reports = await reportsByIds(
        db,
        page.map(({ reportId }) => reportId),
      );
      for (const [i, { reportId, passages }] of page.entries()) {
        const { title = '', source = '', published = '' } = reports[i] ?? {};
        yield { line, name, query, reportId, title, source, published, passages };
      }
    }
  }
}
