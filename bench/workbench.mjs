/**
 * How fluid coding is in a large archive: typing in the palette among many actors, and the table of passages. Run it by
 * `npm run bench -- --workbench`, with `--passages N` and `--actors N` for another size.
 */
/* global bench, document, requestAnimationFrame -- in functions that run in the page */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundlePageCode, command, driveWindow, endAll } from './app.mjs';
import { makeJournal } from './make-journal.mjs';
import { load, machine, summary } from './measure.mjs';
import { keepOriginals, timeRestore } from './safety.mjs';

const TYPED = ['police 42', 'ministry of transport 7', 'комитет 312', 'union'];
const SCROLLS = 240;
const OPENINGS = 8;
const log = (line) => process.stderr.write(`${line}\n`);

/** @param {{ passages: number, actors: number }} size */
export async function measureWorkbench({ passages, actors }) {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-workbench-'));
  const profile = join(folder, 'archive');
  const size = { reports: Math.ceil(passages / 10), passages };
  const loads = [load()];
  try {
    log(`making an archive of ${passages} passages and ${actors} actors …`);
    mkdirSync(profile, { recursive: true });
    makeJournal(join(profile, 'journal'), size);
    keepOriginals(profile, size);
    await timeRestore(profile);
    const table = join(folder, 'actors.csv');
    writeFileSync(
      table,
      `name,aliases\n${Array.from({ length: actors }, (_, n) => actorLine(n)).join('\n')}\n`,
    );
    await command(profile, ['actors', 'import', table]);
    await bundlePageCode();
    const { page, close } = await driveWindow(profile);
    await page.evaluate(() => bench.indexReady());
    loads.push(load());
    log('typing in the palette …');
    const typed = await timeTyping(page);
    log('using the table …');
    const used = await timeTable(page);
    loads.push(load());
    await close();
    print({ passages, actors }, typed, used, loads);
  } finally {
    endAll();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

const KINDS = [
  'Police',
  'Ministry of Transport',
  'Комитет',
  'Union of drivers',
  'Village council',
  'Brigade',
];

function actorLine(n) {
  const kind = KINDS[n % KINDS.length];
  return `${kind} ${n},${kind.slice(0, 3)}-${n}|${n} ${kind}`;
}

/** From the key that opens the palette, and from each key in the field of the actor, to the frame that shows it. */
async function timeTyping(page) {
  const list = page.getByRole('listbox', { name: 'Reports' });
  await list.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Edit passage' }).first().waitFor();
  const field = page.getByRole('dialog', { name: 'Tag passage' }).getByRole('combobox', { name: 'Actor' });
  await page.evaluate(() => {
    globalThis.openTimes = [];
    document.addEventListener(
      'keydown',
      ({ key, timeStamp }) => key === 't' && (globalThis.pressed = timeStamp),
      {
        capture: true,
      },
    );
    document.addEventListener('focusin', ({ target }) => {
      if (target.getAttribute('role') !== 'combobox') return;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => globalThis.openTimes.push(performance.now() - globalThis.pressed);
        port2.postMessage(null);
      });
    });
  });
  for (let n = 0; n < OPENINGS; n += 1) {
    if (n > 0) await page.keyboard.press('Escape');
    await page.evaluate(() => bench.selectWords(1));
    await page.getByRole('button', { name: 'Tag selection' }).and(page.locator(':enabled')).waitFor();
    await page.waitForTimeout(300);
    await page.keyboard.press('t');
    await field.waitFor();
  }
  await page.waitForTimeout(300);
  const opened = await page.evaluate(() => globalThis.openTimes);
  await page.evaluate(() => {
    globalThis.keyTimes = [];
    document.addEventListener(
      'input',
      (event) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => globalThis.keyTimes.push(performance.now() - event.timeStamp);
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
  for (const text of TYPED) {
    await field.fill('');
    // What emptying the field began is over by then.
    await page.waitForTimeout(300);
    await field.pressSequentially(text, { delay: 120 });
  }
  await page.waitForTimeout(300);
  const times = await page.evaluate(() => globalThis.keyTimes);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  return { keys: summary(times), opened: summary(opened) };
}

async function timeTable(page) {
  const began = performance.now();
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Passages' }).click();
  await page.getByRole('grid', { name: 'Passages' }).getByRole('row').nth(2).waitFor();
  const open = performance.now() - began;
  const frames = await page.evaluate(async (count) => {
    const grid = document.querySelector('[role="grid"][aria-label="Passages"]');
    const scroller = [...grid.querySelectorAll('*'), grid].find(
      (each) => each.scrollHeight > each.clientHeight + 1000,
    );
    const deltas = [];
    let last = null;
    for (let n = 0; n < count; n += 1) {
      const at = await new Promise(requestAnimationFrame);
      if (last !== null) deltas.push(at - last);
      last = at;
      // Steady scrolling by a row and more, with a jump now and then.
      scroller.scrollTop += n % 40 === 39 ? 20_000 : 120;
    }
    return deltas;
  }, SCROLLS);
  return { open, frames: { ...summary(frames), over50: frames.filter((ms) => ms > 50).length } };
}

function print({ passages, actors }, { keys, opened }, { open, frames }, loads) {
  const ms = (value) => `${value.toFixed(value < 100 ? 1 : 0)} ms`;
  process.stdout.write(
    [
      '',
      `${passages} passages, ${actors} actors; ${machine()}; load ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`,
      '',
      '| measured                                    | p50 | p95 | worst | target |',
      '| ------------------------------------------- | --- | --- | ----- | ------ |',
      `| a key in the palette to its frame (n ${keys.n}) | ${ms(keys.p50)} | ${ms(keys.p95)} | ${ms(keys.max)} | under 50 ms |`,
      `| opening the palette (n ${opened.n})          | ${ms(opened.p50)} | ${ms(opened.p95)} | ${ms(opened.max)} | 100 ms |`,
      `| frames of scrolling the table               | ${ms(frames.p50)} | ${ms(frames.p95)} | ${ms(frames.max)} | 17 ms |`,
      `| frames over 50 ms                           | ${frames.over50} of ${frames.n} | | | |`,
      `| opening the table                           | ${ms(open)} | | | |`,
      '',
    ].join('\n'),
  );
}
