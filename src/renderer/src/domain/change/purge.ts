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
    codes: new Set(),
    countries: new Set(),
    rejections: new Set(),
    savedSearches: new Set(),
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
 * The change without what it says about rows that are gone, as if they had never been. A purged log tells too little
 * to go back from, so none of its changes is offered for undo any more.
 */
export function keepLiving(change: Change, living: LivingRows): Change {
  return {
    ...change,
    undoable: false,
    ops: change.ops.filter((op) => living[op.table].has(op.key)),
    texts: change.texts.filter((text) => living.reports.has(text.reportId)),
  };
}
