import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { GenerationPaths } from './generations';
import { createKeeper, type Keeper } from './keeper';
import { knownDamage } from './known-damage';
import { isPurgeUnfinished } from './known-purge';
import { checkArchive } from './start-checks';

const STORE_ID = '2f1e5d62-4c92-4a6e-9f19-0d6d1e0b4c11';
const ROWS = { reports: 1, changes: 2 };
const now = (): Date => new Date('2026-03-01T12:00:00Z');

const folders: string[] = [];
const keepers: Keeper[] = [];
afterEach(async () => {
  for (const keeper of keepers.splice(0)) await keeper.end();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function aProfile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'commonplace-keeper-'));
  folders.push(folder);
  return folder;
}

interface Opened {
  keeper: Keeper;
  pages: GenerationPaths[];
}

async function start(profileFolder: string): Promise<Opened> {
  const options = { profileFolder, chromium: '130.0.1', appVersion: '1.0.0', now };
  const result = await checkArchive({ ...options, knownDamage: await knownDamage(profileFolder) });
  const pages: GenerationPaths[] = [];
  const keeper = createKeeper({
    ...options,
    start: result,
    purged: await isPurgeUnfinished(profileFolder, result.generation.generation),
    openPage: (generation) => pages.push(generation),
    openBackups: () => Promise.resolve([]),
    onProgress: () => undefined,
  });
  keepers.push(keeper);
  if (result.state.kind === 'open') keeper.begin();
  return { keeper, pages };
}

/** Stands for the store that the page would have written. */
async function writeStore(generation: GenerationPaths, content = 'rows'): Promise<void> {
  const leveldb = join(generation.indexedDb, 'app_archive_0.indexeddb.leveldb');
  await mkdir(leveldb, { recursive: true });
  await writeFile(join(leveldb, 'CURRENT'), content);
}

const append = (keeper: Keeper, after: number, ...bodies: string[]) =>
  keeper.append({ storeId: STORE_ID, after, bodies, rows: ROWS, schema: 2 });

async function end(keeper: Keeper): Promise<void> {
  keepers.splice(keepers.indexOf(keeper), 1);
  await keeper.end();
}

test('a new archive expects nothing; after an orderly end it expects what was saved', async () => {
  const profile = await aProfile();
  const { keeper } = await start(profile);
  expect(keeper.state()).toMatchObject({ kind: 'open', expected: null, journal: { seq: 0, storeId: null } });
  await writeStore(keeper.generation);
  expect(await append(keeper, 0, '{"id":"a"}', '{"id":"b"}')).toMatchObject({ ok: true, value: { seq: 2 } });
  await end(keeper);

  const again = await start(profile);
  expect(again.keeper.state()).toMatchObject({
    kind: 'open',
    cleanExit: true,
    expected: { storeId: STORE_ID, seq: 2, rows: ROWS },
    journal: { seq: 2 },
  });
});

test('after being cut off, the journal is the witness and the rows are not known', async () => {
  const profile = await aProfile();
  const { keeper } = await start(profile);
  await writeStore(keeper.generation);
  await append(keeper, 0, '{"id":"a"}');
  await append(keeper, 1, '{"id":"b"}');
  const again = await start(profile);
  expect(again.keeper.state()).toMatchObject({
    kind: 'open',
    cleanExit: false,
    expected: { storeId: STORE_ID, seq: 2, rows: null },
  });
});

test('a store that broke off in a write is repaired before it is opened again, and that is said once', async () => {
  const profile = await aProfile();
  const { keeper } = await start(profile);
  await writeStore(keeper.generation);
  await append(keeper, 0, '{"id":"a"}');
  const log = join(keeper.generation.indexedDb, 'app_archive_0.indexeddb.leveldb', '000003.log');
  await writeFile(log, 'half a record');
  await keeper.prepareAgain();
  expect((await readFile(log)).length).toBe(0);
  expect((await readdir(join(profile, 'aside'))).join()).toMatch(/-torn-.*-000003\.log$/u);
  expect(keeper.state()).toMatchObject({ kind: 'open', notes: [expect.stringMatching(/kept aside/u)] });
  await append(keeper, 1, '{"id":"b"}');
  expect(keeper.state()).toMatchObject({ kind: 'open', notes: [] });
});

test('a damaged store is kept aside, stays damaged over a restart, and is built anew from the journal', async () => {
  const profile = await aProfile();
  const { keeper } = await start(profile);
  await writeStore(keeper.generation, 'damaged rows');
  await append(keeper, 0, '{"id":"a"}', '{"id":"b"}');
  await end(keeper);

  const second = await start(profile);
  await second.keeper.reportDamage({ code: 'store/empty', message: 'The store is empty.' });
  expect(second.keeper.state()).toMatchObject({ kind: 'damaged', fault: { code: 'store/empty' } });
  expect(await append(second.keeper, 2, '{"id":"c"}')).toMatchObject({ ok: false, code: 'store/empty' });
  const aside = join(profile, 'aside');
  const kept = (await readdir(aside)).find((name) => name.endsWith('-store'))!;
  const leveldb = join(aside, kept, 'app_archive_0.indexeddb.leveldb');
  expect(await readFile(join(leveldb, 'CURRENT'), 'utf8')).toBe('damaged rows');
  expect(existsSync(join(profile, 'damage.json'))).toBe(true);

  const { sources, lastSeq } = await second.keeper.recoveryOptions();
  expect(sources).toMatchObject([{ kind: 'journal', seq: 2 }]);
  expect(lastSeq).toBe(2);
  expect(await second.keeper.startBuild('recovery', sources[0]!.token)).toMatchObject({ ok: true });
  expect(second.pages.map((page) => page.generation)).toEqual([1]);
  const state = second.keeper.state();
  expect(state).toMatchObject({
    kind: 'build',
    reason: 'recovery',
    seq: 2,
    storeId: STORE_ID,
    newDevice: false,
  });
  if (state.kind !== 'build') throw new Error('not building');
  expect(await second.keeper.read(state.source, 0)).toMatchObject({
    ok: true,
    value: { bodies: ['{"id":"a"}', '{"id":"b"}'], done: true },
  });
  await writeStore(second.pages[0]!);
  expect(await second.keeper.finishBuild({ seq: 2, rows: ROWS, schema: 2 })).toMatchObject({ ok: true });
  expect(second.keeper.state()).toMatchObject({ kind: 'open', journal: { seq: 2 } });
  expect(existsSync(join(profile, 'damage.json'))).toBe(false);
  expect(existsSync(join(profile, 'IndexedDB'))).toBe(false);
  expect(await append(second.keeper, 2, '{"id":"c"}')).toMatchObject({ ok: true, value: { seq: 3 } });
  await end(second.keeper);

  const third = await start(profile);
  expect(third.keeper.generation.generation).toBe(1);
  expect(third.keeper.state()).toMatchObject({ kind: 'open', expected: { seq: 3 }, cleanExit: true });
});

test('a build that is cancelled or cut off leaves the archive as it was', async () => {
  const profile = await aProfile();
  const { keeper, pages } = await start(profile);
  await writeStore(keeper.generation);
  await append(keeper, 0, '{"id":"a"}');
  await keeper.startBuild('purge', 'journal');
  expect(keeper.state()).toMatchObject({ kind: 'build', reason: 'purge', newDevice: false });
  expect(await keeper.cancelBuild()).toMatchObject({ ok: true });
  expect(pages.map((page) => page.generation)).toEqual([1, 0]);
  expect(existsSync(join(profile, 'generation-1'))).toBe(false);
  expect(keeper.state()).toMatchObject({ kind: 'open', journal: { seq: 1 } });

  await keeper.startBuild('purge', 'journal');
  await writeStore(pages.at(-1)!);
  const again = await start(profile);
  expect(again.keeper.generation.generation).toBe(0);
  expect(existsSync(join(profile, 'generation-1'))).toBe(false);
  expect(again.keeper.state()).toMatchObject({ kind: 'open', journal: { seq: 1 } });
});

test('a purge writes a journal of its own, and what is unused goes', async () => {
  const profile = await aProfile();
  const { keeper, pages } = await start(profile);
  await writeStore(keeper.generation, 'secret');
  await append(keeper, 0, '{"id":"a","secret":1}', '{"id":"b"}');
  const [used, unused] = ['ab', 'cd'].map((start) => start.padEnd(64, '0'));
  for (const sha256 of [used!, unused!]) {
    await mkdir(join(profile, 'originals', sha256.slice(0, 2)), { recursive: true });
    await writeFile(join(profile, 'originals', sha256.slice(0, 2), sha256), sha256);
  }
  await mkdir(join(profile, 'aside', 'old-store'), { recursive: true });
  expect(await keeper.removeUnused([])).toMatchObject({ ok: false, code: 'build/none' });
  await keeper.startBuild('purge', 'journal');
  expect(await keeper.finishBuild({ seq: 2, rows: ROWS, schema: 2 })).toMatchObject({
    ok: false,
    code: 'build/short',
  });
  expect(await append(keeper, 0, '{"id":"a"}', '{"id":"b"}')).toMatchObject({ ok: true });
  await writeStore(pages[0]!);
  await keeper.finishBuild({ seq: 2, rows: ROWS, schema: 2 });
  await keeper.removeUnused([used!]);
  expect(await keeper.read('journal', 0)).toMatchObject({ value: { bodies: ['{"id":"a"}', '{"id":"b"}'] } });
  expect(existsSync(join(profile, 'journal'))).toBe(false);
  expect(existsSync(join(profile, 'aside'))).toBe(false);
  expect(await readdir(join(profile, 'originals', 'ab'))).toEqual([used]);
  expect(await readdir(join(profile, 'originals', 'cd'))).toEqual([]);
});

test('a purge that was cut off before it was cleaned up after goes on at the next start', async () => {
  const profile = await aProfile();
  const { keeper, pages } = await start(profile);
  await writeStore(keeper.generation);
  await append(keeper, 0, '{"id":"a"}');
  await keeper.startBuild('purge', 'journal');
  await append(keeper, 0, '{"id":"a"}');
  await writeStore(pages[0]!);
  await keeper.finishBuild({ seq: 1, rows: ROWS, schema: 2 });
  await mkdir(join(profile, 'aside', 'old-store'), { recursive: true });
  const again = await start(profile);
  expect(again.keeper.state()).toMatchObject({ kind: 'open', purged: true });
  expect(await again.keeper.removeUnused([])).toMatchObject({ ok: true });
  expect(existsSync(join(profile, 'aside'))).toBe(false);
  expect((await start(profile)).keeper.state()).toMatchObject({ purged: false });
});

test('what was damaged is kept aside when a backup takes its place', async () => {
  const profile = await aProfile();
  const { keeper, pages } = await start(profile);
  await writeStore(keeper.generation, 'damaged rows');
  await append(keeper, 0, '{"id":"a"}', '{"id":"b"}');
  await end(keeper);
  const second = await start(profile);
  await second.keeper.reportDamage({ code: 'journal/damaged', message: 'The journal is damaged.' });
  const token = second.keeper.addSource({
    kind: 'backup',
    name: 'old.zip',
    storeId: STORE_ID,
    seq: 0,
    createdAt: null,
    rows: null,
    sha256: null,
    read: () => Promise.resolve({ ok: true, value: { bodies: [], done: true } }),
    lines: async function* () {
      // An empty journal: the backup of an archive in which nothing was done yet.
    },
    extractOriginals: () => Promise.resolve({ ok: true, value: 0 }),
    close: () => Promise.resolve(),
  });
  expect(await second.keeper.startBuild('restore', token)).toMatchObject({ ok: true });
  await writeStore(second.pages.at(-1) ?? pages[0]!);
  expect(await second.keeper.finishBuild({ seq: 0, rows: {}, schema: 2 })).toMatchObject({ ok: true });
  const aside = await readdir(join(profile, 'aside'));
  const store = aside.find((name) => name.endsWith('-replaced-store'))!;
  const current = join(profile, 'aside', store, 'app_archive_0.indexeddb.leveldb', 'CURRENT');
  expect(await readFile(current, 'utf8')).toBe('damaged rows');
  const journal = aside.find((name) => name.endsWith('-journal'))!;
  const segment = join(profile, 'aside', journal, '000000000000.jsonl');
  expect(await readFile(segment, 'utf8')).toContain('{"id":"b"}');
});

test('a build that the ledger cannot be told of leaves the archive as it was', async () => {
  const profile = await aProfile();
  const { keeper, pages } = await start(profile);
  await writeStore(keeper.generation);
  await append(keeper, 0, '{"id":"a"}');
  await keeper.startBuild('recovery', 'journal');
  await writeStore(pages[0]!);
  await rm(join(profile, 'ledger.json'));
  await mkdir(join(profile, 'ledger.json', 'in-the-way'), { recursive: true });
  expect(await keeper.finishBuild({ seq: 1, rows: ROWS, schema: 2 })).toMatchObject({
    ok: false,
    code: 'build/not-adopted',
  });
  expect(keeper.generation.generation).toBe(0);
  expect(existsSync(join(profile, 'IndexedDB'))).toBe(true);
  expect(existsSync(join(profile, 'journal'))).toBe(true);
  await rm(join(profile, 'ledger.json'), { recursive: true });
  await keeper.cancelBuild();
  expect(keeper.state()).toMatchObject({ kind: 'open', journal: { seq: 1 } });
});

test('what overlaps does not break: one build at a time, put in place once, and nothing appended meanwhile', async () => {
  const profile = await aProfile();
  const { keeper, pages } = await start(profile);
  await writeStore(keeper.generation);
  await append(keeper, 0, '{"id":"a"}');
  const [inFlight, begun, second, late] = await Promise.all([
    append(keeper, 1, '{"id":"b"}'),
    keeper.startBuild('recovery', 'journal'),
    keeper.startBuild('recovery', 'journal'),
    append(keeper, 2, '{"id":"c"}'),
  ]);
  expect(inFlight).toMatchObject({ ok: true, value: { seq: 2 } });
  expect(begun).toMatchObject({ ok: true });
  expect(second).toMatchObject({ ok: false, code: 'build/running' });
  expect(late).toMatchObject({ ok: false, code: 'build/running' });
  expect(keeper.state()).toMatchObject({ kind: 'build', seq: 2 });

  await writeStore(pages[0]!);
  const built = { seq: 2, rows: ROWS, schema: 2 };
  const finished = await Promise.all([
    keeper.finishBuild(built),
    keeper.finishBuild(built),
    keeper.cancelBuild(),
    keeper.cutJournal(),
  ]);
  expect(finished.map(({ ok }) => ok)).toEqual([true, false, false, false]);
  expect(existsSync(join(profile, 'generation-1', 'journal', '000000000000.jsonl'))).toBe(true);
  expect(await append(keeper, 2, '{"id":"c"}')).toMatchObject({ ok: true, value: { seq: 3 } });
});

test('damage found in the journal while the app runs leads to the recovery page, which can read what is before it', async () => {
  const profile = await aProfile();
  const { keeper } = await start(profile);
  await writeStore(keeper.generation);
  await append(keeper, 0, '{"id":"a"}', '{"id":"b"}', '{"id":"c"}');
  const segment = join(profile, 'journal', '000000000000.jsonl');
  await writeFile(segment, (await readFile(segment, 'utf8')).replace('"id":"b"', '"id":"x"'));
  expect(await keeper.journal.check()).toMatchObject({ fault: { code: 'journal/damaged' } });
  expect(keeper.state()).toMatchObject({ kind: 'damaged', fault: { code: 'journal/damaged' } });
  expect((await keeper.recoveryOptions()).sources).toMatchObject([{ kind: 'journal', seq: 1 }]);
  expect(await keeper.cutJournal()).toMatchObject({ ok: true, value: { seq: 1 } });
  expect(keeper.state()).toMatchObject({ kind: 'open', journal: { seq: 1 } });
});

test('answers for what it does not know', async () => {
  const { keeper } = await start(await aProfile());
  expect(await keeper.read(randomUUID(), 0)).toMatchObject({ ok: false, code: 'source/unknown' });
  expect(await keeper.startBuild('restore', randomUUID())).toMatchObject({
    ok: false,
    code: 'source/unknown',
  });
  expect(await keeper.finishBuild({ seq: 1, rows: {}, schema: 2 })).toMatchObject({ code: 'build/none' });
  expect(await keeper.cancelBuild()).toMatchObject({ code: 'build/none' });
});
