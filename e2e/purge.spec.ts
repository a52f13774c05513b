import { join } from 'node:path';
import { expect, test } from './fixtures/app';
import { filesIn, filesWith } from './fixtures/archive-files';
import { codeReports, FUEL, MEMO } from './fixtures/coded-archive';
import { HARBOUR_TITLE } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

/** Words that are nowhere else. */
const IN_REPORT = 'quincunxial';
const IN_MEMO = 'борборейный';
const WITHDRAWN = `A withdrawn account
The witness spoke of ${IN_REPORT} rows of lamps along the pier, and asked that this not be kept.
`;

test('what was deleted for good is nowhere in the profile any more, and the rest lives on', async ({
  app,
}) => {
  await codeReports(app);
  let archive = new ArchivePage(app.page);
  await archive.tag('two ferries turned back', 'Ferries', undefined, { memo: `Told by ${IN_MEMO}` });
  await archive.passage('two ferries turned back').getByRole('button', { name: 'Delete passage' }).click();
  await archive.importText(WITHDRAWN);
  await archive.tag(`${IN_REPORT} rows of lamps`, 'Witness');
  await archive.searchBox().fill(IN_REPORT);
  await expect(archive.results().getByRole('listitem')).toHaveCount(1);
  await archive.searchBox().fill('');
  await app.page.getByRole('button', { name: 'Delete report' }).click();
  await app.page.getByRole('alertdialog').getByRole('button', { name: 'Delete report' }).click();
  await expect(archive.report('A withdrawn account')).toBeHidden();
  const seq = await archive.saved();

  // Deleted is not gone: all of it can be brought back.
  await app.restart(async () => {
    expect(await filesWith(join(app.profile, 'originals'), IN_REPORT)).toHaveLength(1);
    for (const [folder, words] of [
      ['journal', IN_REPORT],
      ['journal', IN_MEMO],
      ['IndexedDB', IN_REPORT],
      ['IndexedDB', IN_MEMO],
    ] as const) {
      expect(await filesWith(join(app.profile, folder), words), `${words} in ${folder}`).not.toEqual([]);
    }
  });

  archive = new ArchivePage(app.page);
  await archive.go('Settings');
  await app.page.getByRole('button', { name: 'Delete for good…' }).click();
  const question = app.page.getByRole('alertdialog', { name: 'Delete for good what was deleted?' });
  await expect(question).toContainText('Backups made before still hold it');
  await app.inNewWindow(() => question.getByRole('button', { name: 'Delete for good' }).click());
  archive = new ArchivePage(app.page);
  expect(await archive.saved()).toBe(seq);
  const traces = async (): Promise<string[]> => [
    ...(await filesWith(app.profile, IN_REPORT)),
    ...(await filesWith(app.profile, IN_MEMO)),
  ];
  await expect.poll(traces).toEqual([]);

  for (const round of ['at the next start', 'at the one after it']) {
    await app.restart(async () => {
      expect(await traces(), round).toEqual([]);
      expect((await filesIn(app.profile)).length).toBeGreaterThan(5);
    });
    archive = new ArchivePage(app.page);
    await expect(archive.reports().getByRole('option')).toHaveCount(2);
    await archive.report(HARBOUR_TITLE).click();
    await expect(archive.passages()).toHaveCount(2);
    await expect(archive.passage(FUEL)).toContainText(MEMO);
    await archive.passage(FUEL).getByRole('button', { name: 'History' }).click();
    await expect(archive.history().getByRole('listitem')).toContainText(['Tagged: Әкімдік, KAZ']);
    await app.page.keyboard.press('Escape');
    await archive.searchBox().fill('караганды');
    await expect(archive.results().getByRole('listitem')).toHaveCount(1);
    await archive.searchBox().fill(IN_REPORT);
    await expect(archive.results().getByRole('listitem')).toHaveCount(0);
    await archive.searchBox().fill('');
    await app.menu('help.verify');
    await expect(archive.check().getByText('Everything is in order.')).toBeVisible({ timeout: 30_000 });
    await archive.check().getByRole('button', { name: 'Done' }).click();
  }
});
