import type { Ports } from '../ids';
import { freeName } from '../query/saved-search';
import { ok, type Result } from '../result';
import { sameRow, type RowOp, type RowSet } from './change';
import type { Command } from './command';
import { gone, put, remove } from './row-ops';

/** `rows` has all saved searches: no two are called alike. Fails with `search/name-taken`. */
export function saveSearch(
  { search }: Extract<Command, { kind: 'save-search' }>,
  rows: RowSet,
): Result<RowOp[]> {
  const name = freeName(search.name, rows.savedSearches.values(), search.id);
  return name.ok ? ok([put('savedSearches', search.id, null, search)]) : name;
}

/** `rows` has all saved searches: no two are called alike. Fails with `search/name-taken`. */
export function editSearch(
  { searchId, fields }: Extract<Command, { kind: 'edit-search' }>,
  rows: RowSet,
  ports: Ports,
): Result<RowOp[]> {
  const search = rows.savedSearches.get(searchId);
  if (!search) return gone('saved search');
  const edited = { ...search, ...fields };
  if (sameRow(edited, search)) return ok([]);
  const name = freeName(edited.name, rows.savedSearches.values(), searchId);
  if (!name.ok) return name;
  return ok([put('savedSearches', searchId, search, { ...edited, modifiedAt: ports.now() })]);
}

export function deleteSearch(
  { searchId }: Extract<Command, { kind: 'delete-search' }>,
  rows: RowSet,
): Result<RowOp[]> {
  const search = rows.savedSearches.get(searchId);
  return search ? ok([remove('savedSearches', searchId, search)]) : gone('saved search');
}
