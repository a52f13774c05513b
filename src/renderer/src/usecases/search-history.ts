import { QUERY_LIMIT } from '$domain/query/saved-search';
import { attempt } from '../platform/host';
import type { SearchHistoryRow } from '../storage/archive-db';
import {
  clearSearchHistory,
  deleteSearchHistory,
  listSearchHistory,
  putSearchHistory,
} from '../storage/search-history';
import type { Archive } from './archive';
import { mayNote } from './may-note';

export type UsedQuery = SearchHistoryRow;

/** Queries that are remembered; older ones are forgotten. */
export const SEARCHES_REMEMBERED = 200;

/**
 * Remembers a query that was really used, and how much it found: first in the list, where it stands once. Of this machine only.
 * Does nothing for a blank query, while the settings say that none are remembered, and where nothing may be written.
 */
export async function rememberSearch(archive: Archive, used: Omit<UsedQuery, 'at'>): Promise<void> {
  const query = used.query.trim();
  if (query === '' || query.length > QUERY_LIMIT || !(await mayNote(archive))) return;
  const settings = await attempt(archive.host.readSettings());
  if (!settings.ok || !settings.value.searchHistory) return;
  const { reports, passages } = used;
  await putSearchHistory(
    archive.db,
    { query, at: archive.ports.now(), reports, passages },
    SEARCHES_REMEMBERED,
  );
}

/** The queries that were used, newest first. */
export function usedSearches({ db }: Archive): Promise<UsedQuery[]> {
  return listSearchHistory(db);
}

/** Forgets one query. Does nothing in an archive that is only looked at. */
export async function forgetSearch({ db, gate }: Archive, query: string): Promise<void> {
  if (gate.readOnly === null) await deleteSearchHistory(db, query.trim());
}

/** Forgets all queries that were used. Does nothing in an archive that is only looked at. */
export async function clearSearches({ db, gate }: Archive): Promise<void> {
  if (gate.readOnly === null) await clearSearchHistory(db);
}
