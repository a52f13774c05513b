import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures/app';
import { HARBOUR, HARBOUR_TITLE, writeFiles } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

test('import, read, tag, search and export with the keyboard alone', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  const { page } = app;
  const { keyboard } = page;
  await expect(archive.reports()).toBeVisible();

  await app.dialogs.open(...(await writeFiles(app.profile, { 'harbour.txt': HARBOUR })));
  await keyboard.press('Control+o');
  await expect(archive.importDialog()).toContainText('1 ready');
  await archive.importDialog().getByRole('textbox', { name: 'Source' }).focus();
  await keyboard.type('Fixture Press');
  await keyboard.press('Enter');
  await expect(archive.importDialog()).toBeHidden();
  await expect(archive.article(HARBOUR_TITLE)).toBeVisible();

  // Into the text by Tab, then by sentence to the first bullet.
  await archive.reports().focus();
  for (let presses = 0; presses < 60; presses++) {
    if (await archive.article().evaluate((article) => article === document.activeElement)) break;
    await keyboard.press('Tab');
  }
  await expect(archive.article()).toBeFocused();
  const selected = () => page.evaluate(() => getSelection()?.toString() ?? '');
  for (let presses = 0; presses < 12; presses++) {
    if ((await selected()).startsWith('About 120 dockers')) break;
    await keyboard.press('ArrowDown');
  }
  expect(await selected()).toBe('About 120 dockers slept at the gates, according to the port union.');
  await keyboard.press('Shift+ArrowDown');
  await expect.poll(selected).toContain('a picket leader said.');

  await keyboard.press('t');
  await archive.fillPalette('Dockers', 'kaz');
  await keyboard.press('Enter');
  await expect(archive.palette()).toBeHidden();
  await expect(archive.passage('About 120 dockers')).toContainText('KAZ · affiliation');

  await keyboard.press('ArrowDown');
  await keyboard.press('.');
  await expect(archive.passages()).toHaveCount(2);
  await keyboard.press('Control+z');
  await expect(archive.passages()).toHaveCount(1);

  await keyboard.press('Control+f');
  await keyboard.type('police');
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible();
  await keyboard.press('Escape');

  await keyboard.press('Control+k');
  await keyboard.type('ferries');
  await expect(archive.results().getByRole('listitem')).toHaveCount(1);
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect.poll(() => archive.painted('search-hit')).toEqual(['ferries']);

  await keyboard.press('Control+k');
  await keyboard.press('Escape');
  await keyboard.press('Control+2');
  await expect(archive.grid()).toBeVisible();
  await app.dialogs.save(join(app.profile, 'out.csv'));
  await keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export passages' });
  await expect(dialog).toBeVisible();
  for (let presses = 0; presses < 10; presses++) {
    const onExport = await dialog
      .getByRole('button', { name: 'Export', exact: true })
      .evaluate((button) => button === document.activeElement);
    if (onExport) break;
    await keyboard.press('Tab');
  }
  await keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  expect(await readFile(join(app.profile, 'out.csv'), 'utf8')).toContain('About 120 dockers');
});

test('plain-letter shortcuts leave text fields and dialogs alone', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.searchBox().focus();
  await app.page.keyboard.type('t.n?');
  await expect(archive.searchBox()).toHaveValue('t.n?');
  await expect(archive.palette()).toBeHidden();
  await archive.searchBox().fill('');
  await archive.reports().focus();
  await app.page.keyboard.press('?');
  await expect(app.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(app.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeHidden();
});
