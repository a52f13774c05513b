/* global close -- in a function that runs in the worker */
import { join } from 'node:path';
import { openWindow } from '../lib/app.mjs';
import { copyOf } from '../lib/bases.mjs';
import { each } from '../lib/cases.mjs';
import { openPalette, openReport, tagOne } from '../lib/coding.mjs';
import { send } from '../lib/processes.mjs';
import { judge } from '../lib/truth.mjs';
import { sleep, until } from '../lib/wait.mjs';

const BACK_MS = 5000;
/** What is being typed is kept a moment after the last key. */
const KEPT_AFTER_MS = 1000;
const ANSWER_MS = 300;
const PATIENCE_MS = 20_000;
const DRAFT = 'Half a thought about the quay, not saved yet';

/** @type {import('../lib/run-cases.mjs').Experiment} */
export const processCrashes = {
  id: 'process-crashes',
  what: 'the page, the graphics process and the search worker die while a draft is open',
  cases: each({
    short: ['page'],
    long: ['page', 'page', 'page', 'graphics', 'search worker throws', 'search worker ends'],
  }),
  async run(run, { folder, bases, value }) {
    const base = await bases.small();
    const profile = copyOf(base, join(folder, 'profile'));
    const window = await openWindow(profile);
    await window.settle();
    await openReport(window, 1);
    await tagOne(window);
    await CRASHES[value](run, window);
    await window.close();
    run.acknowledged = base.seq + 1;
    await judge(run, profile, {
      acknowledged: base.seq + 1,
      content: base.content,
      passages: base.passages + 1,
    });
  },
};

const CRASHES = {
  page: crashPage,
  graphics: crashGraphics,
  'search worker throws': (run, window) => crashSearch(run, window, () => void setTimeout(() => null.x)),
  'search worker ends': (run, window) => crashSearch(run, window, () => close()),
};

/**
 * Asks the page through main: the driver's own connection to a page ends with its process. A page without a process
 * never answers; null then.
 */
function inPage(window, code) {
  return window.electron.evaluate(
    ({ BrowserWindow }, [text, ms]) =>
      Promise.race([
        BrowserWindow.getAllWindows()[0]
          .webContents.executeJavaScript(text)
          .catch(() => null),
        new Promise((resolve) => setTimeout(resolve, ms, null)),
      ]),
    [code, ANSWER_MS],
  );
}

async function crashPage(run, window) {
  await openPalette(window, { memo: DRAFT });
  const title = await inPage(window, `document.querySelector('article')?.getAttribute('aria-label') ?? ''`);
  // Nothing tells from outside that the draft was left with main.
  await sleep(KEPT_AFTER_MS);
  const pid = await window.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0].webContents.getOSProcessId(),
  );
  const began = performance.now();
  send(pid, 'SIGKILL');
  const seen = `JSON.stringify({
    saved: document.querySelector('footer[data-saved]')?.dataset.saved,
    title: document.querySelector('article')?.getAttribute('aria-label') ?? '',
    draft: document.querySelector('[role="dialog"] textarea')?.value ?? '',
  })`;
  const back = await until(
    async () => {
      const now = JSON.parse((await inPage(window, seen)) ?? '{}');
      return now.draft === DRAFT ? now : undefined;
    },
    PATIENCE_MS,
    'the window to be back with the draft',
  );
  const ms = performance.now() - began;
  run.note(`back in ${(ms / 1000).toFixed(0)} s`);
  run.check(ms <= BACK_MS, `The window was back after ${(ms / 1000).toFixed(1)} s.`);
  run.check(back.title === title, `It shows “${back.title}” and not “${title}”.`);
}

async function crashGraphics(run, window) {
  const pid = await window.electron.evaluate(
    ({ app }) => app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid,
  );
  if (pid === undefined) {
    run.note('no graphics process');
    return;
  }
  const before = window.saved;
  const palette = await openPalette(window, { memo: DRAFT });
  send(pid, 'SIGKILL');
  run.check(
    (await palette.getByRole('textbox', { name: 'Memo' }).inputValue()) === DRAFT,
    'The draft is gone.',
  );
  await window.page.keyboard.press('Escape');
  await window.page.keyboard.press('Escape');
  run.check(window.saved === before, 'Something was saved that should not be.');
}

async function crashSearch(run, window, crash) {
  const [worker] = window.page.workers();
  if (worker === undefined) throw new Error('There is no search worker.');
  await searchFinds(window, 'the');
  await worker.evaluate(crash).catch(() => undefined);
  await searchFinds(window, 'police');
  await window.page.getByRole('searchbox', { name: 'Search the archive' }).fill('');
}

async function searchFinds({ page }, words) {
  const box = page.getByRole('searchbox', { name: 'Search the archive' });
  const results = page.getByRole('list', { name: 'Search results' }).getByRole('listitem');
  await box.fill('');
  await results.first().waitFor({ state: 'hidden' });
  await box.fill(words);
  await results.first().waitFor({ timeout: PATIENCE_MS });
}
