import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/app';
import { HARBOUR } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

async function seriousIssues(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

test('steps, a passage and a report tell what happened to them, also after a restart @both', async ({
  app,
}) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.importText(HARBOUR);
  await archive.select('dockers slept at the gates');
  await app.page.keyboard.press('t');
  await archive.fillPalette('Dockers', 'KAZ', { memo: 'Who says so?' });
  await archive.palette().getByRole('button', { name: 'Save passage' }).click();
  const passage = archive.passage('dockers slept at the gates');
  await passage.getByRole('button', { name: 'Edit passage' }).click();
  await archive.palette().getByRole('textbox', { name: 'Memo' }).fill('The union says so.');
  await archive.palette().getByRole('button', { name: 'Save passage' }).click();
  await expect(passage).toContainText('The union says so.');

  await passage.getByRole('button', { name: 'History' }).click();
  const history = dialog(app.page, 'History');
  await expect(history.getByRole('listitem')).toContainText(['Memo changed', 'Tagged: Dockers, KAZ']);
  await expect(history.getByRole('listitem').first()).toContainText('Who says so?');
  expect(await seriousIssues(app.page)).toEqual([]);
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('button', { name: 'Report history' }).click();
  await expect(history.getByRole('listitem').last()).toContainText('Imported');
  await app.page.keyboard.press('Escape');

  await app.page.keyboard.press('Control+Shift+h');
  await history.getByRole('button', { name: 'Undo' }).click();
  await expect(history.getByRole('list', { name: 'Undone steps, newest first' })).toContainText(
    'Edit passage',
  );
  await expect(history.getByText('The archive stands here')).toBeVisible();
  await app.page.keyboard.press('Escape');
  await expect(passage).toContainText('Who says so?');

  await app.restart();
  await expect(new ArchivePage(app.page).reports()).toBeVisible();
  await app.menu('edit.history');
  const after = dialog(app.page, 'History');
  await after.getByRole('button', { name: 'Redo' }).click();
  await expect(after.getByRole('list', { name: 'Steps, newest first' }).getByRole('listitem')).toContainText([
    'Edit passage',
    'Tag passage',
    'Import report',
  ]);
  await expect(after.getByText('The archive stands here')).toBeHidden();
});

test('the archive can be checked from the menu, and nothing is wrong with it', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.passages()).not.toHaveCount(0);
  await app.menu('help.verify');
  const check = dialog(app.page, 'Check archive');
  await expect(check.getByText('Everything is in order.')).toBeVisible({ timeout: 30_000 });
  await expect(check.getByRole('list', { name: 'Checks' }).getByText(/^ok, /u)).toHaveCount(8);
  await expect(check.getByRole('button', { name: 'Save report…' })).toBeVisible();
  expect(await seriousIssues(app.page)).toEqual([]);
  await check.getByRole('button', { name: 'Done' }).click();
  await expect(check).toBeHidden();
});
