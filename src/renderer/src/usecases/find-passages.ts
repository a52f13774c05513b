import { resolveCountry, type Country } from '$domain/coding/country';
import type { ExcerptId } from '$domain/ids';
import { parseQuery, type FindCountry, type QueryError } from '$domain/query/parse';
import type { Query } from '$domain/query/query';
import { ok, type Result } from '$domain/result';
import type {
  DateBucket,
  FacetValue,
  Hit,
  MatchedForms,
  ReportHit,
  ReportOrder,
  SearchResult,
  SearchStatus,
} from '../search/protocol';
import type { Archive } from './archive';
import { countriesOf } from './load-countries';

export type { DateBucket, FacetValue, Hit, MatchedForms, ReportHit, ReportOrder, SearchResult, SearchStatus };

/** How queries find countries: by code, or by a whole name in any language. */
export function countryFinder(countries: readonly Country[]): FindCountry {
  return (text) => resolveCountry(countries, text)?.code ?? null;
}

/** Answers a query once the index knows every change. Rejects when the archive cannot be read. */
export async function search(archive: Archive, query: Query, limit: number): Promise<SearchResult> {
  await archive.search.sync();
  const result = await archive.search.query(query, { limit });
  if (!result) throw new Error('The search was ended before it answered.');
  return result;
}

/**
 * The passages a query finds, in the order the passages view shows them; all of them for a blank query.
 * Fails with a query error at its column.
 */
export async function findPassages(
  archive: Archive,
  text: string,
): Promise<Result<readonly ExcerptId[], QueryError>> {
  const query = parseQuery(text, { findCountry: countryFinder(await countriesOf(archive.db)) });
  return query.ok ? ok((await search(archive, query.value, 0)).passageIds) : query;
}
