import type { BatchId } from '../ids';
import type { Change } from './change';

export type HistoryStep = 'undo' | 'redo';

export interface HistoryEntry {
  readonly batchId: BatchId;
  readonly label: string;
}

/** What undo and redo would take next: the last entry of each list. */
export type History = Readonly<Record<HistoryStep, readonly HistoryEntry[]>>;

/** Steps that stay undoable; older ones remain in the change log. */
export const HISTORY_LIMIT = 500;

export const NO_HISTORY: History = { undo: [], redo: [] };

/** The lists after a change. Folded over all changes of an archive they are what the archive offers. */
export function historyAfter(history: History, change: Change): History {
  const { batchId, label } = change;
  if (change.kind !== 'do') {
    const from = change.kind;
    const entry = { batchId: change.target ?? batchId, label };
    const to: HistoryStep = from === 'undo' ? 'redo' : 'undo';
    return {
      ...history,
      [from]: history[from].filter((other) => other.batchId !== entry.batchId),
      // A step too long for one change is taken back in several: it is offered once all the same.
      [to]: change.undoable
        ? [...history[to].filter((other) => other.batchId !== entry.batchId), entry]
        : history[to],
    };
  }
  if (!change.undoable) return history;
  const isSameBatch = history.undo.at(-1)?.batchId === batchId;
  const undo = isSameBatch ? history.undo.slice(0, -1) : history.undo;
  return { undo: [...undo, { batchId, label }].slice(-HISTORY_LIMIT), redo: [] };
}
