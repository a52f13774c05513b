import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures/app';
import { ArchivePage } from './pages/archive-page';

const sentence = (n: number): string =>
  `On day ${n} the harbour master of pier ${n} said that ship ${n} had left before the ice of week ${n} came.`;
const WIRE = `The ice comes early\n\n${Array.from({ length: 12 }, (_, n) => sentence(n)).join('\n\n')}`;
const COPY = `Early ice, says harbour\n\n${WIRE.slice(WIRE.indexOf('\n\n') + 2)
  .replace('harbour master of pier 3', 'head of the port')
  .replace(sentence(11), 'Own reporting by our correspondent.')}`;

test('wire copy is told in the preview, compared, and counted as one story', async ({ app }) => {
  test.setTimeout(90_000);
  const { page } = app;
  const archive = new ArchivePage(page);
  await archive.removeSample();
  await archive.importText(WIRE);
  await archive.paste(COPY);
  const dialog = archive.importDialog();
  await expect(dialog).toContainText('Much like “The ice comes early”');
  await expect(dialog.getByRole('checkbox', { name: 'Count both as one story' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Compare' }).click();
  const comparison = page.getByRole('dialog', { name: 'Compare reports' });
  const own = comparison.getByRole('region', { name: 'Both texts side by side' }).locator('mark');
  await expect(own.filter({ hasText: 'correspondent' })).toBeVisible();
  await expect(own.filter({ hasText: 'day 5' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(comparison).toBeHidden();
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog).toBeHidden();

  for (const title of ['The ice comes early', 'Early ice, says harbour']) {
    await archive.report(title).click();
    await expect(archive.article(title)).toBeVisible();
    await archive.tag('said that ship 7 had left', 'Harbour master', 'Finland');
  }
  await app.menu('view.analysis');
  const counts = page.getByRole('region', { name: 'Table of counts' });
  const count = page.getByRole('combobox', { name: 'Count' });
  await expect(counts.getByRole('button', { name: /^2 passages: Harbour master, Finland$/u })).toBeVisible();
  await count.selectOption('reports');
  await expect(counts.getByRole('button', { name: /^2 reports: Harbour master, Finland$/u })).toBeVisible();
  await count.selectOption('stories');
  await expect(counts.getByRole('button', { name: /^1 story: Harbour master, Finland$/u })).toBeVisible();

  // Taken apart in the details of the report, in one step that can be undone.
  await app.menu('view.reports');
  await archive.report('The ice comes early').click();
  await expect(archive.article('The ice comes early')).toBeVisible();
  await page.getByRole('button', { name: 'Report details' }).click();
  const details = page.getByRole('dialog', { name: 'Report details' });
  await expect(details.getByRole('button', { name: 'Early ice, says harbour' })).toBeVisible();
  await details.getByRole('button', { name: 'Compare' }).click();
  await expect(comparison).toContainText('Own reporting by our correspondent.');
  await page.keyboard.press('Escape');
  await details.getByRole('button', { name: 'Count as a story of its own' }).click();
  await expect(details).not.toContainText('Counted as one story with');
  await page.keyboard.press('Escape');
  await expect(details).toBeHidden();
  await app.menu('view.analysis');
  await expect(counts.getByRole('button', { name: /^2 stories: Harbour master, Finland$/u })).toBeVisible();
  await app.menu('edit.undo');
  await expect(counts.getByRole('button', { name: /^1 story: Harbour master, Finland$/u })).toBeVisible();
});

test('the original is opened as a copy after a warning, and saved byte for byte', async ({ app }) => {
  const { page } = app;
  const archive = new ArchivePage(page);
  await archive.removeSample();
  const path = join(app.folder, 'ice.txt');
  await writeFile(path, WIRE.replaceAll('\n', '\r\n'));
  await app.dialogs.open(path);
  await app.menu('file.import');
  await archive.importDialog().getByRole('button', { name: 'Import', exact: true }).click();
  await expect(archive.article('The ice comes early')).toBeVisible();
  await page.getByRole('button', { name: 'Report details' }).click();
  const details = page.getByRole('dialog', { name: 'Report details' });

  const copy = join(app.folder, 'copy.txt');
  await app.dialogs.save(copy);
  await details.getByRole('button', { name: 'Save a copy of it…' }).click();
  await expect.poll(() => readFile(copy, 'utf8').catch(() => '')).toBe(WIRE.replaceAll('\n', '\r\n'));

  await app.electron.evaluate(({ shell }) => {
    shell.openPath = (opened) => {
      (globalThis as { opened?: string }).opened = opened;
      return Promise.resolve('');
    };
  });
  await details.getByRole('button', { name: 'Open original…' }).click();
  const warning = page.getByRole('alertdialog', { name: 'Open it in another program?' });
  await expect(warning).toContainText('out of Commonplace');
  await warning.getByRole('button', { name: 'Open original' }).click();
  const opened = (): Promise<string> =>
    app.electron.evaluate(() => (globalThis as { opened?: string }).opened ?? '');
  await expect.poll(opened).toMatch(/ice\.txt$/u);
  expect(await readFile(await opened(), 'utf8')).toBe(WIRE.replaceAll('\n', '\r\n'));
  expect((await stat(await opened())).mode & 0o222).toBe(0);
});
