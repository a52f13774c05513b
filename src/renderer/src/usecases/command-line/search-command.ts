import { parseRequiredQuery } from '$domain/query/parse';
import type { Report } from '$domain/report/report';
import { toPositionSelectors, type Span } from '$domain/text/offsets';
import type { Hit, ReportHit } from '../../search/protocol';
import { reportsByIds, textsOf } from '../../storage/reads';
import { countryFinder, search } from '../find-passages';
import { countriesOf } from '../load-countries';
import { positiveNumber } from './arguments';
import { EXIT, type ExitCode } from './output';
import { queryError, wrongUse } from './read-commands';
import type { CommandRun } from './command-run';

const DEFAULT_LIMIT = '20';

/** `search QUERY`: reports with their best hits, best first, then a summary. */
export async function searchCommand({ archive, args, output }: CommandRun): Promise<ExitCode> {
  const limit = positiveNumber('limit', args.options.get('limit')?.text ?? DEFAULT_LIMIT);
  if (!limit.ok) return wrongUse(output, limit.error.message);
  const text = args.words.map((word) => word.text).join(' ');
  const query = parseRequiredQuery(text, { findCountry: countryFinder(await countriesOf(archive.db)) });
  if (!query.ok) return queryError(output, query.error);

  const result = await search(archive, query.value, limit.value);
  const reports = await reportsByIds(
    archive.db,
    result.hits.map((hit) => hit.reportId),
  );
  const texts = await textsOf(
    archive.db,
    reports.filter((report): report is Report => report !== undefined),
  );
  const textOf = new Map(texts.flatMap((found) => (found ? [[found.reportId, found.text]] : [])));
  for (const hit of result.hits) {
    const canonical = textOf.get(hit.reportId);
    if (canonical === undefined) continue;
    await output.record(
      {
        reportId: hit.reportId,
        title: hit.title,
        score: hit.score,
        hits: hit.hits.map((each) => hitRecord(each, canonical)),
      },
      describe(hit),
    );
  }
  await output.record(
    { event: 'summary', reports: result.reports, passages: result.passages, ms: result.ms },
    `${result.reports} reports, ${result.passages} passages`,
  );
  return EXIT.done;
}

/** Offsets in code points of the canonical text; a memo's matches count in its snippet, as it has no place there. */
function hitRecord(hit: Hit, canonical: string) {
  const inSnippet = toPositionSelectors(
    hit.snippet,
    hit.matches.map((match) => shifted(match, -hit.snippetStart)),
  );
  const [place, ...matches] = toPositionSelectors(canonical, [
    hit.span,
    ...(hit.kind === 'memo' ? [] : hit.matches),
  ]);
  const pairs = (hit.kind === 'memo' ? inSnippet : matches).map(({ start, end }) => [start, end]);
  return {
    kind: hit.kind,
    ...(hit.excerptId === undefined ? {} : { excerptId: hit.excerptId }),
    start: place!.start,
    end: place!.end,
    snippet: hit.snippet,
    matches: pairs,
    snippetMatches: inSnippet.map(({ start, end }) => [start, end]),
    section: hit.section,
  };
}

function shifted(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}

function describe(hit: ReportHit): string {
  return [hit.title, ...hit.hits.map((each) => `  ${each.snippet.replace(/\s+/gu, ' ')}`)].join('\n');
}
