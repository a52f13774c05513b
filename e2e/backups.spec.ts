import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { openPromise } from 'yauzl';
import { expect, test, type App } from './fixtures/app';
import { filesIn, hashesIn, readJournal } from './fixtures/archive-files';
import { CALM, codeReports, expectCoded, FUEL } from './fixtures/coded-archive';
import { HARBOUR, HARBOUR_TITLE, MARKET, MARKET_TITLE } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

const restoreDialog = (app: App) => app.page.getByRole('dialog', { name: 'Restore backup' });
const restoreButton = (app: App) => restoreDialog(app).getByRole('button', { name: 'Restore', exact: true });

/** The files in the backup folder, oldest first. */
async function backupsIn(app: App): Promise<string[]> {
  const names = await readdir(app.backupFolder).catch(() => []);
  return names.filter((name) => name.startsWith('commonplace-')).sort();
}

/** Backs up from the menu; gives the path. */
async function backUp(app: App): Promise<string> {
  const before = await backupsIn(app);
  await app.menu('file.backup');
  await expect(app.page.getByText(/Backed up as .*, read back and found whole\./u)).toBeVisible();
  const made = (await backupsIn(app)).filter((name) => !before.includes(name));
  expect(made).toHaveLength(1);
  return join(app.backupFolder, made[0]!);
}

/** Chooses a file to restore from the menu. */
async function pickBackup(app: App, path: string): Promise<void> {
  await app.dialogs.open(path);
  await app.menu('file.restore');
}

async function restore(app: App): Promise<void> {
  await app.inNewWindow(() => restoreButton(app).click());
}

/** Reads a ZIP with another program's code than the app's own: its entries by name. */
async function unzip(path: string): Promise<Map<string, Buffer>> {
  const zip = await openPromise(path);
  const entries = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  return entries;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const lines = (bytes: Buffer | undefined): Record<string, unknown>[] =>
  String(bytes)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('a backup made from the menu is listed, and can be read and checked without the app', async ({
  app,
}) => {
  const seq = await codeReports(app);
  const path = await backUp(app);
  const archive = new ArchivePage(app.page);
  await archive.go('Settings');
  const row = app.page.getByRole('table', { name: 'Backups' }).getByRole('row').nth(1);
  await expect(row.getByRole('cell')).toContainText(['by hand', '2', '3', 'KB', 'Restore…']);
  await expect(app.page.getByText(`Kept in ${app.backupFolder}`)).toBeVisible();
  await expect(archive.footer()).toContainText(/Last backup \d\d:\d\d today/u);

  const entries = await unzip(path);
  const sums = String(entries.get('SHA256SUMS'))
    .trimEnd()
    .split('\n')
    .map((line) => /^([0-9a-f]{64}) [ *](.+)$/u.exec(line)!);
  for (const [, sum, name] of sums) expect(sha256(entries.get(name!)!), name).toBe(sum);
  expect(sums.map(([, , name]) => name).sort()).toEqual(
    [...entries.keys()].filter((name) => name !== 'SHA256SUMS').sort(),
  );
  expect(lines(entries.get('reports.jsonl')).map(({ title }) => title)).toEqual(
    expect.arrayContaining([HARBOUR_TITLE, MARKET_TITLE]),
  );
  expect(lines(entries.get('passages.jsonl'))).toHaveLength(3);
  expect(String(entries.get('passages.jsonl'))).toContain(FUEL);
  expect(lines(entries.get('journal.jsonl'))).toEqual(await readJournal(app.profile));
  expect(lines(entries.get('journal.jsonl')).at(-1)).toMatchObject({ n: seq });
  expect(String(entries.get('README.txt'))).toContain('Commonplace');
  const originals = [...entries].filter(([name]) => name.startsWith('originals/'));
  for (const text of [HARBOUR, MARKET]) {
    expect(originals.map(([, bytes]) => bytes.toString())).toContain(text);
  }
});

test('restoring tells what it will change, keeps what there was, and brings back the history', async ({
  app,
}) => {
  const seq = await codeReports(app);
  await backUp(app);
  let archive = new ArchivePage(app.page);
  await archive.passage(FUEL).getByRole('button', { name: 'Delete passage' }).click();
  await archive.report(MARKET_TITLE).click();
  await app.page.getByRole('button', { name: 'Delete report' }).click();
  await app.page.getByRole('alertdialog').getByRole('button', { name: 'Delete report' }).click();
  await expect(archive.reports().getByRole('option')).toHaveCount(1);
  await expect.poll(() => archive.savedSeq()).toBe(seq + 2);

  await archive.go('Settings');
  await app.page.getByRole('button', { name: /^Restore… the backup of/u }).click();
  for (const cells of [
    ['Reports', '1', '2'],
    ['Passages', '1', '3'],
    ['Changes', String(seq + 2), String(seq)],
  ]) {
    await expect(restoreDialog(app).getByRole('row', { name: cells.join(' '), exact: true })).toBeVisible();
  }
  await expect(restoreDialog(app)).toContainText('2 changes made since then are not in this backup');
  await restore(app);
  await expectCoded(app);
  expect((await backupsIn(app)).map((name) => /Z-(.+)\.zip/u.exec(name)![1]).sort()).toEqual([
    'before-restore',
    'manual',
  ]);
  await app.restart();
  await expectCoded(app);

  const kept = (await backupsIn(app)).find((name) => name.includes('before-restore'));
  await pickBackup(app, join(app.backupFolder, kept!));
  await restore(app);
  archive = new ArchivePage(app.page);
  await archive.go('Reports');
  await expect(archive.reports().getByRole('option')).toHaveCount(1);
  await expect(archive.passage(CALM)).toBeVisible();
  await expect(archive.passages()).toHaveCount(1);
  await app.page.keyboard.press('Control+z');
  await expect(archive.report(MARKET_TITLE)).toBeVisible();
});

test('a damaged backup is refused with the reason, and the archive stays as it is', async ({ app }) => {
  const seq = await codeReports(app);
  const whole = await readFile(await backUp(app));
  const flipped = Buffer.from(whole);
  const middle = Math.floor(whole.length / 2);
  flipped[middle] = flipped[middle]! ^ 0x10;
  const archive = new ArchivePage(app.page);
  const before = await hashesIn(join(app.profile, 'journal'));
  for (const [name, bytes, reason] of [
    ['flipped.zip', flipped, /damaged.*The archive is unchanged\./u],
    ['cut.zip', whole.subarray(0, middle), /The archive is unchanged\./u],
    ['no-backup.zip', Buffer.from(HARBOUR), /The archive is unchanged\./u],
  ] as const) {
    const path = join(app.folder, name);
    await writeFile(path, bytes);
    await pickBackup(app, path);
    await expect(restoreDialog(app).getByRole('alert')).toContainText(reason);
    await expect(restoreButton(app)).toBeHidden();
    await restoreDialog(app).getByRole('button', { name: 'Close' }).first().click();
    await expect(restoreDialog(app)).toBeHidden();
  }
  expect(await hashesIn(join(app.profile, 'journal'))).toEqual(before);
  expect(await archive.savedSeq()).toBe(seq);
  expect(await backupsIn(app)).toHaveLength(1);
  await expectCoded(app);
});

test('an encrypted backup moves the whole archive to an empty one, with its passphrase only', async ({
  app,
}) => {
  await codeReports(app);
  const originals = await hashesIn(join(app.profile, 'originals'));
  const path = join(app.folder, 'everything.zip.age');
  const archive = new ArchivePage(app.page);
  await archive.go('Settings');
  await app.page.getByRole('button', { name: 'Back up to a file…' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Back up to a file' });
  await dialog.getByRole('checkbox', { name: 'Encrypt it with a passphrase' }).check();
  await dialog.getByRole('textbox', { name: 'Passphrase', exact: true }).fill('quay crane gate');
  await dialog.getByRole('textbox', { name: 'Passphrase again' }).fill('quay crane gale');
  await app.dialogs.save(path);
  await dialog.getByRole('button', { name: 'Choose where…' }).click();
  await expect(dialog).toContainText('The two are not the same.');
  await dialog.getByRole('textbox', { name: 'Passphrase again' }).fill('quay crane gate');
  await dialog.getByRole('button', { name: 'Choose where…' }).click();
  await expect(app.page.getByText('Saved as everything.zip.age')).toBeVisible();
  const file = await readFile(path);
  expect(file.subarray(0, 21).toString()).toBe('age-encryption.org/v1');
  expect(file.includes('journal.jsonl')).toBe(false);

  await app.restart(async () => {
    for (const name of await readdir(app.profile)) await rm(join(app.profile, name), { recursive: true });
  });
  await expect(app.page.getByRole('button', { name: 'Remove sample' })).toBeVisible();
  await pickBackup(app, path);
  const passphrase = restoreDialog(app).getByRole('textbox', { name: 'Passphrase' });
  const next = restoreDialog(app).getByRole('button', { name: 'Continue' });
  await passphrase.fill('quay crane gale');
  await next.click();
  await expect(restoreDialog(app)).toContainText(/passphrase/iu);
  await expect(passphrase).toHaveAttribute('aria-invalid', 'true');
  await expect(restoreButton(app)).toBeHidden();
  await passphrase.fill('quay crane gate');
  await next.click();
  await expect(restoreDialog(app)).toContainText('This backup is of another archive.');
  await restore(app);
  await expectCoded(app);
  expect(await hashesIn(join(app.profile, 'originals'))).toMatchObject(originals);
  await app.menu('help.verify');
  const check = new ArchivePage(app.page).check();
  await expect(check.getByText('Everything is in order.')).toBeVisible({ timeout: 30_000 });
});

test('when the newest backup is older than a day, the next start makes one by itself', async ({ app }) => {
  await codeReports(app);
  const path = await backUp(app);
  await app.restart(async () => {
    const [today] = /\d{8}T\d{6}Z/u.exec(path)!;
    await rename(path, path.replace(today, '20210303T090000Z'));
  });
  const archive = new ArchivePage(app.page);
  await expect(archive.footer()).toContainText(/Last backup \d\d:\d\d today/u, { timeout: 20_000 });
  expect((await backupsIn(app)).map((name) => /Z-(.+)\.zip/u.exec(name)![1])).toEqual(['manual', 'daily']);
  await app.restart();
  await expect(new ArchivePage(app.page).footer()).toContainText(/Last backup \d\d:\d\d today/u);
  expect((await backupsIn(app)).filter((name) => name.includes('daily'))).toHaveLength(1);
});

test('before actors are merged, the archive is backed up', async ({ app }) => {
  const seq = await codeReports(app);
  const archive = new ArchivePage(app.page);
  await archive.go('Codebook');
  await archive.moreFor('Ministry of Transport', 'Merge into another…');
  const dialog = app.page.getByRole('dialog', { name: 'Merge “Ministry of Transport” into…' });
  await dialog.getByRole('combobox', { name: 'Actor that stays' }).fill('Police');
  await app.page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => archive.savedSeq()).toBe(seq + 1);
  const [name, ...others] = await backupsIn(app);
  expect(others).toEqual([]);
  expect(name).toMatch(/-before-delete\.zip$/u);

  await pickBackup(app, join(app.backupFolder, name!));
  await restore(app);
  await expectCoded(app);
});

test('a backup of version 0.2.0 can be restored', async ({ app }) => {
  const archive = new ArchivePage(app.page);
  await expect(archive.reports()).toBeVisible();
  await pickBackup(app, join('e2e', 'fixtures', 'backups', '0.2.0.zip'));
  await restore(app);
  await expectCoded(app);
  const originals = await filesIn(join(app.profile, 'originals'));
  const texts = await Promise.all(originals.map((path) => readFile(path, 'utf8')));
  expect(texts).toEqual(expect.arrayContaining([HARBOUR, MARKET]));
});

test('a backup of version 0.3.0 can be restored', async ({ app }) => {
  await expect(new ArchivePage(app.page).reports()).toBeVisible();
  await pickBackup(app, join('e2e', 'fixtures', 'backups', '0.3.0.zip'));
  await restore(app);
  // Another window.
  const archive = new ArchivePage(app.page);
  await expect(archive.reports().getByRole('option')).toHaveCount(3);
  await archive.report(HARBOUR_TITLE).click();
  await expect(archive.passages()).toHaveCount(2);
  await expect(archive.footer()).toContainText('3 reports · 14 passages');
  await app.menu('help.verify');
  await expect(archive.check().getByText('Everything is in order.')).toBeVisible({ timeout: 30_000 });
});
