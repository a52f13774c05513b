import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { docx } from '../src/renderer/src/importers/docx/__fixtures__/docx-parts';
import { buildPdf, lines } from '../src/renderer/src/importers/pdf/__fixtures__/build-pdf';
import { expect, test } from './fixtures/app';
import { ArchivePage } from './pages/archive-page';

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Weavers march</title></head><body>
<nav><p>Home, weather and the tide tables of the week, as every day.</p></nav>
<article><h1>Weavers march</h1><p>On Tuesday some forty weavers marched from the mill to the town hall, and waited there until it was dark.</p>
<p>The owners closed the canteen at noon, and nobody who came in the afternoon was told when it would open again.</p></article></body></html>`;

const CYRILLIC =
  'Ткачи вышли на улицу\n\nВо вторник ткачи прошли от фабрики до ратуши и ждали там до темноты.\n';
/** Bytes of a text in KOI8-R. */
const koi8 = (text: string): Uint8Array => {
  const decoder = new TextDecoder('koi8-r');
  const byteOf = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
  );
  return Uint8Array.from(text, (char) => byteOf.get(char)!);
};

test('how a file is read is chosen in the preview: article or page, encoding, comments, password', async ({
  app,
}) => {
  const { page } = app;
  const archive = new ArchivePage(page);
  await archive.removeSample();
  const files: Record<string, Uint8Array | string> = {
    'march.html': PAGE,
    'russian.txt': koi8(CYRILLIC),
    'letters.docx': await docx({
      body: '<w:p><w:r><w:t>Letters from the dyke</w:t></w:r></w:p><w:p><w:commentRangeStart w:id="5"/><w:r><w:t>The water stood two hands below the crown</w:t></w:r><w:commentRangeEnd w:id="5"/><w:r><w:t> of the dyke on the morning after the storm, and nobody had slept.</w:t></w:r></w:p>',
      comments:
        '<w:comment w:id="5" w:author="Aru"><w:p><w:r><w:t>Who measured it?</w:t></w:r></w:p></w:comment>',
    }),
    'locked.pdf': buildPdf(
      [
        [
          { x: 72, y: 720, size: 20, text: 'High water' },
          ...lines(
            [
              'The river rose by two hands in the night, and the lower road was closed to carts and',
              'to people until the evening of the next day.',
            ],
            { x: 72, y: 680 },
          ),
        ],
      ],
      '',
      'nightingale',
    ),
  };
  const paths = Object.keys(files).map((name) => join(app.folder, name));
  for (const path of paths) await writeFile(path, files[path.slice(app.folder.length + 1)]!);
  await app.dialogs.open(...paths);
  await app.menu('file.import');
  const dialog = archive.importDialog();
  await expect(dialog).toContainText('4 files · 3 ready, 1 cannot be read');
  const text = dialog.getByRole('region', { name: 'Text of the report' });

  await dialog.getByRole('option', { name: /march\.html/u }).click();
  await expect(text).not.toContainText('tide tables');
  await dialog.getByRole('textbox', { name: 'Source' }).fill('The Mill Gazette');
  await dialog.getByRole('combobox', { name: 'Take' }).selectOption('page');
  await expect(text).toContainText('tide tables');
  await expect(dialog.getByRole('textbox', { name: 'Source' })).toHaveValue('The Mill Gazette');
  await dialog.getByRole('combobox', { name: 'Take' }).selectOption('article');
  await expect(text).not.toContainText('tide tables');

  await dialog.getByRole('option', { name: /russian\.txt/u }).click();
  await expect(text).toContainText('Во вторник');
  await dialog.getByRole('combobox', { name: 'Encoding' }).selectOption('windows-1251');
  await expect(text).not.toContainText('Во вторник');
  await dialog.getByRole('combobox', { name: 'Encoding' }).selectOption('koi8-r');
  await expect(text).toContainText('Во вторник');

  await dialog.getByRole('option', { name: /letters\.docx/u }).click();
  await dialog.getByRole('checkbox', { name: /Make passages of 1 comment/u }).check();
  await expect(dialog.getByRole('list', { name: 'Notes on the import' })).toBeHidden();

  await dialog.getByRole('option', { name: /locked\.pdf/u }).click();
  await dialog.getByRole('textbox', { name: 'Password' }).fill('lark');
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(dialog).toContainText('The password does not open this PDF.');
  await dialog.getByRole('textbox', { name: 'Password' }).fill('nightingale');
  await dialog.getByRole('textbox', { name: 'Password' }).press('Enter');
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('High water');
  await expect(dialog).toContainText('4 ready');

  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog).toBeHidden();
  await archive.report('Letters from the dyke').click();
  const passage = page.getByRole('list', { name: 'Passages in this report' }).getByRole('listitem');
  await expect(passage).toHaveCount(1);
  await expect(passage).toContainText('The water stood two hands below the crown');
  await expect(passage).toContainText('Aru: Who measured it?');
  await expect(archive.report('Weavers march')).toContainText('The Mill Gazette');
});

test('the columns of a table are told, and can be told otherwise, before a report is made of each row', async ({
  app,
}) => {
  const { page } = app;
  const archive = new ArchivePage(page);
  await archive.removeSample();
  const path = join(app.folder, 'clippings.csv');
  const rows = Array.from(
    { length: 60 },
    (_, i) =>
      `Clipping ${i},Note ${i},"Ferry number ${i} did not run on that day, and those who waited went home.",2022-01-06`,
  );
  await writeFile(path, ['title,remark,text,date', ...rows].join('\n'));
  await app.dialogs.open(path);
  await app.menu('file.import');
  const dialog = archive.importDialog();
  await expect(dialog).toContainText('The first 50 rows are shown.');
  await expect(dialog.getByRole('region', { name: 'First rows of the table' })).toContainText('Note 3');
  const columns = dialog.getByRole('group', { name: 'Columns' });
  await expect(columns.getByRole('combobox', { name: 'Text column' })).toHaveValue('text');
  await columns.getByRole('combobox', { name: 'Author column' }).selectOption('remark');
  await expect(dialog.getByRole('textbox', { name: 'Author' })).toHaveValue('Note 0');
  await columns.getByRole('combobox', { name: 'Text column' }).selectOption('');
  await expect(dialog).toContainText('Choose');
  await columns.getByRole('combobox', { name: 'Text column' }).selectOption('text');
  await expect(dialog.getByRole('textbox', { name: 'Title' })).toHaveValue('Clipping 0');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  const outcome = page.getByRole('dialog', { name: 'Import “clippings.csv”' });
  await expect(outcome).toContainText('60 reports imported');
  await page.keyboard.press('Escape');
  await expect(outcome).toBeHidden();
  await expect(archive.report('Clipping 59')).toContainText('6 Jan 2022');
});

test('pasted rich text keeps its headings and lists', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await archive.removeSample();
  await archive.paste(
    'Weavers march\n\nFirst\n\nSecond',
    '<h1>Weavers march</h1><p>They came in the morning and stayed.</p><h2>What they asked for</h2><ul><li>Bread</li><li>Coal</li></ul>',
  );
  const dialog = archive.importDialog();
  await expect(dialog).toContainText('1 heading');
  await expect(dialog).toContainText('2 bullets');
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  const article = archive.article('Weavers march');
  await expect(article.getByRole('heading', { name: 'What they asked for' })).toBeVisible();
  await expect(article.getByRole('listitem')).toHaveText([/Bread/u, /Coal/u]);
});
