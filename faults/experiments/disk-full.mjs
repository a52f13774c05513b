import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { command, mustDo, openWindow, start } from '../lib/app.mjs';
import { copyOf, writeReports } from '../lib/bases.mjs';
import { each } from '../lib/cases.mjs';
import { codeMany, openPalette, openReport, repeatOnce, tagOne } from '../lib/coding.mjs';
import { archiveOf, journalFolder, readJournal } from '../lib/journal.mjs';
import { cannotMount, createFiller, mountMemory, unmount } from '../lib/mounts.mjs';
import { judge } from '../lib/truth.mjs';
import { sleep, until } from '../lib/wait.mjs';

const DISK_KB = 700 * 1024;
/** A backup is larger than that. */
const TINY_KB = 24;
/** From crossing a limit to the message. */
const TOLD_MS = 5000;
/** Every write has ten seconds; what shows that it was given up may take a moment more. */
const GIVEN_UP_MS = 15_000;
/** A write that the full disk held up is tried again at most this long after there is space. */
const GOES_ON_MS = 15_000;
const COMMAND_MS = 90_000;
const SAVE_TRIES = 3;
const DRAFT = 'Typed while the disk was full';

/** @type {import('../lib/run-cases.mjs').Experiment} */
export const diskFull = {
  id: 'disk-full',
  what: 'a small disk fills up while writing, importing and backing up, and space comes back',
  skip: cannotMount,
  cases: each({
    short: ['limits'],
    long: [
      'limits',
      'writing',
      'writing',
      'importing by window',
      'importing by command',
      'backing up by window',
      'backing up by command',
    ],
  }),
  async run(run, { folder, bases, value }) {
    const base = await bases.small();
    const disk = join(folder, 'disk');
    mountMemory(disk, DISK_KB);
    try {
      const profile = copyOf(base, join(disk, 'profile'));
      const filler = createFiller(disk);
      const saved = await CASES[value](run, { profile, filler, disk, folder });
      filler.remove();
      run.acknowledged = saved - base.seq;
      const journal = readJournal(journalFolder(profile));
      await judge(run, profile, { acknowledged: saved, content: archiveOf(journal.changes.slice(0, saved)) });
      // Nothing was damaged but the end of a log, and that is repaired before the store is opened again.
      run.check(!run.notes.some((note) => note.startsWith('recovered')), 'It had to be recovered.');
    } finally {
      unmount(disk);
    }
  },
};

const CASES = {
  limits,
  writing,
  'importing by window': importByWindow,
  'importing by command': importByCommand,
  'backing up by window': backUpByWindow,
  'backing up by command': backUpByCommand,
};

async function open(profile) {
  const window = await openWindow(profile);
  await window.settle();
  await openReport(window, 1);
  await tagOne(window);
  return window;
}

/** Waits for a message, and holds the app to its time for it. */
async function told(run, window, pattern, ms = TOLD_MS) {
  await held(run, ms, `the message ${pattern}`, async () =>
    pattern.test(await window.alerts()) ? true : undefined,
  );
}

/**
 * Saves what is in the palette. The page may find only now that its store broke off, open it again and come back with
 * the draft: the person then saves once more.
 */
async function saveDraft(run, window) {
  const wanted = window.saved + 1;
  const palette = window.page.getByRole('dialog', { name: 'Tag passage' });
  for (let tries = 1; window.saved < wanted; tries += 1) {
    await palette.getByRole('button', { name: 'Save passage' }).click();
    const saved = await window.savedUpTo(wanted, GIVEN_UP_MS).then(
      () => true,
      () => false,
    );
    if (saved && tries > 1) run.note(`saved at try ${tries}`);
    if (saved) return;
    const draft = await palette.getByRole('textbox', { name: 'Memo' }).inputValue();
    run.check(draft === DRAFT, `The draft became “${draft}”.`);
    if (tries === SAVE_TRIES)
      throw new Error(`It cannot be saved after space came back: ${await window.alerts()}`);
  }
}

/** Waits until nothing stands in the way of writing. */
async function allClear(run, window, ms = TOLD_MS) {
  await held(run, ms, 'the end of the warnings', async () =>
    (await window.banner()) === '' ? true : undefined,
  );
}

async function held(run, ms, what, look) {
  const began = performance.now();
  // The page can be loaded anew meanwhile.
  await until(() => look().catch(() => undefined), 4 * ms, what);
  const took = performance.now() - began;
  run.check(took <= ms, `It took ${(took / 1000).toFixed(1)} s: ${what}.`);
}

/** Under 500 MB it warns, under 100 MB it reads only, and a draft outlasts that. */
async function limits(run, { profile, filler }) {
  const window = await open(profile);
  filler.leave(400);
  await told(run, window, /Only \d+ MB are free/);
  await codeMany(window, 1);
  const palette = await openPalette(window, { memo: DRAFT });
  filler.leave(60);
  await told(run, window, /Less than 100 MB are free/);
  const { saved } = window;
  await palette.getByRole('button', { name: 'Save passage' }).click();
  filler.leave(0);
  await sleep(TOLD_MS / 2);
  run.check(window.saved === saved, 'Something was saved on a disk that is read only.');
  filler.remove();
  await allClear(run, window);
  run.check(
    (await palette.getByRole('textbox', { name: 'Memo' }).inputValue()) === DRAFT,
    'The draft is gone.',
  );
  await saveDraft(run, window);
  await window.close();
  return window.saved;
}

/** All space goes at once, faster than anybody could warn, in the midst of saving. */
async function writing(run, { profile, filler }) {
  const window = await open(profile);
  await codeMany(window, 3);
  filler.leave(0);
  const before = window.saved;
  for (let n = 0; n < 4; n += 1) await repeatOnce(window);
  await told(run, window, /disk|space|not saved/i, GIVEN_UP_MS);
  run.note(`${window.saved - before} still saved`);
  filler.remove();
  await allClear(run, window, GOES_ON_MS);
  await openReport(window, 2);
  await openPalette(window, { memo: DRAFT });
  await saveDraft(run, window);
  await window.close();
  return window.saved;
}

async function importByWindow(run, { profile, filler, folder }) {
  const files = writeReports(join(folder, 'files'), 60, 300);
  const window = await open(profile);
  await window.answerOpen(files);
  await window.page.getByRole('button', { name: 'Import…' }).click();
  const dialog = window.page.getByRole('dialog', { name: 'Import reports' });
  const save = dialog.getByRole('button', { name: 'Import', exact: true });
  await save.waitFor();
  filler.leave(1);
  await save.click();
  await told(run, window, /disk|space|not saved|not imported/i, GIVEN_UP_MS);
  filler.remove();
  await allClear(run, window, GOES_ON_MS);
  for (let tries = 0; tries < 3 && (await dialog.isVisible()); tries += 1)
    await window.page.keyboard.press('Escape');
  await openReport(window, 0);
  await openPalette(window, { memo: DRAFT });
  await saveDraft(run, window);
  await window.close();
  return window.saved;
}

async function importByCommand(run, { profile, filler, folder }) {
  const files = writeReports(join(folder, 'files'), 160, 301);
  const importing = start(profile, ['import', ...files, '--json']);
  await until(
    () => (readJournal(journalFolder(profile)).last > 0 && importing.pid ? true : undefined),
    COMMAND_MS,
    'the journal to be there',
  );
  await sleep(1200);
  filler.leave(0);
  const code = await Promise.race([importing.ended, sleep(COMMAND_MS, 'hangs')]);
  run.check(code !== 'hangs', 'The import hangs on the full disk.');
  if (code === 'hangs') await importing.kill();
  run.note(`ended with ${code}`);
  filler.remove();
  const called = importing.records
    .filter(({ outcome }) => outcome === 'imported')
    .map(({ reportId }) => reportId);
  const there = new Set((await mustDo(profile, ['list'])).map(({ reportId }) => reportId));
  run.lost(called.filter((id) => !there.has(id)).length, 'reports that were called imported');
  const again = await mustDo(profile, ['import', ...files]);
  const { imported, duplicates } = again.at(-1);
  run.check(imported + duplicates === files.length, 'The second import did not take the rest.');
  return readJournal(journalFolder(profile)).last;
}

async function backUpByWindow(run, { profile, filler }) {
  const backups = `${profile}-backups`;
  mkdirSync(backups, { recursive: true });
  const window = await open(profile);
  filler.leave(0);
  await window.choose('file.backup');
  await until(
    async () =>
      /disk is full|space|backed up|not be written/i.test(await window.page.locator('body').innerText())
        ? true
        : undefined,
    3 * GIVEN_UP_MS,
    'a message about the backup',
  );
  run.check(whole(backups).length === 0, 'A backup bears the name of a whole one.');
  filler.remove();
  await allClear(run, window, GOES_ON_MS);
  await window.choose('file.backup');
  await until(() => (whole(backups).length === 1 ? true : undefined), COMMAND_MS, 'the backup');
  await codeMany(window, 1).catch(() => tagOne(window));
  await window.close();
  return window.saved;
}

/** The disk that the backup goes to is another one, and too small. */
async function backUpByCommand(run, { profile, folder }) {
  const out = join(folder, 'out');
  mountMemory(out, TINY_KB);
  try {
    const { code, records } = await command(
      profile,
      ['backup', '--out', join(out, 'backup.zip')],
      COMMAND_MS,
    );
    run.check(code === 3, `The backup ended with ${code} and not with 3.`);
    run.note(records.find(({ event }) => event === 'error')?.code ?? 'no reason');
    run.check(readdirSync(out).length === 0, `It left ${readdirSync(out).join(', ')}.`);
  } finally {
    unmount(out);
  }
  return readJournal(journalFolder(profile)).last;
}

const whole = (folder) => readdirSync(folder).filter((name) => name.endsWith('.zip'));
