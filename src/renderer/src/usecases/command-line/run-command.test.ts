import Dexie from 'dexie';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '$contract/schemas';
import { createFakeHost, type FakeHost } from '../../platform/fake-host';
import { ARCHIVE_DB, type ArchiveDb } from '../../storage/archive-db';
import type { Archive } from '../archive';
import { loadCountries } from '../load-countries';
import { assembleTestArchive, testPorts } from '../testing/test-archive';
import { runOnMachine } from './run-command';

let host: FakeHost;
let opened: ArchiveDb[] = [];

beforeAll(loadCountries, 60_000);
beforeEach(() => {
  host = createFakeHost();
  host.saved.set('harbour.txt', bytes('The harbour\n\nCrowds filled the quay. Dockers stayed at home.\n'));
  host.saved.set('market.txt', bytes('The market\n\nTraders closed their stalls.\n'));
  host.saved.set('secret', bytes('correct horse\nsecond line\n'));
});
afterEach(async () => {
  for (const db of opened) db.close();
  opened = [];
  await Dexie.delete(ARCHIVE_DB);
});

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

interface Ran {
  readonly code: number | null;
  readonly records: Record<string, unknown>[];
  readonly err: string;
}

/** Runs a command as main does: a page that starts a build is replaced by one on a new, empty store. */
async function run(...args: string[]): Promise<Ran> {
  host.willRun(args);
  for (let pages = 0; host.exitCode === null && pages < 3; pages++) {
    const launch = await host.launch();
    if (launch.kind !== 'command') throw new Error('Not a command.');
    if (launch.archive.kind === 'build') await Dexie.delete(ARCHIVE_DB);
    await runOnMachine(host, testPorts(), launch, assemble);
    for (const db of opened.splice(0)) db.close();
  }
  return {
    code: host.exitCode,
    records: host.printed.out.map((line) => JSON.parse(line) as Record<string, unknown>),
    err: host.printed.err.join('\n'),
  };
}

function assemble(db: ArchiveDb, journalSeq: number): Archive {
  opened.push(db);
  return assembleTestArchive(db, host, journalSeq);
}

async function aTaggedArchive(): Promise<string> {
  const imported = await run('import', 'harbour.txt', 'market.txt');
  const id = imported.records[0]!.reportId as string;
  await run('tag', id, '--quote', 'Dockers', '--actor', 'Dockers', '--country', 'KAZ', '--memo', 'Who?');
  return id;
}

const failed = (ran: Ran): unknown[] =>
  ran.records.filter(({ ok }) => ok === false).map(({ check }) => check);

describe('saved means saved', () => {
  test('a file is called imported once it is in the journal', async () => {
    const { code, records } = await run('import', 'harbour.txt');
    expect(code).toBe(0);
    expect(records[0]).toMatchObject({ outcome: 'imported' });
    expect(host.journal.head.seq).toBe(1);
  });

  test('what only the store has is refused, and goes to the journal with the next command', async () => {
    host.journal.refusal = 'journal/disk-full: The disk is full.';
    const { code, records } = await run('import', 'harbour.txt', 'market.txt');
    expect(code).toBe(3);
    expect(records.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', undefined]);
    expect(records[0]).toMatchObject({ problems: [{ code: 'journal/disk-full' }] });
    host.journal.refusal = null;
    expect((await run('list')).records).toHaveLength(2);
    expect(host.journal.head.seq).toBe(1);
  });

  test('a tag and an undo that are not in the journal are refused', async () => {
    const id = await aTaggedArchive();
    host.journal.refusal = 'journal/disk-full: The disk is full.';
    const tagged = await run('tag', id, '--quote', 'Crowds', '--actor', 'Crowds');
    expect(tagged).toMatchObject({
      code: 3,
      records: [{ event: 'error', code: 'journal/disk-full' }],
    });
    expect((await run('undo')).code).toBe(3);
  });
});

test('undo, redo and history tell the same steps', async () => {
  const id = await aTaggedArchive();
  expect((await run('undo', '5')).records).toEqual([
    { event: 'undo', label: 'Tag passage' },
    { event: 'undo', label: 'Import 2 reports' },
  ]);
  expect(await run('undo')).toMatchObject({ code: 0, records: [], err: 'There is nothing to undo.' });
  expect((await run('redo')).records).toEqual([{ event: 'redo', label: 'Import 2 reports' }]);
  expect((await run('history')).records).toMatchObject([
    { label: 'Tag passage', state: 'undone', coder: 'Coder 1' },
    { label: 'Import 2 reports', state: 'done' },
  ]);
  await run('redo');
  expect((await run('history', '--limit', '1')).records).toMatchObject([
    { label: 'Tag passage', state: 'done' },
  ]);
  expect((await run('history', id, '--limit', '2')).records).toMatchObject([
    { event: 'change', label: 'Redo: Tag passage', notes: [{ text: '“Dockers”: Restored by redo' }] },
    { event: 'change', label: 'Redo: Import 2 reports', notes: [{ text: 'Restored by redo' }] },
  ]);
  for (const args of [
    ['undo', 'x'],
    ['redo', '0'],
    ['undo', '1', '2'],
    ['history', 'nothing'],
  ]) {
    expect((await run(...args)).code, args.join(' ')).toBe(2);
  }
});

describe('backup and restore', () => {
  test('an archive comes back on another machine, ready to be undone further', async () => {
    await aTaggedArchive();
    const made = await run('backup', '--out', 'all.zip');
    expect(made.records).toMatchObject([
      { event: 'backup', path: 'all.zip', reports: 2, passages: 1, changes: 2 },
    ]);
    const file = host.saved.get('all.zip')!;
    const originals = [...host.originals];

    await Dexie.delete(ARCHIVE_DB);
    host = createFakeHost();
    host.saved.set('all.zip', file);
    for (const [hash, original] of originals) host.originals.set(hash, original);
    expect(await run('restore', 'all.zip')).toMatchObject({
      code: 0,
      records: [{ event: 'restored', path: 'all.zip', reports: 2, passages: 1, changes: 2, sha256: null }],
    });
    expect(failed(await run('verify'))).toEqual([]);
    expect((await run('undo')).records).toEqual([{ event: 'undo', label: 'Tag passage' }]);
    expect(failed(await run('verify'))).toEqual([]);
  });

  test('what the archive held before is backed up first', async () => {
    await aTaggedArchive();
    await run('backup', '--out', 'all.zip');
    await run('undo', '2');
    expect((await run('restore', 'all.zip')).code).toBe(0);
    expect(host.backups.list().map(({ summary }) => summary?.kind)).toEqual(['before-restore']);
    expect((await run('list')).records).toHaveLength(2);
  });

  test('an encrypted backup needs the first line of its passphrase file', async () => {
    await aTaggedArchive();
    expect((await run('backup', '--out', 'all.age', '--passphrase-file', 'secret')).code).toBe(0);
    expect(await run('restore', 'all.age')).toMatchObject({
      code: 3,
      records: [{ code: 'backup/encrypted' }],
    });
    host.saved.set('secret', bytes('correct horse'));
    expect((await run('restore', 'all.age', '--passphrase-file', 'secret')).code).toBe(0);
    host.saved.set('empty', bytes('\n'));
    expect((await run('restore', 'all.age', '--passphrase-file', 'empty')).code).toBe(2);
  });

  test('what is no backup changes nothing', async () => {
    await aTaggedArchive();
    expect(await run('restore', 'harbour.txt')).toMatchObject({
      code: 3,
      records: [{ code: 'backup/not-a-backup' }],
    });
    expect((await run('restore', 'missing.zip')).code).toBe(3);
    expect((await run('restore')).code).toBe(2);
    expect((await run('backup')).code).toBe(2);
    expect((await run('list')).records).toHaveLength(2);
  });

  test('there is nothing to back up in an empty archive', async () => {
    expect(await run('backup', '--out', 'all.zip')).toMatchObject({
      code: 3,
      records: [{ code: 'backup/nothing' }],
    });
    expect(host.saved.has('all.zip')).toBe(false);
  });
});

test('the journal is exported whole', async () => {
  await aTaggedArchive();
  const { code, records } = await run('journal', 'export', '--out', 'journal.jsonl');
  expect(code).toBe(0);
  expect(records).toMatchObject([{ event: 'journal', path: 'journal.jsonl', changes: 2 }]);
  const lines = new TextDecoder().decode(host.saved.get('journal.jsonl')).trimEnd().split('\n');
  expect(lines.map((line) => (JSON.parse(line) as { n: number }).n)).toEqual([0, 1, 2]);
  expect((await run('journal', '--out', 'x')).code).toBe(2);
});

test('countries of our own are exported as the settings say; in the archive they keep their code', async () => {
  const id = await aTaggedArchive();
  await run('tag', id, '--quote', 'Crowds', '--country', 'Soviet Union', '--role', 'mentioned');
  await host.writeSettings({ ...DEFAULT_SETTINGS, exportCodes: { XSU: 'SUN', XKX: '' } });
  expect((await run('export', '--format', 'csv', '--out', 'out.csv')).code).toBe(0);
  const table = new TextDecoder().decode(host.saved.get('out.csv'));
  expect(table).toContain(',Soviet Union,SUN,mentioned,SUN:mentioned:,');
  expect(table).toContain(',Kazakhstan,KAZ,');
  const { records } = await run('passages');
  expect(records.map(({ assignments }) => assignments)).toContainEqual([
    { actor: null, country: 'XSU', role: 'mentioned' },
  ]);
});

test('codes are given by path, alone or beside a pair, made where they are missing, and found with their kinds', async () => {
  const id = await aTaggedArchive();
  const tagged = await run('tag', id, '--quote', 'Crowds', '--code', 'Protest > Strike|Curfew');
  expect(tagged.records).toMatchObject([{ assignments: [], codes: ['Protest > Strike', 'Curfew'] }]);
  expect((await run('passages', '--query', 'code:protest')).records).toHaveLength(1);
  expect((await run('passages', '--query', '-code:protest')).records).toHaveLength(1);
  const refused = await run('tag', id, '--quote', 'Crowds', '--code', 'Protest > ');
  expect(refused.code).toBe(2);
  expect(refused.records).toMatchObject([{ event: 'error', code: 'code/empty-name' }]);
});

test('an organisation given as a country is refused, and says where it goes', async () => {
  const id = await aTaggedArchive();
  const { code, err } = await run('tag', id, '--quote', 'Crowds', '--country', 'ОДКБ');
  expect(code).toBe(2);
  expect(err).toContain('“ОДКБ” is an organisation, not a country. Give it with --actor.');
});

test('verify prints a record a check and fails with 4 when one does', async () => {
  await aTaggedArchive();
  const { code, records } = await run('verify');
  expect(code).toBe(0);
  expect(records[0]).toEqual({ check: 'counts', ok: true, count: expect.any(Number), details: [] });
  expect(records).toHaveLength(8);
  host.originals.clear();
  const damaged = await run('verify');
  expect(damaged.code).toBe(4);
  expect(failed(damaged)).toEqual(['originals']);
  host.willRun(['verify'], false);
});

describe('an archive that cannot be opened', () => {
  const FAULT = {
    code: 'store/empty',
    message: 'The store is empty, although the archive holds saved work.',
  };

  test('refused, every command ends with 5', async () => {
    host.found = { kind: 'refused', fault: { code: 'archive/newer', message: 'It is newer.' } };
    for (const args of [['list'], ['verify'], ['recover']]) {
      expect(await run(...args)).toMatchObject({
        code: 5,
        records: [{ event: 'error', code: 'archive/newer' }],
        err: 'It is newer.',
      });
    }
    expect((await run('help')).code).toBe(0);
  });

  test('damaged, only what needs no store works', async () => {
    await aTaggedArchive();
    host.found = { kind: 'damaged', fault: FAULT };
    const list = await run('list');
    expect(list.code).toBe(5);
    expect(list.err).toContain('Open the window to recover it, or use restore FILE');
    expect(await run('verify')).toMatchObject({
      code: 4,
      records: [
        { check: 'store', ok: false, details: [FAULT.message] },
        { check: 'journal', ok: true, count: 2 },
      ],
    });
    expect((await run('journal', 'export', '--out', 'j')).code).toBe(0);
    const recovered = await run('recover');
    expect(recovered).toMatchObject({
      code: 0,
      records: [{ event: 'restored', path: null, reports: 2, passages: 1, changes: 2 }],
    });
    expect(recovered.err).toContain('all 2 changes');
    expect(failed(await run('verify'))).toEqual([]);
  });

  test('a store that lost everything is found when it is opened, and recovered', async () => {
    await aTaggedArchive();
    await Dexie.delete(ARCHIVE_DB);
    expect((await run('list')).code).toBe(5);
    expect(host.damage).toMatchObject({ code: 'store/empty' });
    expect((await run('recover')).code).toBe(0);
    expect((await run('list')).records).toHaveLength(2);
  });

  test('without a journal there is nothing to recover from', async () => {
    host.found = { kind: 'damaged', fault: FAULT };
    expect(await run('recover')).toMatchObject({ code: 3, records: [{ code: 'recover/nothing' }] });
  });

  test('a damaged journal is continued by a store that holds more', async () => {
    await aTaggedArchive();
    const lines = host.journal.content.lines.map((line) => (line.n === 2 ? { ...line, body: '{}' } : line));
    host.journal.replace({ ...host.journal.content, lines });
    expect((await run('list')).code).toBe(5);
    const { code, records, err } = await run('recover');
    expect(code).toBe(0);
    expect(records).toMatchObject([{ event: 'restored', reports: 2, passages: 1, changes: 2 }]);
    expect(err).toContain('kept aside');
    expect(failed(await run('verify'))).toEqual([]);
  });
});

test('wrong use is 2 and opens nothing', async () => {
  for (const args of [['frobnicate'], ['suggest'], ['list', '--what', 'x'], ['verify', 'all']]) {
    expect((await run(...args)).code, args.join(' ')).toBe(2);
  }
});

describe('suggest', () => {
  test('prints what it found in a file, and saves nothing', async () => {
    host.saved.set(
      'border.txt',
      bytes('🚢 The border\n\nKazakh guards and Georgian drivers met the Dockers.\n'),
    );
    const { code, records } = await run('suggest', 'border.txt');
    expect(code).toBe(0);
    expect(records).toMatchObject([
      { start: 14, end: 20, exact: 'Kazakh', kind: 'country', name: 'Kazakhstan', code: 'KAZ' },
      {
        exact: 'Georgian',
        code: 'GEO',
        ambiguous: true,
        alternatives: [{ code: null, name: 'the U.S. state of Georgia' }],
      },
    ]);
    expect(records[0]).not.toHaveProperty('ambiguous');
    expect(records[0]!.reason).toContain('Kazakhstan');
    expect((await run('list')).records).toEqual([]);
  });

  test('finds the archive’s actors in a report', async () => {
    const id = await aTaggedArchive();
    const { records } = await run('suggest', id);
    expect(records).toMatchObject([
      { exact: 'Dockers', kind: 'actor', name: 'Dockers', source: 'actor-name' },
    ]);
    expect(records[0]).not.toHaveProperty('code');
  });

  test('what is no file and no report is wrong use; a file that cannot be read is refused', async () => {
    expect(await run('suggest', 'nothing.txt')).toMatchObject({ code: 2, records: [{ event: 'error' }] });
    expect((await run('suggest')).code).toBe(2);
    expect((await run('suggest', 'harbour.txt', 'market.txt')).code).toBe(2);
    host.saved.set('empty.txt', bytes(' \n'));
    expect(await run('suggest', 'empty.txt')).toMatchObject({ code: 3, records: [{ event: 'error' }] });
  });
});
