import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/app';
import { HARBOUR, HARBOUR_TITLE, MARKET, MARKET_TITLE } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

test.beforeEach(async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.removeSample();
  await archive.importText(MARKET);
  await archive.importText(HARBOUR);
});

test('results come as one types, whatever the case, accents and script, and a click goes to the place @both', async ({
  app,
}) => {
  const archive = new ArchivePage(app.page);
  const box = archive.searchBox();
  const results = archive.results();
  await box.fill('CAFE corner');
  await expect(results.getByRole('listitem')).toHaveCount(1);
  await expect(results).toContainText(MARKET_TITLE);
  await expect(results.locator('mark').first()).toHaveText('café');

  for (const [query, title] of [
    ['dock', HARBOUR_TITLE],
    ['feries turned', HARBOUR_TITLE],
    ['қарағанды', HARBOUR_TITLE],
    ['караганды', HARBOUR_TITLE],
    ['подпишитесь', HARBOUR_TITLE],
    ['"half of the stalls"', MARKET_TITLE],
  ] as const) {
    await box.fill(query);
    await expect(results.getByRole('listitem'), query).toHaveCount(1);
    await expect(results, query).toContainText(title);
  }

  await box.fill('police arson');
  await expect(results.getByRole('listitem')).toHaveCount(1);
  await results
    .getByRole('button', { name: /ruled out arson/ })
    .first()
    .click();
  await expect(archive.article(MARKET_TITLE)).toBeInViewport();
  await expect.poll(() => archive.painted('search-hit')).toContain('arson');

  await box.fill('zeppelin');
  await expect(app.page.getByText('Nothing found')).toBeVisible();
  await box.press('Escape');
  await expect(archive.reports()).toBeVisible();
});

test('a query error is explained at its place', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await archive.searchBox().fill('police "never closed');
  await expect(app.page.getByText(/Character 8: .*not closed/)).toBeVisible();
});

test('passages and memos are found; facet counts equal the rows after choosing', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  const { page } = app;
  await archive.report(HARBOUR_TITLE).click();
  await archive.tag('dockers slept at the gates', 'Dockers', 'KAZ', { memo: 'zeppelin seen overhead' });
  await archive.tag('offered talks', 'Ministry of Transport', 'KAZ');
  await archive.tag('counted 14 ships', 'PRA', 'RUS');
  await archive.report(MARKET_TITLE).click();
  await archive.tag('Police ruled out arson', 'Police', 'KAZ');

  await archive.searchBox().fill('zeppelin');
  await expect(archive.results().getByText('Memo', { exact: true })).toBeVisible();
  await archive.searchBox().press('Escape');

  const actors = page.getByRole('group', { name: 'Actors' });
  const countries = page.getByRole('group', { name: 'Countries' });
  await archive.go('Passages');
  await expect(archive.rows()).toHaveCount(4);
  await countries.getByRole('checkbox', { name: 'Kazakhstan 3' }).check();
  await expect(archive.rows()).toHaveCount(3);
  await actors.getByRole('checkbox', { name: 'Dockers 1' }).check();
  await expect(archive.rows()).toHaveCount(1);
  await expect(archive.rows()).toContainText('slept at the gates');
  await actors.getByRole('checkbox', { name: 'Dockers 1' }).uncheck();
  await countries.getByRole('checkbox', { name: 'Kazakhstan 3' }).uncheck();
  await archive.searchBox().fill('police');
  await expect(archive.rows()).toHaveCount(1);

  await archive.rows().first().dblclick();
  await expect(archive.article(MARKET_TITLE)).toBeVisible();
  await expect.poll(() => archive.painted('excerpt-active')).toEqual(['Police ruled out arson']);
});

/** Writes over the manifests of the stored index where asked to; how many there are. */
function manifests(page: Page, damages: boolean): Promise<number> {
  return page.evaluate(async (writes) => {
    const root = await navigator.storage.getDirectory();
    const folder = await (await root.getDirectoryHandle('search')).getDirectoryHandle('archive');
    let count = 0;
    for await (const [name, handle] of folder.entries()) {
      // The files that it names are open.
      if (!name.startsWith('index-')) continue;
      count += 1;
      if (!writes) continue;
      const file = await (handle as FileSystemFileHandle).createWritable({ keepExistingData: true });
      await file.write({ type: 'write', position: 9, data: 'damaged' });
      await file.close();
    }
    return count;
  }, damages);
}

test('the stored index answers after a restart, and is rebuilt when it is damaged', async ({ app }) => {
  let archive = new ArchivePage(app.page);
  await archive.searchBox().fill('ferries');
  await expect(archive.results().getByRole('listitem')).toHaveCount(1);
  await expect.poll(() => manifests(app.page, false), { timeout: 20_000 }).toBe(1);
  await app.restart();
  archive = new ArchivePage(app.page);
  await archive.searchBox().fill('ferries');
  await expect(archive.results().getByRole('listitem')).toHaveCount(1);

  expect(await manifests(app.page, true)).toBe(1);
  await app.restart();
  archive = new ArchivePage(app.page);
  await archive.searchBox().fill('ferries');
  await expect(archive.results().getByRole('listitem')).toHaveCount(1);
});
