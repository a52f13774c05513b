import { expect, test } from 'vitest';
import { endToEndTotals, faultTotals, totalsLine, unitTotals } from './check.mjs';

test('a unit test file that cannot be loaded is a failure', () => {
  const report = {
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults: [
      { status: 'passed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ],
  };
  expect(unitTotals(report)).toEqual({ passed: 5, failed: 2, skipped: 3 });
});

test('an error outside any end-to-end test is a failure', () => {
  const report = { stats: { expected: 4, unexpected: 1, flaky: 0, skipped: 2 }, errors: [{}] };
  expect(endToEndTotals(report)).toEqual({ passed: 4, failed: 2, skipped: 2 });
});

test('a step that did not run counts nothing', () => {
  expect(unitTotals(undefined)).toEqual(endToEndTotals(undefined));
  expect(faultTotals(undefined)).toEqual(endToEndTotals(undefined));
});

test('the totals are one plain line', () => {
  expect(totalsLine({ passed: 7, failed: 0, skipped: 0 })).toBe('7 passed, 0 failed');
  expect(totalsLine({ passed: 7, failed: 1, skipped: 2 })).toBe('7 passed, 1 failed, 2 skipped');
});
