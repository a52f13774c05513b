import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { BackupInfo } from '$contract/schemas';
import type { ExcerptId, ReportId, SavedSearchId } from '$domain/ids';
import type { SavedSearchFields } from '$domain/query/saved-search';
import { systemPorts } from '../platform/ports';
import { ArchiveDb } from '../storage/archive-db';
import { readAllRows } from '../storage/reads';
import { backUp } from './back-up';
import { buildArchive } from './build-archive';
import { historyNames, stepHistory } from './change-archive';
import { checkArchive } from './check-archive';
import { loadCountries } from './load-countries';
import { subjectHistory } from './read-history';
import { openBackup } from './restore';
import {
  changeSearch,
  deleteSearch,
  listSearches,
  markSeen,
  newSince,
  renameSearch,
  saveSearch,
  type Found,
} from './saved-searches';
import { anArchive, importTexts, must, type TestArchive } from './testing/test-archive';

let archive: TestArchive;
beforeAll(loadCountries, 60_000);
beforeEach(() => {
  archive = anArchive();
});
afterEach(async () => {
  await archive.close();
  await archive.db.delete();
});

const STRIKES: SavedSearchFields = { name: 'Strikes', query: 'strike "the port"', order: null };
const save = async (fields: Partial<SavedSearchFields> = {}): Promise<SavedSearchId> =>
  must(await saveSearch(archive, { ...STRIKES, ...fields }));
const names = async (): Promise<string[]> => (await listSearches(archive)).map(({ name }) => name);

test('a search is saved, renamed, changed and deleted, each in one step that can be taken back', async () => {
  const id = await save({ name: '  Port  strikes ', query: ' strike \n' });
  const [saved] = await listSearches(archive);
  expect(saved).toMatchObject({ id, name: 'Port strikes', query: 'strike', order: null });
  expect(must(await renameSearch(archive, id, 'Strikes'))).toBe(true);
  expect(must(await renameSearch(archive, id, ' Strikes '))).toBe(false);
  const order = { by: 'actor', descending: false } as const;
  expect(must(await changeSearch(archive, id, { query: 'strike country:KAZ', order }))).toBe(true);
  expect(must(await changeSearch(archive, id, { query: 'strike country:KAZ', order }))).toBe(false);
  const [changed] = await listSearches(archive);
  expect(changed).toMatchObject({ name: 'Strikes', query: 'strike country:KAZ', order });
  expect(changed!.createdAt).toBe(saved!.createdAt);
  expect(changed!.modifiedAt > saved!.modifiedAt).toBe(true);
  must(await deleteSearch(archive, id));
  expect(await listSearches(archive)).toEqual([]);

  const steps = ['Delete search', 'Change search', 'Rename search', 'Save search'];
  for (const step of steps) expect(must(await stepHistory(archive, 'undo'))).toBe(step);
  expect(await listSearches(archive)).toEqual([]);
  expect(must(await stepHistory(archive, 'redo'))).toBe('Save search');
  expect(await listSearches(archive)).toEqual([saved]);
  must(await stepHistory(archive, 'redo'));
  must(await stepHistory(archive, 'redo'));
  expect(await listSearches(archive)).toEqual([changed]);
  must(await stepHistory(archive, 'redo'));
  expect(await listSearches(archive)).toEqual([]);
  expect(await historyNames(archive)).toEqual({ undo: 'Delete search', redo: null });
});

test('searches are listed by name', async () => {
  for (const name of ['strikes', 'Arrests', 'Забастовки']) await save({ name });
  expect(await names()).toEqual(['Arrests', 'strikes', 'Забастовки']);
});

test('no two searches are called alike, also when they are saved at the same time', async () => {
  const other = await save({ name: 'Arrests' });
  const taken = { ok: false, error: { code: 'search/name-taken' } };
  expect(await saveSearch(archive, { ...STRIKES, name: 'ARRESTS ' })).toMatchObject(taken);
  const both = await Promise.all([saveSearch(archive, STRIKES), saveSearch(archive, STRIKES)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await renameSearch(archive, other, 'strikes')).toMatchObject(taken);
  expect(must(await renameSearch(archive, other, 'arrests'))).toBe(true);
  expect(await names()).toEqual(['arrests', 'Strikes']);
});

test.each<[what: string, Partial<SavedSearchFields>, object]>([
  ['no name', { name: ' ' }, { code: 'search/empty-name' }],
  ['a long name', { name: 'x'.repeat(201) }, { code: 'search/long-name' }],
  ['a name with a control character', { name: 'a\u0000b' }, { code: 'search/bad-character' }],
  ['no query', { query: ' \n' }, { code: 'search/empty-query' }],
  ['a long query', { query: 'x '.repeat(5001) }, { code: 'search/long-query' }],
  ['a query that cannot be read', { query: 'strike (' }, { column: 8 }],
])('%s is refused', async (_what, fields, error) => {
  expect(await saveSearch(archive, { ...STRIKES, ...fields })).toMatchObject({ ok: false, error });
  expect(await listSearches(archive)).toEqual([]);
});

test('a search that is gone is not edited', async () => {
  const id = await save();
  must(await deleteSearch(archive, id));
  const gone = { ok: false, error: { code: 'command/gone' } };
  expect(await renameSearch(archive, id, 'Other')).toMatchObject(gone);
  expect(await deleteSearch(archive, id)).toMatchObject(gone);
});

test('the history of a search tells what was done to it', async () => {
  const id = await save();
  must(await renameSearch(archive, id, 'Port strikes'));
  const order = { by: 'actor', descending: true } as const;
  must(await changeSearch(archive, id, { query: 'strike', order }));
  must(await deleteSearch(archive, id));
  must(await stepHistory(archive, 'undo'));
  const told = (await subjectHistory(archive, id, 10)).map(({ title, notes }) => [
    title,
    ...notes.map(({ text }) => text),
  ]);
  expect(told.reverse()).toEqual([
    ['Save search', 'Saved'],
    ['Rename search', 'Name: “Strikes” → “Port strikes”'],
    ['Change search', 'Query: “strike "the port"” → “strike”', 'Order: none → actor, descending'],
    ['Delete search', 'Deleted'],
    ['Undo: Delete search', 'Restored by undo'],
  ]);
});

test.each(['recovery', 'restore'] as const)('a %s brings saved searches back', async (reason) => {
  await importTexts(archive, { 'a.txt': 'A title\n\nThe strike went on.' });
  const id = await save();
  await save({ name: 'Arrests', order: { by: 'published', descending: false } });
  must(await renameSearch(archive, id, 'Port strikes'));
  const before = await listSearches(archive);
  const made = must(await backUp(archive, { kind: 'manual', target: null, passphrase: null }));
  let source = 'journal';
  if (reason === 'restore') {
    must(await deleteSearch(archive, id));
    source = must(await openBackup(archive, { listed: { id: made.name } as BackupInfo }, null)).token;
  }
  await archive.host.startBuild(reason, source);
  const { archive: state } = await archive.host.launch();
  if (state.kind !== 'build') throw new Error('nothing is built');
  const db = new ArchiveDb('built-searches');
  const options = { signal: new AbortController().signal, onProgress: () => undefined };
  const built = must(await buildArchive(archive.host, systemPorts, db, state, options));
  expect(built.rows.savedSearches).toBe(2);
  expect((await readAllRows(db)).savedSearches).toEqual(expect.arrayContaining(before));
  await db.delete();
});

test('the checks of an archive count saved searches and compare them with the journal', async () => {
  const id = await save();
  expect(must(await checkArchive(archive)).filter(({ ok }) => !ok)).toEqual([]);
  await archive.db.savedSearches.update(id, { query: 'another' });
  await archive.db.savedSearches.add({ ...(await listSearches(archive))[0]!, id: 'x' as SavedSearchId });
  const failing = must(await checkArchive(archive)).filter(({ ok }) => !ok);
  expect(failing.map(({ check }) => check)).toEqual(['counts', 'store']);
  expect(failing[1]!.details).toEqual([
    `The saved search ${id} is not as it was saved.`,
    'The saved search x is in no change of the journal.',
  ]);
});

const found = (reports: readonly string[], passages: readonly string[] = []): Found => ({
  reportIds: reports as readonly ReportId[],
  passageIds: passages as readonly ExcerptId[],
});

test('new is what is found now and was not found when the search was looked at, whatever went since', async () => {
  const id = await save();
  expect(await newSince(archive, id, found(['r1']))).toBeNull();
  await markSeen(archive, id, found(['r1', 'r2', 'r3'], ['p1', 'p2']));
  expect(await newSince(archive, id, found(['r1', 'r2', 'r3'], ['p1', 'p2']))).toEqual({
    reports: 0,
    passages: 0,
  });
  expect(await newSince(archive, id, found(['r3', 'r4', 'r5', 'r6'], ['p3']))).toEqual({
    reports: 3,
    passages: 1,
  });
  await markSeen(archive, id, found(['r4']));
  expect(await newSince(archive, id, found(['r1', 'r4']))).toEqual({ reports: 1, passages: 0 });
  expect(await archive.db.changes.count()).toBe(1);
  expect(await archive.db.searchSeen.get(id)).toMatchObject({ seq: 1, query: STRIKES.query });
});

test('what was seen counts for the same query only', async () => {
  const id = await save();
  await markSeen(archive, id, found(['r1']));
  must(await renameSearch(archive, id, 'Other'));
  expect(await newSince(archive, id, found(['r1']))).toEqual({ reports: 0, passages: 0 });
  must(await changeSearch(archive, id, { query: 'other', order: null }));
  expect(await newSince(archive, id, found(['r1']))).toBeNull();
  must(await stepHistory(archive, 'undo'));
  expect(await newSince(archive, id, found(['r1', 'r2']))).toEqual({ reports: 1, passages: 0 });
});

test('what was seen goes with the search', async () => {
  const [first, second] = [await save(), await save({ name: 'Arrests' })];
  await markSeen(archive, first, found(['r1']));
  must(await deleteSearch(archive, first));
  expect(await archive.db.searchSeen.count()).toBe(0);
  await markSeen(archive, first, found(['r1']));
  expect(await archive.db.searchSeen.count()).toBe(0);

  await markSeen(archive, second, found(['r1']));
  must(await stepHistory(archive, 'undo'));
  must(await stepHistory(archive, 'undo'));
  expect(await listSearches(archive)).toHaveLength(1);
  await markSeen(archive, first, found(['r1']));
  expect((await archive.db.searchSeen.toArray()).map(({ searchId }) => searchId)).toEqual([first]);
});

test('nothing is noted in an archive that is only looked at', async () => {
  const id = await save();
  archive.gate.bar('read-only', { code: 'store/read-only', message: 'It is only looked at.' });
  await markSeen(archive, id, found(['r1']));
  expect(await archive.db.searchSeen.count()).toBe(0);
});
