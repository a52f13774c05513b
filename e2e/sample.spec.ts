import { expect, test } from './fixtures/app';
import { HARBOUR, HARBOUR_TITLE } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

test('a first start shows a coded sample; one click removes it for good', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports().getByRole('option')).toHaveCount(1);
  await expect(archive.article().getByRole('heading', { level: 2 })).toHaveCount(3);
  await expect(archive.article().getByRole('button', { name: 'Footnote 1' }).first()).toBeVisible();
  await expect(archive.passages()).not.toHaveCount(0);
  await expect(app.page.getByRole('group', { name: 'Actors' }).getByRole('checkbox').first()).toBeVisible();
  await archive.go('Passages');
  await expect(archive.rows()).not.toHaveCount(0);
  await archive.go('Reports');

  await archive.removeSample();
  await expect(app.page.getByText('An archive of your own')).toBeVisible();
  await expect(app.page.getByText('0 passages · 0 reports')).toBeVisible();
  await app.restart();
  await expect(app.page.getByText('An archive of your own')).toBeVisible();
});

test('the Undo of a message takes back just what the message tells of', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await archive.removeSample();
  await archive.importText(HARBOUR);
  await app.page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(app.page.getByRole('alert')).toContainText('Something else was done since');
  await expect(archive.report(HARBOUR_TITLE)).toBeVisible();
});
