import type { Transaction } from 'dexie';
import { addFields } from './add-fields';

/** What a passage of an earlier version says of confidence, importance and event date: nothing. */
const NOTHING = { confidence: null, important: false, eventDate: '' };

/**
 * Passages get confidence, importance and event date. Runs inside Dexie's upgrade transaction: the old store or the
 * whole new one.
 */
export function addAssessment(transaction: Transaction): Promise<void> {
  return addFields(transaction, 'excerpts', NOTHING);
}
