import { mkdirSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { photograph } from './app.mjs';
import { killFamily, usersOf } from './processes.mjs';
import { randomFrom } from './random.mjs';
import { Run } from './verdict.mjs';
import { within } from './wait.mjs';

/** Longest one run may take. */
const RUN_MS = 10 * 60_000;

/**
 * @typedef {object} Experiment
 * @property {string} id
 * @property {string} what what it does, in a line
 * @property {(options: { short: boolean, runs?: number, seed: number }) => import('./cases.mjs').Case[]} cases
 * @property {() => string | null | Promise<string | null>} [skip] why it cannot be done here
 * @property {(run: Run, context: Context) => Promise<void>} run
 */

/**
 * @typedef {object} Context
 * @property {string} folder of this run alone
 * @property {ReturnType<typeof import('./bases.mjs').createBases>} bases
 * @property {() => number} random
 * @property {any} value of the case
 * @property {number} seed
 */

/**
 * Runs the cases of all experiments, `jobs` at a time, and gives the runs by experiment.
 * @param {Experiment[]} experiments
 * @param {{ folder: string, bases: any, jobs: number, keep: boolean, select: object, log: (line: string) => void }} options
 * @returns {Promise<Map<Experiment, Run[]>>}
 */
export async function runCases(experiments, { folder, bases, jobs, keep, select, log }) {
  const results = new Map(experiments.map((experiment) => [experiment, []]));
  const waiting = [];
  for (const experiment of experiments) {
    const reason = (await experiment.skip?.()) ?? null;
    if (reason !== null) log(`${experiment.id}: skipped. ${reason}`);
    const cases = experiment.cases(select).filter(({ label }) => label.includes(select.label ?? ''));
    for (const each of cases) waiting.push({ experiment, each, reason });
  }
  let number = 0;
  async function work() {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { experiment, each, reason } = next;
      const run = new Run(each.label, each.seed);
      results.get(experiment).push(run);
      if (reason === null)
        await runOne(experiment, each, run, {
          folder: join(folder, `run-${(number += 1)}`),
          bases,
          keep,
          log,
        });
      else run.skipped = reason;
    }
  }
  await Promise.all(Array.from({ length: jobs }, work));
  return results;
}

async function runOne(experiment, { seed, value }, run, { folder, bases, keep, log }) {
  const began = performance.now();
  mkdirSync(folder, { recursive: true });
  const context = { folder, bases, seed, value, random: randomFrom(seed) };
  try {
    await within(experiment.run(run, context), RUN_MS, `the run ${experiment.id} ${run.label}`);
  } catch (error) {
    run.problems.push(
      error instanceof Error ? error.message.split('\n').slice(0, 4).join(' ') : String(error),
    );
  }
  if (keep && !run.passed) await photograph(folder);
  await endLeftovers(folder, run);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const said = run.skipped === null ? (run.passed ? 'ok' : 'FAILED') : `skipped: ${run.skipped}`;
  log(
    `${experiment.id}, ${run.label}: ${said} (${seconds} s)${run.notes.length > 0 ? ` ${run.notes.join(', ')}` : ''}`,
  );
  for (const problem of run.problems) log(`    ${problem}`);
  if (run.passed || !keep) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  else log(`    kept in ${folder}`);
}

/** A run that passed leaves nobody behind; after one that failed, whoever is left is ended. */
async function endLeftovers(folder, run) {
  const left = usersOf(`${folder}${sep}`);
  if (left.length > 0 && run.passed) run.problems.push(`${left.length} processes were left behind.`);
  for (const { pid } of left) await killFamily(pid).catch(() => undefined);
}
