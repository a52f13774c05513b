import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { STORE_SCHEMA } from '$contract/store-schema';
import { formatHeader, formatLine, GENESIS } from './chain';
import { generationPaths } from './generations';
import { openJournal } from './journal';
import { EMPTY_LEDGER, openLedger, type Ledger } from './ledger';
import { checkArchive, type StartResult } from './start-checks';
import { changes, JournalFixture, now, STORE } from './testing/journal-fixture';
import { writeLog } from './testing/write-log';

const CHROMIUM = '130.0.6723.91';
const LEVELDB = 'app_archive_0.indexeddb.leveldb';
const LOG = writeLog([Buffer.alloc(100, 1), Buffer.alloc(5000, 2)]);
const ROWS = { reports: 3 };

let fixture: JournalFixture;
let results: StartResult[];
beforeEach(() => {
  fixture = new JournalFixture();
  results = [];
});
afterEach(async () => {
  for (const { journal } of results) await journal?.close();
  await fixture.remove();
});

async function start(chromium = CHROMIUM): Promise<StartResult> {
  const result = await checkArchive({
    profileFolder: fixture.profile,
    chromium,
    appVersion: '0.2.0',
    knownDamage: null,
    now,
  });
  results.push(result);
  return result;
}

function putStore(generation = 0, log: Uint8Array = LOG.bytes): string {
  const folder = join(generationPaths(fixture.profile, generation).indexedDb, LEVELDB);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '000003.log'), log);
  return folder;
}

/** A generation that holds one change. */
async function putGeneration(generation: number, isComplete: boolean): Promise<string> {
  const { root, journal: folder, complete } = generationPaths(fixture.profile, generation);
  putStore(generation);
  const { journal } = await openJournal(folder, fixture.aside, now);
  await journal.append(changes(journal, `${generation}`));
  await journal.close();
  if (isComplete) writeFileSync(complete, '');
  return root;
}

/** What the ledger says after an orderly end. */
async function writeLedger(change: Partial<Ledger> = {}): Promise<void> {
  const { journal } = await fixture.open();
  const { seq, hash, storeId } = journal.head;
  const known = { storeId, seq, hash, rows: ROWS, schema: STORE_SCHEMA, chromium: CHROMIUM, clean: true };
  openLedger(fixture.profile, now).ledger.set({ ...EMPTY_LEDGER, ...known, ...change });
}

const filesOf = (folder: string): string[] => readdirSync(folder, { recursive: true }).map(String).sort();

describe('an archive that may be opened', () => {
  it('is a new one, of which nothing is expected and nothing is written', async () => {
    const { state, journal, generation, superseded, space, sinceClean } = await start();
    expect(state).toEqual({
      kind: 'open',
      journal: journal?.head,
      expected: null,
      cleanExit: true,
      purged: false,
      notes: [],
    });
    expect(journal?.head.seq).toBe(0);
    expect(generation).toEqual(generationPaths(fixture.profile, 0));
    expect({ superseded, sinceClean }).toEqual({ superseded: [], sinceClean: true });
    expect(space.freeBytes).toBeGreaterThan(0);
    expect(filesOf(fixture.profile)).toEqual([]);
  });

  it('is one of a version that kept no journal', async () => {
    putStore();
    expect((await start()).state).toMatchObject({
      kind: 'open',
      expected: null,
      cleanExit: false,
      purged: false,
      notes: [],
    });
  });

  it('must hold what it held at its orderly end', async () => {
    await fixture.write('1', '2');
    putStore();
    await writeLedger();
    const { state, journal } = await start();
    expect(state).toEqual({
      kind: 'open',
      journal: journal?.head,
      expected: { storeId: STORE, seq: 2, rows: ROWS },
      cleanExit: true,
      purged: false,
      notes: [],
    });
    expect(readFileSync(join(fixture.profile, 'cold-copy', LEVELDB, '000003.log'))).toEqual(LOG.bytes);
  });

  it.each<[string, Partial<Ledger>]>([
    ['the app did not end in order', { clean: false }],
    ['changes were journalled later', { seq: 1 }],
    ['the history is another one', { hash: GENESIS }],
  ])('has no known rows when %s', async (_name, change) => {
    await fixture.write('1', '2');
    putStore();
    await writeLedger(change);
    const expected = { storeId: STORE, seq: change.seq ?? 2, rows: null };
    expect((await start()).state).toMatchObject({ kind: 'open', expected, cleanExit: change.clean ?? true });
  });

  it('is expected by its journal alone when the ledger is gone', async () => {
    await fixture.write('1');
    putStore();
    expect((await start()).state).toMatchObject({
      expected: { storeId: STORE, rows: null },
      cleanExit: false,
      purged: false,
      notes: [],
    });
  });

  it('says so when its ledger was damaged', async () => {
    await fixture.write('1');
    putStore();
    writeFileSync(join(fixture.profile, 'ledger.json'), '{');
    const { state } = await start();
    expect(state).toMatchObject({
      kind: 'open',
      cleanExit: false,
      purged: false,
      notes: [expect.stringContaining('damaged')],
    });
  });

  it.each([
    ['ends before what was saved', () => fixture.write('1')],
    ['is gone', () => Promise.resolve()],
  ])('is compared with the store when its journal %s', async (_name, prepare) => {
    await prepare();
    putStore();
    await writeLedger({ seq: 9, storeId: STORE });
    expect((await start()).state).toMatchObject({
      kind: 'open',
      expected: { storeId: STORE, seq: 9, rows: null },
      notes: [expect.stringContaining('change 9 was saved')],
    });
  });

  it('had the torn ends of its store and its journal repaired', async () => {
    await fixture.write('1', '2');
    const store = putStore(0, LOG.bytes.subarray(0, -9));
    await writeLedger({ clean: false });
    writeFileSync(fixture.segment(), fixture.bytes().subarray(0, -1));
    const { state } = await start();
    expect(state).toMatchObject({ kind: 'open', journal: { seq: 1 }, cleanExit: false });
    expect(state.kind === 'open' && state.notes.length).toBe(3);
    expect(readFileSync(join(store, '000003.log')).length).toBe(LOG.records[0]!.end);
    expect(readFileSync(join(fixture.profile, 'cold-copy', LEVELDB, '000003.log')).length).toBe(
      LOG.bytes.length - 9,
    );
    expect(readdirSync(fixture.aside).length).toBe(2);
  });
});

describe('an archive that is damaged', () => {
  it.each([
    ['missing', () => undefined],
    ['empty', () => void mkdirSync(join(fixture.profile, 'IndexedDB', LEVELDB), { recursive: true })],
  ])('has changes in its journal and a store that is %s', async (_name, prepare) => {
    await fixture.write('1');
    prepare();
    const { state, journal } = await start();
    expect(state).toMatchObject({ kind: 'damaged', fault: { code: 'store/missing' } });
    expect(journal?.head.seq).toBe(1);
    expect(JSON.stringify(state)).not.toContain(fixture.profile);
  });

  it('is witnessed by the ledger alone', async () => {
    await writeLedger({ seq: 5, storeId: STORE });
    expect((await start()).state).toMatchObject({ kind: 'damaged', fault: { code: 'store/missing' } });
  });

  it('keeps the copy of the store that went missing', async () => {
    await fixture.write('1');
    putStore();
    await start();
    rmSync(join(fixture.profile, 'IndexedDB'), { recursive: true });
    await start();
    expect(existsSync(join(fixture.profile, 'cold-copy', LEVELDB, '000003.log'))).toBe(true);
  });

  it('has lost its store, whatever else is damaged', async () => {
    await fixture.write('1', '2');
    writeFileSync(fixture.segment(), fixture.bytes().toString().replace('"body":2', '"body":3'));
    await writeLedger({ seq: 2, storeId: STORE });
    const { state, journal } = await start();
    expect(state).toMatchObject({ kind: 'damaged', fault: { code: 'store/missing' } });
    expect(journal?.fault?.code).toBe('journal/damaged');
  });

  it('has a journal with a fault, and is copied all the same', async () => {
    await fixture.write('1', '2');
    putStore();
    writeFileSync(fixture.segment(), fixture.bytes().toString().replace('"body":2', '"body":3'));
    const { state, journal } = await start();
    expect(state).toMatchObject({ kind: 'damaged', fault: { code: 'journal/damaged' } });
    expect(journal?.fault).not.toBeNull();
    expect(existsSync(join(fixture.profile, 'cold-copy', LEVELDB))).toBe(true);
  });

  it('has a torn store that cannot be repaired, and is not opened', async () => {
    const store = putStore(0, LOG.bytes.subarray(0, -9));
    writeFileSync(fixture.aside, 'a file');
    expect((await start()).state).toMatchObject({ kind: 'damaged', fault: { code: 'store/not-repaired' } });
    expect(readFileSync(join(store, '000003.log')).length).toBe(LOG.bytes.length - 9);
  });
});

describe('a store whose folder is a file', () => {
  it('is not opened, which would wait without an end', async () => {
    await fixture.write('1');
    const { indexedDb } = generationPaths(fixture.profile, 0);
    mkdirSync(indexedDb, { recursive: true });
    writeFileSync(join(indexedDb, LEVELDB), 'a file');
    expect((await start()).state).toMatchObject({ kind: 'damaged', fault: { code: 'store/unreadable' } });
    expect(readFileSync(join(fixture.profile, 'cold-copy', LEVELDB), 'utf8')).toBe('a file');
  });
});

describe('an archive of a newer version', () => {
  const newerHeader = formatHeader({ storeId: STORE, createdAt: '' }).replace('"version":1', '"version":2');
  it.each<[string, string, () => void | Promise<void>]>([
    [
      'a ledger',
      'archive/newer-version',
      () => writeFileSync(join(fixture.profile, 'ledger.json'), '{"version":2}'),
    ],
    ['tables', 'archive/newer-version', () => writeLedger({ schema: STORE_SCHEMA + 1 })],
    ['an engine', 'archive/newer-engine', () => writeLedger({ chromium: '131.0.1.1' })],
    [
      'a journal',
      'journal/newer',
      () => writeFileSync(fixture.segment(), formatLine(0, GENESIS, newerHeader).line),
    ],
  ])('is refused for %s and left as it was', async (_name, code, prepare) => {
    await fixture.write('1');
    putStore(0, LOG.bytes.subarray(0, -9));
    await putGeneration(7, false);
    await prepare();
    const before = filesOf(fixture.profile);
    const { state, journal } = await start();
    expect(state).toMatchObject({ kind: 'refused', fault: { code } });
    expect(journal).toBeNull();
    expect(filesOf(fixture.profile)).toEqual(before);
    expect(JSON.stringify(state)).not.toMatch(/delete|remove/);
  });

  it.each(['131.0.1.1', '130.0.1.1', 'unknown'])('is not one that %s opened before', async (chromium) => {
    putStore();
    await writeLedger({ chromium });
    expect((await start('131.0.0.0')).state.kind).toBe('open');
  });
});

describe('generations', () => {
  it('are named by the ledger; finished ones are told, unfinished ones removed', async () => {
    putStore();
    const [first, second, third] = [
      await putGeneration(1, true),
      await putGeneration(2, true),
      await putGeneration(3, false),
    ];
    await writeLedger({ generation: 2, seq: 0, storeId: null });
    const { generation, journal, superseded } = await start();
    expect(generation).toEqual(generationPaths(fixture.profile, 2));
    expect(journal?.lastBody).toBe('2');
    expect(superseded).toEqual([first]);
    expect([first, second, third].map((root) => existsSync(root))).toEqual([true, true, false]);
  });

  it('without a ledger, the highest complete one is the archive', async () => {
    putStore();
    await putGeneration(2, true);
    await putGeneration(10, true);
    await putGeneration(11, false);
    expect((await start()).generation.generation).toBe(10);
  });

  it('with only the ledger before, a newer complete one is the archive', async () => {
    await putGeneration(1, true);
    await writeLedger({ generation: 0 });
    await writeLedger({ generation: 1 });
    writeFileSync(join(fixture.profile, 'ledger.json'), '');
    expect((await start()).generation.generation).toBe(1);
  });

  it('that the ledger names are never removed', async () => {
    const root = await putGeneration(1, false);
    await writeLedger({ generation: 1, seq: 0 });
    expect((await start()).generation.generation).toBe(1);
    expect(existsSync(root)).toBe(true);
  });
});
