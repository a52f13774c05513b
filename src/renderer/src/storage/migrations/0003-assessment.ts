import type { Transaction } from 'dexie';
import type { Change } from '$domain/change/change';
import { eachPage } from './each-page';

/** What a passage of an earlier version says of confidence, importance and event date: nothing. */
const NOTHING = { confidence: null, important: false, eventDate: '' };

/**
 * Passages get confidence, importance and event date, also where the log remembers them: undo compares a row with what
 * the log says it was. Runs inside Dexie's upgrade transaction: the old store or the whole new one.
 */
export async function addAssessment(transaction: Transaction): Promise<void> {
  await eachPage<{ id: string }>(transaction, 'excerpts', 'id', (row) => ({ ...NOTHING, ...row }));
  await eachPage<Change>(transaction, 'changes', 'seq', (change) => {
    if (!change.ops.some(({ table }) => table === 'excerpts')) return null;
    const ops = change.ops.map((op) =>
      op.table === 'excerpts'
        ? {
            ...op,
            before: op.before && { ...NOTHING, ...op.before },
            after: op.after && { ...NOTHING, ...op.after },
          }
        : op,
    );
    return { ...change, ops };
  });
}
