import { expect, test } from 'vitest';
import type { SavedSearchId } from '../ids';
import { countNew, freeName, QUERY_LIMIT, searchName, searchQuery } from './saved-search';

const search = (id: string, name: string) => ({ id: id as SavedSearchId, name });

test('a name and a query are tidied at their ends, and the query is left as typed inside', () => {
  expect(searchName(' Port\t strikes ')).toEqual({ ok: true, value: 'Port strikes' });
  expect(searchQuery('  "the  port"\n OR oil ')).toEqual({ ok: true, value: '"the  port"\n OR oil' });
  expect(searchQuery('🚢'.repeat(QUERY_LIMIT))).toMatchObject({ ok: true });
});

test.each([
  ['Strikes', 'other', 'search/name-taken'],
  ['СТРАЙКИ', 'other', 'search/name-taken'],
  ['STRIKES', 's1', null],
  ['Strike', 'other', null],
])('the name %s for the search %s', (name, id, expected) => {
  const free = freeName(name, [search('s1', 'strikes'), search('s2', 'Страйки')], id as SavedSearchId);
  expect(free.ok ? null : free.error.code).toBe(expected);
});

test('new is what was not seen, each once', () => {
  expect(countNew(['a', 'b', 'c', 'c'], ['b', 'gone'])).toBe(2);
  expect(countNew([], ['a'])).toBe(0);
  expect(countNew(['a'], [])).toBe(1);
});
