import type { Transaction } from 'dexie';
import type { RowCounts } from '$domain/change/change';

/**
 * Saved searches have had their table from the first version on, and nobody used it. What was seen of them, and which queries
 * were used, is said of this machine only: neither is part of any change.
 */
export const SEARCHES = { savedSearches: 'id', searchSeen: 'searchId', searchHistory: 'query, at' } as const;

/** Saved searches are counted. Runs inside Dexie's upgrade transaction: the old store or the whole new one. */
export async function addSearches(transaction: Transaction): Promise<void> {
  const meta = transaction.table('meta');
  const row = (await meta.get('counts')) as { key: 'counts'; counts: RowCounts } | undefined;
  if (row) await meta.put({ ...row, counts: { ...row.counts, savedSearches: 0 } });
}
