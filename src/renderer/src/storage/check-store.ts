import { NO_ROWS, type RowCounts } from '$domain/change/change';
import type { ChangeId } from '$domain/ids';
import type { Failure } from '$domain/result';
import { readMeta, type ArchiveDb } from './archive-db';

/** What must be in the store, as the journal and the ledger witness it. */
export interface Witness {
  /** Null when nothing witnesses an earlier start. */
  readonly storeId: string | null;
  /** The journal's last change. */
  readonly seq: number;
  /** The last change that was ever seen saved. */
  readonly ledgerSeq: number;
  readonly changeId: ChangeId | null;
  /** Known after an orderly end. */
  readonly rows: Readonly<Record<string, number>> | null;
}

export type StoreVerdict =
  /** `unsent`: changes at the end that the outbox still has to bring to the journal. */
  | { readonly kind: 'whole'; readonly seq: number; readonly unsent: number }
  /** The store is well, the journal ends too early: nothing the outbox knows of explains it. */
  | { readonly kind: 'journal-behind'; readonly seq: number; readonly missing: number }
  | { readonly kind: 'damaged'; readonly fault: Failure };

/**
 * Compares the opened store with its witness: it must be the same archive and end where the journal ends or later.
 * Takes a few reads; {@link countStore} is the other half. Rejects when the store cannot be read.
 */
export async function checkStore(db: ArchiveDb, witness: Witness): Promise<StoreVerdict> {
  const archive = await readMeta(db, 'archive');
  const seq = (await readMeta(db, 'seq'))?.value ?? 0;
  if (witness.storeId !== null && (seq === 0 || !archive)) {
    return damaged('store/empty', 'The store is empty, although the archive holds saved work.');
  }
  if (witness.storeId !== null && archive!.storeId !== witness.storeId) {
    return damaged('store/other', 'The store belongs to another archive than the journal beside it.');
  }
  const saved = Math.max(witness.seq, witness.ledgerSeq);
  if (seq < saved) {
    return damaged(
      'store/behind',
      `The store ends at change ${seq}, although change ${saved} was saved: ${saved - seq} are missing from it.`,
    );
  }
  const atEnd = witness.seq === 0 ? undefined : await db.changes.get(witness.seq);
  if (witness.changeId !== null && atEnd?.id !== witness.changeId) {
    return damaged('store/diverged', `The store and the journal disagree about change ${witness.seq}.`);
  }
  const unsent = await db.outbox.where('seq').above(witness.seq).count();
  const missing = seq - witness.seq - unsent;
  return missing > 0
    ? { kind: 'journal-behind', seq, missing: seq - witness.seq }
    : { kind: 'whole', seq, unsent };
}

function damaged(code: string, message: string): StoreVerdict {
  return { kind: 'damaged', fault: { code, message } };
}

/**
 * Counts every table, before anything is written: a store must hold as many rows as it says itself, and as its witness
 * says. The first difference; null when there is none. Rejects when the store cannot be read.
 */
export async function countStore(
  db: ArchiveDb,
  witness: Pick<Witness, 'seq' | 'rows'>,
): Promise<Failure | null> {
  const tables = Object.keys(NO_ROWS) as (keyof RowCounts)[];
  return db.transaction('r', [...tables, 'meta'], async () => {
    const seq = (await readMeta(db, 'seq'))?.value ?? 0;
    const message = await miscount(db, tables, witness.seq === seq ? witness.rows : null);
    return message === null ? null : { code: 'store/incomplete', message };
  });
}

async function miscount(
  db: ArchiveDb,
  tables: readonly (keyof RowCounts)[],
  witnessed: Readonly<Record<string, number>> | null,
): Promise<string | null> {
  const own = (await readMeta(db, 'counts'))?.counts ?? NO_ROWS;
  const missing = await readMeta(db, 'missing');
  const found = await Promise.all(tables.map((table) => db.table(table).count()));
  for (const [i, table] of tables.entries()) {
    const later = table === 'changes' && missing ? missing.to - missing.from + 1 : 0;
    for (const expected of [own[table], witnessed?.[table] ?? own[table]]) {
      if (found[i]! + later !== expected) {
        return `The store holds ${found[i]} rows of “${table}” where ${expected} were saved.`;
      }
    }
  }
  return null;
}
