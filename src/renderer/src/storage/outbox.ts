import type { Change } from '$domain/change/change';
import type { ReportText } from '$domain/report/report';
import { readMeta, type ArchiveDb } from './archive-db';
import type { RowCounts } from '$domain/change/change';

/** A change on its way to the journal, with the texts it brought in and those its passages stand in. */
export interface OutgoingChange {
  readonly change: Change;
  readonly texts: readonly ReportText[];
  readonly passageTexts: readonly ReportText[];
}

export interface Outgoing {
  readonly storeId: string;
  readonly changes: readonly OutgoingChange[];
  /** The store's row numbers when it holds just these changes and none after them; null otherwise. */
  readonly rows: RowCounts | null;
}

/** The oldest changes that are not known to be in the journal, up to `limit`; null when there are none. */
export async function readOutbox(db: ArchiveDb, limit: number): Promise<Outgoing | null> {
  return db.transaction('r', [db.outbox, db.changes, db.reportTexts, db.meta], async () => {
    const waiting = await db.outbox.orderBy('seq').limit(limit).primaryKeys();
    if (waiting.length === 0) return null;
    const rows = await db.changes.bulkGet(waiting);
    const archive = await readMeta(db, 'archive');
    const seq = (await readMeta(db, 'seq'))?.value;
    const counts = await readMeta(db, 'counts');
    const changes: OutgoingChange[] = [];
    for (const row of rows) {
      if (row === undefined || !archive) throw new Error('The outbox names a change that is not in the log.');
      const { subjects: _subjects, ...change } = row;
      const texts = await textsOf(db, change.texts);
      const excerpts = change.ops.flatMap((op) =>
        op.table === 'excerpts' ? [op.before, op.after].filter((row) => row !== null) : [],
      );
      changes.push({ change, texts, passageTexts: await textsOf(db, excerpts) });
    }
    const isLast = waiting.at(-1) === seq;
    return { storeId: archive!.storeId, changes, rows: isLast ? (counts?.counts ?? null) : null };
  });
}

async function textsOf(
  db: ArchiveDb,
  named: readonly { readonly reportId: string; readonly revision: number }[],
): Promise<ReportText[]> {
  const keys = new Map(named.map((row) => [`${row.reportId} ${row.revision}`, row]));
  const found = await db.reportTexts.bulkGet(
    [...keys.values()].map(({ reportId, revision }): [string, number] => [reportId, revision]),
  );
  return found.map((text) => {
    if (text === undefined) throw new Error('The text of a report is missing.');
    return text;
  });
}

/** Forgets what is in the journal by now: everything up to this change. */
export async function clearOutbox(db: ArchiveDb, upTo: number): Promise<void> {
  await db.outbox.where('seq').belowOrEqual(upTo).delete();
}

/** Names every change after this one again, for a journal that lost its end. Gives how many. */
export async function refillOutbox(db: ArchiveDb, after: number): Promise<number> {
  return db.transaction('rw', [db.outbox, db.changes], async () => {
    const missing = await db.changes.where('seq').above(after).primaryKeys();
    await db.outbox.bulkPut(missing.map((seq) => ({ seq })));
    return missing.length;
  });
}
