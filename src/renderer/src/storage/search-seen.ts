import type { SavedSearchId } from '$domain/ids';
import { readMeta, type ArchiveDb, type SearchSeenRow } from './archive-db';

/**
 * Notes what a saved search found, in place of what was noted before, and forgets what was noted of searches that are gone:
 * undo takes them away as well. Nothing is noted of a search that is not there. Not part of any change.
 */
export async function putSearchSeen(
  db: ArchiveDb,
  seen: Omit<SearchSeenRow, 'seq' | 'query'>,
): Promise<void> {
  await db.transaction('rw', [db.savedSearches, db.searchSeen, db.meta], async () => {
    const searches = new Map(
      (await db.savedSearches.toArray()).map(({ id, query }) => [id as string, query]),
    );
    const noted = await db.searchSeen.toCollection().primaryKeys();
    await db.searchSeen.bulkDelete(noted.filter((id) => !searches.has(id)));
    const query = searches.get(seen.searchId);
    if (query === undefined) return;
    const seq = (await readMeta(db, 'seq'))?.value ?? 0;
    await db.searchSeen.put({ ...seen, query, seq });
  });
}

/** What was noted of a saved search; undefined when nothing was, or while it asks for something else. */
export async function searchSeen(db: ArchiveDb, id: SavedSearchId): Promise<SearchSeenRow | undefined> {
  return db.transaction('r', [db.savedSearches, db.searchSeen], async () => {
    const [search, seen] = await Promise.all([db.savedSearches.get(id), db.searchSeen.get(id)]);
    return search?.query === seen?.query ? seen : undefined;
  });
}

export async function deleteSearchSeen(db: ArchiveDb, id: SavedSearchId): Promise<void> {
  await db.searchSeen.delete(id);
}
