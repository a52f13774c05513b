import { parseQuery, type QueryError } from '$domain/query/parse';
import type { Query } from '$domain/query/query';
import type { Result } from '$domain/result';
import type { Archive } from './archive';
import { countryFinder } from './find-passages';
import { countriesOf } from './load-countries';

/** What the text of a query asks for. Fails with `query/…` at its column. */
export type QueryReader = (text: string) => Result<Query, QueryError>;

/** Reads queries with the countries that there are now, so that many are read without looking these up each time. */
export async function queryReader({ db }: Pick<Archive, 'db'>): Promise<QueryReader> {
  const findCountry = countryFinder(await countriesOf(db));
  return (text) => parseQuery(text, { findCountry });
}
