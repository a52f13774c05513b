import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type App } from './fixtures/app';
import { filesIn, hashesIn, journalFiles, readJournal, storeFolder } from './fixtures/archive-files';
import { CALM, codeReports, expectCoded, FUEL } from './fixtures/coded-archive';
import { HARBOUR_TITLE } from './fixtures/reports';
import { ArchivePage } from './pages/archive-page';

const button = (app: App, name: string) => app.page.getByRole('button', { name, exact: true });

async function levelDb(profile: string): Promise<string> {
  const store = await storeFolder(profile);
  const name = (await readdir(store)).find((entry) => entry.endsWith('.leveldb'));
  return join(store, name!);
}

/** Everything the check of the archive looks at is in order. */
async function expectSound(app: App): Promise<void> {
  const archive = new ArchivePage(app.page);
  await app.menu('help.verify');
  await expect(archive.check().getByText('Everything is in order.')).toBeVisible({ timeout: 30_000 });
  await archive.check().getByRole('button', { name: 'Done' }).click();
}

/** Damages the store of a profile; gives the files that must be found unchanged in `aside` later. */
type Damage = (profile: string) => Promise<string[]>;

const DAMAGES: readonly (readonly [name: string, damage: Damage])[] = [
  [
    'the files of the store are gone',
    async (profile) => {
      const store = await storeFolder(profile);
      for (const name of await readdir(store)) await rm(join(store, name), { recursive: true });
      return [];
    },
  ],
  [
    'half of the store is gone',
    async (profile) => {
      const files = await filesIn(await levelDb(profile));
      const logs = files.filter((path) => path.endsWith('.log'));
      expect(logs).not.toEqual([]);
      for (const path of logs) await truncate(path, Math.floor((await readFile(path)).length / 2));
      return logs;
    },
  ],
  [
    'a small file of the store is garbage',
    async (profile) => {
      const folder = await levelDb(profile);
      await writeFile(join(folder, 'CURRENT'), Buffer.from([0xde, 0xad, 0xbe, 0xef, 0x0a]));
      return (await filesIn(folder)).filter((path) => !path.endsWith('LOCK'));
    },
  ],
];

for (const [name, damage] of DAMAGES) {
  test(`${name}: the archive says so at the start and comes back whole`, async ({ app }) => {
    const seq = await codeReports(app);
    let damaged: Buffer[] = [];
    await app.restart(async () => {
      damaged = await Promise.all((await damage(app.profile)).map((path) => readFile(path)));
    });

    let archive = new ArchivePage(app.page);
    await expect(archive.recovery()).toBeVisible();
    await expect(app.page.getByText(`today, change ${seq}`)).toBeVisible();
    await expect(app.page.getByText('Everything that was saved comes back.')).toBeVisible();
    await expect(button(app, 'Restore')).toBeFocused();
    await expect(archive.reports()).toBeHidden();
    await expect(button(app, 'Remove sample')).toBeHidden();

    await app.inNewWindow(() => button(app, 'Restore').click());
    await expectCoded(app);
    archive = new ArchivePage(app.page);
    expect(await archive.saved()).toBe(seq + 2);
    const aside = await Promise.all(
      (await filesIn(join(app.profile, 'aside'))).map((path) => readFile(path)),
    );
    for (const bytes of damaged) expect(aside.some((kept) => kept.equals(bytes))).toBe(true);

    await app.restart();
    await expectCoded(app);
    await expectSound(app);
  });
}

test('a store that lags behind what was saved is not built on', async ({ app }) => {
  await codeReports(app);
  const older = join(app.folder, 'older');
  await app.restart(async () => cp(await storeFolder(app.profile), older, { recursive: true }));
  let archive = new ArchivePage(app.page);
  await archive.report(HARBOUR_TITLE).click();
  await archive.tag('two ferries turned back', 'Ferries', undefined, { memo: 'Seen twice' });
  const seq = await archive.saved();
  await app.restart(async () => {
    const store = await storeFolder(app.profile);
    await rm(store, { recursive: true });
    await cp(older, store, { recursive: true });
  });

  archive = new ArchivePage(app.page);
  await expect(archive.recovery()).toBeVisible();
  await expect(app.page.getByText(`although change ${seq} was saved: 1 are missing`)).toBeVisible();
  await app.inNewWindow(() => button(app, 'Restore').click());
  archive = new ArchivePage(app.page);
  await archive.report(HARBOUR_TITLE).click();
  await expect(archive.passage('two ferries turned back')).toContainText('Seen twice');
  await expectSound(app);
});

/** Changes one byte in the middle of the journal; gives the journal as it is then. */
async function damageJournal(profile: string): Promise<Buffer> {
  const [path, ...others] = await journalFiles(profile);
  expect(others).toEqual([]);
  const bytes = await readFile(path!);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = bytes[middle]! ^ 1;
  await writeFile(path!, bytes);
  return bytes;
}

test('a damaged journal beside a whole archive is written again', async ({ app }) => {
  const seq = await codeReports(app);
  let damaged: Buffer = Buffer.alloc(0);
  await app.restart(async () => (damaged = await damageJournal(app.profile)));
  await expect(
    app.page.getByRole('heading', { name: 'The journal needs to be written again' }),
  ).toBeVisible();
  await expect(button(app, 'Write the journal again')).toBeFocused();
  await button(app, 'Write the journal again').click();

  await expectCoded(app);
  const archive = new ArchivePage(app.page);
  expect(await archive.saved()).toBe(seq + 2);
  expect((await readJournal(app.profile)).map(({ n }) => n)).toEqual(
    Array.from({ length: seq + 3 }, (_, n) => n),
  );
  await expectSound(app);
  const aside = await Promise.all((await filesIn(join(app.profile, 'aside'))).map((path) => readFile(path)));
  expect(aside.some((kept) => kept.equals(damaged))).toBe(true);
  await app.restart();
  await expectCoded(app);
});

test('without store and journal, the backup that reaches furthest is offered, and what it lacks is said', async ({
  app,
}) => {
  const seq = await codeReports(app);
  await app.menu('file.backup');
  await expect(app.page.getByText(/^Backed up as/u)).toBeVisible();
  let archive = new ArchivePage(app.page);
  await archive.tag('two ferries turned back', 'Ferries');
  await expect.poll(() => archive.savedSeq()).toBe(seq + 1);
  let damaged: Buffer = Buffer.alloc(0);
  await app.restart(async () => {
    await rm(await storeFolder(app.profile), { recursive: true });
    damaged = await damageJournal(app.profile);
  });

  archive = new ArchivePage(app.page);
  await expect(archive.recovery()).toBeVisible();
  await expect(app.page.getByText(`Everything up to change ${seq}, saved`)).toBeVisible();
  await expect(app.page.getByText('From backup commonplace-')).toBeVisible();
  await expect(
    app.page.getByText(`everything that was saved: change ${seq + 1} would be missing (1 change).`),
  ).toBeVisible();
  await app.inNewWindow(() => button(app, 'Restore').click());
  await expectCoded(app);
  archive = new ArchivePage(app.page);
  await expect(archive.passage('two ferries turned back')).toBeHidden();
  await expectSound(app);
  const aside = await Promise.all((await filesIn(join(app.profile, 'aside'))).map((path) => readFile(path)));
  expect(aside.some((kept) => kept.equals(damaged))).toBe(true);
});

test('opened read-only, an archive can be read and exported, and nothing can be changed', async ({ app }) => {
  const seq = await codeReports(app);
  await app.restart(() => damageJournal(app.profile));
  await button(app, 'Open read-only').click();
  const archive = new ArchivePage(app.page);
  await expect(archive.banner().filter({ hasText: 'The archive is open for reading only.' })).toBeVisible();
  await expect(archive.footer().getByText('Opened for reading only')).toBeVisible();
  await archive.report(HARBOUR_TITLE).click();
  await expect(archive.passages()).toHaveCount(2);
  await archive.select('two ferries turned back');
  await app.page.keyboard.press('t');
  await archive.fillPalette('Ferries');
  await archive.palette().getByRole('button', { name: 'Save passage' }).click();
  await expect(
    archive.banner().filter({ hasText: 'The archive is open for reading only.' }).first(),
  ).toBeVisible();
  await expect(archive.palette()).toBeVisible();
  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('Escape');
  await expect(archive.palette()).toBeHidden();
  await expect(archive.passages()).toHaveCount(2);

  const target = join(app.folder, 'passages.csv');
  await app.dialogs.save(target);
  await app.menu('file.export');
  await app.page
    .getByRole('dialog', { name: 'Export passages' })
    .getByRole('button', { name: 'Export', exact: true })
    .click();
  await expect(app.page.getByText('written to passages.csv')).toBeVisible();
  const csv = await readFile(target, 'utf8');
  for (const words of [CALM, FUEL]) expect(csv).toContain(words);

  await app.restart();
  await button(app, 'Write the journal again').click();
  await expectCoded(app);
  expect(await new ArchivePage(app.page).saved()).toBe(seq + 2);
});

test('the journal can be exported while the archive cannot be opened', async ({ app }) => {
  const seq = await codeReports(app);
  await app.restart(async () => rm(await storeFolder(app.profile), { recursive: true }));
  const archive = new ArchivePage(app.page);
  await expect(archive.recovery()).toBeVisible();
  await expect(button(app, 'Open read-only')).toBeHidden();
  const target = join(app.folder, 'journal.jsonl');
  await app.dialogs.save(target);
  await button(app, 'Export journal…').click();
  await expect(app.page.getByText(`${seq} changes written to journal.jsonl.`)).toBeVisible();
  const files = await Promise.all((await journalFiles(app.profile)).map((path) => readFile(path)));
  expect((await readFile(target)).equals(Buffer.concat(files))).toBe(true);
  await expect(archive.recovery()).toBeVisible();
});

test('an archive of a newer version is left exactly as it is', async ({ app }) => {
  await codeReports(app);
  const kept = async (): Promise<Record<string, string>> => {
    const hashes = await hashesIn(app.profile);
    return Object.fromEntries(
      Object.entries(hashes).filter(([name]) =>
        /^(?:IndexedDB|journal|originals|aside)\/|^ledger/u.test(name),
      ),
    );
  };
  let before: Record<string, string> = {};
  await app.restart(async () => {
    const path = join(app.profile, 'ledger.json');
    const ledger = JSON.parse(await readFile(path, 'utf8')) as { version: number };
    await writeFile(path, JSON.stringify({ ...ledger, version: ledger.version + 1, shards: [] }));
    before = await kept();
  });
  const needsNewer = () => app.page.getByRole('heading', { name: 'This archive needs a newer Commonplace' });
  await expect(needsNewer()).toBeVisible();
  await expect(app.page.getByText('Nothing was changed and nothing was deleted')).toBeVisible();
  await expect(app.page.getByRole('button')).toHaveText(['Show the folder']);
  await app.restart();
  await expect(needsNewer()).toBeVisible();
  expect(Object.keys(before)).toEqual(expect.arrayContaining(['ledger.json']));
  expect(await kept()).toEqual(before);
});
