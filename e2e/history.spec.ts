import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures/app';
import { filesIn, hashesIn } from './fixtures/archive-files';
import { ARSON, CALM, codeReports, FUEL } from './fixtures/coded-archive';
import { menuLabel } from './fixtures/electron-session';
import { HARBOUR, HARBOUR_TITLE, MARKET, MARKET_TITLE } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });

async function seriousIssues(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
}

test('steps, a passage and a report tell what happened to them, also after a restart', async ({ app }) => {
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

test('everything can be undone and done again by name, across reports and restarts', async ({ app }) => {
  test.setTimeout(120_000);
  await codeReports(app);
  let archive = new ArchivePage(app.page);
  await archive.passage(FUEL).getByRole('button', { name: 'Edit passage' }).click();
  await archive.palette().getByRole('textbox', { name: 'Memo' }).fill('The akimat says so.');
  await archive.palette().getByRole('button', { name: 'Save passage' }).click();
  await expect(archive.passage(FUEL)).toContainText('The akimat says so.');
  await archive.go('Codebook');
  await archive.moreFor('Ministry of Transport', 'Merge into another…');
  const merging = app.page.getByRole('dialog', { name: 'Merge “Ministry of Transport” into…' });
  await merging.getByRole('combobox', { name: 'Actor that stays' }).fill('Police');
  await app.page.keyboard.press('Enter');
  await merging.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(merging).toBeHidden();
  await app.page.getByRole('button', { name: 'Rename Әкімдік' }).click();
  await app.page.getByRole('textbox', { name: 'New name of Әкімдік' }).fill('Akimat');
  await app.page.keyboard.press('Enter');
  await expect(app.page.getByRole('button', { name: 'Rename Akimat' })).toBeVisible();
  await archive.go('Reports');
  await archive.report(HARBOUR_TITLE).click();
  await archive.passage(CALM).getByRole('button', { name: 'Delete passage' }).click();
  await archive.report(MARKET_TITLE).click();
  await app.page.getByRole('button', { name: 'Delete report' }).click();
  await app.page.getByRole('alertdialog').getByRole('button', { name: 'Delete report' }).click();
  await expect(archive.report(MARKET_TITLE)).toBeHidden();
  const seq = await archive.saved();

  /** What is to be seen of both reports, in words. */
  const look = async (): Promise<string[]> => {
    const found: string[] = [];
    await expect(archive.reports().getByRole('option')).not.toHaveCount(0);
    for (const title of [HARBOUR_TITLE, MARKET_TITLE]) {
      const report = archive.report(title);
      if ((await report.count()) === 0) continue;
      await report.click();
      await expect(archive.article(title)).toBeVisible();
      await expect(async () => {
        const count = Number(/(\d+) passages?/u.exec((await report.textContent())!)?.[1] ?? 0);
        await expect(archive.passages()).toHaveCount(count, { timeout: 100 });
      }).toPass();
      found.push(title, ...(await archive.passages().allTextContents()));
    }
    return found;
  };
  const STEPS = [
    'Remove sample',
    'Import report',
    'Tag passage',
    'Import report',
    'Tag passage',
    'Tag passage',
    'Edit passage',
    'Merge actors',
    'Rename actor',
    'Delete passage',
    'Delete report',
  ];
  let done = 0;
  const walk = async (direction: 'undo' | 'redo', names: readonly string[]): Promise<void> => {
    const verb = { undo: 'Undo', redo: 'Redo' }[direction];
    for (const name of names) {
      await expect.poll(() => menuLabel(app.electron, `edit.${direction}`)).toBe(`${verb} ${name}`);
      await app.menu(`edit.${direction}`);
      done += 1;
      await expect.poll(() => archive.savedSeq()).toBe(seq + done);
    }
  };
  const states = [await look()];
  await app.restart();
  archive = new ArchivePage(app.page);
  const back = STEPS.toReversed();
  await walk('undo', back.slice(0, 5));
  await expect(archive.report(MARKET_TITLE)).toBeVisible();
  states.push(await look());
  expect(states[1]).toEqual(expect.arrayContaining([MARKET_TITLE, expect.stringContaining(CALM)]));
  await app.restart();
  archive = new ArchivePage(app.page);
  expect(await look()).toEqual(states[1]);
  await walk('undo', back.slice(5));
  await expect(app.page.getByRole('button', { name: 'Remove sample' })).toBeVisible();
  await expect(archive.reports().getByRole('option')).toHaveCount(1);
  await expect.poll(() => menuLabel(app.electron, 'edit.undo')).toBe('Undo');

  await walk('redo', STEPS.slice(0, 6));
  expect(await look()).toEqual(states[1]);
  await app.restart();
  archive = new ArchivePage(app.page);
  await walk('redo', STEPS.slice(6));
  await expect(archive.report(MARKET_TITLE)).toBeHidden();
  expect(await look()).toEqual(states[0]);
  await expect.poll(() => menuLabel(app.electron, 'edit.redo')).toBe('Redo');
});

test('the check tells of a damaged original, and repairs nothing', async ({ app }) => {
  await codeReports(app);
  const folder = join(app.profile, 'originals');
  const originals = await filesIn(folder);
  const contents = await Promise.all(originals.map((path) => readFile(path, 'utf8')));
  const path = originals[contents.indexOf(MARKET)]!;
  await writeFile(path, MARKET.replace('Police', 'Priest'));
  const before = await hashesIn(folder);

  const archive = new ArchivePage(app.page);
  await app.menu('help.verify');
  const check = archive.check();
  await expect(check).toContainText('1 check found something wrong. Nothing was changed by the check.', {
    timeout: 30_000,
  });
  const checks = check.getByRole('list', { name: 'Checks' });
  await expect(checks.getByText(/^ok, /u)).toHaveCount(7);
  await expect(checks.getByText(/^failed, /u)).toHaveCount(1);
  const wrong = check.getByRole('list', { name: 'What is wrong: Imported files' });
  await expect(wrong.getByRole('listitem')).toHaveCount(1);
  const target = join(app.folder, 'check.txt');
  await app.dialogs.save(target);
  await check.getByRole('button', { name: 'Save report…' }).click();
  await expect(app.page.getByText('The report is written to check.txt.')).toBeVisible();
  expect(await readFile(target, 'utf8')).toContain('FAIL  Imported files (originals)');
  expect(await hashesIn(folder)).toEqual(before);
  await check.getByRole('button', { name: 'Done' }).click();
  await expect(archive.passage(FUEL)).toBeVisible();
  await archive.report(MARKET_TITLE).click();
  await expect(archive.passage(ARSON)).toBeVisible();
});
