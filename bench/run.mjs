/**
 * Measures the built app on a generated archive and prints what it found beside the targets. Run it by
 * `npm run bench`, with `-- --reports N` for another size than 1,000 reports and eight passages each.
 */
/* global bench -- put into the page by page-code.ts */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../scripts/paths.mjs';
import { bundlePageCode, command, driveWindow, emptyWindow, endAll, watchWindow } from './app.mjs';
import { measureExtraction } from './extraction.mjs';
import { generateReports } from './generate.mjs';
import { measureHighlights } from './highlights.mjs';
import { measureImport } from './import.mjs';
import { heaps, load, machine, median, memoryOfTree, summary } from './measure.mjs';
import { drawQueries } from './queries.mjs';
import { measureRelevance } from './relevance.mjs';
import { printReport } from './report.mjs';
import { measureSafety } from './safety.mjs';
import { measureSearch } from './search.mjs';
import { measureSuggestions } from './suggest.mjs';
import { measureWorkbench } from './workbench.mjs';

const PASSAGES_PER_REPORT = 8;
const STARTS = 7;
const TAGS = 40;
/** Nobody chooses an actor and saves in the same instant; what opening the palette started is done by then. */
const PAUSE_MS = 500;
const EXPORTS = 5;
const QUERY_ROUNDS = 3;
const QUERIES_PER_CLASS = 30;
const QUERY_SEED = 20;

const { values } = parseArgs({
  options: {
    reports: { type: 'string' },
    passages: { type: 'string', default: '100000' },
    safety: { type: 'boolean', default: false },
    suggest: { type: 'boolean', default: false },
    extraction: { type: 'boolean', default: false },
    relevance: { type: 'boolean', default: false },
    search: { type: 'boolean', default: false },
    engines: { type: 'string' },
    only: { type: 'string' },
    import: { type: 'boolean', default: false },
    data: { type: 'string' },
    highlights: { type: 'boolean', default: false },
    workbench: { type: 'boolean', default: false },
    actors: { type: 'string', default: '5000' },
  },
});
if (values.safety) {
  await measureSafety({ reports: Number(values.reports ?? 10_000), passages: Number(values.passages) });
  process.exit();
}
if (values.suggest) {
  await measureSuggestions(values.data);
  process.exit();
}
if (values.extraction) {
  await measureExtraction(values.data);
  process.exit();
}
if (values.relevance) {
  await measureRelevance(values.data);
  process.exit();
}
if (values.search) {
  await measureSearch(values);
  if (values.only === undefined && values.engines === undefined) await measureRelevance(values.data);
  process.exit();
}
if (values.import) {
  await measureImport({ reports: Number(values.reports ?? 10_000), data: values.data });
  process.exit();
}
if (values.workbench) {
  await measureWorkbench({ passages: Number(values.passages), actors: Number(values.actors) });
  process.exit();
}
if (values.highlights) {
  await measureHighlights();
  process.exit();
}
const size = Number(values.reports ?? 1000);
const log = (line) => process.stderr.write(`${line}\n`);
const results = join(ROOT, 'bench', 'results');
const folder = mkdtempSync(join(tmpdir(), 'commonplace-bench-'));
const profile = join(folder, 'profile');
const loads = [load()];

try {
  mkdirSync(results, { recursive: true });
  const reports = [...generateReports({ reports: size, passagesPerReport: PASSAGES_PER_REPORT })];
  const paths = reports.map(({ name, text }) => write(join(folder, name), text));
  await bundlePageCode();
  const figures = {};
  const step = async (name, measure) => {
    const began = performance.now();
    log(`${name} …`);
    figures[name] = await measure();
    loads.push(load());
    log(`  ${((performance.now() - began) / 1000).toFixed(1)} s`);
  };

  await step('importByCommand', () => importByCommand(paths));
  await step('importByWindow', () => importByWindow(paths));
  await step('seeding', () => seedPassages(reports));
  await step('starts', measureStarts);
  await step('commands', measureCommands);
  await step('queries', () => measureQueries(reports));
  await step('tagging', measureTagging);
  await step('exporting', measureExport);

  const report = { machine: machine(), reports: size, loads, figures };
  write(join(results, 'latest.json'), `${JSON.stringify(report, null, 2)}\n`);
  printReport(report);
} finally {
  endAll();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

function write(path, text) {
  writeFileSync(path, text);
  return path;
}

/** The archive that everything else is measured on. The rate leaves out the app's own start and end. */
async function importByCommand(paths) {
  const empty = await command(join(folder, 'empty'), ['list']);
  const { ms, records } = await command(profile, ['import', ...paths]);
  const { imported } = records.at(-1);
  return { imported, ms, startMs: empty.ms, perSecond: (imported / (ms - empty.ms)) * 1000 };
}

/** From choosing the files to the preview, then from “Import” to the closed dialog; into an archive of its own. */
async function importByWindow(paths) {
  const { app, page, close } = await driveWindow(join(folder, 'window-import'));
  await app.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
  }, paths);
  const dialog = page.getByRole('dialog', { name: 'Import reports' });
  const save = dialog.getByRole('button', { name: 'Import', exact: true });
  const began = performance.now();
  await page.getByRole('button', { name: 'Import…' }).click();
  await save.waitFor();
  const previewMs = performance.now() - began;
  await save.click();
  await dialog.waitFor({ state: 'hidden' });
  const savedMs = performance.now() - began - previewMs;
  await close();
  return { previewMs, savedMs, perSecond: (paths.length / (previewMs + savedMs)) * 1000 };
}

async function seedPassages(reports) {
  const passages = reports.flatMap(({ name, passages: own }) =>
    own.map((passage) => ({ ...passage, fileName: name })),
  );
  const { page, close } = await emptyWindow(profile);
  const times = await page.evaluate((all) => bench.seed(all), passages);
  await close();
  return { commit: summary(times), lastQuarter: summary(times.slice(-Math.ceil(times.length / 4))) };
}

async function measureStarts() {
  // The first one makes the index, and stores it once nothing has changed for a while.
  const first = await watchWindow(profile);
  await first.close();
  const indexing = await driveWindow(profile);
  const built = await indexing.page.evaluate(() => bench.indexReady());
  await indexing.page.evaluate(() => bench.persistIndex());
  await indexing.close();

  const usable = [];
  let memory;
  for (let n = 0; n < STARTS; n += 1) {
    const window = await watchWindow(profile);
    usable.push(window.usableMs);
    if (n === STARTS - 1) {
      await window.page.waitForTimeout(3000);
      memory = { heaps: await heaps(window.page), pss: memoryOfTree(window.pid) };
    }
    await window.close();
  }
  const again = await driveWindow(profile);
  const loaded = await again.page.evaluate(() => bench.indexReady());
  await again.close();
  return { first: first.usableMs, second: summary(usable), indexBuilt: built, indexLoaded: loaded, memory };
}

async function measureCommands() {
  const lists = [];
  const searches = [];
  for (let n = 0; n < 3; n += 1) {
    lists.push((await command(profile, ['list'])).ms);
    searches.push((await command(profile, ['search', 'protest'])).ms);
  }
  const path = join(folder, 'command.csv');
  const exported = await command(profile, ['export', '--format', 'csv', '--out', path]);
  return { listMs: median(lists), searchMs: median(searches), exportMs: exported.ms };
}

/** Every query of every class, some rounds after one another; the plain peer is asked right after each. */
async function measureQueries(reports) {
  const classes = drawQueries(reports, { seed: QUERY_SEED, perClass: QUERIES_PER_CLASS });
  const { page, close } = await driveWindow(profile);
  await page.evaluate(() => bench.indexReady());
  await page.evaluate(() => bench.buildPeer());
  const byClass = {};
  const worker = [];
  for (let round = 0; round < QUERY_ROUNDS; round += 1) {
    for (const [name, queries] of Object.entries(classes)) {
      const own = (byClass[name] ??= { worker: [], roundTrip: [], peer: [], found: 0, slowest: null });
      for (const query of queries) {
        const withPeer = !/[":]/.test(query);
        const [answered, peer] = await page.evaluate(
          async ([text, ask]) => [await bench.ask(text), ask ? bench.askPeer(text) : null],
          [query, withPeer],
        );
        own.worker.push(answered.worker);
        own.roundTrip.push(answered.roundTrip);
        if (peer !== null) own.peer.push(peer);
        if (answered.reports > 0) own.found += 1;
        if (answered.worker > (own.slowest?.ms ?? 0)) own.slowest = { query, ms: answered.worker };
        worker.push(answered.worker);
      }
    }
  }
  await close();
  const summaries = Object.entries(byClass).map(([name, own]) => [
    name,
    {
      worker: summary(own.worker),
      roundTrip: summary(own.roundTrip),
      peer: own.peer.length > 0 ? summary(own.peer) : null,
      foundSomething: own.found / own.worker.length,
      slowest: own.slowest,
    },
  ]);
  return { all: summary(worker), classes: Object.fromEntries(summaries) };
}

/** Tags passages in one report after another by selecting words, T, the palette, and a click. */
async function measureTagging() {
  const { page, close } = await driveWindow(profile);
  await page.evaluate(() => bench.indexReady());
  const list = page.getByRole('listbox', { name: 'Reports' });
  const palette = page.getByRole('dialog', { name: 'Tag passage' });
  const times = [];
  for (let n = 0; n < TAGS; n += 1) {
    await list.focus();
    await page.keyboard.press('ArrowDown');
    const title = await list.getByRole('option', { selected: true }).getAttribute('aria-label');
    await page.getByRole('article', { name: title, exact: true }).waitFor();
    await page.getByRole('button', { name: 'Edit passage' }).first().waitFor();
    await page.evaluate((nth) => bench.selectWords(nth), n);
    await page.getByRole('button', { name: 'Tag selection' }).and(page.locator(':enabled')).waitFor();
    await page.keyboard.press('t');
    await palette.getByRole('combobox', { name: 'Actor' }).fill('Police');
    await page.keyboard.press('Enter');
    await palette.getByRole('combobox', { name: 'Country' }).fill('KAZ');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(PAUSE_MS);
    const timing = page.evaluate(() => bench.timeTagging());
    await palette.getByRole('button', { name: 'Save passage' }).click();
    times.push(await timing);
    await palette.waitFor({ state: 'hidden' });
  }
  await close();
  return summary(times);
}

async function measureExport() {
  const { app, page, close } = await driveWindow(profile);
  await page.evaluate(() => bench.indexReady());
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Passages' }).click();
  await page.getByRole('grid', { name: 'Passages' }).waitFor();
  const dialog = page.getByRole('dialog', { name: 'Export passages' });
  const profiles = {};
  for (const name of ['data', 'spreadsheet']) {
    const times = [];
    let bytes = 0;
    for (let n = 0; n < EXPORTS; n += 1) {
      const fileName = `${name}-${n}.csv`;
      await app.evaluate(
        ({ dialog: dialogs }, filePath) => {
          dialogs.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
        },
        join(folder, fileName),
      );
      await page.getByRole('button', { name: 'Export…' }).last().click();
      await dialog.getByRole('combobox', { name: 'Profile' }).selectOption(name);
      const timing = page.evaluate((file) => bench.timeExport(file), fileName);
      await dialog.getByRole('button', { name: 'Export', exact: true }).click();
      times.push(await timing);
      bytes = statSync(join(folder, fileName)).size;
    }
    profiles[name] = { ...summary(times), bytes };
  }
  await close();
  return profiles;
}
