import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures/app';
import { HARBOUR, HARBOUR_TITLE, MARKET, MARKET_TITLE } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

const WIRE = `# Fuel price cap follows protests

Source: Orda.kz
Published: 2022-01-05
Language: en

The state of emergency covers the city. Police closed streets, and protesters left the square by noon.
`;
const WIRE_TITLE = 'Fuel price cap follows protests';

test.beforeEach(async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.removeSample();
  for (const text of [MARKET, HARBOUR, WIRE]) await archive.importText(text);
});

test('words, phrases, nearness, beginnings, likeness, fields and their combinations find what they say', async ({
  app,
}) => {
  const archive = new ArchivePage(app.page);
  const titles = [HARBOUR_TITLE, MARKET_TITLE, WIRE_TITLE];
  for (const [query, found] of [
    ['police', titles],
    ['police arson', [MARKET_TITLE]],
    ['arson OR dockers', [HARBOUR_TITLE, MARKET_TITLE]],
    ['police -arson', [HARBOUR_TITLE, WIRE_TITLE]],
    ['police NOT (arson OR dockers)', [WIRE_TITLE]],
    ['protest', [WIRE_TITLE]],
    ['protesting', [WIRE_TITLE]],
    ['"state of emergency"', [WIRE_TITLE]],
    ['"emergency state"', []],
    ['"emergency state"~1', [WIRE_TITLE]],
    ['protes*', [WIRE_TITLE]],
    ['polise~', titles],
    ['title:fire', [MARKET_TITLE]],
    ['footnote:towns', [HARBOUR_TITLE]],
    ['text:fire -title:fire', []],
    ['source:orda', [WIRE_TITLE]],
    ['date:2021', [HARBOUR_TITLE, MARKET_TITLE].slice(1)],
    ['date:2022-01-04..2022-01-11', [WIRE_TITLE]],
    ['has:footnote', [HARBOUR_TITLE]],
    ['-has:date', [HARBOUR_TITLE]],
  ] as const) {
    await archive.searchBox().fill(`${query} `);
    const items = archive.results().getByRole('listitem');
    if (found.length === 0) await expect(app.page.getByText('Nothing found'), query).toBeVisible();
    else await expect(items, query).toHaveCount(found.length);
    for (const title of found) await expect(archive.results(), query).toContainText(title);
  }
});

test('a wrong query is told at its place with what was perhaps meant, which a click puts there', async ({
  app,
}) => {
  const archive = new ArchivePage(app.page);
  const { page } = app;
  await archive.searchBox().fill('police');
  await expect(archive.results().getByRole('listitem')).toHaveCount(3);
  await archive.searchBox().fill('police (arson OR dockers');
  await archive.searchBox().press('Escape');
  await archive.searchBox().fill('police statis:claimed');
  await expect(page.getByText(/Character 8: There is no field “statis”/)).toBeVisible();
  // What was found before stays: a mistake is not the same as nothing.
  await expect(page.getByText('Nothing found')).toBeHidden();
  await page.getByRole('button', { name: 'Use police status:claimed' }).click();
  await expect(archive.searchBox()).toHaveValue('police status:claimed');

  await archive.searchBox().fill('arsoon ');
  await expect(page.getByText('“arsoon” is in no report.')).toBeVisible();
  await page.getByRole('button', { name: 'arson', exact: true }).click();
  await expect(archive.results().getByRole('listitem')).toHaveCount(1);
});

test('fields and their values complete as one types; the help card gives examples to try', async ({
  app,
}) => {
  const archive = new ArchivePage(app.page);
  const { page } = app;
  await archive.report(MARKET_TITLE).click();
  await archive.tag('Police ruled out arson', 'Interior Ministry', 'KAZ');
  const box = archive.searchBox();
  const options = page.getByRole('listbox', { name: 'Completions' }).getByRole('option');
  await box.pressSequentially('act');
  await expect(options).toHaveCount(1);
  await box.press('ArrowDown');
  await box.press('Enter');
  await expect(box).toHaveValue('actor:');
  await expect(options).toContainText(['Interior Ministry']);
  await box.press('ArrowDown');
  await box.press('Tab');
  await expect(box).toHaveValue('actor:"Interior Ministry" ');
  await box.pressSequentially('country:kazakh');
  await options.filter({ hasText: 'Kazakhstan' }).click();
  await expect(box).toHaveValue('actor:"Interior Ministry" country:KAZ ');
  await expect(archive.results().getByRole('listitem')).toHaveCount(1);
  // The facets show the same query.
  await expect(page.getByRole('checkbox', { name: 'Interior Ministry 1' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Kazakhstan 1' })).toBeChecked();

  await page.getByRole('button', { name: 'How to search' }).click();
  await page
    .getByRole('dialog', { name: 'How to search' })
    .getByRole('button', { name: 'police OR army', exact: true })
    .click();
  await expect(box).toHaveValue('police OR army');
  await expect(archive.results().getByRole('listitem')).toHaveCount(3);
});

test('reports are narrowed by source, language and date, and keys go from hit to hit', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  const { page } = app;
  await archive.searchBox().fill('police ');
  await expect(archive.results().getByRole('listitem')).toHaveCount(3);
  await page.getByRole('checkbox', { name: 'Orda.kz 1' }).check();
  await expect(archive.searchBox()).toHaveValue('police source:Orda.kz');
  await expect(archive.results().getByRole('listitem')).toHaveCount(1);
  await page.getByRole('checkbox', { name: 'Orda.kz 1' }).uncheck();

  const dates = page.getByRole('group', { name: 'Published' });
  await dates
    .getByRole('button', { name: /^Jan 2022|January 2022|^Jan/ })
    .first()
    .click();
  await expect(archive.searchBox()).toHaveValue(/^police date:2022/);
  await expect(archive.results().getByRole('listitem')).toHaveCount(1);
  await dates.getByRole('button', { name: 'Any time' }).click();
  await expect(archive.results().getByRole('listitem')).toHaveCount(3);

  await page.getByRole('combobox', { name: 'Order of reports' }).selectOption('newest');
  await expect(archive.results().getByRole('listitem').first()).toContainText(WIRE_TITLE);
  await archive.results().getByRole('button', { name: WIRE_TITLE }).click();
  await expect(archive.article(WIRE_TITLE)).toBeVisible();
  await page.keyboard.press('n');
  await expect(archive.article(WIRE_TITLE)).toBeHidden();
  await page.keyboard.press('p');
  await expect(archive.article(WIRE_TITLE)).toBeVisible();
});

test('a search is saved under a name, tells what is new in it, and queries used lately are offered', async ({
  app,
}) => {
  let archive = new ArchivePage(app.page);
  await archive.searchBox().fill('police -arson ');
  await expect(archive.results().getByRole('listitem')).toHaveCount(2);
  const save = async (name: string): Promise<void> => {
    await app.page.getByRole('button', { name: 'Save search' }).click();
    await app.page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(name);
    await app.page.getByRole('dialog').getByRole('button', { name: 'Save search' }).click();
  };
  await save('Police elsewhere');
  const saved = () => app.page.getByRole('list', { name: 'Saved searches' });
  await expect(saved().getByRole('listitem')).toHaveCount(1);
  await expect(app.page.getByRole('dialog')).toBeHidden();
  await save('police ELSEWHERE');
  await expect(app.page.getByText(/already a saved search called “Police elsewhere”/)).toBeVisible();
  await app.page.keyboard.press('Escape');

  await archive.searchBox().fill('');
  await archive.importText('# Night watch doubled\n\nPolice doubled the watch on the bridge.');
  await expect(saved().getByText('1 new')).toBeVisible();
  await app.restart();
  archive = new ArchivePage(app.page);
  await expect(saved().getByText('1 new')).toBeVisible();
  await saved()
    .getByRole('button', { name: /^Police elsewhere/ })
    .click();
  await expect(archive.searchBox()).toHaveValue('police -arson');
  await expect(archive.results().getByRole('listitem')).toHaveCount(3);
  await expect(saved().getByText('1 new')).toBeHidden();
  await archive.results().getByRole('button').first().click();

  await app.page.getByRole('button', { name: 'More for Police elsewhere' }).click();
  await app.page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(saved()).toBeHidden();
  await archive.searchBox().fill('');
  await app.page
    .getByText('Deleted the search “Police elsewhere”.')
    .locator('..')
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(saved().getByRole('listitem')).toHaveCount(1);

  await archive.searchBox().fill('bridge');
  await expect(archive.results().getByRole('listitem')).toHaveCount(1);
  await archive.results().getByRole('button').first().click();
  await archive.searchBox().fill('');
  await archive.searchBox().press('ArrowDown');
  const offered = app.page.getByRole('listbox', { name: 'Completions' }).getByRole('option');
  await expect(offered).toHaveCount(2);
  await expect(offered.first()).toContainText('bridge');
  await archive.searchBox().press('Delete');
  await expect(offered).toHaveCount(1);
  await offered.filter({ hasText: 'police -arson' }).click();
  await expect(archive.searchBox()).toHaveValue('police -arson');
});

test('a list of queries is asked in one go; a bad line does not stop the rest, and the numbers are saved', async ({
  app,
}) => {
  const { page } = app;
  await app.menu('edit.search.list');
  const dialog = page.getByRole('dialog', { name: 'Search by a list of queries' });
  const lines = [
    'name,query',
    'All,police',
    'Broken,police (arson',
    '"Fire, no arson","fire -arson"',
    'Dated,date:2022-01',
  ];
  await dialog.getByLabel('File of queries').setInputFiles({
    name: 'queries.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\r\n')),
  });
  await expect(
    dialog.getByText('4 queries of “queries.csv” asked. 1 query could not be answered.'),
  ).toBeVisible();
  const rows = dialog.getByRole('table', { name: 'What each query found' }).getByRole('row');
  await expect(rows).toHaveCount(5);
  await expect(rows.nth(1)).toContainText(/All.*police.*3/s);
  await expect(rows.nth(2)).toContainText('Character 8: This parenthesis is not closed.');
  await expect(rows.nth(4)).toContainText(/Dated.*date:2022-01.*1/s);

  const target = join(app.profile, 'counts.csv');
  await app.dialogs.save(target);
  await dialog.getByRole('button', { name: 'Save the counts…' }).click();
  await expect(page.getByText('Written to counts.csv.')).toBeVisible();
  expect(await readFile(target, 'utf8')).toContain('Fire, no arson');

  await dialog.getByRole('button', { name: 'date:2022-01' }).click();
  await expect(dialog).toBeHidden();
  await expect(new ArchivePage(page).searchBox()).toHaveValue('date:2022-01');
});
