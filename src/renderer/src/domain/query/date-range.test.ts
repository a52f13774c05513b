import { expect, test } from 'vitest';
import { isWithin, parseDateRange, printDateRange } from './date-range';

test.each([
  ['2022', '2022', true],
  ['2022', '2022-01', true],
  ['2022', '2022-12-31', true],
  ['2022-01', '2022', false],
  ['2022-01', '2022-01-31', true],
  ['2022-02', '2022-02-28', true],
  ['2022-01-04..2022-01-11', '2022-01-04', true],
  ['2022-01-04..2022-01-11', '2022-01-11', true],
  ['2022-01-04..2022-01-11', '2022-01-12', false],
  ['2022-01-04..2022-01-11', '2022-01', false],
  ['2021-12..2022-01', '2022-01', true],
  ['2021-12..2022-01', '2021-11-30', false],
  ['..2022-01', '1991-12-16', true],
  ['..2022-01', '2022-02', false],
  ['2022-01-06..', '2022-01-06', true],
  ['2022-01-06..', '2022-01-05', false],
  ['2022-01-06..', '', false],
  ['..2022', '', false],
])('%s holds %s: %s', (text, date, expected) => {
  const range = parseDateRange(text);
  if (range === null || range === 'reversed') throw new Error(text);
  expect(isWithin(date, range)).toBe(expected);
  expect(printDateRange(range)).toBe(text);
});

test.each(['', '..', '2022-13', '2022-02-30', 'x..2022', '2022..x', '2022..2023..2024', '22'])(
  '%s is no range',
  (text) => {
    expect(parseDateRange(text)).toBeNull();
  },
);

test('a range that ends before it begins is told', () => {
  expect(parseDateRange('2022-02..2022-01')).toBe('reversed');
  expect(parseDateRange('2022..2022-01')).not.toBe('reversed');
});
