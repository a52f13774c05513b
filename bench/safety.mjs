/**
 * What it costs to lose nothing, on an archive of 10,000 reports and 100,000 passages: building the store anew from
 * the journal, a backup, and the checks of a start. Run it by `npm run bench -- --safety`, with `--reports N` and
 * `--passages N` for another size.
 */
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { ROOT } from '../scripts/paths.mjs';
import { endAll } from './app.mjs';
import { generateReports } from './generate.mjs';
import { makeJournal } from './make-journal.mjs';
import { load, machine, quantile } from './measure.mjs';

const STARTS = 7;
const log = (line) => process.stderr.write(`${line}\n`);

/** @param {{ reports: number, passages: number }} size */
export async function measureSafety(size) {
  const folder = mkdtempSync(join(tmpdir(), 'commonplace-safety-'));
  const profile = join(folder, 'archive');
  const loads = [load()];
  try {
    log(`making a journal of ${size.passages} passages …`);
    const made = makeJournal(join(profile, 'journal'), size);
    keepOriginals(profile, size);
    log('restoring …');
    const restored = await timeRestore(profile);
    loads.push(load());
    log('waiting for the old log, backing up …');
    const backedUp = await timeBackup(profile, made.seq);
    loads.push(load());
    log('starting …');
    const starts = [];
    for (let n = 0; n < STARTS; n += 1) starts.push(await timeStart(profile));
    loads.push(load());
    print(size, made, restored, backedUp, starts, loads);
  } finally {
    endAll();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** Writes the files that the reports of such a journal came from. */
export function keepOriginals(profile, { reports, passages }) {
  for (const { text } of generateReports({ reports, passagesPerReport: Math.ceil(passages / reports) })) {
    const bytes = text.trim();
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const shelf = join(profile, 'originals', sha256.slice(0, 2));
    if (!existsSync(shelf)) mkdirSync(shelf, { recursive: true, mode: 0o700 });
    writeFileSync(join(shelf, sha256), bytes);
  }
}

async function launch(profile) {
  const app = await _electron.launch({
    args: [ROOT, '--archive', profile],
    chromiumSandbox: process.getuid?.() !== 0,
    timeout: 120_000,
  });
  const page = await app.firstWindow();
  page.setDefaultTimeout(600_000);
  return { app, page };
}

/** From “Restore” to a list of reports that can be used. */
export async function timeRestore(profile) {
  const { app, page } = await launch(profile);
  const restore = page.getByRole('button', { name: 'Restore', exact: true });
  await restore.waitFor();
  const next = app.waitForEvent('window', { timeout: 600_000 });
  const began = performance.now();
  await restore.click();
  const fresh = await next;
  fresh.setDefaultTimeout(600_000);
  await fresh.getByRole('listbox', { name: 'Reports' }).getByRole('option').first().waitFor();
  const ms = performance.now() - began;
  await app.close();
  return ms;
}

async function timeBackup(profile, seq) {
  const { app, page } = await launch(profile);
  await page.locator(`[data-saved="${seq}"]`).waitFor();
  const began = performance.now();
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu().getMenuItemById('file.backup').click());
  await page.getByText('read back and found whole').first().waitFor();
  const ms = performance.now() - began;
  const path = await page.evaluate(async () => {
    const [{ name }] = await globalThis.host.listBackups();
    return `${(await globalThis.host.backupSettings()).folder}/${name}`;
  });
  await app.close();
  return { ms, bytes: statSync(path).size };
}

/** What the checks of a start take, as main and page measure them themselves. */
async function timeStart(profile) {
  const { app, page } = await launch(profile);
  await page.getByRole('listbox', { name: 'Reports' }).getByRole('option').first().waitFor();
  const marks = await page.evaluate(() =>
    performance.getEntriesByType('measure').map(({ name, duration }) => [name, duration]),
  );
  const main = await app.evaluate(() =>
    performance.getEntriesByType('measure').map(({ name, duration }) => [name, duration]),
  );
  await app.close();
  return Object.fromEntries([...marks, ...main]);
}

function print({ reports, passages }, made, restored, backedUp, starts, loads) {
  const seconds = (value) => `${(value / 1000).toFixed(1)} s`;
  const mega = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
  const start = starts.map((each) => Object.values(each).reduce((sum, value) => sum + value, 0));
  const parts = Object.keys(starts[0] ?? {}).map(
    (name) =>
      `${name} ${Math.round(
        quantile(
          starts.map((each) => each[name]),
          0.5,
        ),
      )} ms`,
  );
  process.stdout.write(
    [
      '',
      `${reports} reports, ${passages} passages, ${made.seq} changes, journal ${mega(made.bytes)}; ${machine()}; load ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`,
      '',
      '| measured                                      | figure | target       |',
      '| --------------------------------------------- | ------ | ------------ |',
      `| store built anew from the journal             | ${seconds(restored)} | under 60 s   |`,
      `| backup, read back                             | ${seconds(backedUp.ms)} |              |`,
      `| its size                                      | ${mega(backedUp.bytes)} |              |`,
      `| checks of a start after a clean exit, median  | ${Math.round(quantile(start, 0.5))} ms | under 300 ms |`,
      `| of which: ${parts.join(', ')} |`,
      '',
    ].join('\n'),
  );
}
