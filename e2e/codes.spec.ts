import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures/app';
import { ArchivePage } from './pages/archive-page';

const TITLE = 'A week at the mill';
const TEXT = `${TITLE}

By a reporter, 9 March 2022

Weavers laid down their work on Monday. On Tuesday they marched to the town hall.

The owners closed the canteen. Nobody slept on the floor that night.`;

test('codes are given in the palette, found with their kinds, retagged, exported and undone', async ({
  app,
}) => {
  test.setTimeout(120_000);
  const { page } = app;
  const archive = new ArchivePage(page);
  await archive.removeSample();
  await archive.importText(TEXT);

  // By keyboard: a new code under a new one, beside an actor.
  await archive.select('laid down their work');
  await page.keyboard.press('t');
  await page.keyboard.type('#Protest > Strike');
  await page.keyboard.press('Enter');
  await expect(archive.palette().getByRole('list', { name: 'Codes' })).toContainText('Strike');
  await page.keyboard.type('Weavers');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(archive.passage('laid down their work')).toContainText('#Strike');
  await expect(archive.passage('laid down their work')).toContainText('Weavers');

  // A code alone, of which the kinds are offered by their path.
  await archive.select('marched to the town hall');
  await page.keyboard.press('t');
  await page.keyboard.type('#stri');
  await expect(archive.palette().getByRole('option').first()).toHaveText(/# Protest > Strike.*1 passage/u);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('#Protest>March');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(archive.passage('marched to the town hall')).toContainText('#March');
  await archive.tag('closed the canteen', 'Owners');
  await archive.saved();

  await archive.go('Passages');
  const facet = page.getByRole('group', { name: 'Codes' });
  await expect(facet.getByRole('checkbox')).toHaveCount(3);
  await facet.getByRole('checkbox', { name: 'Protest 2', exact: true }).check();
  await expect(archive.searchBox()).toHaveValue('code:Protest');
  await expect(archive.rows()).toHaveCount(2);
  await facet.getByRole('button', { name: 'Exclude Protest > March 1' }).click();
  await expect(archive.searchBox()).toHaveValue('code:Protest -code:March');
  await expect(archive.rows()).toHaveCount(1);
  await archive.searchBox().fill('code:"Silent march"');
  await expect(archive.rows()).toHaveCount(0);
  await archive.searchBox().fill('');

  // All of them at once.
  await expect(archive.rows()).toHaveCount(3);
  await archive.rows().first().click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.getByRole('button', { name: /^Retag/u }).click();
  const retag = page.getByRole('dialog', { name: 'Retag 3 passages' });
  await retag.getByRole('combobox', { name: 'Actor' }).fill('#Labour');
  await page.keyboard.press('Enter');
  await expect(retag.getByRole('status')).toContainText('3 of 3 passages change.');
  await retag.getByRole('button', { name: 'Retag', exact: true }).click();
  await expect(page.getByText('Retagged 3 passages.').last()).toBeVisible();

  const file = join(app.folder, 'passages.csv');
  await app.dialogs.save(file);
  await page.keyboard.press('Control+e');
  await page
    .getByRole('dialog', { name: 'Export passages' })
    .getByRole('button', { name: 'Export', exact: true })
    .click();
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('laid down');
  const csv = await readFile(file, 'utf8');
  expect(csv).toContain(',Protest > Strike|Labour,');
  expect(csv).toContain(',1,anchored,1,Labour,');

  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undone: Retag 3 passages.').last()).toBeVisible();
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('group', { name: 'Columns' }).getByRole('checkbox', { name: 'Codes' }).check();
  await page.keyboard.press('Escape');
  await expect(archive.row('laid down their work')).toContainText('#Strike');
  await expect(archive.row('closed the canteen')).not.toContainText('#Labour');
});

test('the codebook of codes: add, put under another, merge with a preview, deprecate, delete', async ({
  app,
}) => {
  test.setTimeout(120_000);
  let { page } = app;
  let archive = new ArchivePage(page);
  await archive.removeSample();
  await archive.importText(TEXT);
  await archive.go('Codebook');
  await page.getByRole('tab', { name: /^Codes/u }).click();
  await expect(page.getByRole('heading', { name: 'No codes yet' })).toBeVisible();

  const dialog = (name: string) => page.getByRole('dialog', { name });
  async function add(name: string, kindOf = ''): Promise<void> {
    await page.getByRole('button', { name: 'New code…' }).first().click();
    const adding = dialog('New code');
    await adding.getByRole('textbox', { name: 'Name' }).fill(name);
    if (kindOf !== '') {
      await adding.getByRole('combobox', { name: 'Kind of' }).fill(kindOf);
      await page.keyboard.press('Enter');
    }
    await adding.getByRole('button', { name: 'Add code' }).click();
    await expect(adding).toBeHidden();
  }
  const row = (name: string) => page.getByRole('table', { name: 'Codes' }).getByRole('row', { name });
  await add('Protest');
  await add('Strike', 'Protest');
  await add('Walkout', 'Protest');

  // A name that is there already, or has what separates names, is refused and nothing is lost.
  await page.getByRole('button', { name: 'New code…' }).click();
  await dialog('New code').getByRole('textbox', { name: 'Name' }).fill('strike');
  await dialog('New code').getByRole('textbox', { name: 'Definition' }).fill('Work is laid down.');
  await dialog('New code').getByRole('button', { name: 'Add code' }).click();
  await expect(dialog('New code').getByRole('alert')).toContainText('already');
  await dialog('New code').getByRole('textbox', { name: 'Name' }).fill('Walkouts');
  await expect(dialog('New code').getByRole('status')).toContainText('Much like “Walkout”');
  await dialog('New code').getByRole('button', { name: 'Cancel' }).click();

  await archive.go('Reports');
  for (const [words, code] of [
    ['laid down their work', '#Strike'],
    ['closed the canteen', '#Walkout'],
  ] as const) {
    await archive.select(words);
    await page.keyboard.press('t');
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect(archive.passage(words)).toContainText(code);
  }

  await archive.go('Codebook');
  await page.getByRole('tab', { name: /^Codes/u }).click();
  await archive.moreFor('Walkout', 'Merge into another…');
  const merging = dialog('Merge “Walkout” into…');
  await merging.getByRole('combobox', { name: 'Code that stays' }).fill('strike');
  await page.keyboard.press('Enter');
  await expect(merging.getByRole('status')).toContainText(
    '1 passage coded with “Walkout” has the code “Strike” from now on.',
  );
  await merging.getByRole('button', { name: 'Merge' }).click();
  await expect(row('Walkout')).toContainText('2');
  await expect(row('Strike')).toContainText('Walkout');
  await archive.saved();

  await app.restart();
  page = app.page;
  archive = new ArchivePage(page);
  await archive.go('Codebook');
  await page.getByRole('tab', { name: /^Codes/u }).click();
  await page.getByRole('button', { name: 'Show passages: Protest' }).click();
  await expect(archive.rows()).toHaveCount(2);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Undone: Merge codes.').last()).toBeVisible();
  await archive.go('Codebook');
  await page.getByRole('tab', { name: /^Codes/u }).click();
  await expect(row('Walkout')).toContainText('1');

  await archive.moreFor('Strike', 'Deprecate');
  await expect(row('Strike')).toContainText('deprecated');
  await add('Curfew');
  await archive.moreFor('Curfew', 'Delete');
  await expect(row('Curfew')).toBeHidden();
  await app.menu('help.verify');
  await expect(archive.check().getByText('Everything is in order.')).toBeVisible({ timeout: 30_000 });
});

test('codes are taken out as a codebook and read from one, in one step', async ({ app }) => {
  const { page } = app;
  const archive = new ArchivePage(page);
  await archive.removeSample();
  await archive.go('Codebook');
  await page.getByRole('tab', { name: 'Codes' }).click();
  const theirs = join(app.folder, 'theirs.qdc');
  await writeFile(
    theirs,
    '<?xml version="1.0" encoding="utf-8"?><CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>' +
      '<Code guid="5f2f0d3a-0c57-4f3c-9d7e-0e6b8a2f5d11" name="Protest" isCodable="true">' +
      '<Description>People gather.</Description><Code guid="5f2f0d3a-0c57-4f3c-9d7e-0e6b8a2f5d12" name="Strike" isCodable="true"/>' +
      '</Code></Codes></CodeBook>',
  );
  await page.getByLabel('File of codes').setInputFiles(theirs);
  const dialog = page.getByRole('dialog', { name: 'Import codes' });
  await expect(dialog).toContainText('2 new codes');
  await dialog.getByRole('button', { name: 'Import codes' }).click();
  await expect(page.getByText('2 codes added, 0 changed.').last()).toBeVisible();
  await expect(page.getByRole('row', { name: /Strike/u })).toBeVisible();

  const ours = join(app.folder, 'ours.qdc');
  await app.dialogs.save(ours);
  await page.getByRole('button', { name: 'More for the codes' }).click();
  await page.getByRole('menuitem', { name: 'Export as REFI-QDA codebook…' }).click();
  await expect.poll(() => readFile(ours, 'utf8').catch(() => '')).toContain('name="Strike"');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('No codes yet')).toBeVisible();

  // What is no codebook is refused, and nothing changes.
  await writeFile(theirs, '<!DOCTYPE x><CodeBook/>');
  await page.getByLabel('File of codes').setInputFiles(theirs);
  await expect(page.getByRole('alert').filter({ hasText: 'Nothing was changed.' }).last()).toBeVisible();
});
