/**
 * How long it takes to paint passages on a report of 10,000 words: CSS highlights, as the app does it, beside elements
 * around the words. Run it by `npm run bench -- --highlights`.
 */
/* global bench -- put into the page by page-code.ts */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../scripts/paths.mjs';
import { bundlePageCode, command, driveWindow, endAll } from './app.mjs';
import { generateReports } from './generate.mjs';
import { load, machine, summary } from './measure.mjs';

const WORDS = 10_000;
const COUNTS = [500, 3000];
const ROUNDS = 15;
const FRAME_MS = 1000 / 60;
const CASES = { all: 'all of them', one: 'one more', none: 'none any more' };

export async function measureHighlights() {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-highlights-'));
  const profile = join(folder, 'archive');
  const results = join(ROOT, 'bench', 'results');
  const loads = [load()];
  try {
    mkdirSync(results, { recursive: true });
    const path = join(folder, 'long.txt');
    writeFileSync(path, longReport());
    await bundlePageCode();
    await command(profile, ['import', path]);
    const { page, close } = await driveWindow(profile);
    await page.getByRole('article').waitFor();
    await page.evaluate(() => bench.indexReady());
    const measured = [];
    for (const count of COUNTS) {
      measured.push([
        count,
        await page.evaluate(([n, rounds]) => bench.timePainting(n, rounds), [count, ROUNDS]),
      ]);
      loads.push(load());
    }
    await close();
    print(measured, loads);
    const figures = Object.fromEntries(measured);
    writeFileSync(
      join(results, 'highlights.json'),
      `${JSON.stringify({ machine: machine(), loads, figures }, null, 2)}\n`,
    );
  } finally {
    endAll();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Texts of generated reports one after another, until there are enough words. */
function longReport() {
  const words = [];
  const paragraphs = ['A long report'];
  for (const { text } of generateReports({ reports: 200, passagesPerReport: 1 })) {
    for (const paragraph of text.split(/\n+/u).filter((line) => /^\p{L}.{80}/u.test(line))) {
      const own = paragraph.split(/\s+/u).slice(0, WORDS - words.length);
      words.push(...own);
      paragraphs.push(own.join(' '));
      if (words.length >= WORDS) return `${paragraphs.join('\n\n')}\n`;
    }
  }
  throw new Error('The generated reports have too few words.');
}

function print(measured, loads) {
  const ms = (value) => `${value.toFixed(1)} ms`;
  const rows = measured.flatMap(([count, { highlights, elements }]) =>
    Object.entries(CASES).map(([name, what]) => {
      const [own, peer] = [summary(highlights[name]), summary(elements[name])];
      return [
        `${count} passages: ${what}`,
        `${ms(own.p50)}, ${ms(own.p95)}`,
        `${ms(peer.p50)}, ${ms(peer.p95)}`,
        `${(peer.p50 / own.p50).toFixed(1)} ×`,
        own.p95 <= FRAME_MS ? 'yes' : own.p50 <= FRAME_MS ? 'p50' : 'no',
      ];
    }),
  );
  const empty = summary(measured.flatMap(([, { empty: frames }]) => frames));
  const head = ['painted', 'highlights: p50, p95', 'elements: p50, p95', 'ratio of p50', 'within a frame'];
  const widths = head.map((title, n) => Math.max(title.length, ...rows.map((row) => row[n].length)));
  const line = (cells) => `| ${cells.map((cell, n) => cell.padEnd(widths[n])).join(' | ')} |`;
  process.stdout.write(
    [
      '',
      `${measured[0][1].words} words, ${ROUNDS} rounds; an empty frame ${ms(empty.p50)}; ${machine()}; load ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`,
      '',
      line(head),
      line(widths.map((width) => '-'.repeat(width))),
      ...rows.map(line),
      '',
    ].join('\n'),
  );
}
