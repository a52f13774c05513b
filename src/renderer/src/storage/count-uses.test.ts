import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tallyAfter, type Tally } from '$domain/change/tally';
import type { Command } from '$domain/change/command';
import type { BatchId, IsoInstant } from '$domain/ids';
import { ArchiveDb } from './archive-db';
import { commit, step, type Writer } from './commit';
import { countUses } from './reads';
import { SEED, someCommand } from './testing/arbitrary-commands';

const NONE: Tally = { passages: new Map(), uses: new Map(), codes: new Map() };

test('a tally that follows the changes is the one that is counted, whatever was done', async () => {
  const actions = fc.array(
    fc.oneof({ weight: 4, arbitrary: someCommand }, fc.constantFrom<'undo' | 'redo'>('undo', 'redo')),
    { minLength: 1, maxLength: 15 },
  );
  let archives = 0;
  await fc.assert(
    fc.asyncProperty(actions, async (done) => {
      const db = new ArchiveDb(`count-uses-${++archives}`);
      let ids = 0;
      const writer: Writer = {
        db,
        coder: () => 'Coder 1',
        barred: () => null,
        ports: { newId: () => `id-${++ids}`, now: () => new Date(ids * 1000).toISOString() as IsoInstant },
      };
      let tally = NONE;
      let passages = 0;
      const all: (Command | 'undo' | 'redo')[] = [...SEED, ...done];
      for (const [i, action] of all.entries()) {
        const result =
          typeof action === 'string'
            ? await step(writer, action)
            : await commit(writer, action, { batchId: `b-${i}` as BatchId, undoable: true });
        if (!result.ok || result.value === null) continue;
        const changes = 'seq' in result.value ? [result.value] : result.value;
        for (const { ops } of changes) tally = tallyAfter(tally, ops);
        const { seq, tally: counted } = await countUses(db);
        // A command may name an actor or a code that is gone, which the window never does: it is of no list.
        const entries = [...(await db.actors.toArray()), ...(await db.codes.toArray())];
        const known = new Set<string>(entries.map(({ id }) => id));
        const uses = new Map([...tally.uses].filter(([id]) => known.has(id)));
        const codes = new Map([...tally.codes].filter(([id]) => known.has(id)));
        const seqNow = changes.at(-1)!.seq;
        expect({ seq, ...counted }).toEqual({ seq: seqNow, passages: tally.passages, uses, codes });
        passages = Math.max(passages, ...tally.passages.values());
      }
      expect(passages).toBeGreaterThan(0);
      await db.delete();
    }),
    { seed: 20220106, numRuns: 40 },
  );
}, 60_000);
