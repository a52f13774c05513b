import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bits } from './bits';

const SIZES = [0, 1, 31, 32, 33, 64, 100];
const some = fc.constantFrom(...SIZES).chain((size) => {
  const members = fc
    .uniqueArray(fc.nat({ max: Math.max(0, size - 1) }))
    .map((list) => (size === 0 ? [] : list));
  return fc.record({ size: fc.constant(size), a: members, b: members });
});

test('is a set', () => {
  fc.assert(
    fc.property(some, ({ size, a, b }) => {
      const [first, second] = [new Set(a), new Set(b)];
      const all = Array.from({ length: size }, (_, i) => i);
      const ofA = (): Bits => Bits.of(size, a);
      const ofB = Bits.of(size, b);
      expect(ofA().toArray()).toEqual(a.toSorted((x, y) => x - y));
      const listed = new Uint32Array(size);
      expect(ofA().list(listed)).toBe(first.size);
      expect([...listed.subarray(0, first.size)]).toEqual(ofA().toArray());
      expect(ofA().count).toBe(first.size);
      expect(ofA().isEmpty).toBe(first.size === 0);
      expect(all.filter((i) => ofA().has(i))).toEqual(ofA().toArray());
      expect(ofA().and(ofB).toArray()).toEqual(all.filter((i) => first.has(i) && second.has(i)));
      expect(ofA().or(ofB).toArray()).toEqual(all.filter((i) => first.has(i) || second.has(i)));
      expect(ofA().andNot(ofB).toArray()).toEqual(all.filter((i) => first.has(i) && !second.has(i)));
      expect(ofA().not().toArray()).toEqual(all.filter((i) => !first.has(i)));
      expect(Bits.all(size).count).toBe(size);
      const changed = ofA();
      for (const member of b) changed.remove(member);
      expect(changed.toArray()).toEqual(ofA().andNot(ofB).toArray());
    }),
    { seed: 6, numRuns: 500 },
  );
});
