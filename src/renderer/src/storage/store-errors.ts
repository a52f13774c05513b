import Dexie from 'dexie';

/** Names of the errors that a store gives which broke off, as on a full disk, and which no bug of ours causes. */
const STORE_ERRORS = new Set([
  'UnknownError',
  'DatabaseClosedError',
  'InvalidStateError',
  'AbortError',
  'QuotaExceededError',
  'TimeoutError',
  'OpenFailedError',
  'PrematureCommitError',
  'TransactionInactiveError',
]);

/** Whether an error says that the store cannot be used just now, and has to be opened again. */
export function isStoreError(error: unknown): boolean {
  if (error instanceof Dexie.BulkError) return error.failures.every(isStoreError);
  return error instanceof Error && STORE_ERRORS.has(error.name);
}
