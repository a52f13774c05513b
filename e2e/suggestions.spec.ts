import { expect, test, type App } from './fixtures/app';
import { ArchivePage } from './pages/archive-page';
import { SuggestionsPage } from './pages/suggestions-page';

const BORDER_TITLE = 'Talks at the border go on';
/** Countries, an organisation, words with two meanings, and a heading that says who acts. */
const BORDER = `${BORDER_TITLE}

Kazakh guards met envoys of the CSTO in Tashkent. Nothing was signed, and the Georgian drivers waited outside.

Actions by dockers

- The men blocked the gate for two hours.
- They burned a Kazakh flag, witnesses said.

Later

- Trade with Kazakhstan went on as before.
`;
const MARKET = `Market reopens

A Kazakh trader came back on Monday. Another Kazakh trader did not.
`;

async function begin(app: App): Promise<{ archive: ArchivePage; suggestions: SuggestionsPage }> {
  const archive = new ArchivePage(app.page);
  await archive.removeSample();
  await archive.importText(BORDER);
  await expect(archive.article(BORDER_TITLE)).toBeVisible();
  const suggestions = new SuggestionsPage(app.page);
  await expect(suggestions.tab()).toHaveAccessibleName('Suggestions 7');
  return { archive, suggestions };
}

test('suggestions are reviewed in reading order, explained, and marked in the text only then', async ({
  app,
}) => {
  const { archive, suggestions } = await begin(app);
  const summary = app.page.getByRole('button', { name: /^7 suggestions in this report/u });
  await expect(summary).toContainText('Kazakhstan ×3');
  expect(await archive.painted('suggestion')).toEqual([]);

  await archive.article().focus();
  await app.page.keyboard.press('a');
  await expect(suggestions.list()).toBeFocused();
  await expect(suggestions.tab()).toHaveAccessibleName('Suggestions 7');
  await expect(suggestions.options().nth(0)).toHaveAccessibleName(
    'Kazakh: Kazakhstan (mentioned). “Kazakh” is who or what is from Kazakhstan.',
  );
  await expect(suggestions.options().nth(3)).toHaveAccessibleName(
    /It may also be the U\.S\. state of Georgia\.$/u,
  );
  await expect(suggestions.option('dockers')).toContainText('Dockers · new actor');
  await expect(suggestions.option('dockers')).toContainText('says who acts in its section');
  expect(await archive.painted('suggestion')).toEqual([
    'Kazakh',
    'CSTO',
    'Tashkent',
    'Georgian',
    'dockers',
    'Kazakh',
    'Kazakhstan',
  ]);

  await app.page.keyboard.press('ArrowDown');
  await expect(suggestions.active()).toContainText('CSTO');
  await expect.poll(() => suggestions.outlined()).toBe('CSTO');
  await app.page.keyboard.press('Escape');
  await expect(archive.article()).toBeFocused();
  await archive.clickText('Tashkent');
  await expect(suggestions.active()).toContainText('UZB');

  await app.page.keyboard.press('a');
  await app.page.keyboard.press('a');
  await expect(archive.passageList()).toBeAttached();
  await expect(archive.article()).toBeFocused();
  expect(await archive.painted('suggestion')).toEqual([]);
  await expect(archive.passages()).toHaveCount(0);
});

test('accepting tags the sentence, and what is tagged is not suggested any more', async ({ app }) => {
  const { archive, suggestions } = await begin(app);
  const { keyboard } = app.page;
  await suggestions.review();
  await keyboard.press('r');
  await keyboard.press('r');
  await expect(suggestions.active()).toContainText('KAZ · location');
  await keyboard.press('Enter');
  await expect(suggestions.toast()).toContainText('Accepted: “Kazakh” as Kazakhstan.');
  await expect(suggestions.tab()).toHaveAccessibleName('Suggestions 6');
  await expect(suggestions.list()).toBeFocused();
  await expect(suggestions.active()).toContainText('CSTO · new actor');
  await keyboard.press('Enter');
  await expect(suggestions.tab()).toHaveAccessibleName('Suggestions 5');
  await archive.saved();

  await suggestions.passagesTab().click();
  await expect(archive.passages()).toHaveCount(1);
  await expect(archive.passages()).toContainText('Kazakh guards met envoys of the CSTO in Tashkent.');
  await expect(archive.passages()).toContainText('KAZ · location');
  await expect(archive.passages()).toContainText('CSTO');
  await app.menu('edit.undo');
  await expect(archive.passages()).not.toContainText('CSTO · ');
  await expect(suggestions.tab()).toHaveAccessibleName('Suggestions 6');
  await app.menu('edit.undo');
  await expect(archive.passages()).toHaveCount(0);
  await expect(suggestions.tab()).toHaveAccessibleName('Suggestions 7');
});

test('the words alone become the passage when that is chosen, also after a restart', async ({ app }) => {
  const { suggestions } = await begin(app);
  await suggestions.review();
  await suggestions.unit().selectOption('the words only');
  await app.restart();
  const archive = new ArchivePage(app.page);
  const again = new SuggestionsPage(app.page);
  await archive.report(BORDER_TITLE).click();
  await again.review();
  await expect(again.unit()).toHaveValue('words');
  await app.page.keyboard.press('Enter');
  await again.passagesTab().click();
  await expect(archive.passages().locator('.exact')).toHaveText('Kazakh');
});

test('all that are listed are accepted in one step; those with two meanings stay until they are decided', async ({
  app,
}) => {
  const { archive, suggestions } = await begin(app);
  const { keyboard } = app.page;
  await suggestions.review();
  await keyboard.press('Control+Enter');
  await expect(suggestions.toast()).toContainText(
    'Accepted 6 suggestions. One with more than one meaning is left to you.',
  );
  await expect(suggestions.tab()).toHaveAccessibleName('Suggestions 1');
  await expect(suggestions.active()).toContainText('or the U.S. state of Georgia');
  await keyboard.press('ArrowRight');
  await expect(suggestions.active()).not.toContainText('or the U.S. state of Georgia');
  await keyboard.press('Enter');
  await expect(suggestions.tab()).toHaveAccessibleName('Suggestions 0');
  await expect(suggestions.panel()).toContainText('Nothing to suggest');

  await suggestions.passagesTab().click();
  await expect
    .poll(() => archive.passages().locator('.exact').allTextContents())
    .toEqual([
      'Kazakh guards met envoys of the CSTO in Tashkent.',
      'Nothing was signed, and the Georgian drivers waited outside.',
      'The men blocked the gate for two hours.',
      'They burned a Kazakh flag, witnesses said.',
      'Trade with Kazakhstan went on as before.',
    ]);
  await expect(archive.passage('burned a Kazakh flag')).toContainText('Dockers');
  await expect(archive.passage('burned a Kazakh flag')).toContainText('KAZ · mentioned');
  await app.menu('edit.undo');
  await expect(archive.passages()).toHaveCount(4);
  await app.menu('edit.undo');
  await expect(archive.passages()).toHaveCount(0);
  await app.menu('edit.redo');
  await expect(archive.passages()).toHaveCount(4);
});

test('a suggestion that is rejected does not come back, until it is allowed again', async ({ app }) => {
  let { suggestions } = await begin(app);
  const { keyboard } = app.page;
  await suggestions.review();
  await keyboard.press('Backspace');
  await expect(suggestions.toast()).toContainText(
    '“Kazakh” is not suggested as Kazakhstan in this report any more.',
  );
  // The same words further down as well, but not the name of the country.
  await expect(suggestions.tab()).toHaveAccessibleName('Suggestions 5');
  await expect(suggestions.active()).toContainText('CSTO');
  await keyboard.press('Shift+Delete');
  await expect(suggestions.tab()).toHaveAccessibleName('Suggestions 4');

  await app.restart();
  const archive = new ArchivePage(app.page);
  await archive.report(BORDER_TITLE).click();
  suggestions = new SuggestionsPage(app.page);
  await suggestions.review();
  await expect(suggestions.tab()).toHaveAccessibleName('Suggestions 4');
  await app.page.getByText('2 rejected suggestions').click();
  await expect(suggestions.rejected()).toHaveText([
    /“CSTO” as CSTO in the whole archive/u,
    /“Kazakh” as Kazakhstan in this report/u,
  ]);
  await app.page.getByRole('button', { name: 'Allow again: “Kazakh” as Kazakhstan' }).click();
  await expect(suggestions.tab()).toHaveAccessibleName('Suggestions 6');
  await app.menu('edit.undo');
  await expect(suggestions.tab()).toHaveAccessibleName('Suggestions 4');
  await app.menu('edit.undo');
  await expect(suggestions.tab()).toHaveAccessibleName('Suggestions 5');
});

test('the same words are accepted in the whole report, and in the whole archive after a count', async ({
  app,
}) => {
  const { archive, suggestions } = await begin(app);
  const { keyboard } = app.page;
  await archive.importText(MARKET);
  await suggestions.review();
  await keyboard.press('Shift+Enter');
  await expect(suggestions.toast()).toContainText('Accepted 2 suggestions.');
  await suggestions.undo().click();
  await expect(suggestions.tab()).toHaveAccessibleName('Suggestions 2');

  await suggestions.focus();
  await keyboard.press('Control+Shift+Enter');
  const dialog = app.page.getByRole('dialog', { name: 'Accept in the whole archive' });
  await expect(dialog).toContainText('4 suggestions in 2 reports.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await expect(suggestions.tab()).toHaveAccessibleName('Suggestions 2');

  await suggestions.focus();
  await keyboard.press('Control+Shift+Enter');
  await dialog.getByRole('button', { name: 'Accept 4' }).click();
  await expect(dialog).toBeHidden();
  await expect(suggestions.toast()).toContainText('Accepted 4 suggestions in 2 reports.');
  await suggestions.passagesTab().click();
  await expect(archive.passages()).toHaveCount(2);
  await archive.report(BORDER_TITLE).click();
  await expect(archive.passages()).toHaveCount(2);
  await app.menu('edit.undo');
  await expect(archive.passages()).toHaveCount(0);
});

test('the palette offers what the passage and the heading above it name', async ({ app }) => {
  const { archive } = await begin(app);
  await archive.select('burned a Kazakh flag');
  await app.page.keyboard.press('t');
  const palette = archive.palette();
  await expect(palette.getByRole('combobox', { name: 'Actor' })).toBeFocused();
  const first = palette.getByRole('listbox', { name: 'Actor suggestions' }).getByRole('option').first();
  await expect(first).toContainText('Create actor “Dockers”');
  await expect(first).toContainText('heading');
  await app.page.keyboard.press('ArrowDown');
  await app.page.keyboard.press('Tab');
  await expect(palette.getByRole('combobox', { name: 'Country' })).toBeFocused();
  await expect(archive.countryOptions()).toHaveText([/Kazakhstan\s*KAZ · in the passage/u]);
  await app.page.keyboard.press('ArrowDown');
  await app.page.keyboard.press('Enter');
  await app.page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(archive.passage('burned a Kazakh flag')).toContainText('Dockers');
  await expect(archive.passage('burned a Kazakh flag')).toContainText('KAZ · affiliation');
});
