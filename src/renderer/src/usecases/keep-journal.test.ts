import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { HostApi } from '$contract/host-api';
import type { BatchId } from '$domain/ids';
import { createFakeHost, type FakeHost } from '../platform/fake-host';
import { systemPorts } from '../platform/ports';
import { ArchiveDb } from '../storage/archive-db';
import { commit, type Writer } from '../storage/commit';
import { SEED } from '../storage/testing/arbitrary-commands';
import { JournalKeeper, type SaveState } from './keep-journal';
import { WriteGate } from './write-gate';

let archives = 0;
let db: ArchiveDb;
let machine: FakeHost;
let gate: WriteGate;
let writer: Writer;

beforeEach(() => {
  db = new ArchiveDb(`keep-journal-${++archives}`);
  machine = createFakeHost();
  gate = new WriteGate();
  writer = { db, ports: systemPorts, coder: () => 'Coder 1', barred: () => gate.barred };
});
afterEach(async () => {
  vi.useRealTimers();
  await db.delete();
});

async function commitSeed(count: number): Promise<void> {
  for (const [i, command] of SEED.slice(0, count).entries()) {
    await commit(writer, command, { batchId: `b-${i}` as BatchId, undoable: true });
  }
}

function keeperOn(over: Partial<HostApi> = {}): { keeper: JournalKeeper; states: SaveState[] } {
  const keeper = new JournalKeeper(db, { ...machine, ...over }, gate, 0);
  const states: SaveState[] = [];
  keeper.onState((state) => states.push(state));
  return { keeper, states };
}

describe('the keeper of the journal', () => {
  test('says saved only when the journal has it, and empties the outbox', async () => {
    const { keeper, states } = keeperOn();
    await commitSeed(3);
    expect(await db.outbox.count()).toBe(3);
    expect(await keeper.flush()).toEqual({ kind: 'saved', seq: 3 });
    expect(states).toEqual([
      { kind: 'saving', seq: 0 },
      { kind: 'saved', seq: 3 },
    ]);
    expect(machine.journal.head.seq).toBe(3);
    expect(await db.outbox.count()).toBe(0);
  });

  test('bars writing while the disk is full, keeps what waits, and goes on by itself', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let full = true;
    const { keeper } = keeperOn({
      appendChanges: (append) =>
        full
          ? Promise.reject(new Error('journal/disk-full: The disk is full.'))
          : machine.appendChanges(append),
    });
    await commitSeed(1);
    expect(await keeper.flush()).toMatchObject({ kind: 'not-saved', failure: { code: 'journal/disk-full' } });
    const refused = await commit(writer, SEED[1]!, { batchId: 'b' as BatchId, undoable: true });
    expect(refused).toMatchObject({ ok: false, error: { code: 'journal/disk-full' } });
    expect(await db.outbox.count()).toBe(1);

    full = false;
    await vi.advanceTimersByTimeAsync(2000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(keeper.state).toEqual({ kind: 'saved', seq: 1 }));
    expect(gate.barred).toBeNull();
    expect(machine.journal.head.seq).toBe(1);
  });

  test('tells when the disk does not answer, and is saved once it does', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let answerNow: (() => void) | null = null;
    const { keeper } = keeperOn({
      appendChanges: (append) =>
        new Promise((resolve) => {
          answerNow = () => resolve(machine.appendChanges(append));
        }),
    });
    await commitSeed(1);
    const flushed = keeper.flush();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await flushed).toMatchObject({ kind: 'not-saved', failure: { code: 'journal/slow' } });
    expect(gate.barred).toMatchObject({ code: 'journal/slow' });
    vi.useRealTimers();
    await vi.waitFor(() => expect(answerNow).not.toBeNull());
    answerNow!();
    await vi.waitFor(() => expect(keeper.state).toEqual({ kind: 'saved', seq: 1 }));
    expect(gate.barred).toBeNull();
  });

  test('an exception is told like a refusal, and it goes on by itself', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { keeper } = keeperOn();
    await commitSeed(1);
    const texts = await db.reportTexts.toArray();
    await db.reportTexts.clear();
    expect(await keeper.flush()).toMatchObject({
      kind: 'not-saved',
      failure: { code: 'journal/not-passed-on' },
    });
    expect(gate.barred).toMatchObject({ code: 'journal/not-passed-on' });

    await db.reportTexts.bulkAdd(texts);
    await vi.advanceTimersByTimeAsync(2000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(keeper.state).toEqual({ kind: 'saved', seq: 1 }));
    expect(gate.barred).toBeNull();
  });

  test('loads the page again, once, when the journal is found damaged', async () => {
    const reload = vi.fn(() => Promise.resolve());
    machine.journal.refusal = 'journal/damaged: The journal is damaged at change 1.';
    const { keeper } = keeperOn({ reload });
    await commitSeed(1);
    expect(await keeper.flush()).toMatchObject({ failure: { code: 'journal/damaged' } });
    await keeper.flush();
    expect(reload).toHaveBeenCalledOnce();
    keeper.stop();
  });

  test('sends nothing of an archive that is only looked at', async () => {
    const { keeper } = keeperOn();
    await commitSeed(1);
    gate.bar('read-only', { code: 'archive/read-only', message: 'Only to be read.' });
    expect(await keeper.flush()).toMatchObject({
      kind: 'not-saved',
      failure: { code: 'archive/read-only' },
    });
    expect(machine.journal.head.seq).toBe(0);
    expect(await db.outbox.count()).toBe(1);
  });

  test('finds what an earlier page brought there without hearing of it', async () => {
    const { keeper: lost } = keeperOn();
    await commitSeed(2);
    await lost.flush();
    // The page stopped between the answer and the emptying of the outbox.
    await db.outbox.bulkPut([{ seq: 1 }, { seq: 2 }]);
    const { keeper } = keeperOn();
    expect(await keeper.flush()).toEqual({ kind: 'saved', seq: 2 });
    expect(machine.journal.head.seq).toBe(2);
    expect(await db.outbox.count()).toBe(0);
  });

  test('never passes over a change that the journal has differently', async () => {
    const { keeper: first } = keeperOn();
    await commitSeed(1);
    await first.flush();
    await db.outbox.bulkPut([{ seq: 1 }]);
    const { keeper } = keeperOn({
      readChanges: async (source, after) => {
        const page = await machine.readChanges(source, after);
        return { ...page, bodies: page.bodies.map((body) => body.replace(/"id":"[^"]+"/u, '"id":"other"')) };
      },
    });
    expect(await keeper.flush()).toMatchObject({ kind: 'not-saved', failure: { code: 'journal/not-next' } });
    expect(await db.outbox.count()).toBe(1);
  });

  test('sends many waiting changes in order, whoever asks meanwhile', async () => {
    const { keeper } = keeperOn();
    const flushes: Promise<SaveState>[] = [];
    for (const [i, command] of SEED.entries()) {
      await commit(writer, command, { batchId: `b-${i}` as BatchId, undoable: true });
      flushes.push(keeper.flush());
    }
    await Promise.all(flushes);
    expect(await keeper.flush()).toEqual({ kind: 'saved', seq: SEED.length });
    expect(machine.journal.head.seq).toBe(SEED.length);
  });
});
