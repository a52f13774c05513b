import { expect, test } from 'vitest';
import { leftOut, tagAllLabel } from './tag-hits-words';

test('the button counts the hits where all reports are listed, and is not there without a hit', () => {
  const hits = [{ matchCount: 1200 }, { matchCount: 34 }];
  expect(tagAllLabel({ reports: 2, hits })).toBe('Tag all 1,234…');
  expect(tagAllLabel({ reports: 70, hits })).toBe('Tag all hits…');
  expect(tagAllLabel({ reports: 1, hits: [{ matchCount: 0 }] })).toBeNull();
});

test('a list that is not complete says so, and how to reach the rest', () => {
  expect(leftOut({ looked: 3, total: 3 })).toBe('');
  expect(leftOut({ looked: 312, total: 1900 })).toMatch(
    /^Only the newest 312 of 1,900 reports are listed\./u,
  );
});
