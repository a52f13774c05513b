import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from './fixtures/app';
import { MARKET, MARKET_TITLE } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

test('a state that is gone is offered with its years, and the report of another time pointed out', async ({
  app,
}) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.importText(MARKET);
  await archive.select('Police ruled out arson');
  await app.page.keyboard.press('t');
  const palette = archive.palette();
  const country = palette.getByRole('combobox', { name: 'Country' });
  for (const typed of ['USSR', 'СССР']) {
    await country.fill(typed);
    await expect(archive.countryOptions()).toHaveText(['Soviet Union XSU · 1922–1991']);
  }
  await country.press('Enter');
  const hint = palette.getByRole('status');
  await expect(hint).toContainText(
    'Soviet Union (1922–1991) does not fit the date of this report, 2021-03-09',
  );
  await palette.getByRole('combobox', { name: 'Role' }).selectOption('mentioned');
  await expect(hint).toBeEmpty();
  await palette.getByRole('button', { name: 'Save passage' }).click();
  await expect(archive.passage('Police ruled out arson')).toContainText('XSU · mentioned');
});

test('people name their country, and an organisation becomes the actor', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.removeSample();
  await archive.importText(MARKET);
  await archive.tag('A fire closed the covered market', 'ОДКБ', 'казахстанский');
  await expect(archive.passage('A fire closed')).toContainText('KAZ · affiliation');

  await archive.select('Police ruled out arson');
  await app.page.keyboard.press('t');
  const palette = archive.palette();
  const country = palette.getByRole('combobox', { name: 'Country' });
  await country.fill('CSTO');
  await expect(archive.countryOptions().first()).toContainText('CSTO is an organisation: use it as an actor');
  await country.press('Enter');
  await expect(palette.getByRole('combobox', { name: 'Actor' })).toHaveValue('ОДКБ');
  await expect(country).toHaveValue('');
  await country.fill('Russians');
  await country.press('Enter');
  await palette.getByRole('button', { name: 'Save passage' }).click();
  const passage = archive.passage('Police ruled out arson');
  await expect(passage).toContainText('ОДКБ');
  await expect(passage).toContainText('RUS · affiliation');
  await archive.go('Codebook');
  await expect(app.page.getByRole('table', { name: 'Actors' }).getByRole('row')).toHaveCount(2);
});

test('Kosovo is exported as the settings say, after a restart too', async ({ app }) => {
  let archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.removeSample();
  await archive.importText(MARKET);
  await archive.tag('Police ruled out arson', 'Police', 'Kosovo');

  async function exported(name: string): Promise<Record<string, string>> {
    const path = join(app.profile, name);
    await app.dialogs.save(path);
    await archive.go('Passages');
    await app.page.getByRole('button', { name: 'Export…' }).last().click();
    const dialog = app.page.getByRole('dialog', { name: 'Export passages' });
    await dialog.getByRole('combobox', { name: 'Profile' }).selectOption('data');
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(app.page.getByText(`written to ${name}`)).toBeVisible();
    const rows: Record<string, string>[] = parse(await readFile(path), { columns: true });
    return rows[0]!;
  }

  expect(await exported('own.csv')).toMatchObject({
    report_title: MARKET_TITLE,
    countries: 'Kosovo',
    country_iso3: 'XKX',
    pairs: 'XKX:affiliation:Police',
  });
  await archive.go('Settings');
  await app.page.getByRole('combobox', { name: 'Kosovo' }).selectOption('SRB');
  expect(await exported('listed.csv')).toMatchObject({ countries: 'Kosovo', country_iso3: 'SRB' });
  await archive.go('Settings');
  await app.page.getByRole('combobox', { name: 'Kosovo' }).selectOption('No code');
  await app.restart();
  archive = new ArchivePage(app.page);
  await archive.go('Settings');
  await expect(app.page.getByRole('combobox', { name: 'Kosovo' })).toHaveValue('');
  expect(await exported('none.csv')).toMatchObject({
    countries: 'Kosovo',
    country_iso3: '',
    pairs: ':affiliation:Police',
  });
  await archive.go('Settings');
  await expect(app.page.getByRole('combobox', { name: 'Soviet Union (1922–1991)' })).toBeHidden();
  await app.page.getByText('States that are gone').click();
  await expect(app.page.getByRole('combobox', { name: 'Soviet Union (1922–1991)' })).toHaveValue('XSU');
});

test('a country of one’s own is added, suggested, tagged, found, exported and kept', async ({ app }) => {
  test.setTimeout(90_000);
  let archive = new ArchivePage(app.page);
  await archive.removeSample();
  await archive.importText(MARKET);
  await archive.go('Codebook');
  await app.page.getByRole('tab', { name: /^Countries/u }).click();
  await app.page.getByRole('button', { name: 'New country…' }).click();
  const adding = app.page.getByRole('dialog', { name: 'New country' });
  await adding.getByRole('textbox', { name: 'Name', exact: true }).fill('Kazakhstan');
  await adding.getByRole('button', { name: 'Add country' }).click();
  await expect(adding.getByRole('alert')).toContainText('already a name of Kazakhstan (KAZ)');
  await adding.getByRole('textbox', { name: 'Name', exact: true }).fill('Zomia');
  await expect(adding.getByRole('textbox', { name: 'Code' })).toHaveValue('XZO');
  await adding.getByRole('textbox', { name: 'Code' }).fill('KZZ');
  await adding.getByRole('button', { name: 'Add country' }).click();
  await expect(adding.getByRole('alert')).toContainText('no code that ISO 3166-1 leaves to users');
  await adding.getByRole('textbox', { name: 'Code' }).fill('QZM');
  await adding.getByRole('textbox', { name: 'Other names' }).fill('Зомия');
  await adding.getByRole('button', { name: 'Add country' }).click();
  await expect(adding).toBeHidden();

  await archive.go('Reports');
  await archive.tag('Police ruled out arson', 'Police', 'зомия');
  await expect(archive.passage('Police ruled out arson')).toContainText('QZM · affiliation');
  await archive.searchBox().fill('country:Zomia');
  await expect(archive.results().getByRole('listitem')).toHaveCount(1);
  await archive.searchBox().fill('');
  await archive.saved();

  await app.restart();
  archive = new ArchivePage(app.page);
  await archive.go('Codebook');
  await app.page.getByRole('tab', { name: /^Countries/u }).click();
  const row = app.page.getByRole('table', { name: 'Countries' }).getByRole('row', { name: 'Zomia' });
  await expect(row).toContainText('your own');
  await expect(row.getByRole('button', { name: 'Delete Zomia' })).toBeDisabled();
  await row.getByRole('button', { name: 'Edit Zomia' }).click();
  const editing = app.page.getByRole('dialog', { name: 'Edit “Zomia”' });
  await editing.getByRole('textbox', { name: 'Name', exact: true }).fill('Upland Zomia');
  await editing.getByRole('button', { name: 'Save country' }).click();
  await expect(app.page.getByRole('table', { name: 'Countries' })).toContainText('Upland Zomia');
  await app.page.keyboard.press('Control+z');
  await expect(app.page.getByText('Undone: Edit country.').last()).toBeVisible();
  await app.menu('help.verify');
  await expect(archive.check().getByText('Everything is in order.')).toBeVisible({ timeout: 30_000 });
});
