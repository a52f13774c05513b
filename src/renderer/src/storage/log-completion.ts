import { subjectsOf, type Change } from '$domain/change/change';
import { readMeta, type ArchiveDb } from './archive-db';

/** The changes that the log of a store built anew still lacks, both ends included; null when it is complete. */
export async function missingChanges(db: ArchiveDb): Promise<{ from: number; to: number } | null> {
  const row = await readMeta(db, 'missing');
  return row ? { from: row.from, to: row.to } : null;
}

/** Puts the next missing changes into the log: in order, beginning with the first that is missing. */
export async function completeLog(db: ArchiveDb, changes: readonly Change[]): Promise<void> {
  await db.transaction('rw', [db.changes, db.meta], async () => {
    const missing = await missingChanges(db);
    const last = changes.at(-1)?.seq;
    if (!missing || last === undefined) return;
    await db.changes.bulkPut(changes.map((change) => ({ ...change, subjects: subjectsOf(change.ops) })));
    if (last >= missing.to) await db.meta.delete('missing');
    else await db.meta.put({ key: 'missing', from: last + 1, to: missing.to });
  });
}
