import { execFileSync } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures/app';
import { hashesIn, readJournal } from './fixtures/archive-files';
import { menuLabel } from './fixtures/electron-session';
import { HARBOUR_TITLE, MARKET_TITLE } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

for (const version of ['0.1.0', '0.2.0', '0.3.0']) {
  const released = `e2e/fixtures/profiles/${version}.tar.gz`;

  test.describe(`version ${version}`, () => {
    test.use({ profileTemplate: released });

    test('a profile opens with all that is in it, its undo included, and has a journal', async ({ app }) => {
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

    test('the store is kept as it was before its tables are changed', async ({ app }) => {
      await new ArchivePage(app.page).saved();
      const unpacked = join(app.folder, version);
      await mkdir(unpacked);
      execFileSync('tar', ['-xzf', released, '-C', unpacked]);
      const aside = join(app.profile, 'aside');
      const [kept, ...others] = await readdir(aside);
      expect(others).toEqual([]);
      expect(kept).toMatch(/-before-upgrade$/u);
      const before = await hashesIn(join(unpacked, 'IndexedDB'));
      expect(Object.keys(before)).not.toHaveLength(0);
      expect(await hashesIn(join(aside, kept!))).toEqual(before);
    });
  });
}
