import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Command } from '$domain/change/command';
import type { BatchId } from '$domain/ids';
import { systemPorts } from '../platform/ports';
import { ArchiveDb } from './archive-db';
import { commit } from './commit';
import { readOutbox } from './outbox';
import { aReport, anExcerpt, coding, TEXT } from './testing/arbitrary-commands';

let db: ArchiveDb;
beforeEach(() => {
  db = new ArchiveDb('outbox');
});
afterEach(() => db.delete());

async function commitAll(commands: readonly Command[]): Promise<void> {
  const writer = { db, ports: systemPorts, coder: () => 'Coder 1', barred: () => null };
  for (const command of commands) {
    await commit(writer, command, { batchId: 'b' as BatchId, undoable: true });
  }
}

const imports = Array.from({ length: 5 }, (_, n): Command => ({
  kind: 'add-reports',
  reports: [aReport(n)],
}));

test('texts are read only until there are enough of them, and no less than one change', async () => {
  await commitAll(imports);
  const read = async (units: number) => (await readOutbox(db, { changes: 200, units }))!;
  expect((await read(2 * TEXT.length)).changes).toHaveLength(2);
  expect((await read(1)).changes).toHaveLength(1);
  expect((await read(1)).rows).toBeNull();
  const all = await read(Infinity);
  expect(all.changes).toHaveLength(5);
  expect(all.rows).toMatchObject({ reports: 5 });
});

test('a text that many changes stand in counts once', async () => {
  const tags = Array.from({ length: 9 }, (_, n): Command => ({
    kind: 'tag-passage',
    excerpt: anExcerpt(`e${n}`, 0),
    coding: coding(),
  }));
  await commitAll([...imports.slice(0, 1), ...tags]);
  const read = await readOutbox(db, { changes: 200, units: TEXT.length + 1 });
  expect(read!.changes).toHaveLength(10);
  expect(read!.changes.at(-1)!.passageTexts).toEqual([aReport(0).text]);
});
