/**
 * The fault suite: drives the built app from outside, breaks things, and counts what was lost. Run it by
 * `npm run faults`; see README.md for the options.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../scripts/paths.mjs';
import { EXPERIMENTS } from './experiments/index.mjs';
import { APP, endAll } from './lib/app.mjs';
import { createBases } from './lib/bases.mjs';
import { unmountAll } from './lib/mounts.mjs';
import { runCases } from './lib/run-cases.mjs';
import { summarise, table } from './lib/verdict.mjs';
import { weaken } from './weaken.mjs';

const { values, positionals } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    runs: { type: 'string' },
    case: { type: 'string' },
    short: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    report: { type: 'string', default: join(ROOT, 'test-results', 'faults.json') },
    keep: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    weaken: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const log = (line) => process.stderr.write(`${line}\n`);

if (values.list) {
  for (const { id, what } of EXPERIMENTS) console.log(`${id.padEnd(18)} ${what}`);
} else process.exitCode = values.weaken ? await weaken(positionals) : await main();

async function main() {
  const wanted = values.only.flatMap((names) => names.split(','));
  const unknown = wanted.filter((name) => !EXPERIMENTS.some(({ id }) => id === name));
  if (unknown.length > 0) {
    log(
      `There is no experiment “${unknown.join('”, “')}”. There are: ${EXPERIMENTS.map(({ id }) => id).join(', ')}.`,
    );
    return 2;
  }
  const experiments = wanted.length === 0 ? EXPERIMENTS : EXPERIMENTS.filter(({ id }) => wanted.includes(id));
  const select = {
    short: values.short,
    runs: values.runs === undefined ? undefined : Number(values.runs),
    seed: Number(values.seed),
    label: values.case,
  };
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-faults-'));
  const began = performance.now();
  log(`Seeds from ${select.seed}. App: ${APP === ROOT ? 'this one' : APP}.`);
  let stopped = false;
  const stop = (signal) => {
    if (stopped) return;
    stopped = true;
    log(`Stopped by ${signal}.`);
    void endAll().finally(() => {
      unmountAll();
      process.exit(1);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal));
  try {
    const bases = createBases(join(folder, 'bases'));
    const results = await runCases(experiments, {
      folder,
      bases,
      jobs: Number(values.jobs),
      keep: values.keep,
      select,
      log,
    });
    const rows = [...results].map(([{ id }, runs]) => summarise(id, runs));
    return report(rows, results, (performance.now() - began) / 1000);
  } finally {
    await endAll();
    unmountAll();
    if (!values.keep) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Prints the table and the totals, and writes both for `npm test`. */
function report(rows, results, seconds) {
  const total = (of) => rows.reduce((sum, row) => sum + of(row), 0);
  const [passed, failed, skipped] = [total((r) => r.passed), total((r) => r.failed), total((r) => r.skipped)];
  console.log(`\n${table(rows)}\n`);
  for (const [{ id }, runs] of results) {
    for (const run of runs.filter((each) => !each.passed)) {
      for (const problem of run.problems) console.log(`${id}, ${run.label}: ${problem}`);
    }
  }
  const path = resolve(values.report);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    `${JSON.stringify({ passed, failed, skipped, seconds, experiments: rows }, null, 2)}\n`,
  );
  console.log(`${(seconds / 60).toFixed(1)} minutes`);
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  return failed > 0 ? 1 : 0;
}
