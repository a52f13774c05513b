import { afterEach, expect, test, vi } from 'vitest';
import type { Command } from '$domain/change/command';
import type { BatchId, ExcerptId } from '$domain/ids';
import { systemPorts } from '../platform/ports';
import { ArchiveDb } from './archive-db';
import { commit, readHistory, step } from './commit';
import { opsSize } from '$domain/change/size';
import { aReport, anExcerpt, coding } from './testing/arbitrary-commands';

const LIMIT = vi.hoisted(() => 100_000);
vi.mock('$domain/change/size', async (original) => ({
  ...(await original<object>()),
  LONGEST_CHANGE: LIMIT,
}));

const writer = {
  db: new ArchiveDb('commit-size'),
  ports: systemPorts,
  coder: () => 'Coder 1',
  barred: () => null,
};
afterEach(() => writer.db.delete());

const run = (command: Command): ReturnType<typeof commit> =>
  commit(writer, command, { batchId: 'all' as BatchId, undoable: true });

test('what the journal could not take in one piece is not done, and taken back in several', async () => {
  await run({ kind: 'add-reports', reports: [aReport(1)] });
  const excerptIds = ['e1', 'e2', 'e3', 'e4'] as ExcerptId[];
  for (const id of excerptIds) {
    const memo = 'x'.repeat(LIMIT * 0.3);
    await run({ kind: 'tag-passage', excerpt: anExcerpt(id, 1), coding: coding({ memo }) });
  }
  const refused = { ok: false, error: { code: 'command/too-large' } };
  expect(await run({ kind: 'delete-passages', excerptIds })).toMatchObject(refused);
  expect(await writer.db.excerpts.count()).toBe(4);
  for (const direction of ['undo', 'redo', 'undo'] as const) {
    const stepped = await step(writer, direction);
    expect(stepped.ok && stepped.value!.length).toBeGreaterThan(1);
    for (const change of stepped.ok ? stepped.value! : []) expect(opsSize(change.ops)).toBeLessThan(LIMIT);
    expect(await writer.db.excerpts.count()).toBe(direction === 'undo' ? 0 : 4);
    const { undo, redo } = await readHistory(writer.db);
    expect([undo.length, redo.length]).toEqual(direction === 'undo' ? [0, 1] : [1, 0]);
  }
});
