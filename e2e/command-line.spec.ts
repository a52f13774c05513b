import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect } from '@playwright/test';
import { test, type CommandLine, type Place, type Ran } from './fixtures/command-line';
import { HARBOUR, HARBOUR_TITLE, MARKET, MARKET_TITLE, writeFiles } from './fixtures/reports';

test('import, list, show, tag, passages, search and export work on one archive', async ({ cli }) => {
  test.setTimeout(120_000);
  await writeFiles(cli.folder, {
    'harbour.txt': HARBOUR,
    'market.md': MARKET,
    'again.txt': `\ufeff${HARBOUR}`,
    'empty.txt': ' \n ',
    'picture.png': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2, 3]),
  });
  await mkdir(join(cli.folder, 'week', 'late'), { recursive: true });
  await writeFiles(join(cli.folder, 'week'), {
    'one.txt': 'One of the week\n\nThe first thing that was said.',
    'late/two.txt': 'Two of the week\n\nThe second thing that was said.',
  });
  const imported = await cli.run(
    'import',
    'harbour.txt',
    join(cli.folder, 'market.md'),
    'again.txt',
    'empty.txt',
    'picture.png',
    'missing.txt',
    './week/',
  );
  expect(imported.code).toBe(3);
  expect(imported.records.map((record) => [record.event, record.outcome])).toEqual([
    ['file', 'imported'],
    ['file', 'imported'],
    ['file', 'duplicate'],
    ['file', 'refused'],
    ['file', 'refused'],
    ['file', 'refused'],
    ['file', 'imported'],
    ['file', 'imported'],
    ['summary', undefined],
  ]);
  const [harbour, , again] = imported.records;
  expect(harbour).toMatchObject({ path: 'harbour.txt', title: HARBOUR_TITLE });
  expect(again!.reportId).toBe(harbour!.reportId);
  for (const refused of imported.records.slice(3, 6)) {
    expect(refused.problems[0]).toMatchObject({ code: expect.any(String), message: expect.any(String) });
  }
  expect(imported.records.at(-1)).toMatchObject({ imported: 4, duplicates: 1, refused: 3 });
  expect(imported.records.slice(6, 8).map(({ path }) => path)).toEqual([
    './week/late/two.txt',
    './week/one.txt',
  ]);

  const list = await cli.run('list');
  expect(list.code).toBe(0);
  expect(list.records.map(({ title, passages }) => [title, passages])).toEqual(
    expect.arrayContaining([
      [HARBOUR_TITLE, 0],
      [MARKET_TITLE, 0],
    ]),
  );
  expect(list.records).toHaveLength(4);
  expect(list.records.find(({ title }) => title === MARKET_TITLE)).toMatchObject({
    source: 'Lowland Courier',
    published: '2021-03-09',
    language: 'en',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/u),
  });

  const id = harbour!.reportId;
  const quote = 'fuel could run short';
  const tagged = await cli.run(
    'tag',
    id,
    '--quote',
    quote,
    '--actor',
    'Әкімдік, "қала"',
    '--country',
    'kz',
    '--role',
    'location',
    '--memo',
    '=1+1\nsecond line 🚢',
    '--status',
    'claimed',
  );
  expect(tagged.code).toBe(0);
  expect(tagged.records[0]).toMatchObject({
    reportId: id,
    exact: quote,
    assignments: [{ actor: 'Әкімдік, "қала"', country: 'KAZ', role: 'location' }],
    memo: '=1+1\nsecond line 🚢',
    status: 'claimed',
  });

  const [shown] = (await cli.run('show', id)).records;
  const points = [...shown!.text];
  const cut = ({ start, end }: Place) => points.slice(start, end).join('');
  expect(cut(tagged.records[0] as unknown as Place)).toBe(quote);
  const { blocks } = shown!;
  expect(blocks.filter(({ kind }) => kind === 'heading').map(cut)).toEqual([
    'Actions by dockers',
    'Actions by authorities',
  ]);
  expect(
    blocks.filter(({ kind, section }) => kind === 'list-item' && section[0] === 'Actions by authorities'),
  ).toHaveLength(3);
  const footnote = blocks.find(({ kind }) => kind === 'footnote')!;
  expect(footnote.label).toBe('1');
  expect(footnote.mentions.map(cut)).toEqual(['PRA']);
  expect(shown!.passages).toHaveLength(1);

  const ambiguous = await cli.run('tag', id, '--quote', 'dockers', '--actor', 'Dockers');
  expect(ambiguous.code).toBe(2);
  expect(ambiguous.records[0]).toMatchObject({ event: 'error', count: 2 });
  const second = await cli.run('tag', id, '--quote', 'dockers', '--nth', '2', '--actor', 'Dockers');
  expect(second.code).toBe(0);
  const missing = await cli.run('tag', id, '--quote', 'zeppelin', '--actor', 'Dockers');
  expect(missing.code).toBe(2);
  expect(missing.records[0]).toMatchObject({ event: 'error', count: 0 });

  const passages = await cli.run('passages', '--query', 'country:KAZ');
  expect(passages.records).toHaveLength(1);
  expect(passages.records[0]).toMatchObject({
    exact: quote,
    section: ['Actions by authorities'],
    inFootnote: false,
    reportTitle: HARBOUR_TITLE,
  });

  const search = await cli.run('search', 'КАРАГАНДЫ');
  expect(search.records[0]).toMatchObject({ reportId: id, title: HARBOUR_TITLE });
  const [hit] = search.records[0]!.hits;
  expect(hit!.matches.map(([start, end]) => points.slice(start, end).join(''))).toEqual(['Қарағанды']);
  expect(search.records.at(-1)).toMatchObject({ event: 'summary', reports: 1 });
  const none = await cli.run('search', 'zeppelin');
  expect(none.code).toBe(0);
  expect(none.records).toMatchObject([{ event: 'summary', reports: 0, passages: 0 }]);
  const wrong = await cli.run('search', 'police "open');
  expect(wrong.code).toBe(2);
  expect(wrong.records[0]).toMatchObject({ event: 'error', column: 8 });

  const out = join(cli.folder, 'passages.csv');
  const exported = await cli.run('export', '--format', 'csv', '--out', out, '--query', 'country:KAZ');
  expect(exported.records[0]).toMatchObject({ event: 'exported', format: 'csv', rows: 1, losses: [] });
  const rows: Record<string, string>[] = parse(await readFile(out), { columns: true });
  expect(rows[0]).toMatchObject({
    excerpt_text: quote,
    note: '=1+1\nsecond line 🚢',
    actors: 'Әкімдік, "қала"',
  });
});

interface Coded {
  readonly id: string;
  readonly quote: string;
}

/** Two reports and a passage with a memo: three steps. */
async function aCodedArchive(cli: CommandLine): Promise<Coded> {
  await writeFiles(cli.folder, { 'harbour.txt': HARBOUR, 'market.md': MARKET });
  const imported = await cli.run('import', 'harbour.txt', 'market.md');
  expect(imported.code).toBe(0);
  const id = imported.records[0]!.reportId;
  const quote = 'fuel could run short';
  const tagged = await cli.run('tag', id, '--quote', quote, '--actor', 'Dockers', '--memo', 'Қарағанды 🚢');
  expect(tagged.code).toBe(0);
  return { id, quote };
}

const failedChecks = ({ records }: Ran) => records.filter(({ ok }) => ok === false).map(({ check }) => check);

/** Deletes every folder of the archive that holds a database of the page. */
async function loseStore(archive: string): Promise<void> {
  const found = await readdir(archive, { recursive: true, withFileTypes: true });
  const stores = found.filter((entry) => entry.isDirectory() && entry.name === 'IndexedDB');
  expect(stores.length).toBeGreaterThan(0);
  for (const { parentPath, name } of stores) await rm(join(parentPath, name), { recursive: true });
}

test('steps are undone, done again and told', async ({ cli }) => {
  test.setTimeout(120_000);
  const { id } = await aCodedArchive(cli);
  expect((await cli.run('undo', '2')).records.map(({ label }) => label)).toEqual([
    'Tag passage',
    'Import 2 reports',
  ]);
  const none = await cli.run('undo');
  expect(none).toMatchObject({ code: 0, records: [] });
  expect(none.err).toContain('nothing to undo');
  await cli.run('redo', '2');
  expect((await cli.run('history')).records).toMatchObject([
    { label: 'Tag passage', state: 'done' },
    { label: 'Import 2 reports', state: 'done' },
  ]);
  expect((await cli.run('history', id, '--limit', '1')).records).toMatchObject([
    { event: 'change', label: 'Redo: Tag passage' },
  ]);
});

test('a backup brings the archive back elsewhere, and verify finds nothing wrong', async ({ cli }) => {
  test.setTimeout(180_000);
  const { id, quote } = await aCodedArchive(cli);
  const file = join(cli.folder, 'all.zip');
  const made = await cli.run('backup', '--out', file);
  expect(made.records).toMatchObject([{ event: 'backup', path: file, reports: 2, passages: 1, changes: 2 }]);
  expect(
    createHash('sha256')
      .update(await readFile(file))
      .digest('hex'),
  ).toBe(made.records[0]!.sha256);
  const before = await cli.run('show', id);

  const elsewhere = ['--archive', join(cli.folder, 'elsewhere')];
  const restored = await cli.raw(...elsewhere, 'restore', file, '--json');
  expect(restored.code).toBe(0);
  expect(restored.records).toMatchObject([
    { event: 'restored', path: file, reports: 2, passages: 1, changes: 2 },
  ]);
  const after = await cli.raw(...elsewhere, 'show', id, '--json');
  expect(after.records).toEqual(before.records);
  const verified = await cli.raw(...elsewhere, 'verify', '--json');
  expect(failedChecks(verified)).toEqual([]);
  expect(verified.code).toBe(0);
  const found = await cli.raw(...elsewhere, 'search', `"${quote}"`, '--json');
  expect(found.records.at(-1)).toMatchObject({ event: 'summary', reports: 1 });
  expect((await cli.raw(...elsewhere, 'undo', '--json')).records).toMatchObject([{ label: 'Tag passage' }]);
});

test('an encrypted backup opens with its passphrase only', async ({ cli }) => {
  test.setTimeout(120_000);
  await aCodedArchive(cli);
  await writeFiles(cli.folder, { right: 'correct horse\n', wrong: 'battery staple\n' });
  expect((await cli.run('backup', '--out', 'all.age', '--passphrase-file', 'right')).code).toBe(0);
  expect((await readFile(join(cli.folder, 'all.age'))).includes('journal.jsonl')).toBe(false);
  expect((await cli.run('restore', 'all.age')).records).toMatchObject([{ code: 'backup/encrypted' }]);
  expect((await cli.run('restore', 'all.age', '--passphrase-file', 'wrong')).records).toMatchObject([
    { code: 'backup/wrong-passphrase' },
  ]);
  expect((await cli.run('restore', 'all.age', '--passphrase-file', 'right')).code).toBe(0);
});

test('an archive whose store is lost says so and is recovered from its journal', async ({ cli }) => {
  test.setTimeout(180_000);
  const { id } = await aCodedArchive(cli);
  const before = await cli.run('show', id);
  await loseStore(cli.archive);
  const list = await cli.run('list');
  expect(list.code).toBe(5);
  expect(list.records).toMatchObject([{ event: 'error', code: expect.stringMatching(/^store\//u) }]);
  const verified = await cli.run('verify');
  expect(verified.code).toBe(4);
  expect(failedChecks(verified)).toEqual(['store']);
  const exported = await cli.run('journal', 'export', '--out', 'journal.jsonl');
  expect(exported.records).toMatchObject([{ event: 'journal', changes: 2 }]);
  const recovered = await cli.run('recover');
  expect(recovered).toMatchObject({
    code: 0,
    records: [{ event: 'restored', path: null, reports: 2, passages: 1, changes: 2 }],
  });
  expect((await cli.run('show', id)).records).toEqual(before.records);
  expect((await cli.run('verify')).code).toBe(0);
});

test('the command line never brings the sample', async ({ cli }) => {
  expect((await cli.run('list')).records).toEqual([]);
});

test('wrong use is exit 2 and says what is right', async ({ cli }) => {
  for (const args of [
    ['frobnicate'],
    ['suggest'],
    ['suggest', 'nothing.txt'],
    ['import-annotations'],
    ['verify', 'all'],
    ['backup'],
    ['restore'],
    ['journal'],
    ['undo', 'x'],
    ['tag'],
    ['show', 'nothing'],
    ['import'],
    ['list', '--what', 'x'],
  ]) {
    const { code, records } = await cli.run(...args);
    expect(code, args.join(' ')).toBe(2);
    expect(records[0], args.join(' ')).toMatchObject({ event: 'error', message: expect.any(String) });
  }
});

test('an archive folder that cannot be used is refused clearly', async ({ cli }) => {
  const file = join(cli.folder, 'file');
  await writeFile(file, 'not a folder');
  const onFile = await cli.raw('--archive', file, 'list', '--json');
  expect(onFile.code).toBe(5);
  expect(onFile.err).toContain(file);
  if (process.getuid?.() === 0) return;
  const locked = join(cli.folder, 'locked');
  await mkdir(locked);
  await chmod(locked, 0o500);
  const readOnly = await cli.raw('--archive', locked, 'list', '--json');
  expect(readOnly.code).toBe(5);
  expect(readOnly.err).toContain(locked);
});
