import { expect, test } from './fixtures/app';
import { HARBOUR, HARBOUR_TITLE, MARKET, MARKET_TITLE } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

test('all hits of a search are reviewed, tagged in one step, and taken back in one', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  const { page } = app;
  await expect(archive.reports()).toBeVisible();
  await archive.removeSample();
  for (const text of [MARKET, HARBOUR]) await archive.importText(text);
  const dialog = page.getByRole('dialog', { name: 'Tag all hits' });
  const boxes = dialog.getByRole('group', { name: 'Hits' }).getByRole('checkbox');
  const button = page.getByRole('button', { name: 'Tag all hits…' });

  await test.step('every hit is listed and chosen, below its report', async () => {
    await archive.searchBox().fill('dockers OR police OR roof ');
    await button.click();
    await expect(boxes).toHaveCount(8);
    await expect(boxes.first()).toBeFocused();
    await expect(dialog.getByText('6 of 6 chosen')).toBeVisible();
    await expect(dialog.locator('mark').filter({ hasText: 'Police' })).toHaveCount(2);
  });

  await test.step('the keys move and choose; a report takes all of its hits', async () => {
    await page.keyboard.press('Space');
    await expect(dialog.getByText('4 of 6 chosen')).toBeVisible();
    await page.keyboard.press('Space');
    await dialog.getByRole('button', { name: 'None' }).click();
    await expect(dialog.getByText('0 of 6 chosen')).toBeVisible();
    await dialog.getByRole('button', { name: 'Tag 0 passages' }).click();
    await expect(dialog.getByRole('alert')).toHaveText('Choose at least one hit first.');
    await dialog.getByRole('button', { name: 'All', exact: true }).click();
    await dialog.getByRole('checkbox', { name: /Police ruled out arson/u }).focus();
    await page.keyboard.press('ArrowDown');
    await expect(dialog.getByRole('checkbox', { name: /the roof must be rebuilt/u })).toBeFocused();
    await page.keyboard.press('Space');
    await expect(dialog.getByText('5 of 6 chosen')).toBeVisible();
  });

  await test.step('what is missing is said; Enter tags what is chosen', async () => {
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toHaveText('Choose an actor, a country or a code first.');
    await expect(dialog.getByRole('combobox', { name: 'Actor' })).toBeFocused();
    await page.keyboard.type('Bystanders');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('KAZ');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Tagged 5 passages in 2 reports.')).toBeVisible();
    await expect(button).toBeFocused();
  });

  await test.step('passages stand where they were chosen', async () => {
    await archive.searchBox().fill('');
    await archive.report(HARBOUR_TITLE).click();
    await expect(archive.passages()).toHaveCount(4);
    await expect(archive.passage('A second group marched to the town hall')).toContainText('Bystanders');
    await expect(archive.passage('A second group marched to the town hall')).toContainText('KAZ');
    await archive.report(MARKET_TITLE).click();
    await expect(archive.passages()).toHaveCount(1);
  });

  await test.step('one step takes all of it back, the actor too', async () => {
    await app.menu('edit.undo');
    await expect(page.getByText('Undone: Tag 5 passages.')).toBeVisible();
    await expect(archive.passages()).toHaveCount(0);
    await expect(archive.footer()).toContainText('2 reports · 0 passages');
    await archive.go('Codebook');
    await expect(page.getByText('Bystanders')).toBeHidden();
  });
});

test('a passage that stands there already is told and gets what it lacks; Esc leaves all as it is', async ({
  app,
}) => {
  const archive = new ArchivePage(app.page);
  const { page } = app;
  await expect(archive.reports()).toBeVisible();
  await archive.removeSample();
  await archive.importText(MARKET);
  await archive.tag('Police ruled out arson.', 'Interior Ministry');
  const dialog = page.getByRole('dialog', { name: 'Tag all hits' });
  await archive.searchBox().fill('arson ');
  const button = page.getByRole('button', { name: 'Tag all hits…' });
  await button.click();
  await expect(dialog.getByText('One of them is a passage already: it gets what it lacks.')).toBeVisible();
  await dialog.getByRole('radio', { name: 'The words found' }).check();
  await expect(dialog.getByText('it gets what it lacks')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();

  for (const words of [
    'Tagged 1 passage in 1 report.',
    'No passage was tagged. 1 passage had all of it already.',
  ]) {
    await button.click();
    await dialog.getByRole('combobox', { name: 'Country' }).fill('KAZ');
    await page.keyboard.press('Enter');
    await dialog.getByRole('button', { name: 'Tag 1 passage' }).click();
    await expect(page.getByText(words)).toBeVisible();
  }
  await archive.searchBox().fill('');
  await expect(archive.passages()).toHaveCount(1);
  await expect(archive.passage('Police ruled out arson.')).toContainText('KAZ');
});
