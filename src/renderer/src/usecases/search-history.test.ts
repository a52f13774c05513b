import { afterEach, beforeEach, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '$contract/schemas';
import {
  clearSearches,
  forgetSearch,
  rememberSearch,
  SEARCHES_REMEMBERED,
  usedSearches,
} from './search-history';
import { anArchive, must, type TestArchive } from './testing/test-archive';
import { storeSettings } from './settings';

let archive: TestArchive;
beforeEach(() => {
  archive = anArchive();
});
afterEach(async () => {
  await archive.close();
  await archive.db.delete();
});

const use = (query: string, reports = 1, passages = 2): Promise<void> =>
  rememberSearch(archive, { query, reports, passages });
const queries = async (): Promise<string[]> => (await usedSearches(archive)).map(({ query }) => query);

test('queries that were used stand once, newest first, with what they found last', async () => {
  await use('strike');
  await use('arrest');
  await use(' strike\n', 5, 7);
  await use('  ');
  expect(await usedSearches(archive)).toEqual([
    { query: 'strike', at: expect.any(String) as string, reports: 5, passages: 7 },
    { query: 'arrest', at: expect.any(String) as string, reports: 1, passages: 2 },
  ]);
  const [newest, older] = await usedSearches(archive);
  expect(newest!.at > older!.at).toBe(true);
  expect(await archive.db.changes.count()).toBe(0);
});

test('the oldest are forgotten', async () => {
  for (let n = 0; n < SEARCHES_REMEMBERED + 3; n += 1) await use(`query ${n}`);
  const kept = await queries();
  expect(kept).toHaveLength(SEARCHES_REMEMBERED);
  expect([kept[0], kept.at(-1)]).toEqual([`query ${SEARCHES_REMEMBERED + 2}`, 'query 3']);
});

test('one or all can be forgotten', async () => {
  for (const query of ['a', 'b', 'c']) await use(query);
  await forgetSearch(archive, 'b');
  expect(await queries()).toEqual(['c', 'a']);
  await clearSearches(archive);
  expect(await queries()).toEqual([]);
});

test('nothing is remembered while the settings say so, nor in an archive that is only looked at', async () => {
  must(await storeSettings(archive.host, { ...DEFAULT_SETTINGS, searchHistory: false }));
  await use('strike');
  must(await storeSettings(archive.host, DEFAULT_SETTINGS));
  await use('arrest');
  archive.gate.bar('read-only', { code: 'store/read-only', message: 'It is only looked at.' });
  await use('march');
  await clearSearches(archive);
  expect(await queries()).toEqual(['arrest']);
});
