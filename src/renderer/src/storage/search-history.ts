import type { ArchiveDb, SearchHistoryRow } from './archive-db';

/** Puts a query first in the history, where it stands once, and drops all but the newest `most`. Not part of any change. */
export async function putSearchHistory(db: ArchiveDb, row: SearchHistoryRow, most: number): Promise<void> {
  await db.transaction('rw', db.searchHistory, async () => {
    await db.searchHistory.put(row);
    const oldestFirst = await db.searchHistory.orderBy('at').primaryKeys();
    await db.searchHistory.bulkDelete(oldestFirst.slice(0, -most));
  });
}

/** The queries that were used, newest first. */
export async function listSearchHistory(db: ArchiveDb): Promise<SearchHistoryRow[]> {
  return db.searchHistory.orderBy('at').reverse().toArray();
}

export async function deleteSearchHistory(db: ArchiveDb, query: string): Promise<void> {
  await db.searchHistory.delete(query);
}

export async function clearSearchHistory(db: ArchiveDb): Promise<void> {
  await db.searchHistory.clear();
}
