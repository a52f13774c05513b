import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from './fixtures/app';
import { HARBOUR, HARBOUR_TITLE, writeFiles } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

test('import, read, tag, search and export with the mouse', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  const { page } = app;
  await archive.removeSample();
  await app.dialogs.open(...(await writeFiles(app.profile, { 'harbour.txt': HARBOUR })));
  await page.getByRole('button', { name: 'Import…' }).click();
  await archive.importDialog().getByRole('button', { name: 'Import', exact: true }).click();
  await expect(archive.article(HARBOUR_TITLE)).toBeVisible();

  const palette = archive.palette();
  for (const words of ['police watched', 'asked for calm']) {
    await archive.select(words);
    await page.getByRole('button', { name: 'Tag selection' }).click();
    await palette.getByRole('combobox', { name: 'Actor' }).click();
    if (words === 'police watched') {
      await page.keyboard.type('Police');
      await palette.getByRole('option', { name: /Create actor/ }).click();
    } else {
      await palette
        .getByRole('option', { name: /^Police/ })
        .first()
        .click();
    }
    await palette.getByRole('combobox', { name: 'Country' }).click();
    await page.keyboard.type('Kazakh');
    await palette.getByRole('option', { name: /Kazakhstan/ }).click();
    await palette.getByRole('combobox', { name: 'Role' }).selectOption('location');
    await palette.getByRole('button', { name: 'Save passage' }).click();
    await expect(archive.passage(words)).toContainText('KAZ · location');
  }
  await expect(
    page.getByRole('group', { name: 'Actors' }).getByRole('checkbox', { name: 'Police 2' }),
  ).toBeVisible();

  await archive.searchBox().click();
  await page.keyboard.type('calm');
  await archive
    .results()
    .getByRole('button', { name: /asked for calm/ })
    .first()
    .click();
  await expect.poll(() => archive.painted('search-hit')).toContain('calm');

  await archive.go('Passages');
  await expect(archive.rows()).toHaveCount(1);
  await app.dialogs.save(join(app.profile, 'calm.csv'));
  await page.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export passages' });
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog).toBeHidden();
  const rows: Record<string, string>[] = parse(await readFile(join(app.profile, 'calm.csv')), {
    columns: true,
    bom: true,
  });
  expect(rows.map((row) => [row.excerpt_text, row.pairs])).toEqual([
    ['asked for calm', 'KAZ:location:Police'],
  ]);
});
