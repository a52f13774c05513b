import type { Pair } from '$domain/coding/excerpt';
import type { ActorId, CountryCode, ExcerptId, ReportId } from '$domain/ids';
import { actorsNamed, isAssessedAs, type SearchQuery } from '$domain/query/query';
import { foldReport, holdsPhrase, type FoldedReport } from './folded-texts';
import { reportHits } from './hits';
import type { ArchiveIndex, PassageEntry, ReportEntry, WordMatch } from './index';
import type { Facets, ReportHit, SearchResult } from './protocol';
import type { ArchiveSource, LoadedReport } from './source';

export interface RunOptions {
  /** Most reports to return with hits. */
  readonly limit: number;
  /** False once nobody waits for the answer any more. */
  readonly wanted: () => boolean;
}

/** Reports read at a time while phrases are looked for. */
const PAGE = 200;

interface Filters {
  readonly actors: ReadonlySet<ActorId> | null;
  readonly countries: ReadonlySet<CountryCode> | null;
}

/** The answer to a query but for its time; null as soon as the answer is not wanted any more. */
export async function runQuery(
  index: ArchiveIndex,
  source: ArchiveSource,
  query: SearchQuery,
  options: RunOptions,
): Promise<Omit<SearchResult, 'ms'> | null> {
  const { filters, unknownActors } = await resolveFilters(source, query);
  if (!options.wanted()) return null;
  const words = await matchWords(index, source, query, options.wanted);
  if (words === null) return null;

  const { assessed } = query;
  const hasPairs = filters.actors !== null || filters.countries !== null;
  const fits = ({ pairs }: PassageEntry): boolean =>
    !hasPairs || pairs.some((pair) => satisfies(pair, filters));
  const filtered = hasPairs || assessed !== undefined;
  const all = assessed
    ? index.passagesInOrder().filter(({ assessment }) => isAssessedAs(assessment, assessed))
    : index.passagesInOrder();
  const fitting = filtered ? all.filter(fits) : all;
  const withFitting = new Set(fitting.map((passage) => passage.reportId));
  const reports = index
    .reportsInOrder()
    .filter((report) => words.report(report.id) !== null && (!filtered || withFitting.has(report.id)));
  const passages = fitting.filter((passage) => words.passage(passage.id));

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
    hits: best.map((entry): ReportHit => {
      const { score, terms } = words.report(entry.id) ?? { score: 0, terms: [] };
      const report = loaded.get(entry.id);
      const { id, title, source: from, published } = entry;
      const found = report
        ? reportHits(report, query.clauses, terms, { matching, fitting: fittingIds })
        : { titleMatches: [], matchCount: 0, hits: [] };
      return { reportId: id, title, source: from, published, score, ...found };
    }),
    passageIds: passages.map((passage) => passage.id),
    facets: countFacets(
      all.filter((passage) => words.passage(passage.id)),
      filters,
    ),
    unknownActors,
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

async function resolveFilters(
  source: ArchiveSource,
  query: SearchQuery,
): Promise<{ filters: Filters; unknownActors: string[] }> {
  const countries = query.countries.length === 0 ? null : new Set(query.countries);
  if (query.actors.length === 0) return { filters: { actors: null, countries }, unknownActors: [] };
  const known = await source.actors();
  const actors = new Set<ActorId>();
  const unknownActors: string[] = [];
  for (const name of query.actors) {
    const named = actorsNamed(known, name);
    if (named.length === 0) unknownActors.push(name);
    for (const actor of named) actors.add(actor.id);
  }
  return { filters: { actors, countries }, unknownActors };
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
  const phrases = clauses.filter((clause) => clause.kind === 'phrase' && clause.terms.length > 1);
  if (phrases.length === 0) {
    return { report: (id) => reports.get(id) ?? null, passage: (id) => passages.has(id) };
  }
  const ids = new Set(reports.keys());
  for (const id of passages) {
    const passage = index.passage(id);
    if (passage) ids.add(passage.reportId);
  }
  const checked = { reports: new Set<ReportId>(), passages: new Set<ExcerptId>() };
  const holdsAll = (folded: string): boolean =>
    phrases.every((clause) => clause.kind === 'phrase' && holdsPhrase(folded, clause.terms));
  const check = (id: ReportId, folded: FoldedReport): void => {
    if (holdsAll(folded.whole)) checked.reports.add(id);
    for (const [excerptId, text] of folded.passages) {
      if (passages.has(excerptId) && holdsAll(text)) checked.passages.add(excerptId);
    }
  };
  const unread: ReportId[] = [];
  for (const id of ids) {
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

function satisfies(pair: Pair, filters: Filters): boolean {
  return hasActor(pair, filters.actors) && hasCountry(pair, filters.countries);
}

function hasActor({ actorId }: Pair, chosen: ReadonlySet<ActorId> | null): boolean {
  return chosen === null || (actorId !== null && chosen.has(actorId));
}

function hasCountry({ country }: Pair, chosen: ReadonlySet<CountryCode> | null): boolean {
  return chosen === null || (country !== null && chosen.has(country.code));
}

/** Counts each value over the passages whose other facet is satisfied by the same pair. */
function countFacets(passages: readonly PassageEntry[], filters: Filters): Facets {
  const actors = new Map<ActorId, number>([...(filters.actors ?? [])].map((id) => [id, 0]));
  const countries = new Map<CountryCode, number>([...(filters.countries ?? [])].map((code) => [code, 0]));
  for (const { pairs } of passages) {
    const actorsHere = new Set<ActorId>();
    const countriesHere = new Set<CountryCode>();
    for (const pair of pairs) {
      if (pair.actorId !== null && hasCountry(pair, filters.countries)) actorsHere.add(pair.actorId);
      if (pair.country !== null && hasActor(pair, filters.actors)) countriesHere.add(pair.country.code);
    }
    for (const id of actorsHere) actors.set(id, (actors.get(id) ?? 0) + 1);
    for (const code of countriesHere) countries.set(code, (countries.get(code) ?? 0) + 1);
  }
  const byCount = <K extends string>(a: [K, number], b: [K, number]): number =>
    b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
  return {
    actors: [...actors].sort(byCount).map(([actorId, count]) => ({ actorId, count })),
    countries: [...countries].sort(byCount).map(([code, count]) => ({ code, count })),
  };
}
