import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures/app';
import { HARBOUR, HARBOUR_TITLE } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

test('a text is corrected; passages go along, are confirmed or placed anew, and undo brings all back', async ({
  app,
}) => {
  const archive = new ArchivePage(app.page);
  const { page } = app;
  await archive.removeSample();
  await archive.importText(HARBOUR);
  await expect(archive.article(HARBOUR_TITLE)).toBeVisible();
  await archive.tag('counted 14 ships', 'Ships', 'Kazakhstan');
  await archive.tag('asked for calm', 'Ministry');
  await archive.tag('Food trucks', 'Drivers');

  await page.keyboard.press('Control+Shift+e');
  const field = page.getByRole('textbox', { name: 'Text of the report' });
  const outlook = page.getByRole('region', { name: 'Correct the text' }).getByRole('status');
  await expect(field).toBeFocused();
  await expect(outlook).toHaveText('Nothing is changed yet.');
  const before = await field.inputValue();
  expect(before).toContain('counted 14 ships');
  await field.fill('');
  await expect(outlook).toContainText('A report needs some text.');
  await expect(page.getByRole('button', { name: /^Save the correction/u })).toBeDisabled();

  await field.fill(
    before
      .replace('counted 14 ships', 'counted 15 ships')
      .replace(/Food trucks[^.]*\./u, '')
      .replace(HARBOUR_TITLE, `${HARBOUR_TITLE}, again`),
  );
  await expect(outlook).toHaveText('1 passage stays as it is, 1 to look at, 1 without a place.');
  await page.getByText('Which passages').click();
  await expect(page.getByText('“counted 14 ships” becomes “counted 15 ships”')).toBeVisible();
  await page.keyboard.press('Escape');
  const asked = page.getByRole('alertdialog', { name: 'Discard the correction?' });
  await asked.getByRole('button', { name: 'Go on correcting' }).click();
  await field.focus();
  await page.keyboard.press('Control+Enter');
  await expect(field).toBeHidden();

  await expect(archive.article(`${HARBOUR_TITLE}, again`)).toContainText('counted 15 ships');
  await expect(archive.passages()).toHaveCount(2);
  await expect(archive.passage('asked for calm')).not.toContainText('Look at it');
  const lost = page.getByRole('list', { name: 'Passages that need a place' });
  await expect(lost.getByRole('listitem', { name: /^Food trucks/u })).toContainText('Food trucks');
  expect(await archive.painted('excerpt-active')).toEqual([]);

  await archive.article().focus();
  await page.keyboard.press('c');
  await expect(archive.chosen()).toContainText('counted 15 ships');
  await page.keyboard.press('c');
  await expect(page.getByRole('region', { name: 'Passages to look at' })).toBeHidden();

  await archive.select('fuel could run short');
  await lost.getByRole('button', { name: 'Put on the selected words' }).click();
  await expect(lost).toBeHidden();
  await expect(archive.passage('fuel could run short')).toContainText('Drivers');
  await expect.poll(() => archive.painted('excerpt-active')).toEqual(['fuel could run short']);
  await archive.saved();

  for (const words of ['Put passage in place', 'Confirm passage', 'Correct text']) {
    await page.keyboard.press('Control+z');
    await expect(page.getByText(`Undone: ${words}.`).last()).toBeVisible();
  }
  await expect(archive.article(HARBOUR_TITLE)).toContainText('counted 14 ships');
  await expect(archive.passages()).toHaveCount(3);
  await app.menu('help.verify');
  await expect(archive.check().getByText('Everything is in order.')).toBeVisible({ timeout: 30_000 });
});

test('what lost its place is found, exported, backed up and offered places, also after a restart', async ({
  app,
}) => {
  let archive = new ArchivePage(app.page);
  await archive.removeSample();
  await archive.importText(HARBOUR);
  await archive.tag('counted 14 ships', 'Ships', 'Kazakhstan');
  await app.page.keyboard.press('Control+Shift+e');
  const field = app.page.getByRole('textbox', { name: 'Text of the report' });
  const sentence = /[^.\n]*counted 14 ships[^.]*\./u.exec(await field.inputValue())![0];
  await field.fill(
    (await field.inputValue()).replace(sentence, 'Fourteen ships were there, as somebody counted.'),
  );
  // A page that goes comes back with what was typed.
  const typed = await field.inputValue();
  await app.page.evaluate(() => location.assign('about:blank')).catch(() => undefined);
  await app.page.waitForURL('app://archive/index.html');
  await expect(field).toHaveValue(typed);
  await app.page.getByRole('button', { name: /^Save the correction/u }).click();
  await expect(field).toBeHidden();
  await archive.saved();

  await app.restart();
  archive = new ArchivePage(app.page);
  const lost = app.page.getByRole('list', { name: 'Passages that need a place' });
  await expect(lost).toContainText('counted 14 ships');
  await archive.searchBox().fill('counted 14 ships');
  await expect(archive.results().getByRole('listitem')).toContainText(['counted 14 ships']);
  await archive.searchBox().fill('');

  const file = join(app.folder, 'passages.csv');
  await app.dialogs.save(file);
  await app.page.keyboard.press('Control+e');
  await app.page
    .getByRole('dialog', { name: 'Export passages' })
    .getByRole('button', { name: 'Export', exact: true })
    .click();
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('counted 14 ships');
  expect(await readFile(file, 'utf8')).toMatch(/,orphaned,1,,,[0-9a-f-]{36},,\r\n/u);
  await app.menu('file.backup');
  await expect(archive.footer()).toContainText('Last backup');
});
