import { describe, expect, test } from 'vitest';
import { Pace, timeLeft } from './time-left';

/** The pace of a work that did so much in each second. */
function paceOf(perSecond: readonly number[]): Pace {
  const pace = new Pace();
  let done = 0;
  pace.note(0, 0);
  perSecond.forEach((more, i) => {
    done += more;
    pace.note(done, (i + 1) * 1000);
  });
  return pace;
}

describe('the time that is left', () => {
  test('is not told before the work has gone on for some seconds, nor while nothing gets done', () => {
    expect(new Pace().left(10)).toBeNull();
    expect(paceOf([5, 5, 5]).left(100)).toBeNull();
    expect(paceOf([0, 0, 0, 0, 0]).left(100)).toBeNull();
  });

  test('follows an even pace', () => {
    expect(paceOf([5, 5, 5, 5]).left(100)).toBe(16_000);
    expect(paceOf([5, 5, 5, 5]).left(20)).toBe(0);
  });

  test('is that of the last stretch, not of the beginning', () => {
    const slower = [...Array.from({ length: 30 }, () => 100), ...Array.from({ length: 15 }, () => 2)];
    expect(paceOf(slower).left(3030 + 20)).toBe(10_000);
  });

  test('is seen anew when the work begins anew', () => {
    const pace = paceOf([50, 50, 50, 50, 50]);
    pace.note(0, 6000);
    expect(pace.left(100)).toBeNull();
    pace.note(10, 11_000);
    expect(pace.left(100)).toBe(45_000);
  });

  test.each([
    [0, 'less than a minute left'],
    [59_999, 'less than a minute left'],
    [60_000, 'about 1 minute left'],
    [170_000, 'about 3 minutes left'],
    [119 * 60_000, 'about 119 minutes left'],
    [3 * 3_600_000, 'about 3 hours left'],
  ])('%s ms: %s', (ms, text) => {
    expect(timeLeft(ms)).toBe(text);
  });
});
