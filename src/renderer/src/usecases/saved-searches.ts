import type { BatchId, ExcerptId, ReportId, SavedSearchId } from '$domain/ids';
import {
  countNew,
  searchName,
  searchQuery,
  type NewHits,
  type SavedSearch,
  type SavedSearchFields,
} from '$domain/query/saved-search';
import { ok, type Result } from '$domain/result';
import { listSavedSearches } from '../storage/reads';
import { deleteSearchSeen, putSearchSeen, searchSeen } from '../storage/search-seen';
import type { Archive } from './archive';
import { change, newBatch } from './change-archive';
import { mayNote } from './may-note';
import { queryReader } from './read-query';

/** All saved searches, by name. */
export function listSearches({ db }: Archive): Promise<SavedSearch[]> {
  return listSavedSearches(db);
}

/**
 * Keeps a query under a name. Fails with `search/…` when a field is refused or another search is called so, whatever the case,
 * and with `query/…` at its column when the query cannot be read.
 */
export async function saveSearch(
  archive: Archive,
  fields: SavedSearchFields,
  batchId: BatchId = newBatch(archive),
): Promise<Result<SavedSearchId>> {
  const checked = await checkFields(archive, fields);
  if (!checked.ok) return checked;
  const { ports } = archive;
  const id = ports.newId() as SavedSearchId;
  const at = ports.now();
  const search: SavedSearch = { ...fields, ...checked.value, id, createdAt: at, modifiedAt: at };
  const saved = await change(archive, { kind: 'save-search', search }, { batchId });
  return saved.ok ? ok(id) : saved;
}

/** Gives a saved search another name. Fails as {@link saveSearch}. The value says whether anything changed. */
export function renameSearch(
  archive: Archive,
  searchId: SavedSearchId,
  name: string,
  batchId: BatchId = newBatch(archive),
): Promise<Result<boolean>> {
  return edit(archive, searchId, { name }, batchId);
}

/**
 * Keeps another query, or another order, under the same name. Fails as {@link saveSearch}. The value says whether anything
 * changed. What was seen of the earlier query does not count for another one.
 */
export function changeSearch(
  archive: Archive,
  searchId: SavedSearchId,
  fields: Pick<SavedSearchFields, 'query' | 'order'>,
  batchId: BatchId = newBatch(archive),
): Promise<Result<boolean>> {
  return edit(archive, searchId, { query: fields.query, order: fields.order }, batchId);
}

/** Deletes a saved search, and what was seen of it. Fails with `command/gone` when it is gone already. */
export async function deleteSearch(
  archive: Archive,
  searchId: SavedSearchId,
  batchId: BatchId = newBatch(archive),
): Promise<Result<boolean>> {
  const deleted = await change(archive, { kind: 'delete-search', searchId }, { batchId });
  if (deleted.ok) await deleteSearchSeen(archive.db, searchId);
  return deleted;
}

async function edit(
  archive: Archive,
  searchId: SavedSearchId,
  fields: Partial<SavedSearchFields>,
  batchId: BatchId,
): Promise<Result<boolean>> {
  const checked = await checkFields(archive, fields);
  if (!checked.ok) return checked;
  return change(
    archive,
    { kind: 'edit-search', searchId, fields: { ...fields, ...checked.value } },
    { batchId },
  );
}

/** The name and the query as they are to be stored, of those that are given. */
async function checkFields(
  archive: Archive,
  fields: Partial<SavedSearchFields>,
): Promise<Result<Partial<Pick<SavedSearchFields, 'name' | 'query'>>>> {
  const checked: { name?: string; query?: string } = {};
  if (fields.name !== undefined) {
    const name = searchName(fields.name);
    if (!name.ok) return name;
    checked.name = name.value;
  }
  if (fields.query !== undefined) {
    const query = searchQuery(fields.query);
    if (!query.ok) return query;
    const read = (await queryReader(archive))(query.value);
    if (!read.ok) return read;
    checked.query = query.value;
  }
  return ok(checked);
}

/** All that a query finds: each report and each passage once, in any order. */
export interface Found {
  readonly reportIds: readonly ReportId[];
  readonly passageIds: readonly ExcerptId[];
}

/** Notes that a person looks at all that a saved search finds now. Of this machine only: neither journalled nor backed up. */
export async function markSeen(archive: Archive, searchId: SavedSearchId, found: Found): Promise<void> {
  if (!(await mayNote(archive))) return;
  const { reportIds, passageIds } = found;
  await putSearchSeen(archive.db, { searchId, at: archive.ports.now(), reportIds, passageIds });
}

/**
 * How much of what a saved search finds now was not found when it was last looked at on this machine, whatever went since.
 * Null when its query was never looked at here.
 */
export async function newSince(
  { db }: Archive,
  searchId: SavedSearchId,
  found: Found,
): Promise<NewHits | null> {
  const seen = await searchSeen(db, searchId);
  if (seen === undefined) return null;
  return {
    reports: countNew(found.reportIds, seen.reportIds),
    passages: countNew(found.passageIds, seen.passageIds),
  };
}
