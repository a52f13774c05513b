import { expect, test } from 'vitest';
import type { ReportId } from '$domain/ids';
import { RecentReports } from './recent-reports';

const [a, b, c] = ['a', 'b', 'c'] as ReportId[] as [ReportId, ReportId, ReportId];
const texts = (most: number) => new RecentReports<string>(most, (text) => text.length);

test('drops what was unused the longest when there is too much', () => {
  const recent = texts(8);
  recent.keep(a, 'aaa', recent.generation);
  recent.keep(b, 'bbb', recent.generation);
  recent.get(a);
  recent.keep(c, 'ccc', recent.generation);
  expect([a, b, c].map((id) => recent.get(id))).toEqual(['aaa', undefined, 'ccc']);
});

test('counts what takes the place of another once', () => {
  const recent = texts(6);
  for (const text of ['aaa', 'AAA']) recent.keep(a, text, recent.generation);
  recent.keep(b, 'bbb', recent.generation);
  expect([a, b].map((id) => recent.get(id))).toEqual(['AAA', 'bbb']);
});

test('forgets, and keeps nothing that was read before a change', () => {
  const recent = texts(100);
  const before = recent.generation;
  recent.keep(a, 'old', before);
  recent.forget(a);
  recent.keep(a, 'old', before);
  recent.keep(b, 'old', before);
  expect([a, b].map((id) => recent.get(id))).toEqual([undefined, undefined]);
  recent.keep(a, 'new', recent.generation);
  expect(recent.get(a)).toBe('new');
});
