import { expect, test } from './fixtures/app';
import { HARBOUR, HARBOUR_TITLE, MARKET, MARKET_TITLE, writeFiles } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

test('files chosen by the menu are previewed, corrected and imported', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  const dialog = archive.importDialog();
  await expect(archive.reports()).toBeVisible();
  const paths = await writeFiles(app.profile, {
    'harbour.txt': HARBOUR,
    'market.md': MARKET,
    'copy of harbour.txt': HARBOUR.replaceAll('\n', '\r\n'),
    'empty.txt': '  \n',
    'picture.txt': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]),
  });
  await app.dialogs.open(...paths);
  await app.menu('file.import');

  await expect(dialog).toContainText('5 files');
  await expect(dialog).toContainText('2 ready');
  const title = dialog.getByRole('textbox', { name: 'Title' });
  await expect(title).toHaveValue(HARBOUR_TITLE);
  await expect(dialog).toContainText('5 bullets');
  await expect(dialog).toContainText('1 footnote');
  await dialog.getByRole('textbox', { name: 'Source' }).fill('Fixture Press');
  const published = dialog.getByRole('textbox', { name: 'Published' });
  await published.fill('2021-02-30');
  await expect(dialog.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await published.fill('2021-03-03');
  await expect(dialog.getByRole('textbox', { name: 'Language' })).toHaveValue('en');

  await dialog.getByRole('option', { name: /market\.md/ }).click();
  await expect(title).toHaveValue(MARKET_TITLE);
  await expect(dialog.getByRole('textbox', { name: 'Source' })).toHaveValue('Lowland Courier');
  await expect(published).toHaveValue('2021-03-09');
  await dialog.getByRole('option', { name: /empty\.txt/ }).click();
  await expect(dialog).toContainText(/empty|no text/i);

  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(archive.report(HARBOUR_TITLE)).toContainText('Fixture Press');
  await expect(archive.report(HARBOUR_TITLE)).toContainText('3 Mar 2021');
  await expect(archive.report(MARKET_TITLE)).toBeVisible();
  await expect(archive.article(HARBOUR_TITLE)).toBeVisible();
});

test('dropped files and pasted text come in the same way @both', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.drop([
    { name: 'harbour.txt', content: HARBOUR },
    { name: 'market.md', content: MARKET },
  ]);
  await archive.importDialog().getByRole('button', { name: 'Import', exact: true }).click();
  await expect(archive.report(HARBOUR_TITLE)).toBeVisible();
  await expect(archive.report(MARKET_TITLE)).toBeVisible();

  // What is pasted meanwhile is not taken.
  await expect(archive.importDialog()).toBeHidden();
  await archive.paste(`A third report\n\n${HARBOUR}`);
  await archive.importDialog().getByRole('button', { name: 'Import', exact: true }).click();
  await expect(archive.report('A third report')).toBeVisible();
});

test('the same text again is recognised, with a way to the report that has it', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.importText(HARBOUR);
  await archive.importText(MARKET);
  await archive.paste(HARBOUR);
  await expect(archive.importDialog()).toContainText('already');
  await expect(archive.importDialog().getByRole('button', { name: 'Import', exact: true })).toBeHidden();
  await archive.importDialog().getByRole('button', { name: /open/i }).click();
  await expect(archive.importDialog()).toBeHidden();
  await expect(archive.article(HARBOUR_TITLE)).toBeVisible();
});

test('an import of several reports is one undo step', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.drop([
    { name: 'harbour.txt', content: HARBOUR },
    { name: 'market.md', content: MARKET },
  ]);
  await archive.importDialog().getByRole('button', { name: 'Import', exact: true }).click();
  await expect(archive.report(MARKET_TITLE)).toBeVisible();
  await app.page.keyboard.press('Control+z');
  await expect(archive.report(MARKET_TITLE)).toBeHidden();
  await expect(archive.report(HARBOUR_TITLE)).toBeHidden();
  await app.page.keyboard.press('Control+Shift+z');
  await expect(archive.report(MARKET_TITLE)).toBeVisible();
  await expect(archive.report(HARBOUR_TITLE)).toBeVisible();
});

test('details can be corrected after the import, in one undo step', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await archive.importText(HARBOUR);
  await app.page.getByRole('button', { name: 'Report details' }).click();
  const details = app.page.getByRole('dialog', { name: 'Report details' });
  await details.getByRole('textbox', { name: 'Published' }).fill('2021-03');
  await details.getByRole('textbox', { name: 'Source' }).fill('Fixture Press');
  await details.getByRole('button', { name: 'Save details' }).click();
  await expect(archive.report(HARBOUR_TITLE)).toContainText('Mar 2021');
  await expect(archive.report(HARBOUR_TITLE)).toContainText('Fixture Press');
  await app.page.keyboard.press('Control+z');
  await expect(archive.report(HARBOUR_TITLE)).not.toContainText('Fixture Press');
});

for (const [encoding, bytes] of [
  ['windows-1251', windows1251('Акимат города ответил жителям.\nГорожане вышли на площадь утром.')],
  [
    'utf-16le',
    Buffer.from('\ufeffАкимат города ответил жителям.\nГорожане вышли на площадь утром.', 'utf16le'),
  ],
] as const) {
  test(`${encoding} is decoded right`, async ({ app }) => {
    const archive = new ArchivePage(app.page);
    await expect(archive.reports()).toBeVisible();
    const paths = await writeFiles(app.profile, { 'akimat.txt': bytes });
    await app.dialogs.open(...paths);
    await app.page.getByRole('button', { name: 'Import…' }).click();
    await archive.importDialog().getByRole('button', { name: 'Import', exact: true }).click();
    await expect(archive.article()).toContainText('Горожане вышли на площадь утром.');
  });
}

function windows1251(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => {
    const code = char.codePointAt(0)!;
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
  });
}
