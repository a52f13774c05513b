import { expect, test } from './fixtures/app';
import { HARBOUR, HARBOUR_TITLE } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

test.beforeEach(async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.importText(HARBOUR);
  await expect(archive.article(HARBOUR_TITLE)).toBeVisible();
});

test('sections, bullets, outline and footnote are there @both', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  const article = archive.article(HARBOUR_TITLE);
  await expect(article.getByRole('heading', { level: 1 })).toHaveText(HARBOUR_TITLE);
  await expect(article.getByRole('heading', { level: 2 })).toHaveText([
    'Actions by dockers',
    'Actions by authorities',
  ]);
  await expect(article.getByRole('listitem')).toHaveCount(5);
  const outline = app.page.getByRole('navigation', { name: 'Outline' });
  await outline.getByRole('button', { name: 'Actions by authorities' }).click();
  await expect(article.getByRole('heading', { name: 'Actions by authorities' })).toBeInViewport();

  await article.getByRole('button', { name: 'Footnote 1' }).first().click();
  await expect(app.page.getByRole('note').or(app.page.getByRole('dialog'))).toContainText(
    'owned by three towns',
  );
  await app.page.keyboard.press('Escape');
  await expect(app.page.getByRole('note').or(app.page.getByRole('dialog'))).toBeHidden();
});

test('find in report counts and walks through the places', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await app.page.keyboard.press('Control+f');
  const find = app.page.getByRole('searchbox', { name: 'Find in report' });
  await expect(find).toBeFocused();
  await app.page.keyboard.type('DOCKERS');
  await expect(app.page.getByText('1 of 3')).toBeVisible();
  await expect.poll(() => archive.painted('find-hit-current')).toEqual(['Dockers']);
  await app.page.keyboard.press('Enter');
  await expect(app.page.getByText('2 of 3')).toBeVisible();
  await expect.poll(() => archive.painted('find-hit-current')).toEqual(['dockers']);
  await find.fill('zeppelin');
  await expect(app.page.getByText('Not found')).toBeVisible();
});

test('text size, text width and theme follow the settings and survive a restart', async ({ app }) => {
  let archive = new ArchivePage(app.page);
  const size = () => archive.article().evaluate((article) => parseFloat(getComputedStyle(article).fontSize));
  const before = await size();
  await app.page.getByRole('button', { name: 'Larger text' }).click();
  await expect.poll(size).toBe(before + 1);
  await archive.go('Settings');
  await app.page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  const isDark = () => app.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  await expect.poll(isDark).toBe(true);
  await app.restart();
  archive = new ArchivePage(app.page);
  await expect.poll(size).toBe(before + 1);
  expect(await isDark()).toBe(true);
});
