import { expect, test } from './fixtures/app';
import { HARBOUR, HARBOUR_TITLE } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

test('keys can be changed, clash with nothing, and are kept', async ({ app }) => {
  let archive = new ArchivePage(app.page);
  await archive.go('Settings');
  await app.page.getByText('Change keys').click();
  const change = (name: string) => app.page.getByRole('button', { name: `Change the keys of ${name}` });
  const waiting = () => app.page.getByRole('button', { name: /^Press the new keys/u });
  const said = (words: string) => app.page.getByRole('status').filter({ hasText: words });

  await change('Tag passage').focus();
  await app.page.keyboard.press('Enter');
  await expect(waiting()).toBeFocused();
  await app.page.keyboard.press('e');
  await expect(said('E is “Edit passage” already.')).toBeVisible();
  await app.page.keyboard.press('Control+c');
  await expect(said('taken by the system')).toBeVisible();
  await app.page.keyboard.press('g');
  await expect(said('“Tag passage” is G now.')).toBeVisible();
  await expect(change('Tag passage')).toBeFocused();
  await change('Repeat last pairs').click();
  await app.page.keyboard.press('Escape');
  await expect(said('Nothing was changed.')).toBeVisible();

  await app.restart();
  archive = new ArchivePage(app.page);
  await archive.select('Almaty');
  await app.page.keyboard.press('t');
  await expect(archive.palette()).toBeHidden();
  await app.page.keyboard.press('g');
  await expect(archive.palette()).toBeVisible();
  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('?');
  await expect(app.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText(
    /Tag passage\s+G/u,
  );
  await app.page.keyboard.press('Escape');

  await archive.go('Settings');
  await app.page.getByText('Change keys').click();
  await app.page.getByRole('button', { name: 'Take the keys of Split passage away' }).click();
  await expect(said('“Split passage” has no keys now.')).toBeVisible();
  await app.page.getByRole('button', { name: 'Usual keys for everything' }).click();
  await expect(app.page.getByRole('row', { name: 'Tag passage' })).toContainText('T');
  await expect(app.page.getByRole('row', { name: 'Split passage' })).toContainText('S');
});

test('a digit tags with a recent pair, or adds it to the chosen passage', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await archive.removeSample();
  await archive.importText(HARBOUR);
  await expect(archive.article(HARBOUR_TITLE)).toBeVisible();
  await archive.tag('Food trucks', 'Drivers', 'Kazakhstan');
  await archive.tag('asked for calm', 'Ministry', 'Kazakhstan');
  await archive.select('counted 14 ships');
  await app.page.keyboard.press('2');
  await expect(archive.passage('counted 14 ships')).toContainText('Drivers');
  await archive.select('fuel could run short');
  await app.page.keyboard.press('2');
  await expect(archive.passage('fuel could run short')).toContainText('Drivers');
  await app.page.keyboard.press('Escape');
  await archive
    .passage('asked for calm')
    .getByRole('button', { name: /^Show in the report/u })
    .click();
  await expect(archive.passage('asked for calm')).toHaveAttribute('aria-current', 'true');
  await app.page.keyboard.press('2');
  await expect(archive.passage('asked for calm')).toContainText('Drivers');
  await app.page.keyboard.press('2');
  await expect(app.page.getByText('The passage has this pair already.')).toBeVisible();
  await app.page.keyboard.press('9');
  await expect(app.page.getByText('There are 2 recent pairs: press 1 to 2.')).toBeVisible();
  await archive.select('Food trucks waited');
  await app.page.keyboard.press('t');
  await expect(
    archive
      .palette()
      .getByRole('option', { name: /Drivers/u })
      .first(),
  ).toContainText('2');
});
