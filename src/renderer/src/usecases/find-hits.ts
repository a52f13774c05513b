import { hitPassages, standsOn, type HitPassage } from '$domain/coding/hit-passages';
import type { ReportId } from '$domain/ids';
import type { Query } from '$domain/query/query';
import { soughtWords } from '$domain/query/sought-words';
import { blockAt, type Report, type ReportText } from '$domain/report/report';
import { fail, ok, type Failure, type Result } from '$domain/result';
import type { PassageUnit } from '$domain/suggest/proposal';
import { findInReport } from '../search/find-in-report';
import type { SearchResult } from '../search/protocol';
import { passagesOfReport, reportsByIds, textOf, type Passage } from '../storage/reads';
import type { Archive } from './archive';
import { breakOffFor } from './change-archive';
import type { Work } from './progress';

/** A place that can be tagged, as it is shown before it is. */
export interface FoundHit extends HitPassage {
  /** The text of its context. */
  readonly snippet: string;
  /** Headings above it, outermost first. */
  readonly section: readonly string[];
  /** A passage of just this span is there already. */
  readonly isPassage: boolean;
}

/** The hits in the text of one report, in the two ways in which they can become passages. */
export interface HitsOfReport extends Pick<Report, 'title' | 'source' | 'published' | 'revision'> {
  readonly reportId: ReportId;
  readonly hits: Readonly<Record<PassageUnit, readonly FoundHit[]>>;
}

export interface FoundHits {
  /** Newest first; those without hits in their text are left out. */
  readonly reports: readonly HitsOfReport[];
  /** How many of the reports found were looked through: fewer than all once there are very many hits. */
  readonly looked: number;
  readonly total: number;
}

/** From so many places on no further report is looked through: nobody reviews more in one go. */
const MOST_HITS = 5000;

const STOPPED: Failure = { code: 'hits/stopped', message: 'Stopped before all reports were looked through.' };

/**
 * Finds every place in the texts of reports where the words of a query stand, report by report, once the index knows every
 * change. Saves nothing. Fails with `hits/stopped` when it was stopped, with `search/failed` when the search cannot answer.
 */
export async function findHits(archive: Archive, query: Query, work: Work = {}): Promise<Result<FoundHits>> {
  const found = await ask(archive, query, work);
  if (!found.ok) return found;
  const { reportIds = [], similar } = found.value;
  const words = soughtWords(query, new Set(similar.filter(({ isUsed }) => isUsed).map(({ asked }) => asked)));
  const reports: HitsOfReport[] = [];
  let [looked, places] = [0, 0];
  for (const reportId of reportIds) {
    if (work.signal?.aborted) return fail(STOPPED);
    if (places >= MOST_HITS) break;
    const hits = await hitsOf(archive, reportId, words);
    if (hits) {
      reports.push(hits);
      places += hits.hits.words.length;
    }
    looked += 1;
    work.onProgress?.({ done: looked, total: reportIds.length });
  }
  return ok({ reports, looked, total: reportIds.length });
}

async function ask(archive: Archive, query: Query, { signal }: Work): Promise<Result<SearchResult>> {
  try {
    await archive.search.sync();
    const options = { limit: 0, everyReport: true, caller: 'hits', ...(signal && { signal }) };
    const result = await archive.search.query(query, options);
    return result ? ok(result) : fail(STOPPED);
  } catch (error) {
    if (breakOffFor(archive, error) !== null || !(error instanceof Error)) throw error;
    return fail({ code: 'search/failed', message: `The search cannot answer now: ${error.message}` });
  }
}

/** Null when the report is gone meanwhile, or the words stand in its memos only. */
async function hitsOf({ db }: Archive, reportId: ReportId, words: string): Promise<HitsOfReport | null> {
  const [report] = await reportsByIds(db, [reportId]);
  const text = report && (await textOf(db, report));
  if (!text) return null;
  const find = await findInReport(text, report.language);
  const matches = find(words);
  if (matches.length === 0) return null;
  const standing = await passagesOfReport(db, reportId);
  const { title, source, published, revision } = report;
  const hits = {
    sentence: hitPassages(text, matches, 'sentence').map((hit) => shown(text, hit, standing)),
    words: hitPassages(text, matches, 'words').map((hit) => shown(text, hit, standing)),
  };
  return { reportId, title, source, published, revision, hits };
}

function shown(
  { text, blocks, revision }: ReportText,
  hit: HitPassage,
  standing: readonly Passage[],
): FoundHit {
  return {
    ...hit,
    snippet: text.slice(hit.context.start, hit.context.end),
    section: blockAt(blocks, hit.span.start)?.section ?? [],
    isPassage: standing.some(({ excerpt }) => standsOn(excerpt, revision, hit.span)),
  };
}
