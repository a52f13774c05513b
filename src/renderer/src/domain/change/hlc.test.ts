import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tick, type Hlc } from './hlc';

const NOON = Date.UTC(2022, 0, 6, 12);
const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

describe('tick', () => {
  test('begins with the clock and names the device', () => {
    expect(tick(null, NOON, 'device-a')).toBe(`${NOON.toString(36).padStart(9, '0')}-0000-device-a`);
  });

  test.each([
    ['stands still', 0],
    ['is set back an hour', -HOUR],
    ['is set back a year', -YEAR],
    ['goes on', 1],
    ['jumps a year ahead', YEAR],
  ])('sorts after the last reading when the clock %s', (_name, by) => {
    const first = tick(null, NOON, 'd');
    expect(tick(first, NOON + by, 'd') > first).toBe(true);
  });

  test('never goes backwards, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -10, max: 4_102_444_800_000 }), { minLength: 2 }), (clock) => {
        let last: Hlc | null = null;
        for (const now of clock) {
          const next: Hlc = tick(last, now, 'd');
          expect(next).toMatch(/^[0-9a-z]{9}-[0-9a-z]{4}-d$/u);
          if (last !== null) expect(next > last).toBe(true);
          last = next;
        }
      }),
      { seed: 20220106 },
    );
  });

  test('goes on in time when one moment has more events than the counter holds', () => {
    const full = `${NOON.toString(36).padStart(9, '0')}-zzzz-d` as Hlc;
    expect(tick(full, NOON, 'd')).toBe(`${(NOON + 1).toString(36).padStart(9, '0')}-0000-d`);
  });
});
