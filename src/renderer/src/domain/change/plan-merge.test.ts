import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_ACTOR_DETAILS, type Actor } from '../coding/actor';
import { NO_CODE_DETAILS, type Code } from '../coding/code';
import type { ActorId, CodeId, IsoInstant } from '../ids';
import { apply, emptyRowSet } from './change';
import { plan } from './plan';

const AT = '2022-01-07T00:00:00.000Z' as IsoInstant;
const ports = { newId: () => 'x', now: () => AT };

/** A forest of eight: each may be below one that comes before it. */
const parents = fc.array(fc.option(fc.nat({ max: 6 })), { minLength: 8, maxLength: 8 });

/** How many of the rows lead up to one that is a part of nothing. */
function rooted(rows: ReadonlyMap<string, { readonly parentId: string | null }>): number {
  let count = 0;
  for (const id of rows.keys()) {
    let at: string | null = id;
    for (let steps = 0; at !== null && steps <= rows.size; steps++) at = rows.get(at)?.parentId ?? null;
    if (at === null) count += 1;
  }
  return count;
}

test.each(['actors', 'codes'] as const)('merging %s leaves none a part of itself', (table) => {
  fc.assert(
    fc.property(parents, fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 2 }), (above, chosen) => {
      const rows = emptyRowSet();
      above.forEach((parent, n) => {
        const id = `e${n}`;
        const parentId = parent === null || parent >= n ? null : `e${parent}`;
        const own = { id, name: id, parentId, createdAt: AT };
        rows.actors.set(id, { ...NO_ACTOR_DETAILS, ...own, colour: 1, sample: false } as unknown as Actor);
        rows.codes.set(id, { ...NO_CODE_DETAILS, ...own } as unknown as Code);
      });
      const [into, ...from] = chosen.map((n) => `e${n}`);
      const planned = plan(
        table === 'actors'
          ? { kind: 'merge-actors', from: from as ActorId[], into: into as ActorId }
          : { kind: 'merge-codes', from: from as CodeId[], into: into as CodeId },
        rows,
        ports,
      );
      if (!planned.ok) throw new Error(planned.error.message);
      apply(rows, planned.value);
      expect(rows[table].size).toBe(8 - from.length);
      expect(rooted(rows[table])).toBe(rows[table].size);
    }),
    { seed: 20220106, numRuns: 500 },
  );
});
