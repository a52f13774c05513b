import Dexie from 'dexie';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createFakeHost, type FakeHost } from '../../platform/fake-host';
import { ARCHIVE_DB, type ArchiveDb } from '../../storage/archive-db';
import { loadCountries } from '../load-countries';
import { assembleTestArchive, testPorts } from '../testing/test-archive';
import { runOnMachine } from './run-command';

let host: FakeHost;
let opened: ArchiveDb[] = [];

beforeAll(loadCountries, 60_000);
beforeEach(() => {
  host = createFakeHost();
  file('port.csv', 'name,kind,parent,wikidata\nDockers,group,Unions,Q42\nUnions,organisation,,\n');
});
afterEach(async () => {
  for (const db of opened) db.close();
  opened = [];
  await Dexie.delete(ARCHIVE_DB);
});

function file(name: string, text: string): void {
  host.saved.set(name, new TextEncoder().encode(text));
}

async function run(...args: string[]) {
  host.willRun(args);
  const launch = await host.launch();
  if (launch.kind !== 'command') throw new Error('Not a command.');
  await runOnMachine(host, testPorts(), launch, (db, journalSeq) => {
    opened.push(db);
    return assembleTestArchive(db, host, journalSeq);
  });
  for (const db of opened.splice(0)) db.close();
  return {
    code: host.exitCode,
    records: host.printed.out.map((line) => JSON.parse(line) as Record<string, unknown>),
    err: host.printed.err.join('\n'),
  };
}

test('a file is imported, listed, exported and taken back', async () => {
  const imported = await run('actors', 'import', 'port.csv');
  expect(imported.code).toBe(0);
  expect(imported.records).toMatchObject([
    { event: 'actor', outcome: 'added', line: 2, name: 'Dockers' },
    { event: 'actor', outcome: 'added', line: 3, name: 'Unions' },
    {
      event: 'summary',
      format: 'csv',
      dryRun: false,
      added: 2,
      updated: 0,
      unchanged: 0,
      clashes: 0,
      problems: 0,
    },
  ]);
  expect((await run('actors')).records).toMatchObject([
    { name: 'Dockers', kind: 'group', parent: 'Unions', wikidata: 'Q42', aliases: [], country: null },
    { name: 'Unions', parent: null },
  ]);
  const exported = await run('actors', 'export', '--format', 'qdc', '--out', 'port.qdc');
  expect(exported.records).toMatchObject([
    { event: 'exported', format: 'qdc', path: 'port.qdc', rows: 2, losses: [] },
  ]);
  expect((await run('actors', 'import', 'port.qdc')).records.at(-1)).toMatchObject({ unchanged: 2 });
  expect((await run('undo')).records).toEqual([{ event: 'undo', label: 'Import actors' }]);
  expect((await run('actors')).records).toEqual([]);
});

test('a dry run says what would be done, and does nothing', async () => {
  const dry = await run('actors', 'import', 'port.csv', '--dry-run');
  expect(dry.code).toBe(0);
  expect(dry.records.at(-1)).toMatchObject({ event: 'summary', dryRun: true, added: 2 });
  expect((await run('actors')).records).toEqual([]);
});

test('what is left out is told and ends with 3', async () => {
  file('more.csv', 'name,kind\nDockers,mob\n,group\nDOCKERS,group\n');
  await run('actors', 'import', 'port.csv');
  const { code, records } = await run('actors', 'import', 'more.csv');
  expect(code).toBe(3);
  expect(records).toMatchObject([
    { event: 'actor', outcome: 'unchanged', is: 'Dockers', by: 'name' },
    { event: 'actor', outcome: 'clash', code: 'actors/twice' },
    { event: 'problem', line: 2, code: 'actor/bad-kind', refused: false },
    { event: 'problem', line: 3, code: 'actor/empty-name', refused: true },
    { event: 'problem', line: 4, code: 'actors/twice', refused: true },
    { event: 'summary', unchanged: 1, clashes: 1, problems: 3 },
  ]);
});

test('a file that is refused, and one that is not saved, end with 3', async () => {
  file('bad.qdc', '<!DOCTYPE a><CodeBook/>');
  expect(await run('actors', 'import', 'bad.qdc')).toMatchObject({
    code: 3,
    records: [{ code: 'xml/doctype' }],
  });
  expect((await run('actors', 'import', 'nothing.csv')).code).toBe(3);
  expect(await run('actors', 'export', '--format', 'qdc', '--out', 'x.qdc')).toMatchObject({
    code: 3,
    records: [{ code: 'actors/none' }],
  });
  host.journal.refusal = 'journal/disk-full: The disk is full.';
  expect(await run('actors', 'import', 'port.csv')).toMatchObject({
    code: 3,
    records: [{ event: 'error', code: 'journal/disk-full' }],
  });
});

test('wrong use is 2', async () => {
  for (const args of [
    ['what'],
    ['import'],
    ['import', 'a', 'b'],
    ['--dry-run'],
    ['export', '--format', 'xlsx', '--out', 'x'],
    ['export', '--format', 'csv'],
    ['export', '--format', 'csv', '--out', 'x', '--profile', 'y'],
    ['export', '--format', 'qdc', '--out', 'x', '--profile', 'data'],
    ['export', '--format', 'csv', '--out', 'x', '--dry-run'],
  ]) {
    expect((await run('actors', ...args)).code, args.join(' ')).toBe(2);
  }
});
