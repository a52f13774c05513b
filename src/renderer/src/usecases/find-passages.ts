import { resolveCountry } from '$domain/coding/country';
import type { ExcerptId } from '$domain/ids';
import { parseQuery, type FindCountry, type QueryError } from '$domain/query/parse';
import { ok, type Result } from '$domain/result';
import type { Archive } from './archive';
import { loadCountries } from './load-countries';

/** How queries find countries: by code, or by a whole name in any language. */
export async function countryFinder(): Promise<FindCountry> {
  const countries = await loadCountries();
  return (text) => resolveCountry(countries, text)?.code ?? null;
}

/**
 * The passages a query finds, in the order the passages view shows them; all of them for a blank query. Waits until
 * the index knows every change. Fails with a query error at its column.
 */
export async function findPassages(
  archive: Archive,
  text: string,
): Promise<Result<readonly ExcerptId[], QueryError>> {
  const query = parseQuery(text, await countryFinder());
  if (!query.ok) return query;
  await archive.search.sync();
  const result = await archive.search.query(query.value, { caller: 'command', limit: 0 });
  if (!result) throw new Error('A newer query took the place of this one.');
  return ok(result.passageIds);
}
