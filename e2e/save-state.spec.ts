import { expect, test, type App } from './fixtures/app';
import { readJournal } from './fixtures/archive-files';
import { HARBOUR, HARBOUR_TITLE } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

/** What the main process is told about free space from now on, bytes; null for the truth. */
async function pretendFree(app: App, bytes: number | null): Promise<void> {
  await app.electron.evaluate(async (_electron, free) => {
    const files = process.getBuiltinModule('node:fs/promises');
    const kept = globalThis as unknown as { statfs?: typeof files.statfs };
    const real = (kept.statfs ??= files.statfs);
    files.statfs = (free === null
      ? real
      : async (path: string) => ({
          ...(await real(path)),
          bsize: 1,
          bavail: free,
        })) as unknown as typeof real;
    process.getBuiltinModule('node:module').syncBuiltinESMExports();
  }, bytes);
}

test('each change is in the journal on the disk when the window says that it is saved', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  let seq = await archive.saved();
  const expectNext = async (label: string): Promise<void> => {
    await expect.poll(() => archive.savedSeq()).toBeGreaterThan(seq);
    // Read at once, without waiting for anything more.
    const last = (await readJournal(app.profile)).at(-1)!;
    seq = await archive.saved();
    expect(last).toMatchObject({ n: seq, body: { label } });
  };
  await archive.importText(HARBOUR);
  await expectNext('Import report');
  await archive.tag('fuel could run short', 'Әкімдік', 'KAZ');
  await expectNext('Tag passage');
  await archive.passage('fuel could run short').getByRole('button', { name: 'Edit passage' }).click();
  await archive.palette().getByRole('textbox', { name: 'Memo' }).fill('Check the date');
  await archive.palette().getByRole('button', { name: 'Save passage' }).click();
  await expectNext('Edit passage');
  await app.page.keyboard.press('Control+z');
  await expectNext('Edit passage');
});

test('little space is a warning; too little makes the archive read-only until there is space again', async ({
  app,
}) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.importText(HARBOUR);

  await pretendFree(app, 380e6);
  const warning = archive.banner().filter({ hasText: 'Only 380 MB are free where the archive lies.' });
  await expect(warning).toBeVisible();
  await archive.tag('asked for calm', 'Ministry of Transport');
  const seq = await archive.saved();
  await warning.getByRole('button', { name: 'Dismiss' }).click();
  await expect(warning).toBeHidden();

  await archive.select('fuel could run short');
  await app.page.keyboard.press('t');
  await archive.fillPalette('Әкімдік', 'KAZ', { memo: 'Half a thought' });
  await pretendFree(app, 50e6);
  const full = archive.banner().filter({ hasText: 'Less than 100 MB are free' });
  await expect(full.first()).toBeVisible();
  await archive.palette().getByRole('button', { name: 'Save passage' }).click();
  await expect(full.first()).toBeVisible();
  await expect(archive.palette().getByRole('textbox', { name: 'Memo' })).toHaveValue('Half a thought');
  expect(await archive.savedSeq()).toBe(seq);
  expect((await readJournal(app.profile)).at(-1)!.n).toBe(seq);

  await pretendFree(app, null);
  await expect(full).toHaveCount(0);
  await archive.palette().getByRole('button', { name: 'Save passage' }).click();
  await expect(archive.passage('fuel could run short')).toContainText('Half a thought');
  await expect.poll(() => archive.savedSeq()).toBe(seq + 1);
  expect((await readJournal(app.profile)).at(-1)!.n).toBe(seq + 1);
});

/** A report long enough to be scrolled. */
const LONG = `${HARBOUR}${Array.from(
  { length: 60 },
  (_, i) => `Day ${i + 1} at the gates: the cranes stood still and ${i + 121} dockers were counted.\n`,
).join('')}`;
const QUOTE = 'the cranes stood still and 165 dockers were counted';
const BACK_MS = 5000;

/** What a person sees of the place where they were. */
interface Seen {
  readonly title: string | null;
  readonly actor: string;
  readonly memo: string;
  /** Where the words of the passage are on the screen, pixels from its top. */
  readonly top: number;
}

/** Asks the page through the main process: Playwright's own connection to a page ends with its process. */
async function seen(app: App): Promise<Seen | null> {
  const look = `(() => {
    const article = document.querySelector('article');
    const palette = document.querySelector('[role=dialog][aria-label="Tag passage"]');
    if (article === null || palette === null) return null;
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    let node = walker.nextNode();
    while (node !== null && !node.data.includes(${JSON.stringify(QUOTE)})) node = walker.nextNode();
    return node === null ? null : {
      title: article.getAttribute('aria-label'),
      actor: palette.querySelector('input').value,
      memo: palette.querySelector('textarea').value,
      top: node.parentElement.getBoundingClientRect().top,
    };
  })()`;
  return app.electron.evaluate(async ({ BrowserWindow }, code) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    if (webContents.isCrashed() || webContents.isLoading()) return null;
    return (await webContents.executeJavaScript(code).catch(() => null)) as Seen | null;
  }, look);
}

test('when the page dies, report, place and draft are back within five seconds', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.importText(LONG);
  await archive.select(QUOTE);
  await app.page.keyboard.press('t');
  await archive.fillPalette('Dockers', 'KAZ', { memo: 'Half a thought' });
  await archive.saved();
  const before = await seen(app);
  expect(before).toMatchObject({ title: HARBOUR_TITLE, memo: 'Half a thought', actor: 'Dockers' });
  const isKept = (): Promise<boolean> =>
    app.page.evaluate(async () => {
      const { host } = globalThis as unknown as { host: { launch(): Promise<{ place: string | null }> } };
      return (await host.launch()).place?.includes('Half a thought') ?? false;
    });
  await expect.poll(isKept).toBe(true);

  const began = performance.now();
  await app.electron.evaluate(({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const gone = new Promise<void>((resolve) => {
      webContents.once('render-process-gone', () => {
        resolve();
      });
    });
    process.kill(webContents.getOSProcessId(), 'SIGKILL');
    return gone;
  });
  const patience = { timeout: BACK_MS - (performance.now() - began), intervals: [50] };
  await expect.poll(() => seen(app), patience).not.toBeNull();
  expect(await seen(app)).toMatchObject({
    title: HARBOUR_TITLE,
    memo: 'Half a thought',
    actor: 'Dockers',
  });
  await expect
    .poll(async () => Math.abs(((await seen(app))?.top ?? Infinity) - before!.top))
    .toBeLessThan(60);

  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(
      `[...document.querySelectorAll('button')].find((each) => each.textContent.includes('Save passage')).click()`,
    ),
  );
  await expect.poll(async () => (await readJournal(app.profile)).at(-1)!.body.label).toBe('Tag passage');
  await app.restart();
  const again = new ArchivePage(app.page);
  await again.report(HARBOUR_TITLE).click();
  await expect(again.passage(QUOTE)).toContainText('Half a thought');
});

test('when the search stops, it is started again', async ({ app }) => {
  app.allowFault(/the search is gone/);
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.importText(HARBOUR);
  await archive.searchBox().fill('караганды');
  await expect(archive.results().getByRole('listitem')).toHaveCount(1);

  const [worker, ...others] = app.page.workers().filter((each) => each.url().includes('search'));
  expect(others).toEqual([]);
  const ended = worker!.waitForEvent('close');
  await worker!.evaluate(() => {
    setTimeout(() => {
      throw new Error('the search is gone');
    });
  });
  await ended;
  await archive.searchBox().fill('ferries');
  await expect(archive.results()).toContainText('two ferries turned back');
  await expect(archive.footer().getByText('Index ready')).toBeVisible();
});
