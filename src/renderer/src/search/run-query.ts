import type { ExcerptId, ReportId } from '$domain/ids';
import type { PassageOrder } from '$domain/query/order';
import { isFiltered, type SearchQuery } from '$domain/query/query';
import { countFacets } from './facets';
import { passageFilter, resolveFilters } from './filters';
import { foldReport, holdsPhrase, type FoldedReport } from './folded-texts';
import { reportHits } from './hits';
import type { ArchiveIndex, ReportEntry, WordMatch } from './index';
import { inOrder } from './order';
import type { ReportHit, SearchResult } from './protocol';
import type { ArchiveSource, LoadedReport } from './source';

export interface RunOptions {
  /** Most reports to return with hits. */
  readonly limit: number;
  /** How the passages are to stand; newest report first when absent. */
  readonly order?: PassageOrder | undefined;
  /** False once nobody waits for the answer any more. */
  readonly wanted: () => boolean;
}

/** Reports read at a time while phrases are looked for. */
const PAGE = 200;

/** The answer to a query but for its time; null as soon as the answer is not wanted any more. */
export async function runQuery(
  index: ArchiveIndex,
  source: ArchiveSource,
  query: SearchQuery,
  options: RunOptions,
): Promise<Omit<SearchResult, 'ms'> | null> {
  const { order } = options;
  const { filters, ...unknown } = await resolveFilters(source, query, index);
  if (!options.wanted()) return null;
  const words = await matchWords(index, source, query, options.wanted);
  if (words === null) return null;

  const filtered = isFiltered(query);
  const all = index.passagesInOrder();
  const fitting = filtered ? all.filter(passageFilter(filters)) : all;
  const withFitting = new Set(fitting.map((passage) => passage.reportId));
  const reports = index
    .reportsInOrder()
    .filter((report) => words.report(report.id) !== null && (!filtered || withFitting.has(report.id)));
  const found = fitting.filter((passage) => words.passage(passage.id));
  const passages = order
    ? inOrder(found, order, {
        reports: index.reportsInOrder(),
        actors: order.by === 'actor' ? await source.actors() : [],
      })
    : found;

  const scoreOf = (report: ReportEntry): number => words.report(report.id)?.score ?? 0;
  const best = reports.toSorted((a, b) => scoreOf(b) - scoreOf(a)).slice(0, options.limit);
  const matching = new Set(passages.map((passage) => passage.id));
  const fittingIds = new Set(fitting.map((passage) => passage.id));
  const needsTexts = query.clauses.length > 0 || filtered;
  const ids = needsTexts ? best.map((report) => report.id) : [];
  const loaded = await load(index, source, ids);
  if (!options.wanted()) return null;
  return {
    reports: reports.length,
    passages: passages.length,
    passageReports: new Set(passages.map((passage) => passage.reportId)).size,
    hits: best.map((entry): ReportHit => {
      const { score, terms } = words.report(entry.id) ?? { score: 0, terms: [] };
      const report = loaded.get(entry.id);
      const { id, title, source: from, published } = entry;
      const inReport = report
        ? reportHits(report, query.clauses, terms, { matching, fitting: fittingIds })
        : { titleMatches: [], matchCount: 0, hits: [] };
      return { reportId: id, title, source: from, published, score, ...inReport };
    }),
    passageIds: passages.map((passage) => passage.id),
    facets: countFacets(
      all.filter((passage) => words.passage(passage.id)),
      filters,
    ),
    ...unknown,
  };
}

/** Reads those reports from the archive that were not read lately. Reports that are gone are left out. */
async function load(
  index: ArchiveIndex,
  source: ArchiveSource,
  ids: readonly ReportId[],
): Promise<Map<ReportId, LoadedReport>> {
  const reports = new Map<ReportId, LoadedReport>();
  const missing: ReportId[] = [];
  for (const id of ids) {
    const report = index.loaded.get(id);
    if (report) reports.set(id, report);
    else missing.push(id);
  }
  const { generation } = index.loaded;
  for (const report of missing.length === 0 ? [] : await source.reports(missing)) {
    reports.set(report.id, report);
    index.loaded.keep(report.id, report, generation);
  }
  return reports;
}

/** What the words and phrases of the query match, filters aside. */
interface WordMatches {
  report(id: ReportId): WordMatch | null;
  passage(id: ExcerptId): boolean;
}

const EVERYTHING: WordMatches = { report: () => ({ score: 0, terms: [] }), passage: () => true };

async function matchWords(
  index: ArchiveIndex,
  source: ArchiveSource,
  { clauses }: SearchQuery,
  wanted: () => boolean,
): Promise<WordMatches | null> {
  if (clauses.length === 0) return EVERYTHING;
  const { reports, passages } = index.candidates(clauses);
  // Words of a passage that lost its place stand nowhere else in its report any more: it is found by them as well.
  for (const [id, match] of passages) {
    const reportId = index.passage(id)!.reportId;
    if (!reports.has(reportId)) reports.set(reportId, match);
  }
  const phrases = clauses.filter((clause) => clause.kind === 'phrase' && clause.terms.length > 1);
  if (phrases.length === 0) {
    return { report: (id) => reports.get(id) ?? null, passage: (id) => passages.has(id) };
  }
  const checked = { reports: new Set<ReportId>(), passages: new Set<ExcerptId>() };
  const holdsAll = (folded: string): boolean =>
    phrases.every((clause) => clause.kind === 'phrase' && holdsPhrase(folded, clause.terms));
  const check = (id: ReportId, folded: FoldedReport): void => {
    if (holdsAll(folded.whole)) checked.reports.add(id);
    for (const [excerptId, text] of folded.passages) {
      if (!passages.has(excerptId) || !holdsAll(text)) continue;
      checked.passages.add(excerptId);
      checked.reports.add(id);
    }
  };
  const unread: ReportId[] = [];
  for (const id of reports.keys()) {
    const folded = index.folded.get(id);
    if (folded) check(id, folded);
    else unread.push(id);
  }
  for (let from = 0; from < unread.length; from += PAGE) {
    const { generation } = index.folded;
    for (const report of (await load(index, source, unread.slice(from, from + PAGE))).values()) {
      const folded = foldReport(report);
      index.folded.keep(report.id, folded, generation);
      check(report.id, folded);
    }
    if (!wanted()) return null;
  }
  return {
    report: (id) => (checked.reports.has(id) ? (reports.get(id) ?? null) : null),
    passage: (id) => checked.passages.has(id),
  };
}
