import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from './fixtures/app';
import { HARBOUR, HARBOUR_TITLE, MARKET } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

const MEMO = '=SUM(A1), "quoted"\nsecond line; Әкімдік 🚢';

test('exactly the passages shown go out, and come back identical through another parser', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  const dialog = app.page.getByRole('dialog', { name: 'Export passages' });
  await expect(archive.reports()).toBeVisible();
  await archive.removeSample();
  await archive.importText(MARKET);
  await archive.importText(HARBOUR);
  await archive.report(HARBOUR_TITLE).click();
  await archive.tag('fuel could run short', '-Әкімдік, "қала"', 'Қазақстан', { memo: MEMO });
  await archive.tag('offered talks', 'Ministry of Transport', 'RUS');
  await archive.go('Passages');
  await app.page
    .getByRole('group', { name: 'Countries' })
    .getByRole('checkbox', { name: /Kazakhstan/ })
    .check();
  await expect(archive.rows()).toHaveCount(1);

  for (const profile of ['data', 'spreadsheet'] as const) {
    const path = join(app.profile, `${profile}.csv`);
    await app.dialogs.save(path);
    await archive.page.getByRole('button', { name: 'Export…' }).last().click();
    await expect(dialog.getByRole('combobox', { name: 'Format' })).toBeVisible();
    await dialog.getByRole('combobox', { name: 'Profile' }).selectOption(profile);
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(app.page.getByText(`written to ${profile}.csv`)).toBeVisible();

    const bytes = await readFile(path);
    const hasBom = bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(hasBom).toBe(profile === 'spreadsheet');
    const rows: Record<string, string>[] = parse(bytes, { columns: true, bom: true });
    expect(rows).toHaveLength(1);
    const guard = profile === 'spreadsheet' ? "'" : '';
    expect(rows[0]).toMatchObject({
      report_title: HARBOUR_TITLE,
      excerpt_text: 'fuel could run short',
      section_path: 'Actions by authorities',
      in_footnote: 'false',
      actors: `${guard}-Әкімдік, "қала"`,
      country_iso3: 'KAZ',
      country_roles: 'affiliation',
      note: `${guard}${MEMO}`,
    });
    const { text } = await app.page.evaluate(async () => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open('archive');
        request.onsuccess = () => resolve(request.result);
      });
      return new Promise<{ text: string }>((resolve) => {
        const all = db.transaction('reportTexts').objectStore('reportTexts').getAll();
        all.onsuccess = () =>
          resolve((all.result as { text: string }[]).find(({ text }) => text.includes('fuel could run'))!);
      });
    });
    const points = [...text];
    expect(points.slice(Number(rows[0]!.start_cp), Number(rows[0]!.end_cp)).join('')).toBe(
      'fuel could run short',
    );
  }
});

test('a target that cannot be written is refused and the export can be tried again', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  const dialog = app.page.getByRole('dialog', { name: 'Export passages' });
  await expect(archive.reports()).toBeVisible();
  await app.dialogs.save(join(app.profile, 'no such folder', 'passages.csv'));
  await app.menu('file.export');
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(app.page.getByRole('alert')).not.toBeEmpty();
  await expect(dialog).toBeVisible();
  await app.dialogs.save(join(app.profile, 'passages.csv'));
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(dialog).toBeHidden();
});
