import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures/app';
import { ArchivePage } from './pages/archive-page';

const TITLE = 'Evening at the depot';
const TEXT = `${TITLE}

By a reporter, 9 March 2022

The committee closed the depot at noon. Guards kept the drivers outside.

The chairman said the drivers would be heard. Guards left in the evening.`;

test('actors are added, found by any name, put under one another, merged, split and deleted', async ({
  app,
}) => {
  test.setTimeout(120_000);
  const archive = new ArchivePage(app.page);
  await archive.removeSample();
  await archive.go('Codebook');
  await app.page.getByRole('button', { name: 'New actor…' }).click();
  const adding = app.page.getByRole('dialog', { name: 'New actor' });
  await expect(adding.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await app.page.keyboard.type('National Security Committee');
  await adding.getByRole('textbox', { name: 'Aliases' }).fill('KNB\nҰҚК');
  await adding.getByRole('combobox', { name: 'Kind' }).selectOption('State body');
  await adding.getByRole('combobox', { name: 'Home country' }).fill('kaz');
  await app.page.keyboard.press('Enter');
  await adding.getByRole('button', { name: 'Add a role' }).click();
  await adding.getByRole('textbox', { name: 'Role 1', exact: true }).fill('Under the old chairman');
  await adding.getByRole('textbox', { name: 'Role 1 from' }).fill('2016-09');
  await adding.getByRole('textbox', { name: 'Role 1 to' }).fill('2022-13');
  await adding.getByRole('button', { name: 'Add actor' }).click();
  await expect(adding.getByRole('alert')).toContainText('“2022-13” is no date');
  await adding.getByRole('textbox', { name: 'Role 1 to' }).fill('2022-01-06');
  await adding.getByRole('button', { name: 'Add actor' }).click();
  await expect(adding).toBeHidden();
  const row = (name: string) => app.page.getByRole('table', { name: 'Actors' }).getByRole('row', { name });
  await expect(row('National Security Committee')).toContainText('KNB, ҰҚК');
  await expect(row('National Security Committee')).toContainText('Kazakhstan');

  await archive.importText(TEXT);
  await archive.select('The committee');
  await app.page.keyboard.press('t');
  const actor = archive.palette().getByRole('combobox', { name: 'Actor' });
  await actor.fill('ұқк');
  await expect(archive.palette().getByRole('option').first()).toHaveText(/National Security Committee.*ҰҚК/u);
  await app.page.keyboard.press('Enter');
  await expect(archive.palette()).toContainText(
    'Under the old chairman (2016-09 to 2022-01-06). That does not fit the date of this report, 2022-03-09.',
  );
  await actor.fill('National Sceurity Committee');
  await expect(archive.palette().getByRole('option').first()).toHaveText(
    /National Security Committee.*much like it/u,
  );
  await app.page.keyboard.press('Enter');
  await archive.palette().getByRole('button', { name: 'Save passage' }).click();
  await expect(archive.passages()).toHaveCount(1);
  await archive.tag('Guards kept', 'Guards', 'Kazakhstan');
  await archive.tag('Guards left', 'Guards', 'Kazakhstan');
  await archive.tag('The chairman', 'Chairman');
  await archive.saved();

  await archive.go('Codebook');
  await archive.moreFor('Guards', 'Split…');
  const splitting = app.page.getByRole('dialog', { name: 'Split “Guards”' });
  await splitting.getByRole('textbox', { name: 'Name of the new actor' }).fill('Depot guards');
  await splitting.getByRole('textbox', { name: 'Show passages that contain' }).fill('left');
  await splitting.getByRole('checkbox', { name: 'All that are shown (1 passage)' }).check();
  await expect(splitting.getByRole('status')).toContainText(
    '1 passage becomes one of “Depot guards”; 1 passage',
  );
  await splitting.getByRole('button', { name: 'Split', exact: true }).click();
  await expect(row('Depot guards')).toContainText('1');

  await app.page.getByRole('button', { name: 'Edit Depot guards' }).click();
  const editing = app.page.getByRole('dialog', { name: 'Edit “Depot guards”' });
  await expect(editing).toContainText('1 passage coded with it');
  await editing.getByRole('combobox', { name: 'Part of' }).fill('guards');
  await app.page.keyboard.press('Enter');
  await editing.getByRole('button', { name: 'Save actor' }).click();
  await expect(editing).toBeHidden();
  const names = () => app.page.getByRole('table', { name: 'Actors' }).getByRole('rowheader').allInnerTexts();
  await expect
    .poll(async () => (await names()).map((name) => name.split('\n')[0]))
    .toEqual(['Chairman', 'Guards', 'Depot guards', 'National Security Committee']);

  await archive.moreFor('Chairman', 'Merge into another…');
  const merging = app.page.getByRole('dialog', { name: 'Merge “Chairman” into…' });
  await merging.getByRole('combobox', { name: 'Actor that stays' }).fill('knb');
  await app.page.keyboard.press('Enter');
  await expect(merging).toContainText('“Chairman” becomes an alias of “National Security Committee”.');
  await merging.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(row('National Security Committee')).toContainText('KNB, ҰҚК, Chairman');
  await expect(row('National Security Committee')).toContainText('2');

  await archive.moreFor('Guards', 'Deprecate');
  await expect(row('Guards').first()).toContainText('deprecated');
  await archive.go('Reports');
  await archive.select('drivers outside');
  await app.page.keyboard.press('t');
  await actor.fill('guar');
  await expect(archive.palette().getByRole('option', { name: /^Depot guards/u })).toBeVisible();
  await expect(archive.palette().getByRole('option', { name: /^Guards/u })).toHaveCount(0);
  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('Escape');
  await expect(archive.palette()).toBeHidden();

  await app.page
    .getByRole('combobox', { name: 'Search' })
    .or(app.page.getByRole('searchbox'))
    .first()
    .fill('actor:knb');
  await expect(app.page.getByRole('list', { name: 'Search results' })).toContainText('The committee');

  await archive.go('Codebook');
  await app.page.getByRole('button', { name: 'New actor…' }).click();
  await app.page.keyboard.type('Guard');
  await adding.getByRole('button', { name: 'Alias of “Guards”' }).click();
  const giving = app.page.getByRole('dialog', { name: 'Edit “Guards”' });
  await expect(giving.getByRole('textbox', { name: 'Aliases' })).toHaveValue('Guard');
  await giving.getByRole('button', { name: 'Save actor' }).click();
  await expect(row('Guards').first()).toContainText('Guard');

  for (const step of ['Edit actor', 'Deprecate actor', 'Merge actors', 'Move actor', 'Split actor']) {
    await app.menu('edit.undo');
    await expect(app.page.getByText(`Undone: ${step}.`)).toBeVisible();
  }
  await expect
    .poll(async () => (await names()).map((name) => name.split('\n')[0]))
    .toEqual(['Chairman', 'Guards', 'National Security Committee']);
});

test('an actor that no passage is about can be deleted, and one that is used cannot', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await archive.go('Codebook');
  await app.page.getByRole('button', { name: 'New actor…' }).click();
  await app.page.keyboard.type('Ferry crews');
  await app.page.keyboard.press('Enter');
  await archive.moreFor('Ferry crews', 'Delete');
  await expect(app.page.getByText('Deleted “Ferry crews”.')).toBeVisible();
  await app.page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(app.page.getByRole('button', { name: 'More for Ferry crews' })).toBeVisible();
  await app.page.getByRole('button', { name: 'More for Police' }).click();
  await expect(app.page.getByRole('menuitem', { name: 'Delete' })).toHaveAttribute('aria-disabled', 'true');
});

test('actors come in from a file with a preview, and go out again', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await archive.go('Codebook');
  const table =
    'name,aliases,kind,country,wikidata\n' +
    'Harbour union,Dockers|Портовики,organisation,KAZ,\n' +
    'Police,Cops,state-body,,\n' +
    ',nameless,,,\n' +
    'Ferry crews,,no-such-kind,,\n';
  await app.page
    .getByLabel('File of actors')
    .setInputFiles({ name: 'actors.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  const dialog = app.page.getByRole('dialog', { name: 'Import actors' });
  await expect(dialog).toContainText('2 new actors');
  await expect(dialog).toContainText('1 known actor that would change');
  await expect(dialog).toContainText('Line 4');
  await expect(dialog).toContainText('no-such-kind');
  await dialog.getByRole('button', { name: 'Import actors' }).click();
  await expect(dialog).toBeHidden();
  const row = (name: string) => app.page.getByRole('table', { name: 'Actors' }).getByRole('row', { name });
  await expect(row('Harbour union')).toContainText('Dockers, Портовики');
  await expect(row('Police')).toContainText('Cops');

  for (const [item, name] of [
    ['Export as CSV table…', 'out.csv'],
    ['Export as REFI-QDA codebook…', 'out.qdc'],
  ] as const) {
    const path = join(app.folder, name);
    await app.dialogs.save(path);
    await archive.moreFor('the actors', item);
    await expect(app.page.getByText(`The actors are written to ${name}.`)).toBeVisible();
    const text = await readFile(path, 'utf8');
    expect(text).toContain('Harbour union');
    expect(text).toContain('Портовики');
  }

  await app.menu('edit.undo');
  await expect(row('Harbour union')).toHaveCount(0);
  await app.page
    .getByLabel('File of actors')
    .setInputFiles({ name: 'photo.csv', mimeType: 'text/csv', buffer: Buffer.from([0, 1, 2, 255]) });
  await expect(app.page.getByText(/“photo.csv”: .* Nothing was changed\./u)).toBeVisible();
});
