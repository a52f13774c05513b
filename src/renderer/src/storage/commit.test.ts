import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Pair } from '$domain/coding/excerpt';
import { apply, emptyRowSet, invert, TABLES, type RowSet } from '$domain/change/change';
import type { Command } from '$domain/change/command';
import type { ActorId, BatchId, CountryCode, ExcerptId, IsoInstant, ReportId } from '$domain/ids';
import { ArchiveDb } from './archive-db';
import { HISTORY_LIMIT } from '$domain/change/history';
import { commit, readHistory, step, type Writer } from './commit';
import { passagesOfReport } from './reads';
import { aReport, anActor, anExcerpt, coding, SEED, someCommand } from './testing/arbitrary-commands';

const open: ArchiveDb[] = [];
afterEach(async () => {
  for (const db of open.splice(0)) await db.delete();
});

let archives = 0;
function aWriter(): Writer {
  let ids = 0;
  let clock = Date.UTC(2022, 0, 6);
  const db = new ArchiveDb(`commit-${++archives}`);
  open.push(db);
  return {
    db,
    coder: () => 'Coder 1',
    barred: () => null,
    ports: {
      newId: () => `id-${++ids}`,
      now: () => new Date((clock += 1000)).toISOString() as IsoInstant,
    },
  };
}

const aPair = (actor: string, country: string | null = null): Pair => ({
  actorId: actor as ActorId,
  country: country === null ? null : { code: country as CountryCode, role: 'affiliation' },
});

let batches = 0;
async function run(writer: Writer, command: Command, batch = `batch-${++batches}`, undoable = true) {
  const result = await commit(writer, command, { batchId: batch as BatchId, undoable });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

async function contents(db: ArchiveDb): Promise<RowSet> {
  const rows = emptyRowSet();
  for (const table of TABLES) {
    for (const row of (await db.table(table).toArray()) as Record<string, string>[]) {
      (rows[table] as Map<string, unknown>).set(row[table === 'originals' ? 'reportId' : 'id']!, row);
    }
  }
  return rows;
}

describe('commit', () => {
  test('writes rows, the next number and a change with before and after', async () => {
    const writer = aWriter();
    await run(writer, { kind: 'add-reports', reports: [aReport(1)] });
    const change = await run(writer, {
      kind: 'tag-passage',
      excerpt: anExcerpt('e1', 1),
      coding: coding({ pairs: [aPair('a1', 'KAZ')], memo: 'Check the count', newActors: [anActor('a1')] }),
    });
    expect(change).toMatchObject({ seq: 2, kind: 'do', label: 'Tag passage', coder: 'Coder 1' });
    expect(change!.ops.map((op) => [op.table, op.before])).toEqual([
      ['actors', null],
      ['excerpts', null],
      ['assignments', null],
      ['memos', null],
    ]);
    const [passage] = await passagesOfReport(writer.db, 'report-1' as ReportId);
    expect(passage).toMatchObject({
      excerpt: { id: 'e1' },
      assignments: [{ pair: { actorId: 'a1', country: { code: 'KAZ' } } }],
      memo: { text: 'Check the count' },
    });
  });

  test('an edit that changes nothing leaves no trace', async () => {
    const writer = aWriter();
    await run(writer, { kind: 'add-reports', reports: [aReport(1)] });
    const code = coding({ pairs: [aPair('a1')], memo: 'x', newActors: [anActor('a1')] });
    await run(writer, { kind: 'tag-passage', excerpt: anExcerpt('e1', 1), coding: code });
    const unchanged = { ...code, newActors: [] };
    expect(
      await run(writer, { kind: 'edit-passage', excerptId: 'e1' as ExcerptId, coding: unchanged }),
    ).toBeNull();
    expect(await writer.db.changes.count()).toBe(2);
  });

  test('tagging in a report that was deleted meanwhile fails and writes nothing', async () => {
    const writer = aWriter();
    const result = await commit(
      writer,
      { kind: 'tag-passage', excerpt: anExcerpt('e1', 1), coding: coding() },
      { batchId: 'b' as BatchId, undoable: true },
    );
    expect(result).toMatchObject({ ok: false, error: { code: 'command/gone' } });
    expect(await writer.db.changes.count()).toBe(0);
  });

  test('removing the sample keeps an actor that other reports use', async () => {
    const writer = aWriter();
    await run(writer, { kind: 'add-reports', reports: [aReport(1, true), aReport(2)] });
    await run(writer, {
      kind: 'tag-passage',
      excerpt: anExcerpt('e1', 1),
      coding: coding({
        pairs: [aPair('kept'), aPair('dropped')],
        newActors: [anActor('kept', true), anActor('dropped', true)],
      }),
    });
    await run(writer, {
      kind: 'tag-passage',
      excerpt: anExcerpt('e2', 2),
      coding: coding({ pairs: [aPair('kept')] }),
    });
    await run(writer, { kind: 'remove-sample' });
    const rows = await contents(writer.db);
    expect([...rows.reports.keys()]).toEqual(['report-2']);
    expect([...rows.actors.keys()]).toEqual(['kept']);
    expect([...rows.excerpts.keys()]).toEqual(['e2']);
  });
});

describe('undo and redo', () => {
  test('a batch of several commits is one step, named by its label', async () => {
    const writer = aWriter();
    const before = await contents(writer.db);
    await run(writer, { kind: 'add-reports', reports: [aReport(1)] }, 'import');
    await run(writer, { kind: 'add-reports', reports: [aReport(2)] }, 'import');
    expect((await readHistory(writer.db)).undo).toHaveLength(1);
    expect(await step(writer, 'undo')).toMatchObject({ ok: true, value: [{ label: 'Import report' }] });
    expect(await contents(writer.db)).toEqual(before);
    expect(await step(writer, 'redo')).toMatchObject({ ok: true });
    expect([...(await contents(writer.db)).reports.keys()]).toEqual(['report-1', 'report-2']);
  });

  test('nothing to undo is no failure', async () => {
    expect(await step(aWriter(), 'undo')).toEqual({ ok: true, value: null });
  });

  test('what the app did by itself is not undone', async () => {
    const writer = aWriter();
    await run(writer, { kind: 'add-reports', reports: [aReport(1, true)] }, 'sample', false);
    expect(await step(writer, 'undo')).toEqual({ ok: true, value: null });
    expect(await writer.db.reports.count()).toBe(1);
  });

  test('refuses when a row is not as the batch left it', async () => {
    const writer = aWriter();
    await run(writer, { kind: 'add-reports', reports: [aReport(1)] });
    await run(
      writer,
      { kind: 'edit-report', reportId: 'report-1' as ReportId, fields: { title: 'Other' } },
      'silent',
      false,
    );
    expect(await step(writer, 'undo')).toMatchObject({
      ok: false,
      error: { code: 'history/changed-since' },
    });
    expect(await writer.db.reports.count()).toBe(1);
  });

  test('an undo that means one batch leaves a later one alone', async () => {
    const writer = aWriter();
    await run(writer, { kind: 'add-reports', reports: [aReport(1)] }, 'first');
    await run(writer, { kind: 'add-reports', reports: [aReport(2)] }, 'second');
    expect(await step(writer, 'undo', 'first' as BatchId)).toMatchObject({
      ok: false,
      error: { code: 'history/not-latest' },
    });
    expect(await writer.db.reports.count()).toBe(2);
    expect(await step(writer, 'undo', 'second' as BatchId)).toMatchObject({ ok: true });
    expect(await writer.db.reports.count()).toBe(1);
  });

  test('survives a reopen', async () => {
    const writer = aWriter();
    await run(writer, { kind: 'add-reports', reports: [aReport(1)] });
    writer.db.close();
    const reopened = new ArchiveDb(writer.db.name);
    open.push(reopened);
    await step({ ...writer, db: reopened }, 'undo');
    expect(await reopened.reports.count()).toBe(0);
    expect(HISTORY_LIMIT).toBeGreaterThan(100);
  });
});

test('apply(invert(c)) restores the exact rows, and undo and redo walk the whole history', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(someCommand, { minLength: 1, maxLength: 8 }), async (commands) => {
      const writer = aWriter();
      for (const command of SEED) await run(writer, command, 'seed', false);
      const states = [await contents(writer.db)];
      for (const command of commands) {
        const result = await commit(writer, command, {
          batchId: `b-${states.length}` as BatchId,
          undoable: true,
        });
        if (!result.ok || result.value === null) continue;
        const after = await contents(writer.db);
        const restored = structuredClone(after);
        apply(restored, invert(result.value.ops));
        expect(restored).toEqual(states.at(-1));
        states.push(after);
      }
      for (const state of states.slice(0, -1).reverse()) {
        expect(await step(writer, 'undo')).toMatchObject({ ok: true });
        expect(await contents(writer.db)).toEqual(state);
      }
      expect(await step(writer, 'undo')).toEqual({ ok: true, value: null });
      for (const state of states.slice(1)) {
        await step(writer, 'redo');
        expect(await contents(writer.db)).toEqual(state);
      }
    }),
    { seed: 20220106, numRuns: 40 },
  );
}, 60_000);
