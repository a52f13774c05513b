import type { Table } from 'dexie';
import {
  countAfter,
  invert,
  NO_ROWS,
  sameRow,
  subjectsOf,
  TABLES,
  type Change,
  type RowOp,
  type TextRef,
} from '$domain/change/change';
import { commandLabel, type Command, type CommandContext } from '$domain/change/command';
import { historyAfter, type History, type HistoryEntry, type HistoryStep } from '$domain/change/history';
import { tick } from '$domain/change/hlc';
import { plan } from '$domain/change/plan';
import { inParts, LONGEST_CHANGE, opsSize, textSize } from '$domain/change/size';
import type { BatchId, ChangeId, Ports, Sha256 } from '$domain/ids';
import type { ReportText } from '$domain/report/report';
import { fail, ok, type Failure, type Result } from '$domain/result';
import { readMeta, type ArchiveDb, type ChangeRow } from './archive-db';
import { gather } from './gather';

export interface Writer {
  readonly db: ArchiveDb;
  readonly ports: Ports;
  /** Who codes now. */
  coder(): string;
  /** Why nothing may be written just now; null when it may. */
  barred(): Failure | null;
}

/**
 * The only write path. Runs the command in one strict `rw` transaction that writes the rows, the next `seq` and a
 * change record with before and after of every row. Null when the command changed nothing.
 * Fails with `command/gone` or `command/moved` when its target was deleted or moved meanwhile, with `command/too-large` when the journal could not
 * take it in one piece, and with the reason while writing is barred; rejects on storage errors, with nothing written.
 */
export async function commit(
  writer: Writer,
  command: Command,
  context: CommandContext,
): Promise<Result<Change | null>> {
  const { db } = writer;
  const barred = writer.barred();
  if (barred) return fail(barred);
  return db.transaction('rw', writable(db), async () => {
    const rows = await gather(db, command);
    const planned = plan(command, rows, writer.ports);
    if (!planned.ok) return planned;
    if (planned.value.length === 0) return ok(null);
    const texts = textsOf(command);
    const bodies = texts.map(({ text }) => text);
    if (isTooMuch(planned.value, bodies)) return fail(TOO_MUCH);
    if (bodies.length > 0) await db.reportTexts.bulkPut(bodies);
    const refs = texts.map(({ text: { reportId, revision }, textHash }) => ({
      reportId,
      revision,
      textHash,
    }));
    const label = context.label ?? commandLabel(command);
    const change = await record(writer, planned.value, refs, {
      batchId: context.batchId,
      kind: 'do',
      target: null,
      command: command.kind,
      label,
      undoable: context.undoable,
    });
    return ok(change);
  });
}

/** The texts that a command brings in, with their hashes. */
function textsOf(command: Command): { text: ReportText; textHash: Sha256 }[] {
  switch (command.kind) {
    case 'add-reports':
      return command.reports.map(({ report, text }) => ({ text, textHash: report.textHash }));
    case 'revise-report':
      return [{ text: command.text, textHash: command.fields.textHash }];
    default:
      return [];
  }
}

const TOO_MUCH: Failure = {
  code: 'command/too-large',
  message: 'That is too much to be saved in one step. Nothing was changed. Do it in smaller parts.',
};

function isTooMuch(ops: readonly RowOp[], texts: readonly ReportText[]): boolean {
  return texts.reduce((size, text) => size + textSize(text), opsSize(ops)) > LONGEST_CHANGE;
}

/** All that a change may write: not the search index, whose storing must never hold up a change. */
function writable(db: ArchiveDb): Table[] {
  return [...TABLES.map((table) => db.table(table)), db.reportTexts, db.changes, db.outbox, db.meta];
}

/**
 * Takes back the last batch, or does again what was taken back last. Null when there is none. A batch that is too long
 * for one change gives several, written together or not at all.
 * Fails with `history/changed-since` when a row is not as that batch left it, with `history/not-latest` when `expected`
 * is given and another batch would be next; in any case nothing is changed.
 */
export async function step(
  writer: Writer,
  direction: HistoryStep,
  expected?: BatchId,
): Promise<Result<readonly Change[] | null>> {
  const { db } = writer;
  const barred = writer.barred();
  if (barred) return fail(barred);
  return db.transaction('rw', writable(db), async () => {
    const history = await readHistory(db);
    const entry = history[direction].at(-1);
    if (expected !== undefined && entry?.batchId !== expected) {
      return fail({
        code: 'history/not-latest',
        message: `Something else was done since. Use ${direction} in the Edit menu to go step by step.`,
      });
    }
    if (!entry) return ok(null);
    const ops = await opsOf(db, entry, direction);
    if (!(await areAsBefore(db, ops))) {
      return fail({
        code: 'history/changed-since',
        message: `“${entry.label}” cannot be ${direction === 'undo' ? 'undone' : 'redone'}: what it changed was changed again since. Nothing was altered.`,
      });
    }
    const batchId = writer.ports.newId() as BatchId;
    const changes: Change[] = [];
    for (const part of inParts(ops, LONGEST_CHANGE)) {
      changes.push(
        await record(writer, part, [], {
          batchId,
          kind: direction,
          target: entry.batchId,
          command: direction,
          label: entry.label,
          undoable: true,
        }),
      );
    }
    return ok(changes);
  });
}

/** Rows looked up at a time: one by one, a step over many passages would take minutes. */
const ROWS_AT_ONCE = 1000;

async function areAsBefore(db: ArchiveDb, ops: readonly RowOp[]): Promise<boolean> {
  for (const table of TABLES) {
    const own = ops.filter((op) => op.table === table);
    for (let from = 0; from < own.length; from += ROWS_AT_ONCE) {
      const page = own.slice(from, from + ROWS_AT_ONCE);
      const rows: unknown[] = await db.table(table).bulkGet(page.map((op) => op.key));
      if (!page.every((op, i) => sameRow(rows[i] ?? null, op.before))) return false;
    }
  }
  return true;
}

/** What undo and redo would do next, newest last. */
export async function readHistory(db: ArchiveDb): Promise<History> {
  const row = await readMeta(db, 'history');
  return { undo: row?.undo ?? [], redo: row?.redo ?? [] };
}

async function opsOf(db: ArchiveDb, entry: HistoryEntry, direction: HistoryStep): Promise<RowOp[]> {
  const changes = await db.changes.where('batchId').equals(entry.batchId).sortBy('seq');
  const ops = changes.flatMap((change) => change.ops);
  return direction === 'undo' ? invert(ops) : ops;
}

type ChangeHead = Pick<Change, 'batchId' | 'kind' | 'target' | 'command' | 'label' | 'undoable'>;

async function record(
  writer: Writer,
  ops: readonly RowOp[],
  texts: readonly TextRef[],
  head: ChangeHead,
): Promise<Change> {
  const { db, ports } = writer;
  // All at once: each turn of waiting for the store is one that the person waits.
  const [archive, last, counts, history] = await Promise.all([
    readMeta(db, 'archive'),
    readMeta(db, 'seq'),
    readMeta(db, 'counts'),
    readHistory(db),
    write(db, ops),
  ]);
  const { device } = archive ?? (await describeArchive(writer));
  const at = ports.now();
  const seq = (last?.value ?? 0) + 1;
  const deviceSeq = (last?.deviceSeq ?? 0) + 1;
  const hlc = tick(last?.hlc ?? null, Date.parse(at), device);
  const change: ChangeRow = {
    ...head,
    id: ports.newId() as ChangeId,
    seq,
    at,
    hlc,
    device,
    deviceSeq,
    coder: writer.coder(),
    ops,
    texts,
    subjects: subjectsOf(ops),
  };
  await Promise.all([
    db.changes.add(change),
    db.outbox.add({ seq }),
    db.meta.bulkPut([
      { key: 'seq', value: seq, deviceSeq, hlc },
      { key: 'counts', counts: countAfter(counts?.counts ?? NO_ROWS, ops, texts) },
      { key: 'history', ...historyAfter(history, change) },
    ]),
  ]);
  return change;
}

/** Begins an archive that has no changes yet. */
async function describeArchive({ db, ports }: Writer): Promise<{ device: string }> {
  const row = {
    key: 'archive' as const,
    storeId: ports.newId(),
    device: ports.newId(),
    createdAt: ports.now(),
  };
  await db.meta.put(row);
  return row;
}

/** Writes the rows' last state, table by table, so that a batch of a thousand rows costs a dozen requests. */
async function write(db: ArchiveDb, ops: readonly RowOp[]): Promise<void> {
  const writes: PromiseLike<unknown>[] = [];
  for (const table of TABLES) {
    const last = new Map<string, RowOp['after']>();
    for (const op of ops) if (op.table === table) last.set(op.key, op.after);
    const puts = [...last.values()].filter((row) => row !== null);
    const deletes = [...last].filter(([, row]) => row === null).map(([key]) => key);
    if (puts.length > 0) writes.push(db.table(table).bulkPut(puts));
    if (deletes.length > 0) writes.push(db.table(table).bulkDelete(deletes));
  }
  await Promise.all(writes);
}
