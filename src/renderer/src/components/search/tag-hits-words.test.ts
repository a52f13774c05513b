import { expect, test } from 'vitest';
import { leftOut } from './tag-hits-words';

test('a list that is not complete says so, and how to reach the rest', () => {
  expect(leftOut({ looked: 3, total: 3 })).toBe('');
  expect(leftOut({ looked: 312, total: 1900 })).toMatch(
    /^Only the newest 312 of 1,900 reports are listed\./u,
  );
});
