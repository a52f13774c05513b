import { NAME_LIMIT, sameName, tidyName } from '../coding/actor';
import type { IsoInstant, SavedSearchId } from '../ids';
import { fail, ok, type Result } from '../result';
import type { PassageOrder } from './order';

/** What of a saved search can be changed. */
export interface SavedSearchFields {
  readonly name: string;
  /** As typed in the search box; what it means is read whenever it is asked. */
  readonly query: string;
  /** How the passages found are to stand; null for the usual order. */
  readonly order: PassageOrder | null;
}

/** A query that is kept under a name of its own. */
export interface SavedSearch extends SavedSearchFields {
  readonly id: SavedSearchId;
  readonly createdAt: IsoInstant;
  readonly modifiedAt: IsoInstant;
}

/** Longest text of a query that is kept, in code points. */
export const QUERY_LIMIT = 10_000;

/** Checks a name typed for a search and tidies its white space. Fails with `search/…`. */
export function searchName(raw: string): Result<string> {
  const name = tidyName(raw);
  if (name === '') return fail({ code: 'search/empty-name', message: 'A saved search needs a name.' });
  if ([...name].length > NAME_LIMIT) {
    return fail({
      code: 'search/long-name',
      message: `The name of a search can have up to ${NAME_LIMIT} characters.`,
    });
  }
  if (/\p{Cc}/u.test(name)) {
    return fail({
      code: 'search/bad-character',
      message: 'The name of a search cannot contain control characters.',
    });
  }
  return ok(name);
}

/** Checks the text of a query that is to be kept, without reading what it means. Fails with `search/…`. */
export function searchQuery(raw: string): Result<string> {
  const query = raw.trim();
  if (query === '') {
    return fail({ code: 'search/empty-query', message: 'There is nothing to save: the query is empty.' });
  }
  if ([...query].length > QUERY_LIMIT) {
    return fail({
      code: 'search/long-query',
      message: `A query can have up to ${QUERY_LIMIT.toLocaleString('en')} characters.`,
    });
  }
  return ok(query);
}

/** Fails with `search/name-taken` when another search is called so, whatever the case and accents. */
export function freeName(
  name: string,
  searches: Iterable<Pick<SavedSearch, 'id' | 'name'>>,
  self: SavedSearchId,
): Result<string> {
  for (const other of searches) {
    if (other.id !== self && sameName(other.name, name)) {
      return fail({
        code: 'search/name-taken',
        message: `There is already a saved search called “${other.name}”.`,
      });
    }
  }
  return ok(name);
}

/** How much of what is found now was not found when the search was last looked at. */
export interface NewHits {
  readonly reports: number;
  readonly passages: number;
}

/** How many of `ids` are not among `seen`; each id once. */
export function countNew(ids: readonly string[], seen: readonly string[]): number {
  const known = new Set(seen);
  return new Set(ids.filter((id) => !known.has(id))).size;
}
