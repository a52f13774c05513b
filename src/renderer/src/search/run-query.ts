import type { ReportId } from '$domain/ids';
import type { PassageOrder } from '$domain/query/order';
import { isText, leaves, soughtTexts, type Query } from '$domain/query/query';
import { reportHits, type SoughtLeaf } from './hits';
import type { ArchiveIndex } from './index';
import { inOrder } from './order';
import type { ReportHit, ReportOrder, SearchResult } from './protocol';
import { Evaluation } from './query/evaluate';
import { countFacets } from './query/facets';
import { bestReports } from './query/rank';
import { similarWords } from './query/similar';
import { resolveNames } from './query/tests';
import type { ArchiveSource, LoadedReport } from './source';
import type { Bits } from './tiers/bits';

export interface RunOptions {
  /** Most reports to return with hits. */
  readonly limit: number;
  /** How the passages are to stand; newest report first when absent. */
  readonly order?: PassageOrder | undefined;
  readonly reportOrder?: ReportOrder | undefined;
  /** Whether the ids of all reports found are wanted. */
  readonly everyReport?: boolean | undefined;
  /** False once nobody waits for the answer any more. */
  readonly wanted: () => boolean;
}

/** The answer to a query but for its time; null as soon as the answer is not wanted any more. */
export async function runQuery(
  index: ArchiveIndex,
  source: ArchiveSource,
  asked: Query,
  { limit, order, reportOrder = 'best', everyReport = false, wanted }: RunOptions,
): Promise<Omit<SearchResult, 'ms'> | null> {
  const resolved = await resolveNames(source, asked, index);
  const { query, unknown, codesOf } = resolved;
  const actors = order?.by === 'actor' ? await source.actors() : [];
  if (!wanted()) return null;

  // Nothing below waits until texts are read, so that all of it is of one state of the index.
  const evaluation = new Evaluation(index, codesOf, soughtTexts(query));
  const found = evaluation.find(query);
  const sought = soughtTexts(query).map((leaf): SoughtLeaf => ({
    raw: leaf.raw,
    expanded: evaluation.expanded(leaf),
  }));
  const best = bestReports(index, found, sought, limit, reportOrder);
  const all = index.passagesInOrder();
  const passages = found.passages.toArray().map((number) => all[number]!);
  const facets = countFacets(index, evaluation, resolved, found);
  const fitting = evaluation.passages(withoutTexts(query));
  const result = {
    reports: found.reports.count,
    passages: passages.length,
    passageReports: new Set(passages.map((passage) => passage.reportId)).size,
    passageIds: (order
      ? inOrder(passages, order, { reports: (name) => index.named(name), actors })
      : passages
    ).map(({ id }) => id),
    ...(everyReport ? { reportIds: idsOf(index, found.reports) } : {}),
    facets,
    unknown,
    capped: sought.filter(({ expanded }) => expanded.isCapped).map(({ raw }) => raw),
    similar: similarWords(index, sought, found.reports.isEmpty),
  };
  const heads = best.map(({ slot, id, score }) => ({
    reportId: id,
    title: index.valueAt(slot, 'title'),
    source: index.valueAt(slot, 'source'),
    published: index.valueAt(slot, 'published'),
    score,
  }));
  const chosen = {
    matching: new Set(passages.map(({ id }) => id)),
    fitting: new Set(fitting.toArray().map((number) => all[number]!.id)),
  };

  const loaded =
    query === null
      ? new Map<ReportId, LoadedReport>()
      : await load(
          index,
          source,
          best.map(({ id }) => id),
        );
  if (!wanted()) return null;
  return {
    ...result,
    hits: heads.map((head): ReportHit => {
      const report = loaded.get(head.reportId);
      const inReport = report
        ? reportHits(report, sought, chosen)
        : { titleMatches: [], forms: [], matchCount: 0, hits: [] };
      return { ...head, ...inReport };
    }),
  };
}

/** Newest first. */
function idsOf(index: ArchiveIndex, reports: Bits): ReportId[] {
  const ids: ReportId[] = [];
  for (const slot of index.order.slots) if (reports.has(slot)) ids.push(index.reportIdAt(slot));
  return ids;
}

/** Just what a query asks of passages beside words: a memo is shown with passages that fit, whatever their own words. */
function withoutTexts(query: Query): Query {
  if (query === null || isText(query)) return null;
  if (query.kind !== 'and') return leaves(query).some(isText) ? null : query;
  const nodes = query.nodes.filter((node) => !leaves(node).some(isText));
  return nodes.length > 1 ? { kind: 'and', nodes } : (nodes[0] ?? null);
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
