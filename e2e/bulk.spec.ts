import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import yazl from 'yazl';
import { bookFiles } from '../src/renderer/src/importers/epub/__fixtures__/epub-parts';
import { odtFiles, p } from '../src/renderer/src/importers/odt/__fixtures__/odt-parts';
import { buildPdf, lines } from '../src/renderer/src/importers/pdf/__fixtures__/build-pdf';
import { inline, xlsxFiles } from '../src/renderer/src/importers/table/__fixtures__/xlsx-parts';
import { expect, test } from './fixtures/app';
import { HARBOUR, HARBOUR_TITLE, MARKET, MARKET_TITLE } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Weavers march | The Mill Gazette</title>
<meta property="og:site_name" content="The Mill Gazette"><meta name="author" content="Aru Seitova">
<meta property="article:published_time" content="2022-03-09T08:00:00+06:00"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Weavers march</h1><p>On Tuesday some forty weavers marched from the mill to the town hall, and waited there until it was dark.<sup><a href="#n1" id="r1">1</a></sup></p>
<p>The owners closed the canteen at noon, and nobody who came in the afternoon was told when it would open again.</p>
<img src="https://tracker.example/pixel.png"><script>document.title = 'changed'</script>
<p id="n1">1 Counted from the bridge. <a href="#r1">↩</a></p></article></body></html>`;

const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const DOCX: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  '_rels/.rels':
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  'word/document.xml': `<w:document xmlns:w="${WORD}"><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Letters from the dyke</w:t></w:r></w:p><w:p><w:r><w:t>The water stood two hands below the crown of the dyke on the morning after the storm.</w:t></w:r></w:p></w:body></w:document>`,
};

const PDF = Buffer.from(
  buildPdf([
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
  ]),
);

async function zipOf(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Kinds of files beside those above, each with one report. */
const OTHERS = ['mhtml', 'odt', 'rtf', 'epub', 'eml', 'csv', 'tsv', 'xlsx', 'json', 'jsonl', 'ris'] as const;
const titleOf = (kind: string): string => `Tide table in ${kind}`;
/** Of each kind another text, or the later ones would be told to be here already. */
const said = (kind: string): string =>
  `The ${kind} of the harbour office says that the tide was higher than on any day of the last week.`;

async function oneOfEachOther(): Promise<Record<string, string | Buffer>> {
  const html = (kind: string): string => `<h1>${titleOf(kind)}</h1><p>${said(kind)}</p>`;
  const row = (kind: string, separator: string): string =>
    `title${separator}text\n${titleOf(kind)}${separator}${said(kind)}\n`;
  const mail = (kind: string, type: string, body: string): string =>
    [
      'From: Aru Seitova <aru@example.org>',
      `Subject: ${titleOf(kind)}`,
      'Date: Sun, 6 Mar 2022 10:00:00 +0600',
      'MIME-Version: 1.0',
      `Content-Type: ${type}; charset=utf-8`,
      '',
      body,
    ].join('\r\n');
  const contents: Readonly<Record<(typeof OTHERS)[number], string | Buffer>> = {
    mhtml: mail('mhtml', 'text/html', `<html><body>${html('mhtml')}</body></html>`),
    odt: await zipOf(
      odtFiles({ text: `<text:h text:outline-level="1">${titleOf('odt')}</text:h>${p(said('odt'))}` }),
    ),
    rtf: `{\\rtf1\\ansi{\\info{\\title ${titleOf('rtf')}}}{\\b ${titleOf('rtf')}}\\par ${said('rtf')}\\par}`,
    epub: await zipOf(
      bookFiles({ pages: { 'a.xhtml': html('epub') }, metadata: `<dc:title>${titleOf('epub')}</dc:title>` }),
    ),
    eml: mail('eml', 'text/plain', said('eml')),
    csv: row('csv', ','),
    tsv: row('tsv', '\t'),
    xlsx: await zipOf(
      xlsxFiles({
        sheets: [
          {
            name: 'Tides',
            rows: `<row>${inline('A1', 'title')}${inline('B1', 'text')}</row><row>${inline('A2', titleOf('xlsx'))}${inline('B2', said('xlsx'))}</row>`,
          },
        ],
      }),
    ),
    json: JSON.stringify([{ title: titleOf('json'), text: said('json') }]),
    jsonl: `${JSON.stringify({ title: titleOf('jsonl'), text: said('jsonl') })}\n`,
    ris: `TY  - NEWS\nTI  - ${titleOf('ris')}\nAB  - ${said('ris')}\nER  - \n`,
  };
  return Object.fromEntries(Object.entries(contents).map(([kind, content]) => [`tide.${kind}`, content]));
}

test('a folder with every kind is dropped: what can be read is imported, the rest is told', async ({
  app,
}) => {
  test.setTimeout(90_000);
  const { page } = app;
  const archive = new ArchivePage(page);
  await archive.removeSample();
  const folder = join(app.folder, 'week 10');
  await mkdir(join(folder, 'mail', '.hidden'), { recursive: true });
  const inZip = await zipOf({ 'late/harbour.txt': HARBOUR, '__MACOSX/x': 'x', 'inner.zip': await zipOf({}) });
  const files: Record<string, string | Buffer> = {
    'market.md': MARKET,
    'march.html': PAGE,
    'letters.docx': await zipOf(DOCX),
    'week.zip': inZip,
    'water.pdf': PDF,
    'copy of market.md': MARKET,
    ...(await oneOfEachOther()),
    'empty.txt': ' \n',
    'wrong.docx': 'This is no Word document.',
    'notes.xyz': 'Who knows what this is.',
    'mail/.hidden/secret.txt': 'Nobody sees this.',
    '.DS_Store': 'x',
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);

  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 400, y: 400, data });
  }
  const dialog = page.getByRole('dialog', { name: 'Import “week 10”' });
  await expect(dialog).toContainText('20 of 20 files · Done.');
  await expect(dialog).toContainText('16 reports imported · 1 here already · 4 refused');
  const list = dialog.getByRole('listbox', { name: 'What became of each file' });
  await dialog.getByRole('combobox', { name: 'Show' }).selectOption('refused');
  await expect(list.getByRole('option')).toHaveCount(4);
  await expect(list.getByRole('option', { name: /inner\.zip: Archives within archives/u })).toBeVisible();
  await expect(list.getByRole('option', { name: /notes\.xyz: .*“\.xyz”/u })).toBeVisible();

  const log = join(app.folder, 'log.csv');
  await app.dialogs.save(log);
  await dialog.getByRole('button', { name: 'Save this list…' }).click();
  await expect
    .poll(() => readFile(log, 'utf8').catch(() => ''))
    .toContain('week 10/march.html,imported,Weavers march');
  const written = await readFile(log, 'utf8');
  expect(written).toContain(`week 10/week.zip › late/harbour.txt,imported,${HARBOUR_TITLE}`);
  expect(written).toContain('week 10/letters.docx,imported,Letters from the dyke');
  expect(written).toContain('week 10/water.pdf,imported,High water');
  for (const kind of OTHERS) {
    expect(written).toMatch(new RegExp(`tide\\.${kind}[^,\n]*,imported,${titleOf(kind)}`, 'u'));
  }

  await dialog.getByRole('combobox', { name: 'Show' }).selectOption('imported');
  await list.getByRole('option', { name: /march\.html/u }).click();
  await dialog.getByRole('button', { name: 'Open the report' }).click();
  await expect(archive.article('Weavers march')).toBeVisible();
  await expect(archive.article('Weavers march')).toContainText('marched from the mill');
  await expect(archive.article('Weavers march')).not.toContainText('Home');
  await expect(page.getByRole('contentinfo')).toContainText('16 reports');
  await expect(page).toHaveTitle(/^(?!changed)/u);

  // One undo step for all of them.
  await app.menu('edit.undo');
  await expect(archive.report('Weavers march')).toBeHidden();
  await expect(archive.report(HARBOUR_TITLE)).toBeHidden();
});

test('many files are imported while the work goes on; paused, cancelled, and what is saved stays', async ({
  app,
}) => {
  test.setTimeout(120_000);
  const { page } = app;
  const archive = new ArchivePage(page);
  await archive.removeSample();
  const folder = join(app.folder, 'many');
  await mkdir(folder);
  const COUNT = 400;
  for (let i = 0; i < COUNT; i += 1) {
    await writeFile(join(folder, `${i}.txt`), `Report ${i} of the many\n\n${HARBOUR}\n\nNumber ${i}.`);
  }
  await app.dialogs.open(folder);
  await app.menu('file.import.folder');
  const dialog = page.getByRole('dialog', { name: 'Import “many”' });
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await expect(dialog).toContainText('Paused.');
  await dialog.getByRole('button', { name: 'Go on in the background' }).click();
  await expect(dialog).toBeHidden();
  const job = page
    .getByRole('contentinfo')
    .getByRole('button', { name: /^Import paused: [\d]+ of 400 files$/u });
  await job.click();
  await dialog.getByRole('button', { name: 'Cancel import' }).click();
  await expect(dialog).toContainText('Stopped. What was imported stays.');
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();

  // The same folder again goes on where it ended: nothing comes twice.
  await app.menu('file.import.folder');
  await expect(dialog).toContainText(`${COUNT} of ${COUNT} files · Done.`, { timeout: 60_000 });
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.getByRole('contentinfo')).toContainText(`${COUNT} reports`);
  await archive.saved();
});

test('an import that was cut off is offered again after the start, and goes on in the same undo step', async ({
  app,
}) => {
  test.setTimeout(120_000);
  const archive = new ArchivePage(app.page);
  await archive.removeSample();
  const folder = join(app.folder, 'many');
  await mkdir(folder);
  const COUNT = 300;
  for (let i = 0; i < COUNT; i += 1) {
    await writeFile(join(folder, `${i}.txt`), `Report ${i} of the many\n\nNumber ${i} said nothing at all.`);
  }
  await app.dialogs.open(folder);
  await app.menu('file.import.folder');
  const dialog = app.page.getByRole('dialog', { name: 'Import “many”' });
  await dialog.getByRole('button', { name: 'Pause' }).click();
  await expect(dialog).toContainText('Paused.');
  await app.restart();

  const again = new ArchivePage(app.page);
  const offer = app.page.getByRole('alertdialog', { name: 'Go on with the import?' });
  await expect(offer).toContainText('“many”');
  await offer.getByRole('button', { name: 'Go on' }).click();
  await expect(app.page.getByRole('dialog', { name: 'Import “many”' })).toContainText('Done.', {
    timeout: 60_000,
  });
  await app.page.keyboard.press('Escape');
  await expect(app.page.getByRole('contentinfo')).toContainText(`${COUNT} reports`);
  await again.saved();
  await app.menu('edit.undo');
  await expect(app.page.getByRole('contentinfo')).toContainText('0 reports');

  // What has ended is not offered again.
  await app.restart();
  await expect(app.page.getByRole('contentinfo')).toContainText('0 reports');
  await expect(app.page.getByRole('alertdialog')).toBeHidden();
});

test('what is put into a watched folder is imported by itself, once', async ({ app }) => {
  test.setTimeout(120_000);
  const { page } = app;
  const archive = new ArchivePage(page);
  await archive.removeSample();
  const folder = join(app.folder, 'inbox');
  await mkdir(folder);
  await writeFile(join(folder, 'harbour.txt'), HARBOUR);
  await app.dialogs.open(folder);
  await archive.go('Settings');
  await page.getByRole('button', { name: 'Choose folder…' }).first().click();
  await expect(page.getByText(`Imported from ${folder}`)).toBeVisible();
  await app.menu('view.reports');
  await expect(archive.report(HARBOUR_TITLE)).toBeVisible({ timeout: 30_000 });
  await writeFile(join(folder, 'market.md'), MARKET);
  await writeFile(join(folder, 'what.xyz'), 'Who knows what this is.');
  await expect(archive.report(MARKET_TITLE)).toBeVisible({ timeout: 30_000 });
  const job = page.getByRole('contentinfo').getByRole('button', { name: 'Not imported: 1 file' });
  await job.click();
  await expect(page.getByRole('option', { name: /what\.xyz/u })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('contentinfo')).toContainText('2 reports');
});
