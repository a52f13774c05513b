import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coded, valueIn } from './columns';

test('has each value once and gives every row its own back', () => {
  const row = fc.oneof(
    fc.constantFrom('', '""', '[]', 'a', '"a"'),
    fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
    fc.record({ code: fc.constantFrom('KAZ', null), role: fc.constantFrom('location', 'origin') }),
  );
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const column = coded<unknown>(rows);
      expect(rows.map((_, i) => valueIn(column, i))).toEqual(rows);
      expect(new Set(column.values.map((value) => JSON.stringify(value))).size).toBe(column.values.length);
      const again = coded(rows.map((_, i) => valueIn(column, i)));
      expect(again).toEqual(column);
    }),
    { seed: 6, numRuns: 300 },
  );
});
