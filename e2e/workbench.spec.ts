import type { Locator } from '@playwright/test';
import { expect, test, type App } from './fixtures/app';
import { ArchivePage } from './pages/archive-page';

/** The sample: one report with eleven passages. */
const SAMPLE = 11;

/** The table in a window that is high enough for all rows to be drawn. */
async function openTable(app: App): Promise<ArchivePage> {
  await app.electron.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 1400);
  });
  const archive = new ArchivePage(app.page);
  await expect(archive.reports().getByRole('option')).toHaveCount(1);
  await archive.go('Passages');
  // Rows that are high because of what their columns show are not all drawn.
  await expect(archive.grid()).toHaveAttribute('aria-rowcount', String(SAMPLE + 1));
  return archive;
}

const countIn = async (control: Locator): Promise<number> =>
  Number(/\d+$/u.exec((await control.getAttribute('aria-label'))!)![0]);

test('each facet says how many rows a click leaves, for asking and for excluding', async ({ app }) => {
  const archive = await openTable(app);
  const { page } = app;
  const facet = (name: string) => page.getByRole('group', { name, exact: true });

  for (const [group, value] of [
    ['Actors', 'Protesters'],
    ['Actors', 'Police'],
    ['Countries', 'Kazakhstan'],
    ['Section', 'Actions by protesters'],
    ['Status', 'claimed'],
  ] as const) {
    const box = facet(group).getByRole('checkbox', { name: new RegExp(`^${value} \\d`) });
    const promised = await countIn(box);
    // The answer to the click before this one may move the list under the pointer.
    await expect(() => box.check({ timeout: 2000 })).toPass();
    await expect(archive.rows(), `${group}: ${value}`).toHaveCount(promised);
    await expect(archive.searchBox()).not.toHaveValue('');
  }
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(archive.rows()).toHaveCount(SAMPLE);

  for (const [group, value] of [
    ['Actors', 'Protesters'],
    ['Countries', 'Russia'],
    ['Status', 'claimed'],
    ['Actors', 'Taliban'],
  ] as const) {
    const button = facet(group).getByRole('button', { name: new RegExp(`^Exclude ${value} \\d`) });
    const promised = await countIn(button);
    await button.click();
    await expect(archive.rows(), `not ${value}`).toHaveCount(promised);
    await expect(button).toHaveAttribute('aria-pressed', 'true');
  }
  await expect(archive.searchBox()).toHaveValue(
    '-actor:Protesters -actor:Taliban -country:RUS -status:claimed',
  );
  await expect(page.getByText('not Protesters, not Taliban, not Russia, not claimed')).toBeVisible();

  // The other way round: what is excluded is asked for instead.
  const protesters = facet('Actors').getByRole('checkbox', { name: /^Protesters \d/ });
  const promised = await countIn(protesters);
  await protesters.check();
  await expect(archive.rows()).toHaveCount(promised);
});

test('rows are selected by pointer and by keys, and it is said', async ({ app }) => {
  const archive = await openTable(app);
  const { keyboard } = app.page;
  await archive.rows().nth(1).click();
  await expect(archive.selectedRows()).toHaveCount(1);
  await expect(archive.said()).toHaveText('1 passage selected.');
  await archive
    .rows()
    .nth(4)
    .click({ modifiers: ['Shift'] });
  await expect(archive.selectedRows()).toHaveCount(4);
  await archive
    .rows()
    .nth(2)
    .click({ modifiers: ['ControlOrMeta'] });
  await expect(archive.selectedRows()).toHaveCount(3);
  await archive.rows().nth(6).getByRole('checkbox').check();
  await expect(archive.selectedRows()).toHaveCount(4);
  await expect(archive.said()).toHaveText('4 passages selected.');

  await archive.rows().first().focus();
  await keyboard.press('Escape');
  await expect(archive.selectedRows()).toHaveCount(0);
  await keyboard.press('ArrowDown');
  await expect(archive.rows().nth(1)).toBeFocused();
  await keyboard.press('Shift+ArrowDown');
  await keyboard.press('Shift+ArrowDown');
  await expect(archive.rows().nth(3)).toBeFocused();
  await expect(archive.selectedRows()).toHaveCount(3);
  await keyboard.press('Space');
  await expect(archive.selectedRows()).toHaveCount(2);
  await keyboard.press('ControlOrMeta+a');
  await expect(archive.selectedRows()).toHaveCount(SAMPLE);
  await expect(archive.said()).toHaveText(`${SAMPLE} passages selected.`);

  await archive.searchBox().fill('status:claimed');
  await expect(archive.rows()).toHaveCount(4);
  await expect(archive.page.getByText('4 selected')).toBeVisible();
});

test('many passages are retagged in one undo step, with a preview', async ({ app }) => {
  const archive = await openTable(app);
  const { keyboard } = app.page;
  const dialog = archive.retagDialog();
  await archive.rows().first().focus();
  await keyboard.press('ControlOrMeta+a');
  await keyboard.press('r');
  await expect(dialog).toHaveAccessibleName('Retag 11 passages');
  await dialog.getByRole('combobox', { name: 'Actor' }).fill('Analysts');
  await keyboard.press('Enter');
  await expect(dialog.getByText('11 of 11 passages change.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Retag' }).click();
  await expect(dialog).toBeHidden();
  await expect(archive.rows().filter({ hasText: 'Analysts' })).toHaveCount(SAMPLE);
  await app.page.getByRole('button', { name: 'Undo' }).click();
  await expect(archive.rows().filter({ hasText: 'Analysts' })).toHaveCount(0);
  await expect(app.page.getByRole('checkbox', { name: /^Analysts/ })).toHaveCount(0);
  await expect(archive.selectedRows()).toHaveCount(SAMPLE);

  await app.page.getByRole('button', { name: 'Retag…' }).click();
  await dialog.getByRole('radio', { name: 'Remove' }).check();
  await dialog.getByRole('checkbox', { name: /^Protesters, Kazakhstan \(location\): 3 passages/ }).check();
  await expect(dialog.getByText('3 of 11 passages change; 2 will have no pair left.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Retag' }).click();
  await expect(archive.row('Republic Square')).not.toContainText('Protesters');
  await app.menu('edit.undo');
  await expect(archive.row('Republic Square')).toContainText('Protesters');

  await archive.row('Moscow’s Foreign Ministry').click();
  await app.page.getByRole('button', { name: 'Retag…' }).click();
  await expect(dialog).toHaveAccessibleName('Retag 1 passage');
  await dialog.getByRole('radio', { name: 'Replace all pairs' }).check();
  await dialog.getByRole('combobox', { name: 'Country' }).fill('rus');
  await keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Retag' }).click();
  const row = archive.row('Moscow’s Foreign Ministry');
  await expect(row).toContainText('RUS · location');
  await expect(row.getByText('CSTO', { exact: true })).toBeHidden();
});

test('the palette and the digits work on all that is selected', async ({ app }) => {
  const archive = await openTable(app);
  const { keyboard } = app.page;
  await archive.go('Reports');
  await archive.tag('Republic Square', 'Officials', 'Kazakhstan');
  await archive.go('Passages');
  const all = SAMPLE + 1;
  await archive.rows().first().focus();
  await keyboard.press('ControlOrMeta+a');
  await keyboard.press('1');
  await expect(app.page.getByText(`Tagged ${all} passages.`).last()).toBeVisible();
  await expect(archive.rows().filter({ hasText: 'Officials' })).toHaveCount(all);
  await app.menu('edit.undo');
  await expect(archive.rows().filter({ hasText: 'Officials' })).toHaveCount(1);

  await keyboard.press('t');
  const dialog = archive.retagDialog();
  await expect(dialog).toHaveAccessibleName(`Retag ${all} passages`);
  await dialog.getByRole('combobox', { name: 'Actor' }).focus();
  await expect(dialog.getByRole('option').first()).toHaveText(/Officials.*KAZ/u);
  await dialog.getByRole('combobox', { name: 'Status' }).selectOption('denied');
  await dialog.getByRole('combobox', { name: 'Important' }).selectOption('yes');
  await dialog.getByRole('textbox', { name: 'Event date' }).fill('January');
  await dialog.getByRole('button', { name: 'Retag' }).click();
  await expect(dialog.getByRole('alert')).toContainText('is no date');
  await dialog.getByRole('textbox', { name: 'Event date' }).fill('2022-01-05');
  await expect(dialog.getByText(`${all} of ${all} passages change.`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Retag' }).click();
  await expect(app.page.getByText(`Retagged ${all} passages.`).last()).toBeVisible();
  await archive.searchBox().fill('status:denied important:yes');
  await expect(archive.rows()).toHaveCount(all);
  await archive.rows().first().click();
  await app.page.keyboard.press('Control+z');
  await expect(archive.rows()).toHaveCount(0);
});

test('passages are deleted by key and brought back by the message', async ({ app }) => {
  const archive = await openTable(app);
  await archive.rows().nth(2).click();
  await archive
    .rows()
    .nth(5)
    .click({ modifiers: ['Shift'] });
  await app.page.keyboard.press('Delete');
  await expect(archive.rows()).toHaveCount(SAMPLE - 4);
  await expect(app.page.getByText('Deleted 4 passages.')).toBeVisible();
  await app.page.getByRole('button', { name: 'Undo' }).click();
  await expect(archive.rows()).toHaveCount(SAMPLE);
});

test('a passage is edited where it stands, and the keys go on from its row', async ({ app }) => {
  const archive = await openTable(app);
  const { keyboard } = app.page;
  await archive.row('Republic Square').click();
  await keyboard.press('F2');
  await expect(archive.palette()).toContainText('Republic Square');
  await archive.palette().getByRole('textbox', { name: 'Memo' }).fill('Count it again');
  await keyboard.press('Control+Enter');
  await expect(archive.palette()).toBeHidden();
  await expect(archive.row('Republic Square')).toContainText('Count it again');
  await expect(archive.row('Republic Square')).toBeFocused();
  await keyboard.press('Enter');
  await expect(archive.palette()).toBeVisible();
  await keyboard.press('Escape');
  await expect(archive.row('Republic Square')).toBeFocused();
});

test('columns are chosen and sorted by, also after a restart', async ({ app }) => {
  let archive = await openTable(app);
  const header = (name: string) => archive.grid().getByRole('columnheader', { name });
  const actors = async () => archive.rows().locator('[role="gridcell"]:nth-child(3)').allInnerTexts();
  await header('Actor').getByRole('button').click();
  await expect(header('Actor')).toHaveAttribute('aria-sort', 'ascending');
  await expect(archive.rows().first()).toContainText('Alexander Lukashenko');
  await header('Actor').getByRole('button').click();
  await expect(header('Actor')).toHaveAttribute('aria-sort', 'descending');
  await expect(archive.rows().first()).toContainText('Union of Trade Networks');
  expect(await actors()).toHaveLength(SAMPLE);

  await app.page.getByRole('button', { name: 'Columns' }).click();
  await app.page.getByRole('group', { name: 'Columns' }).getByRole('checkbox', { name: 'Position' }).check();
  await app.page.getByRole('checkbox', { name: 'Section' }).uncheck();
  await app.page.getByRole('checkbox', { name: 'Words around the passage' }).check();
  await app.page.keyboard.press('Escape');
  await expect(header('Section')).toBeHidden();
  await header('Position').getByRole('button').click();
  const positions = async () =>
    (await archive.rows().locator('[role="gridcell"]:last-child').allInnerTexts()).map((text) =>
      Number(text.replace(',', '')),
    );
  await expect(header('Position')).toHaveAttribute('aria-sort', 'ascending');
  await expect
    .poll(
      async () =>
        (await positions()).length > 5 &&
        (await positions()).every((at, i, all) => i === 0 || all[i - 1]! <= at),
    )
    .toBe(true);
  await expect(archive.row('Union of Trade Networks')).toContainText('reckoned');

  await app.restart();
  archive = await openTable(app);
  await expect(header('Position')).toHaveAttribute('aria-sort', 'ascending');
  await expect(header('Section')).toBeHidden();
});

test('the report beside the table follows the row and marks the passage', async ({ app }) => {
  const archive = await openTable(app);
  const { keyboard } = app.page;
  const beside = app.page.getByRole('region', { name: 'Report beside the table' });
  await archive.row('57 million').dblclick();
  await expect(beside.getByRole('article')).toBeVisible();
  await expect.poll(() => archive.painted('excerpt-active')).toEqual([expect.stringContaining('57 million')]);
  await expect.poll(() => archive.painted('sentence')).toEqual([expect.stringContaining('57 million')]);
  await expect.poll(() => archive.painted('sentence')).toEqual([]);

  await archive.row('Republic Square').click();
  await expect
    .poll(() => archive.painted('excerpt-active'))
    .toEqual([expect.stringContaining('Republic Square')]);
  await keyboard.press('ArrowDown');
  await expect
    .poll(async () => (await archive.painted('excerpt-active'))[0])
    .not.toContain('Republic Square');
  await keyboard.press('Enter');
  await expect(archive.palette()).toBeVisible();
  await keyboard.press('Escape');
  await expect(archive.rows().and(app.page.locator(':focus'))).toHaveCount(1);

  await beside.getByRole('button', { name: 'Close the report' }).click();
  await expect(beside).toBeHidden();
  await archive.row('57 million').focus();
  await keyboard.press('o');
  await expect(archive.passageList()).toBeVisible();
  await expect(archive.chosen()).toContainText('57 million');
});
