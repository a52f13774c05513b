import { expect, test } from './fixtures/app';
import { HARBOUR, HARBOUR_TITLE, MARKET } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

test('words are tagged with a new actor and a country typed in Russian, and painted @both', async ({
  app,
}) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.importText(HARBOUR);
  await archive.select('dockers slept at the gates');
  await app.page.keyboard.press('t');
  const palette = archive.palette();
  await archive.fillPalette('Dockers', 'казахстан', { memo: 'Union figure; check, "quote" it' });
  await palette.getByRole('combobox', { name: 'Role' }).selectOption('location');
  await palette.getByRole('button', { name: 'Save passage' }).click();

  const passage = archive.passage('dockers slept at the gates');
  await expect(passage).toContainText('Dockers');
  await expect(passage).toContainText('KAZ · location');
  await expect(passage).toContainText('Union figure');
  await expect.poll(() => archive.painted('country')).toEqual(['dockers slept at the gates']);
  await expect(app.page.getByRole('status').filter({ hasText: 'Tagged: Dockers' })).toBeAttached();
});

test('several pairs, edit, delete, undo and redo', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  const { keyboard } = app.page;
  await expect(archive.reports()).toBeVisible();
  await archive.importText(HARBOUR);
  await archive.select('A second group marched to the town hall');
  await keyboard.press('t');
  await archive.fillPalette('Dockers', 'KAZ');
  await archive
    .palette()
    .getByRole('button', { name: /add.*pair/i })
    .click();
  await archive.fillPalette('Police', 'Russia');
  await archive.palette().getByRole('button', { name: 'Save passage' }).click();
  const passage = archive.passage('A second group marched');
  await expect(passage).toContainText('Dockers');
  await expect(passage).toContainText('Police');
  await expect(passage).toContainText('RUS · affiliation');

  await passage.getByRole('button', { name: 'Edit passage' }).click();
  await archive.palette().getByRole('textbox', { name: 'Memo' }).fill('Seen from the roof');
  await archive.palette().getByRole('button', { name: 'Save passage' }).click();
  await expect(passage).toContainText('Seen from the roof');

  await passage.getByRole('button', { name: 'Delete passage' }).click();
  await expect(archive.passages()).toHaveCount(0);
  await keyboard.press('Control+z');
  await expect(passage).toContainText('Seen from the roof');
  await keyboard.press('Control+z');
  await expect(passage).not.toContainText('Seen from the roof');
  await keyboard.press('Control+z');
  await expect(archive.passages()).toHaveCount(0);
  for (const _ of [1, 2]) await keyboard.press('Control+Shift+z');
  await expect(passage).toContainText('Seen from the roof');
});

test('status, confidence, importance and event date are set by keyboard, found and exported', async ({
  app,
}) => {
  const archive = new ArchivePage(app.page);
  const { keyboard } = app.page;
  await expect(archive.reports()).toBeVisible();
  await archive.importText(HARBOUR);
  await archive.tag('asked for calm', 'Police', 'KAZ');
  await archive.select('dockers slept at the gates');
  await keyboard.press('t');
  await archive.fillPalette('Dockers', 'KAZ');
  await keyboard.press('Alt+s');
  await keyboard.type('claimed');
  await keyboard.press('Alt+c');
  await keyboard.type('high');
  await keyboard.press('Alt+d');
  await keyboard.type('2021-03-32');
  await keyboard.press('Alt+i');
  await keyboard.press('Enter');
  await expect(archive.palette()).toContainText('“2021-03-32” is no date');
  await keyboard.press('Backspace');
  await keyboard.press('Backspace');
  await keyboard.type('07');
  await keyboard.press('Enter');
  await expect(archive.palette()).toBeHidden();
  const passage = archive.passage('dockers slept at the gates');
  await expect(passage).toContainText('claimed');
  await expect(passage).toContainText('high confidence');
  await expect(passage).toContainText('on 7 Mar 2021');
  await expect(passage.getByRole('img', { name: 'Important' })).toBeVisible();

  const search = app.page.getByRole('searchbox', { name: 'Search the archive' });
  for (const query of ['slept status:claimed', 'confidence:high important:yes', 'event:2021-03']) {
    await search.fill(query);
    await expect(app.page.getByText('1 passage · 1 report')).toBeVisible();
  }
  await search.fill('slept status:denied');
  await expect(app.page.getByText('0 passages · 0 reports')).toBeVisible();
  await search.fill('');

  await passage.getByRole('button', { name: 'Edit passage' }).click();
  await archive.palette().getByRole('combobox', { name: 'Confidence' }).selectOption('low');
  await archive.palette().getByRole('button', { name: 'Save passage' }).click();
  await expect(passage).toContainText('low confidence');
  await keyboard.press('Control+z');
  await expect(passage).toContainText('high confidence');
});

test('a dot repeats the last pairs; a click on a highlight opens its passage, and the other way round', async ({
  app,
}) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.importText(HARBOUR);
  await archive.tag('Ministry of Transport offered talks', 'Ministry of Transport', 'KAZ');
  await archive.select('asked for calm');
  await app.page.keyboard.press('.');
  await expect(archive.passages()).toHaveCount(2);
  await expect(archive.passage('asked for calm')).toContainText('Ministry of Transport');
  await expect(archive.passage('asked for calm')).toHaveAttribute('aria-current', 'true');

  const place = await archive.article().evaluate((article) => {
    getSelection()?.removeAllRanges();
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = (node.nodeValue ?? '').indexOf('offered talks');
      if (at === -1) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 7);
      const box = range.getBoundingClientRect();
      return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 };
    }
    throw new Error('The words are not there.');
  });
  await app.page.mouse.click(place.x, place.y);
  await expect(archive.passage('offered talks')).toHaveAttribute('aria-current', 'true');
  await app.page.mouse.click(place.x, place.y);
  await expect(archive.palette()).toBeVisible();
  await app.page.keyboard.press('Escape');
  await archive
    .passage('asked for calm')
    .getByRole('button', { name: /Show in the report/ })
    .click();
  await expect.poll(() => archive.painted('excerpt-active')).toEqual(['asked for calm']);
});

test('everything is there after a restart, undo included', async ({ app }) => {
  let archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.importText(HARBOUR);
  await archive.tag('fuel could run short', 'Әкімдік', 'Қазақстан', { memo: 'Check 🚢' });
  await app.restart();
  archive = new ArchivePage(app.page);
  await archive.report(HARBOUR_TITLE).click();
  await expect(archive.passage('fuel could run short')).toContainText('Check 🚢');
  await app.page.keyboard.press('Control+z');
  await expect(archive.passages()).toHaveCount(0);
  await app.page.keyboard.press('Control+Shift+z');
  await expect(archive.passage('fuel could run short')).toContainText('Әкімдік');
});

test('a killed app loses nothing that was saved', async ({ app }) => {
  let archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.importText(HARBOUR);
  await archive.importText(MARKET);
  await archive.tag('Police ruled out arson', 'Police', 'KAZ');
  app.electron.process().kill('SIGKILL');
  await app.restart();
  archive = new ArchivePage(app.page);
  await archive.report('Market traders').click();
  await expect(archive.passage('Police ruled out arson')).toContainText('KAZ · affiliation');
});

test('a second press of the key that saves does not save twice', async ({ app }) => {
  const page = new ArchivePage(app.page);
  await expect(page.reports()).toBeVisible();
  await page.importText(HARBOUR);
  await page.select('asked for calm');
  await app.page.keyboard.press('t');
  await page.fillPalette('Ministry');
  await Promise.all([
    app.page.keyboard.press('Control+Enter'),
    app.page.keyboard.press('Control+Enter'),
    app.page.keyboard.press('Control+Enter'),
  ]);
  await expect(page.palette()).toBeHidden();
  await expect(page.passages()).toHaveCount(1);
  await app.menu('edit.undo');
  await expect(page.passages()).toHaveCount(0);
});
