import type { Change, RowOp, TableName } from './change';

/** The keys of the rows that are in the archive, by table. */
export type LivingRows = Readonly<Record<TableName, ReadonlySet<string>>>;

/** Follows operations without keeping what they say: which rows are there in the end. */
export class LivingRowsFold {
  readonly #living: Record<TableName, Set<string>> = {
    reports: new Set(),
    originals: new Set(),
    excerpts: new Set(),
    assignments: new Set(),
    memos: new Set(),
    actors: new Set(),
  };

  add(ops: readonly RowOp[]): void {
    for (const op of ops) {
      if (op.after === null) this.#living[op.table].delete(op.key);
      else this.#living[op.table].add(op.key);
    }
  }

  get living(): LivingRows {
    return this.#living;
  }
}

/**
 * The change without what it says about rows that are gone, as if they had never been. What remains of a change that
 * lost something cannot be undone any more; an untouched change stays as it is.
 */
export function keepLiving(change: Change, living: LivingRows): Change {
  const ops = change.ops.filter((op) => living[op.table].has(op.key));
  const texts = change.texts.filter((text) => living.reports.has(text.reportId));
  if (ops.length === change.ops.length && texts.length === change.texts.length) return change;
  return { ...change, ops, texts, undoable: false };
}
