import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.mjs';
import { npmCommand } from './npm.mjs';
import { ROOT } from './paths.mjs';

const UNIT_REPORT = join(ROOT, 'test-results', 'unit.json');
const E2E_REPORT = join(ROOT, 'test-results', 'e2e.json');
const FAULTS_REPORT = join(ROOT, 'test-results', 'faults.json');
const UNIT_ARGUMENTS = ['--', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`];

/**
 * Runs every check and stops at the first that fails. Linting takes as long as the other checks of the source together,
 * each keeps one core busy, and so they run beside each other. Ends with one line of totals on standard output:
 * `N passed, N failed`, with `, N skipped` where there are any.
 * @param {{ build: () => Promise<void>, endToEnd: () => Promise<number>, faults: () => Promise<number> }} steps what
 *   depends on the runtime
 * @returns {Promise<number>} exit code
 */
export async function check({ build, endToEnd, faults }) {
  mkdirSync(join(ROOT, 'test-results'), { recursive: true });
  for (const report of [UNIT_REPORT, E2E_REPORT, FAULTS_REPORT]) rmSync(report, { force: true });
  const failures = await Promise.all([
    firstFailure([['lint', () => script('check:lint')]]),
    firstFailure([
      ['format', () => script('check:format')],
      ['types', () => script('check:types')],
      ['layers', () => script('check:layers')],
    ]),
  ]);
  const failedStep =
    failures.find((name) => name !== undefined) ??
    (await firstFailure([
      ['unit tests', () => script('check:unit', UNIT_ARGUMENTS)],
      ['build', () => build().then(() => 0)],
      ['end-to-end tests', endToEnd],
      ['fault suite, short form', faults],
    ]));
  if (failedStep !== undefined) console.log(`\nStopped: "${failedStep}" failed; see its output above.`);
  const totals = [
    unitTotals(readReport(UNIT_REPORT)),
    endToEndTotals(readReport(E2E_REPORT)),
    faultTotals(readReport(FAULTS_REPORT)),
  ].reduce(sumTotals);
  // A step that broke without failing a test must not read as a success.
  if (failedStep !== undefined && totals.failed === 0) totals.failed = 1;
  console.log(`\n${totalsLine(totals)}`);
  return failedStep === undefined ? 0 : 1;
}

/** Runs steps in order; gives the name of the one that failed, after which none runs. */
async function firstFailure(steps) {
  for (const [name, step] of steps) {
    const started = performance.now();
    console.log(`\n== ${name}`);
    const code = await step().catch((error) => {
      console.log(error instanceof Error ? error.message : String(error));
      return 1;
    });
    console.log(
      `== ${name}: ${code === 0 ? 'ok' : 'failed'} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
    );
    if (code !== 0) return name;
  }
  return undefined;
}

/** The line that closes a test run. */
export function totalsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** Totals of Vitest's JSON report; a test file that could not be loaded counts as one failure. */
export function unitTotals(report) {
  if (report === undefined) return { passed: 0, failed: 0, skipped: 0 };
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Totals of Playwright's JSON report; an error outside any test counts as one failure. */
export function endToEndTotals(report) {
  if (report === undefined) return { passed: 0, failed: 0, skipped: 0 };
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped };
}

/** Totals of the fault suite's report, one for each run of an experiment. */
export function faultTotals(report) {
  const { passed, failed, skipped } = report ?? { passed: 0, failed: 0, skipped: 0 };
  return { passed, failed, skipped };
}

function sumTotals(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function script(name, args = []) {
  const [command, ...first] = npmCommand();
  return run(command, [...first, 'run', '--silent', name, ...args], { cwd: ROOT });
}
