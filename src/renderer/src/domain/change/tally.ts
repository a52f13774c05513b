import type { ActorId, CodeId, ReportId } from '../ids';
import type { RowOp } from './change';

/** How many passages each report and each code has, and how many assignments each actor. What has none is left out. */
export interface Tally {
  readonly passages: ReadonlyMap<ReportId, number>;
  readonly uses: ReadonlyMap<ActorId, number>;
  readonly codes: ReadonlyMap<CodeId, number>;
}

/** The tally after a change with these operations. */
export function tallyAfter(tally: Tally, ops: readonly RowOp[]): Tally {
  const passages = new Map(tally.passages);
  const uses = new Map(tally.uses);
  const codes = new Map(tally.codes);
  for (const op of ops) {
    if (op.table === 'excerpts') {
      add(passages, op.before?.reportId, -1);
      add(passages, op.after?.reportId, 1);
      for (const code of op.before?.codes ?? []) add(codes, code, -1);
      for (const code of op.after?.codes ?? []) add(codes, code, 1);
    } else if (op.table === 'assignments') {
      add(uses, op.before?.pair.actorId, -1);
      add(uses, op.after?.pair.actorId, 1);
    }
  }
  return { passages, uses, codes };
}

function add<K>(counts: Map<K, number>, key: K | null | undefined, by: 1 | -1): void {
  if (key === null || key === undefined) return;
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
