import Dexie from 'dexie';
import { expect, test } from 'vitest';
import { isStoreError } from './store-errors';

const named = (name: string): Error => Object.assign(new Error('x'), { name });

test('what a full disk answers is the store, what a bug answers is not', () => {
  expect(isStoreError(named('QuotaExceededError'))).toBe(true);
  expect(isStoreError(named('ConstraintError'))).toBe(false);
  expect(isStoreError('UnknownError')).toBe(false);
});

test('many writes at once that were broken off are the store; a bug among them is a bug', () => {
  const bulk = (...failures: Error[]): Error => new Dexie.BulkError('bulkPut', failures);
  expect(isStoreError(bulk(named('AbortError'), named('AbortError')))).toBe(true);
  expect(isStoreError(bulk(named('ConstraintError'), named('AbortError')))).toBe(false);
});
