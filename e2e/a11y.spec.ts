import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/app';
import { HARBOUR } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

type Theme = 'light' | 'dark';

/** What axe calls serious or worse. Themes differ in colours alone, so the dark one is asked about contrast only. */
async function seriousIssuesIn(page: Page, theme: Theme): Promise<string[]> {
  // The app opens no other windows, so axe must not open one to combine frames.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  if (theme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds no serious issue in any view, ${colorScheme}`, async ({ app }) => {
    const archive = new ArchivePage(app.page);
    const { page } = app;
    const seriousIssues = (of: Page): Promise<string[]> => seriousIssuesIn(of, colorScheme);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(archive.passages()).not.toHaveCount(0);
    expect(await seriousIssues(page), 'reading').toEqual([]);

    await page.keyboard.press('Control+f');
    await page.keyboard.type('the');
    expect(await seriousIssues(page), 'find in report').toEqual([]);
    await page.keyboard.press('Escape');

    await archive.passages().first().getByRole('button', { name: 'Edit passage' }).click();
    await expect(archive.palette()).toBeVisible();
    expect(await seriousIssues(page), 'palette').toEqual([]);
    await page.keyboard.press('Escape');

    await page.getByRole('tab', { name: /^Suggestions [1-9]/u }).click();
    await page.getByRole('listbox', { name: 'Suggestions' }).focus();
    await expect(page.getByRole('region', { name: 'Suggestion', exact: true })).toBeVisible();
    expect(await seriousIssues(page), 'suggestions').toEqual([]);
    await page.keyboard.press('Backspace');
    await page.getByText('1 rejected suggestion').click();
    expect(await seriousIssues(page), 'rejected suggestions').toEqual([]);
    await page.getByRole('tab', { name: /^Passages/u }).click();

    await archive.searchBox().fill('the');
    await expect(archive.results().getByRole('listitem')).not.toHaveCount(0);
    expect(await seriousIssues(page), 'search').toEqual([]);
    await archive.searchBox().fill('');

    for (const view of ['Passages', 'Analysis', 'Codebook', 'Settings'] as const) {
      await archive.go(view);
      await expect(page.getByRole('main')).not.toBeEmpty();
      expect(await seriousIssues(page), view).toEqual([]);
    }

    await archive.go('Reports');
    await archive.paste(HARBOUR);
    await expect(archive.importDialog()).toBeVisible();
    expect(await seriousIssues(page), 'import').toEqual([]);
    await archive.importDialog().getByRole('button', { name: 'Cancel' }).click();

    await page.keyboard.press('Control+e');
    await expect(page.getByRole('dialog', { name: 'Export passages' })).toBeVisible();
    expect(await seriousIssues(page), 'export').toEqual([]);
    await page.keyboard.press('Escape');

    await archive.removeSample();
    await expect(page.getByText('An archive of your own')).toBeVisible();
    expect(await seriousIssues(page), 'empty reports').toEqual([]);
    await archive.go('Passages');
    await expect(page.getByText('No passages yet')).toBeVisible();
    expect(await seriousIssues(page), 'empty passages').toEqual([]);
  });
}
