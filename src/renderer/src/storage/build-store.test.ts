import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { TABLES, type Change } from '$domain/change/change';
import { keepLiving, LivingRowsFold } from '$domain/change/purge';
import type { BatchId, IsoInstant } from '$domain/ids';
import type { Command } from '$domain/change/command';
import type { ReportText } from '$domain/report/report';
import { ArchiveDb, readMeta } from './archive-db';
import { StoreBuilder } from './build-store';
import { checkStore, countStore } from './check-store';
import { commit, step, type Writer } from './commit';
import { completeLog, missingChanges } from './log-completion';
import { SEED, someCommand } from './testing/arbitrary-commands';

const open: ArchiveDb[] = [];
afterEach(async () => {
  for (const db of open.splice(0)) await db.delete();
});

let archives = 0;
function aStore(): ArchiveDb {
  const db = new ArchiveDb(`build-${++archives}`);
  open.push(db);
  return db;
}
function aWriter(): Writer {
  let ids = 0;
  let clock = Date.UTC(2022, 0, 6);
  return {
    db: aStore(),
    coder: () => 'Coder 1',
    barred: () => null,
    ports: {
      newId: () => `id-${++ids}`,
      // Set back now and then, as clocks are.
      now: () => new Date((clock += ids % 5 === 0 ? -60_000 : 1000)).toISOString() as IsoInstant,
    },
  };
}

type Action = Command | 'undo' | 'redo';
const someActions = fc.array(
  fc.oneof({ weight: 4, arbitrary: someCommand }, fc.constantFrom<Action>('undo', 'redo')),
  { minLength: 1, maxLength: 12 },
);

async function perform(writer: Writer, actions: readonly Action[]): Promise<void> {
  for (const [i, seed] of SEED.entries()) {
    await commit(writer, seed, { batchId: `seed-${i}` as BatchId, undoable: i > 0 });
  }
  for (const [i, action] of actions.entries()) {
    if (typeof action === 'string') await step(writer, action);
    else await commit(writer, action, { batchId: `b-${i}` as BatchId, undoable: true });
  }
}

async function logOf(db: ArchiveDb): Promise<{ change: Change; texts: ReportText[] }[]> {
  const rows = await db.changes.orderBy('seq').toArray();
  return Promise.all(
    rows.map(async ({ subjects: _subjects, ...change }) => ({
      change,
      texts: (
        await db.reportTexts.bulkGet(change.texts.map((t): [string, number] => [t.reportId, t.revision]))
      ).filter((text) => text !== undefined),
    })),
  );
}

async function contents(db: ArchiveDb): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const table of [...TABLES, 'changes', 'reportTexts']) all[table] = await db.table(table).toArray();
  for (const key of ['seq', 'counts', 'history'] as const) all[key] = await readMeta(db, key);
  return all;
}

describe('a store built from its log', () => {
  test('is the store that wrote the log, whatever was done', async () => {
    await fc.assert(
      fc.asyncProperty(someActions, async (actions) => {
        const writer = aWriter();
        await perform(writer, actions);
        const db = aStore();
        const builder = new StoreBuilder(db);
        for (const { change, texts } of await logOf(writer.db)) {
          expect(await builder.add(change, texts)).toEqual({ ok: true, value: undefined });
        }
        const archive = (await readMeta(writer.db, 'archive'))!;
        const built = await builder.finish(archive.storeId, null, writer.ports, () => undefined);
        expect(await contents(db)).toEqual(await contents(writer.db));
        expect((await readMeta(db, 'archive'))?.device).toBe(archive.device);
        const witness = {
          storeId: archive.storeId,
          seq: built.seq,
          ledgerSeq: built.seq,
          changeId: null,
          rows: built.rows,
        };
        expect(await checkStore(db, witness)).toMatchObject({ kind: 'whole', unsent: 0 });
        expect(await countStore(db, witness)).toBeNull();
      }),
      { seed: 20220106, numRuns: 40 },
    );
  }, 60_000);

  test('can be worked on before its old log is there, and is the same once it is', async () => {
    await fc.assert(
      fc.asyncProperty(someActions, async (actions) => {
        const writer = aWriter();
        await perform(writer, actions);
        const log = await logOf(writer.db);
        const db = aStore();
        const builder = new StoreBuilder(db, 2);
        for (const { change, texts } of log) await builder.add(change, texts);
        const { storeId } = (await readMeta(writer.db, 'archive'))!;
        const built = await builder.finish(storeId, null, writer.ports, () => undefined);
        const witness = { storeId, seq: built.seq, ledgerSeq: built.seq, changeId: null, rows: built.rows };
        expect(await checkStore(db, witness)).toMatchObject({ kind: 'whole', unsent: 0 });
        expect(await countStore(db, witness)).toBeNull();

        const later = { ...writer, db };
        const undone = await step(later, 'undo');
        expect(undone.ok).toBe(true);
        if (undone.ok && undone.value !== null) await step(later, 'redo');
        for (;;) {
          const missing = await missingChanges(db);
          if (!missing) break;
          await completeLog(
            db,
            log
              .map(({ change }) => change)
              .filter(({ seq }) => seq >= missing.from && seq <= missing.from + 2),
          );
        }
        const [before, after] = [await contents(writer.db), await contents(db)];
        for (const table of [...TABLES, 'reportTexts']) expect(after[table]).toEqual(before[table]);
        expect((await db.changes.toArray()).slice(0, log.length)).toEqual(before.changes);
      }),
      { seed: 20220106, numRuns: 30 },
    );
  }, 60_000);

  test('without what is gone holds the same archive, and nothing of what is gone', async () => {
    await fc.assert(
      fc.asyncProperty(someActions, async (actions) => {
        const writer = aWriter();
        await perform(writer, actions);
        const log = await logOf(writer.db);
        const fold = new LivingRowsFold();
        for (const { change } of log) fold.add(change.ops);
        const db = aStore();
        const builder = new StoreBuilder(db);
        for (const { change, texts } of log) {
          const kept = keepLiving(change, fold.living);
          const texted = texts.filter((text) => fold.living.reports.has(text.reportId));
          expect(await builder.add(kept, texted)).toEqual({ ok: true, value: undefined });
        }
        await builder.finish('store', null, writer.ports, () => undefined);
        const [before, after] = [await contents(writer.db), await contents(db)];
        for (const table of TABLES) expect(after[table]).toEqual(before[table]);
        const alive = new Set(TABLES.flatMap((table) => [...fold.living[table]]));
        for (const change of await db.changes.toArray()) {
          for (const op of change.ops) expect(alive.has(op.key)).toBe(true);
        }
        for (const text of await db.reportTexts.toArray()) expect(alive.has(text.reportId)).toBe(true);
        expect(await step({ ...writer, db }, 'undo')).toEqual({ ok: true, value: null });
      }),
      { seed: 20220106, numRuns: 40 },
    );
  }, 60_000);

  test('refuses a log with a gap and a change that does not follow', async () => {
    const writer = aWriter();
    await perform(writer, []);
    const log = await logOf(writer.db);
    const gap = new StoreBuilder(aStore());
    await gap.add(log[0]!.change, []);
    expect(await gap.add(log[2]!.change, [])).toMatchObject({ ok: false, error: { code: 'build/gap' } });
    const other = new StoreBuilder(aStore());
    await other.add(log[0]!.change, []);
    const again = { ...log[0]!.change, seq: 2 };
    expect(await other.add(again, [])).toMatchObject({ ok: false, error: { code: 'build/inconsistent' } });
  });
});
