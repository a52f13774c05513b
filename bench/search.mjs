/**
 * How fast and how large searching is: plain MiniSearch, SQLite's full-text index and the app's own, on the same reports, each in a
 * worker of an Electron of its own. Run it by `npm run bench:search`, with `-- --reports 1000,10000` for other sizes,
 * `--engines minisearch,fts5` for some of the engines and `--only query` for a part of the measurements.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { isChromiumNoise } from '../scripts/child.mjs';
import { ROOT } from '../scripts/paths.mjs';
import { machineArguments } from '../scripts/system.mjs';
import { load, machine } from './measure.mjs';
import { prepareCorpus, searchReport } from './search-corpus.mjs';
import { drawSearchQueries, WordCounts } from './search-queries.mjs';
import { printSearch } from './search-report.mjs';

const ENGINES = ['minisearch', 'fts5', 'commonplace'];
const PARTS = ['build', 'start', 'query', 'update'];
/** Reports a file, and in one call of an engine. */
const PAGE = 200;
/** Queries are drawn from so many reports, so that larger archives are asked the same. */
const DRAWN_FROM = 10_000;
const BUILDS = 3;
/** Of archives larger than this one build says enough. */
const LARGE = 20_000;
const SESSIONS = 5;
const UPDATES = 5;
/** Longest time for one class of queries in one session; keystrokes are many. */
const BUDGET_MS = 20_000;
const BUDGET_TYPED_MS = 60_000;
/** Classes of which all engines must find the same reports. */
const EXACT = ['common', 'mid', 'rare', 'two words'];
const JOB_LIMIT_MS = 30 * 60_000;

const log = (line) => process.stderr.write(`${line}\n`);
const running = new Set();

/**
 * @param {{ reports: string | undefined, engines: string | undefined, only: string | undefined }} options lists, separated by
 *   commas
 */
export async function measureSearch({ reports = '1000,10000', engines, only }) {
  const sizes = reports.split(',').map(Number);
  if (!sizes.every((size) => size > 0 && size % PAGE === 0))
    throw new Error(`Numbers of reports must be multiples of ${PAGE}.`);
  const chosen = chosenOf(engines, ENGINES);
  const parts = chosenOf(only, PARTS);
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-search-'));
  const loads = [load()];
  const end = () => {
    for (const child of running) child.kill('SIGKILL');
    remove(folder);
  };
  process.once('exit', end);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  try {
    log('making the reports …');
    const code = join(folder, 'code');
    await bundleWorker(code);
    const { pages, queries } = writeReports(join(folder, 'reports'), sizes);
    const bench = { folder, code, pages, parts, loads };
    const figures = [];
    for (const size of sizes)
      figures.push({ size, ...(await measureSize(bench, size, chosen, queries.get(size))) });
    const report = { machine: machine(), loads, engines: chosen, figures };
    const results = join(ROOT, 'bench', 'results');
    mkdirSync(results, { recursive: true });
    writeFileSync(join(results, 'search.json'), `${JSON.stringify(report, null, 2)}\n`);
    printSearch(report);
  } finally {
    end();
    process.off('exit', end);
  }
}

function chosenOf(list, all) {
  const chosen = list?.split(',') ?? all;
  const unknown = chosen.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new Error(`"${unknown}" is none of ${all.join(', ')}.`);
  return chosen;
}

async function bundleWorker(outDir) {
  await build({
    configFile: false,
    logLevel: 'error',
    resolve: {
      alias: {
        $domain: join(ROOT, 'src/renderer/src/domain'),
        $contract: join(ROOT, 'src/preload/contract'),
      },
    },
    build: {
      outDir,
      target: 'esnext',
      modulePreload: false,
      rollupOptions: {
        input: join(ROOT, 'bench', 'search-worker.ts'),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
      },
    },
  });
}

/** Writes the reports of the largest archive, in pages; smaller ones are its first. Queries by size. */
function writeReports(folder, sizes) {
  mkdirSync(folder);
  prepareCorpus();
  const queries = new Map();
  const counts = new WordCounts();
  const most = Math.max(...sizes);
  const samples = new Map(sizes.map((size) => [Math.min(size, DRAWN_FROM), null]));
  for (let from = 0; from < most; from += PAGE) {
    const page = Array.from({ length: Math.min(PAGE, most - from) }, (_, n) => searchReport(from + n));
    writeFileSync(join(folder, pageName(from)), JSON.stringify(page));
    for (const report of page) {
      if (counts.reports === DRAWN_FROM) break;
      counts.add(report);
      if (samples.has(counts.reports)) samples.set(counts.reports, drawSearchQueries(counts));
    }
  }
  for (const size of sizes) queries.set(size, samples.get(Math.min(size, DRAWN_FROM)));
  return { pages: folder, queries };
}

const pageName = (from) => `${String(from).padStart(7, '0')}.json`;

/** Engines take turns in every part. */
async function measureSize(bench, size, engines, queries) {
  const { parts } = bench;
  const pages = Array.from({ length: Math.ceil(size / PAGE) }, (_, n) => `/reports/${pageName(n * PAGE)}`);
  const found = Object.fromEntries(engines.map((name) => [name, { builds: [], sessions: [] }]));
  const profiles = {};
  const builds = parts.includes('build') && size <= LARGE ? BUILDS : 1;
  for (let n = 0; n < builds; n += 1) {
    for (const name of engines) {
      log(`${size} reports: building ${name}, ${n + 1} of ${builds} …`);
      if (profiles[name] !== undefined) remove(profiles[name]);
      profiles[name] = join(bench.folder, `${name}-${size}-${n}`);
      found[name].builds.push(await buildIndex(bench, profiles[name], name, pages));
    }
  }
  const empty = [];
  const isTimed = parts.some((part) => part !== 'build');
  for (let n = 0; n < SESSIONS && isTimed; n += 1) {
    log(`${size} reports: starting and asking, ${n + 1} of ${SESSIONS} …`);
    const { memory } = await job(bench, join(bench.folder, 'empty'), [['memory']]);
    empty.push(memory[0].value);
    for (const name of engines) {
      found[name].sessions.push(await session(bench, profiles[name], name, queries, size, n));
      bench.loads.push(load());
    }
  }
  for (const name of engines) remove(profiles[name]);
  return { queries, empty, engines: found };
}

async function buildIndex(bench, profile, name, pages) {
  const done = await job(bench, profile, [
    ['load', name],
    ['prepare', pages],
    ['read', pages],
    ['build', pages],
    ['diskBytes'],
    ['close'],
  ]);
  const [built] = done.build;
  return {
    electron: done.electron,
    cpuMs: built.cpu - done.read[0].cpu,
    ms: built.value.ms,
    diskBytes: done.diskBytes[0].value,
  };
}

/** A start with its first answer, then all queries; counts are compared once, and the index is changed at the very end. */
async function session({ parts, ...bench }, profile, name, queries, size, round) {
  const classes = Object.keys(queries);
  const asks = parts.includes('query');
  const steps = [['firstAnswer', name, queries.mid[0]], ['memory'], ['otherBytes']];
  if (asks) {
    for (const each of classes) {
      const list = queries[each];
      const budget = each === 'as-you-type' ? BUDGET_TYPED_MS : BUDGET_MS;
      steps.push(['ask', list, budget, Math.floor((list.length / SESSIONS) * round)]);
    }
    steps.push(['memory'], ['otherBytes']);
    if (round === 0) for (const each of EXACT) steps.push(['count', queries[each].map(({ words }) => words)]);
  }
  const changes = round === SESSIONS - 1 && parts.includes('update');
  if (changes) {
    const changed = Array.from({ length: UPDATES }, (_, n) => searchReport(Math.floor((size / UPDATES) * n)));
    steps.push(['update', changed]);
  }
  steps.push(['close']);
  const done = await job(bench, profile, steps);
  const [start] = done.firstAnswer;
  return {
    readyMs: done.readyMs,
    start: start.value,
    startCpuMs: start.cpu,
    memory: done.memory.map(({ value }, n) => ({ ...value, other: done.otherBytes[n].value })),
    asked: asks ? Object.fromEntries(classes.map((each, n) => [each, done.ask[n].value])) : null,
    exact: done.count && Object.fromEntries(EXACT.map((each, n) => [each, done.count[n].value])),
    update: changes ? done.update[0].value : null,
  };
}

/** Runs the steps in an Electron of its own; what was measured by the name of the step. */
async function job({ folder, code, pages }, profile, steps) {
  const result = join(folder, 'result.json');
  rmSync(result, { force: true });
  const folders = {
    code,
    reports: pages,
    sqlite: join(ROOT, 'node_modules', '@sqlite.org', 'sqlite-wasm', 'sqlite-wasm', 'jswasm'),
  };
  const path = join(folder, 'job.json');
  writeFileSync(path, JSON.stringify({ profile, folders, steps, result }));
  const env = { ...process.env, BENCH_SEARCH_JOB: path };
  const child = spawn(
    process.env.ELECTRON_EXEC_PATH,
    [...machineArguments(), join(ROOT, 'bench', 'search-main.mjs')],
    { env, stdio: ['pipe', 'ignore', 'pipe'] },
  );
  running.add(child);
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += chunk));
  const timer = setTimeout(() => child.kill('SIGKILL'), JOB_LIMIT_MS);
  const ended = await new Promise((resolve) =>
    child.once('close', (exitCode, signal) => resolve(signal ?? exitCode)),
  );
  clearTimeout(timer);
  running.delete(child);
  const said = () =>
    errors
      .split('\n')
      .filter((line) => !isChromiumNoise(line))
      .join('\n');
  const told = attempt(() => JSON.parse(readFileSync(result, 'utf8'))) ?? {
    error: `Electron ended with ${ended}.\n${said()}`,
  };
  if (told.error !== undefined) throw new Error(`A step failed: ${told.error}`);
  const done = { electron: told.electron, readyMs: told.readyMs };
  for (const { task, ...step } of told.measured) (done[task] ??= []).push(step);
  return done;
}

function remove(path) {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

function attempt(read) {
  try {
    return read();
  } catch {
    return null;
  }
}
