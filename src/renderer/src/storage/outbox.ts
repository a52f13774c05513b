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

/** How much is read at a time: so many changes, or fewer whose texts have so many UTF-16 units; at least one change. */
export interface OutgoingLimit {
  readonly changes: number;
  readonly units: number;
}

/** The oldest changes that are not known to be in the journal, up to `limit`; null when there are none. */
export async function readOutbox(db: ArchiveDb, limit: OutgoingLimit): Promise<Outgoing | null> {
  return db.transaction('r', [db.outbox, db.changes, db.reportTexts, db.meta], async () => {
    const [waiting, archive, last, counts] = await Promise.all([
      db.outbox.orderBy('seq').limit(limit.changes).primaryKeys(),
      readMeta(db, 'archive'),
      readMeta(db, 'seq'),
      readMeta(db, 'counts'),
    ]);
    if (waiting.length === 0) return null;
    const changes: OutgoingChange[] = [];
    const shelf: TextsRead = { texts: new Map(), units: 0 };
    for (const row of await db.changes.bulkGet(waiting)) {
      if (row === undefined || !archive) throw new Error('The outbox names a change that is not in the log.');
      const { subjects: _subjects, ...change } = row;
      const texts = await textsOf(db, change.texts, shelf);
      const excerpts = change.ops.flatMap((op) =>
        op.table === 'excerpts' ? [op.before, op.after].filter((row) => row !== null) : [],
      );
      changes.push({ change, texts, passageTexts: await textsOf(db, excerpts, shelf) });
      if (shelf.units >= limit.units) break;
    }
    const isLast = changes.at(-1)?.change.seq === last?.value;
    return { storeId: archive!.storeId, changes, rows: isLast ? (counts?.counts ?? null) : null };
  });
}

/** Texts that were read, by report and revision: many changes in a row are about the same few. */
interface TextsRead {
  readonly texts: Map<string, ReportText>;
  units: number;
}

async function textsOf(
  db: ArchiveDb,
  named: readonly { readonly reportId: string; readonly revision: number }[],
  shelf: TextsRead,
): Promise<ReportText[]> {
  const keys = new Map(named.map((row) => [`${row.reportId} ${row.revision}`, row]));
  const unread = [...keys].filter(([key]) => !shelf.texts.has(key));
  const found = await db.reportTexts.bulkGet(
    unread.map(([, { reportId, revision }]): [string, number] => [reportId, revision]),
  );
  for (const [i, [key]] of unread.entries()) {
    const text = found[i];
    if (text === undefined) throw new Error('The text of a report is missing.');
    shelf.texts.set(key, text);
    shelf.units += text.text.length;
  }
  return [...keys.keys()].map((key) => shelf.texts.get(key)!);
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
