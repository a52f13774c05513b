/**
 * How well and how fast reports are imported: articles told from their pages, files of each format read, and a folder of
 * 10,000 files imported through the window. Run it by `npm run bench:import`, with `-- --reports N` for a smaller folder.
 */
/* global cancelAnimationFrame, requestAnimationFrame -- in functions that run in the page */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAll, openWindow } from './app.mjs';
import { bundled } from './bundled.mjs';
import { measureExtraction, measureOwnPages } from './extraction.mjs';
import { generateReports } from './generate.mjs';
import { heaps, load, machine, median, memoryOfTree } from './measure.mjs';
import { newsPage } from './news-pages.mjs';
import { filesByFormat } from './report-files.mjs';
import { table } from './report.mjs';

const FILES = { files: 40, many: 200, words: 600 };
const ROUNDS = 7;
const BULK_WORDS = 400;
const SAMPLE_MS = 500;
const LONG_FRAME_MS = 100;
/** After the end, before memory is read once more. */
const REST_MS = 10_000;
const LIMIT_MS = 30 * 60_000;

const log = (line) => process.stderr.write(`${line}\n`);
const print = (...lines) => process.stdout.write(`${lines.join('\n')}\n`);
/** Of something a millisecond. */
const rate = (each) => (each * 1000).toFixed(each < 0.01 ? 1 : 0);
const range = (loads) => `${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`;
const mega = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MB`;

/** @param {{ reports: number, data: string | undefined }} options */
export async function measureImport({ reports, data }) {
  print('', machine(), '', 'Articles told from their pages, pages of others:', '');
  await measureExtraction(data);
  log('pages of our own …');
  print('', 'Pages of our own make, whose articles are known:', '');
  await measureOwnPages();
  log('files of each format …');
  await measureFormats();
  log(`${reports} files through the window …`);
  await measureBulk(reports);
}

async function measureFormats() {
  const code = await bundled('import-code.ts');
  const loads = [load()];
  const rows = [];
  for await (const { format, reports, files } of filesByFormat(code, FILES)) {
    const times = [];
    let read = 0;
    for (let round = 0; round <= ROUNDS; round += 1) {
      read = 0;
      const began = performance.now();
      for (const { name, bytes } of files) {
        const { texts, refused } = await code.read(name, bytes);
        read += texts.length;
        if (refused.length > 0) log(`  ${name}: ${refused[0]}`);
      }
      // The first round loads the parsers.
      if (round > 0) times.push(performance.now() - began);
    }
    const size = files.reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
    const ms = median(times);
    rows.push([
      format,
      `${rate(reports / ms)}/s`,
      `${rate(reports / Math.min(...times))}/s`,
      `${(ms / reports).toFixed(1)} ms`,
      `${read} of ${reports}`,
      `${files.length}, ${(size / 1024 / files.length).toFixed(0)} kB`,
    ]);
  }
  loads.push(load());
  print(
    '',
    `Files of each format read in Node ${process.versions.node}, one thread, load ${range(loads)}:`,
    '',
    ...table(['format', 'reports, median', 'fastest round', 'a report', 'read', 'files, size of each'], rows),
  );
}

async function measureBulk(count) {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-import-'));
  const source = join(folder, 'reports');
  try {
    const bytes = writeReports(source, count);
    const loads = [load()];
    const { app, page, close } = await openWindow(join(folder, 'archive'));
    page.setDefaultTimeout(LIMIT_MS);
    await page.getByRole('button', { name: 'Remove sample' }).click();
    await page.getByRole('button', { name: 'Remove sample' }).waitFor({ state: 'hidden' });
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, source);
    await page.waitForTimeout(2000);
    const memory = watchMemory(app.process().pid);
    await page.evaluate(watchFrames, LONG_FRAME_MS);
    const began = performance.now();
    await app.evaluate(({ BrowserWindow, Menu }) => {
      const [window] = BrowserWindow.getAllWindows();
      Menu.getApplicationMenu()
        .getMenuItemById('file.import.folder')
        .click(undefined, window, window.webContents);
    });
    const dialog = page.getByRole('dialog', { name: 'Import “reports”' });
    await dialog.getByRole('status').filter({ hasText: 'Done.' }).waitFor();
    const ms = performance.now() - began;
    const frames = await page.evaluate(() => globalThis.framesWatched());
    const told = (
      await dialog
        .getByText(/refused$/u)
        .first()
        .textContent()
    )
      .replace(/\s+/gu, ' ')
      .trim();
    loads.push(load());
    const used = memory.end();
    await page.waitForTimeout(REST_MS);
    used.after = memoryOfTree(app.process().pid);
    used.heaps = await heaps(page);
    await close();
    printBulk({ count, bytes, ms, frames, told, loads, used });
  } finally {
    endAll();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Half of them plain text, half web pages, in folders of a hundred. Gives their bytes. */
function writeReports(folder, count) {
  let bytes = 0;
  const write = (i, name, content) => {
    const shelf = join(folder, String(Math.floor(i / 100)).padStart(3, '0'));
    if (i % 100 < 2) mkdirSync(shelf, { recursive: true });
    writeFileSync(join(shelf, name), content);
    bytes += Buffer.byteLength(content);
  };
  let i = 0;
  for (const { name, text } of generateReports({
    reports: Math.ceil(count / 2),
    seed: 3,
    passagesPerReport: 0,
  })) {
    let left = BULK_WORDS;
    const lines = text.split('\n').filter((line) => left > 0 && ((left -= line.split(' ').length), true));
    write(i, name, lines.join('\n\n'));
    if (i + 1 < count) write(i + 1, `page-${i + 1}.html`, newsPage(i, { seed: 3, words: BULK_WORDS }).html);
    i += 2;
  }
  return bytes;
}

/** Samples the memory of a process and all that it started, until `end`. Linux only. */
function watchMemory(pid) {
  const samples = [];
  const sample = () => {
    const now = memoryOfTree(pid);
    if (now !== null) samples.push(now);
  };
  sample();
  const timer = setInterval(sample, SAMPLE_MS);
  return {
    /** What it was before, at its most, and in the middle of the second and of the last quarter. */
    end() {
      clearInterval(timer);
      const most = (name) => Math.max(...samples.map((each) => each[name]));
      return {
        samples: samples.length,
        before: samples[0],
        peak: { total: most('total'), renderer: most('renderer') },
        early: samples[Math.floor(samples.length * 0.375)],
        late: samples[Math.floor(samples.length * 0.875)],
      };
    },
  };
}

/** Runs in the page. Times from one frame to the next, and the long frames that the browser itself tells of. */
function watchFrames(longMs) {
  const watched = { frames: 0, longestGap: 0, gaps: 0, longest: 0, long: 0 };
  let last = performance.now();
  let request = requestAnimationFrame(function next(now) {
    watched.frames += 1;
    watched.longestGap = Math.max(watched.longestGap, now - last);
    if (now - last > longMs) watched.gaps += 1;
    last = now;
    request = requestAnimationFrame(next);
  });
  const take = (entries) => {
    for (const { duration } of entries) {
      watched.longest = Math.max(watched.longest, duration);
      if (duration > longMs) watched.long += 1;
    }
  };
  const observer = new PerformanceObserver((list) => take(list.getEntries()));
  observer.observe({ type: 'long-animation-frame' });
  globalThis.framesWatched = () => {
    take(observer.takeRecords());
    observer.disconnect();
    cancelAnimationFrame(request);
    return watched;
  };
}

function printBulk({ count, bytes, ms, frames, told, loads, used }) {
  const both = (each) => (each ? `${mega(each.total)}, ${mega(each.renderer)}` : 'not measured');
  print(
    '',
    `${count} files (${mega(bytes)}) through the window: ${told}; load ${range(loads)}`,
    '',
    ...table(
      ['measured', 'figure'],
      [
        ['from the menu to “Done.”', `${(ms / 1000).toFixed(1)} s`],
        ['reports', `${rate(count / ms)}/s`],
        ['memory of all processes, of the renderer (PSS): before', both(used.before)],
        ['at three eighths of the time', both(used.early)],
        ['at seven eighths of the time', both(used.late)],
        [`peak of ${used.samples} samples`, used.samples > 0 ? both(used.peak) : 'not measured'],
        [`${REST_MS / 1000} s after the end`, both(used.after)],
        [
          'JavaScript heaps then, after a collection',
          [{ name: 'page', bytes: used.heaps.page }, ...used.heaps.workers]
            .map(({ name, bytes: heap }) => `${name} ${mega(heap)}`)
            .join(', '),
        ],
        [
          `longest frame, how many over ${LONG_FRAME_MS} ms`,
          `${Math.round(frames.longest)} ms, ${frames.long}`,
        ],
        [
          `longest time between two frames, how many over ${LONG_FRAME_MS} ms, of all`,
          `${Math.round(frames.longestGap)} ms, ${frames.gaps}, ${frames.frames}`,
        ],
      ],
    ),
    '',
  );
}
