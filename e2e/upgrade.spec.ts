import { execFileSync } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures/app';
import { hashesIn, readJournal } from './fixtures/archive-files';
import { menuLabel } from './fixtures/electron-session';
import { HARBOUR_TITLE, MARKET_TITLE } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

const RELEASED = 'e2e/fixtures/profiles/0.1.0.tar.gz';

test.use({ profileTemplate: RELEASED });

test('a profile of version 0.1.0 opens with all that is in it, its undo included, and gets a journal', async ({
  app,
}) => {
  let archive = new ArchivePage(app.page);
  const expectRows = async (harbour: number, market: number): Promise<void> => {
    await expect(archive.reports().getByRole('option')).toHaveCount(3);
    for (const [title, passages] of [
      [HARBOUR_TITLE, harbour],
      [MARKET_TITLE, market],
    ] as const) {
      await archive.report(title).click();
      await expect(archive.article(title)).toBeVisible();
      await expect(archive.passages()).toHaveCount(passages);
    }
    await expect(archive.footer()).toContainText(`3 reports · ${11 + harbour + market} passages`);
  };
  await expectRows(2, 1);
  await expect(archive.recovery()).toBeHidden();
  await expect(app.page.getByRole('button', { name: 'Remove sample' })).toBeVisible();
  const seq = await archive.saved();
  expect(seq).toBeGreaterThan(3);
  expect((await readJournal(app.profile)).map(({ n }) => n)).toEqual(
    Array.from({ length: seq + 1 }, (_, n) => n),
  );

  const undoes = (): Promise<string | undefined> => menuLabel(app.electron, 'edit.undo');
  await expect.poll(undoes).toBe('Undo Tag passage');
  await app.page.keyboard.press('Control+z');
  await expect.poll(undoes).toBe('Undo Delete passage');
  await app.page.keyboard.press('Control+z');
  await expectRows(3, 0);
  await archive.report(HARBOUR_TITLE).click();
  await expect(archive.passage('asked for calm')).toBeVisible();
  await app.menu('help.verify');
  await expect(archive.check().getByText('Everything is in order.')).toBeVisible({ timeout: 30_000 });
  await app.restart();
  archive = new ArchivePage(app.page);
  await expectRows(3, 0);
  expect(await archive.saved()).toBe(seq + 2);
});

test('the store of version 0.1.0 is kept as it was before its tables are changed', async ({ app }) => {
  await new ArchivePage(app.page).saved();
  const released = join(app.folder, '0.1.0');
  await mkdir(released);
  execFileSync('tar', ['-xzf', RELEASED, '-C', released]);
  const aside = join(app.profile, 'aside');
  const [kept, ...others] = await readdir(aside);
  expect(others).toEqual([]);
  expect(kept).toMatch(/-before-upgrade$/u);
  const before = await hashesIn(join(released, 'IndexedDB'));
  expect(Object.keys(before)).not.toHaveLength(0);
  expect(await hashesIn(join(aside, kept!))).toEqual(before);
});
