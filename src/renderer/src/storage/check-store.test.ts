import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BatchId, ChangeId, IsoInstant } from '$domain/ids';
import { ArchiveDb, readMeta } from './archive-db';
import { checkStore, countStore, type Witness } from './check-store';
import { commit, type Writer } from './commit';
import { clearOutbox, readOutbox, refillOutbox } from './outbox';
import { SEED } from './testing/arbitrary-commands';

let archives = 0;
let db: ArchiveDb;
let witness: Witness;

beforeEach(async () => {
  let ids = 0;
  db = new ArchiveDb(`check-store-${++archives}`);
  const writer: Writer = {
    db,
    coder: () => 'Coder 1',
    barred: () => null,
    ports: { newId: () => `id-${++ids}`, now: () => '2022-01-06T00:00:00.000Z' as IsoInstant },
  };
  for (const [i, command] of SEED.entries()) {
    await commit(writer, command, { batchId: `b-${i}` as BatchId, undoable: true });
  }
  await clearOutbox(db, SEED.length);
  witness = {
    storeId: (await readMeta(db, 'archive'))!.storeId,
    seq: SEED.length,
    ledgerSeq: SEED.length,
    changeId: (await db.changes.get(SEED.length))!.id,
    rows: (await readMeta(db, 'counts'))!.counts,
  };
});
afterEach(() => db.delete());

test('a store that is what its witness says is whole', async () => {
  expect(await checkStore(db, witness)).toEqual({ kind: 'whole', seq: SEED.length, unsent: 0 });
  expect(await countStore(db, witness)).toBeNull();
});

test('changes that the outbox still holds are no fault', async () => {
  const seq = SEED.length - 2;
  await db.outbox.bulkPut([{ seq: seq + 1 }, { seq: seq + 2 }]);
  const changeId = (await db.changes.get(seq))!.id;
  const behind = { ...witness, seq, ledgerSeq: seq, changeId, rows: null };
  expect(await checkStore(db, behind)).toEqual({ kind: 'whole', seq: SEED.length, unsent: 2 });
});

test('a journal that lost its end is told, and can be filled again from the store', async () => {
  const seq = SEED.length - 3;
  const changeId = (await db.changes.get(seq))!.id;
  const cut = { ...witness, seq, changeId };
  expect(await checkStore(db, cut)).toEqual({ kind: 'journal-behind', seq: SEED.length, missing: 3 });
  expect(await refillOutbox(db, seq)).toBe(3);
  const outgoing = await readOutbox(db, { changes: 10, units: Infinity });
  expect(outgoing?.changes.map(({ change }) => change.seq)).toEqual([seq + 1, seq + 2, seq + 3]);
  expect(outgoing?.rows).toEqual(witness.rows);
});

test('a first start with nothing to witness it is whole', async () => {
  const fresh = new ArchiveDb(`check-store-${++archives}`);
  const nothing = { storeId: null, seq: 0, ledgerSeq: 0, changeId: null, rows: null };
  expect(await checkStore(fresh, nothing)).toEqual({ kind: 'whole', seq: 0, unsent: 0 });
  await fresh.delete();
});

test.each<[string, string, () => Promise<unknown> | Witness]>([
  ['is empty', 'store/empty', () => Promise.all(db.tables.map((table) => table.clear()))],
  ['belongs to another archive', 'store/other', () => ({ ...witness, storeId: 'another' })],
  ['ends before the journal', 'store/behind', () => ({ ...witness, seq: SEED.length + 1, changeId: null })],
  ['ends before what the ledger saw', 'store/behind', () => ({ ...witness, ledgerSeq: SEED.length + 1 })],
  ['has another change at the end', 'store/diverged', () => ({ ...witness, changeId: 'x' as ChangeId })],
])('a store that %s is damaged', async (_name, code, damage) => {
  const done = await damage();
  const seen = typeof done === 'object' && done !== null && 'ledgerSeq' in done ? (done as Witness) : witness;
  expect(await checkStore(db, seen)).toMatchObject({ kind: 'damaged', fault: { code } });
});

test.each<[string, () => Promise<unknown> | Witness]>([
  ['lost a passage', () => db.excerpts.delete('seed-3')],
  ['lost a text', () => db.reportTexts.clear()],
  ['lost a change in the middle', () => db.changes.delete(3)],
  ['has a row too many', () => db.memos.add({ id: 'x' } as never)],
  ['holds what its witness did not see', () => ({ ...witness, rows: { ...witness.rows, actors: 17 } })],
])('a count finds a store that %s', async (_name, damage) => {
  const done = await damage();
  const seen = typeof done === 'object' && done !== null && 'ledgerSeq' in done ? (done as Witness) : witness;
  expect(await countStore(db, seen)).toMatchObject({ code: 'store/incomplete' });
});
