import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBackup } from './backup-reader';
import {
  bytesOf,
  joined,
  journalOf,
  keep,
  makePlace,
  noise,
  openSample,
  sha256Of,
  STORE_ID,
  unzip,
  value,
  writeSample,
  zipOf,
  type Entries,
  type Place,
} from './testing/sample-backup';

let place: Place;
let path: string;

beforeEach(() => {
  place = makePlace();
  path = join(place.root, 'some.zip');
});
afterEach(() => {
  place.remove();
});

async function codeOf(bytes: Uint8Array | string): Promise<string> {
  writeFileSync(path, bytes);
  const outcome = await openSample(place, path);
  expect(JSON.stringify(outcome)).not.toContain(place.root);
  if (outcome.ok) await outcome.value.close();
  return outcome.ok ? 'opened' : outcome.code;
}

/** A good backup's entries, changed and packed again with fitting checksums. */
async function changed(change: (entries: Entries) => Entries, originals: Uint8Array[] = []): Promise<string> {
  const kept = originals.map((bytes) => keep(place.originals, bytes));
  const { path: good } = await writeSample(place, { originals: kept });
  const entries = (await unzip(good)).filter(([name]) => name !== 'SHA256SUMS');
  return codeOf(await zipOf(change(entries)));
}

const edit =
  (name: string, change: (text: string) => string) =>
  (entries: Entries): Entries =>
    entries.map((entry) => (entry[0] === name ? [name, change(Buffer.from(entry[1]).toString())] : entry));

/** A ZIP in which `from` is named `to`, which the writer would not let pass. */
async function renamed(from: string, to: string, entries: Entries): Promise<Buffer> {
  expect(to.length).toBe(from.length);
  const zip = await zipOf(entries);
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
}

describe('what it offers', () => {
  it('is the journal in batches, forwards and back', async () => {
    const bodies = Array.from({ length: 30 }, (_, n) => JSON.stringify({ n, text: 'é'.repeat(200_000) }));
    const file = await writeSample(place, { bodies });
    const opened = value(await openSample(place, file.path));
    const read: string[] = [];
    for (let batches = 1; ; batches += 1) {
      const batch = value(await opened.read(read.length));
      expect(batch.bodies.length).toBeLessThan(30);
      read.push(...batch.bodies);
      if (!batch.done) continue;
      expect(batches).toBe(3);
      break;
    }
    expect(read).toEqual(bodies);
    expect(value(await opened.read(28))).toEqual({ bodies: bodies.slice(28), done: true });
    expect(value(await opened.read(3)).bodies[0]).toBe(bodies[3]);
    expect(value(await opened.read(30))).toEqual({ bodies: [], done: true });
    expect((await joined(opened.journalLines())).toString()).toBe(journalOf(bodies));
    await opened.close();
  });

  it('says so when the file is changed after it was opened', async () => {
    const file = await writeSample(place, { bodies: ['{"a":1}'] });
    const opened = value(await openSample(place, file.path));
    writeFileSync(file.path, noise(file.bytes, 1));
    expect(await opened.read(0)).toMatchObject({ ok: false, code: 'backup/damaged' });
    await opened.close();
  });

  it.each([null, 'secret'])(
    'is the originals that are not there whole (passphrase: %s)',
    async (passphrase) => {
      const files = [bytesOf('one'), bytesOf('two'), noise(400_000, 2), bytesOf('')];
      const originals = files.map((bytes) => keep(place.originals, bytes));
      const file = await writeSample(place, { originals, passphrase });
      const opened = value(await openSample(place, file.path, passphrase));
      const restored = join(place.root, 'profile', 'originals');
      const at = (sha256: string): string => join(restored, sha256.slice(0, 2), sha256);
      keep(restored, files[0]!);
      mkdirSync(join(restored, originals[1]!.slice(0, 2)), { recursive: true });
      writeFileSync(at(originals[1]!), 'owt');
      expect(value(await opened.extractOriginals(restored, () => undefined))).toBe(3);
      originals.forEach((sha256, n) => expect(readFileSync(at(sha256)).equals(files[n]!)).toBe(true));
      expect(statSync(at(originals[2]!)).mode & 0o777).toBe(0o600);
      expect(value(await opened.extractOriginals(restored, () => undefined))).toBe(0);
      expect(
        readdirSync(restored, { recursive: true }).filter((name) => String(name).endsWith('.part')),
      ).toEqual([]);
      await opened.close();
    },
  );
});

describe('an exported journal', () => {
  const bodies = ['{"a":1}', '{"b":2}', '{"c":3}'];

  it('is a source without originals', async () => {
    writeFileSync(path, journalOf(bodies));
    const opened = value(await openSample(place, path));
    expect(opened.summary).toMatchObject({
      storeId: STORE_ID,
      kind: 'manual',
      changes: 3,
      reports: 0,
      rows: {},
    });
    expect(value(await opened.read(1))).toEqual({ bodies: bodies.slice(1), done: true });
    expect(value(await opened.extractOriginals(place.originals, () => undefined))).toBe(0);
    await opened.close();
  });

  it.each([
    ['a changed line', (text: string) => text.replace('"b":2', '"b":3')],
    ['a missing line', (text: string) => text.replace(/^\{"n":2.*\n/mu, '')],
    ['a cut last line', (text: string) => text.slice(0, -5)],
    ['a last line without its end', (text: string) => text.slice(0, -1)],
    ['another header', (text: string) => text.replace('commonplace-journal', 'commonplace-whatever')],
  ])('with %s is damaged', async (_, change) => {
    expect(await codeOf(change(journalOf(bodies)))).toBe('backup/damaged');
  });
});

describe('what is no backup', () => {
  it.each([
    ['an empty file', ''],
    ['a text', 'Dear Sir,'],
    ['half a signature', 'P'],
  ])('%s', async (_, bytes) => {
    expect(await codeOf(bytes)).toBe('backup/not-a-backup');
  });

  it('another ZIP, another manifest, a folder', async () => {
    expect(await codeOf(await zipOf([['a.txt', 'x']]))).toBe('backup/not-a-backup');
    expect(await codeOf(await zipOf([['manifest.json', '{"format":"other"}']]))).toBe('backup/not-a-backup');
    expect(await codeOf(await zipOf([['manifest.json', '\u{0}']]))).toBe('backup/not-a-backup');
    mkdirSync(place.backups);
    expect(await openSample(place, place.backups)).toMatchObject({ code: 'backup/not-a-backup' });
  });

  it('nothing', async () => {
    expect(await openSample(place, path)).toMatchObject({ code: 'backup/not-found' });
  });

  it('a signature without a ZIP', async () => {
    expect(await codeOf('PK')).toBe('backup/damaged');
    expect(await codeOf(Buffer.concat([Buffer.from('PK\x03\x04'), noise(5000, 4)]))).toBe('backup/damaged');
  });
});

describe('a backup with fitting checksums', () => {
  it('opens when nothing was changed', async () => {
    expect(await changed((entries) => entries, [bytesOf('one')])).toBe('opened');
  });

  it.each([
    ['version', (text: string) => text.replace('"version": 1', '"version": 2')],
    ['schema', (text: string) => text.replace('"schema": 2', '"schema": 999')],
    ['version, and everything else new', () => '{"format":"commonplace-backup","version":7}'],
  ])('of a newer %s is left to a newer app', async (_, change) => {
    expect(await changed(edit('manifest.json', change))).toBe('backup/newer');
  });

  it.each([
    ['no version', (text: string) => text.replace('"version": 1', '"version": "1"')],
    ['fewer changes', (text: string) => text.replace('"changes": 2', '"changes": 1')],
    ['more changes', (text: string) => text.replace('"changes": 2', '"changes": 3')],
    ['another journal', (text: string) => text.replace(/"journalHash": "../u, '"journalHash": "ff')],
    ['another archive', (text: string) => text.replace('1a2b3c4d', '00000000')],
    ['an unknown kind', (text: string) => text.replace('"manual"', '"hourly"')],
    ['no day', (text: string) => text.replace('2025-03-01', '2025-13-01')],
    ['counts that are none', (text: string) => text.replace('"reports": 2', '"reports": -2')],
    ['more originals', (text: string) => text.replace('"originals": 0', '"originals": 1')],
    ['rows that are none', (text: string) => text.replace('"excerpts": 3', '"excerpts": "3"')],
    [
      'paths for originals',
      (text: string) => text.replace('"missingOriginals": []', '"missingOriginals": ["../x"]'),
    ],
  ])('is damaged with a manifest of %s', async (_, change) => {
    expect(await changed(edit('manifest.json', change))).toBe('backup/damaged');
  });

  it.each([
    ['a folder', 'folder/'],
    ['a name in a folder', 'folder/a.txt'],
    ['an unknown ending', 'run.exe'],
    ['an original out of place', `originals/00/${'f'.repeat(64)}`],
    ['an original with a short name', 'originals/ab/abcd'],
  ])('is damaged with %s', async (_, name) => {
    expect(await changed((entries) => [...entries, [name.replace(/\/$/u, '/x'), 'x']])).toBe(
      'backup/damaged',
    );
  });

  it('is damaged with an original of another hash', async () => {
    const swap = (entries: Entries): Entries =>
      entries.map(([name, bytes]) => [name, name.startsWith('originals/') ? 'other' : bytes]);
    expect(await changed(swap, [bytesOf('one')])).toBe('backup/damaged');
  });

  it.each(['journal.jsonl', 'originals/'])('is damaged without %s', async (gone) => {
    expect(
      await changed((entries) => entries.filter(([name]) => !name.startsWith(gone)), [bytesOf('one')]),
    ).toBe('backup/damaged');
  });

  it('is damaged with a journal that does not follow its hash chain', async () => {
    expect(await changed(edit('journal.jsonl', (text) => text.replace('"a":1', '"a":2')))).toBe(
      'backup/damaged',
    );
  });
});

describe('checksums', () => {
  async function withSums(change: (sums: string, entries: Entries) => string): Promise<string> {
    const entries = await unzip((await writeSample(place)).path);
    return codeOf(await zipOf(edit('SHA256SUMS', (sums) => change(sums, entries))(entries)));
  }

  it.each([
    ['a wrong sum', (sums: string) => sums.replace(/^./u, (digit) => (digit === '0' ? '1' : '0'))],
    ['a missing line', (sums: string) => sums.replace(/^.*\n/u, '')],
    ['a line too many', (sums: string) => `${sums}${'0'.repeat(64)}  more.txt\n`],
    ['a line twice', (sums: string) => sums + sums],
    ['a line for another entry', (sums: string) => sums.replace('README.txt', 'README.doc')],
    ['other text', () => 'none\n'],
    ['one endless line', () => 'x'.repeat(100_000)],
  ])('are refused with %s', async (_, change) => {
    expect(await withSums(change)).toBe('backup/damaged');
  });

  it('must be there', async () => {
    const entries = await unzip((await writeSample(place)).path);
    const zip = await renamed('SHA256SUMS', 'SHA256.txt', entries);
    expect(await codeOf(zip)).toBe('backup/damaged');
  });

  it('must know every entry', async () => {
    const entries = await unzip((await writeSample(place)).path);
    expect(await codeOf(await zipOf([...entries, ['extra.txt', 'x']]))).toBe('backup/damaged');
    expect(await codeOf(await zipOf(entries.filter(([name]) => name !== 'README.txt')))).toBe(
      'backup/damaged',
    );
  });
});

describe('a hostile ZIP', () => {
  it.each(['../evil.txt', '/etc/ev.txt', 'C:/evils.txt', '..\\evil.txt', 'a\u{0}bcdef.txt'])(
    'cannot name an entry %j',
    async (name) => {
      const placeholder = 'z'.repeat(name.length - 4) + '.txt';
      const entries = await unzip((await writeSample(place)).path);
      const others = entries.filter(([entry]) => entry !== 'SHA256SUMS');
      expect(await codeOf(await renamed(placeholder, name, [...others, [placeholder, 'x']]))).toBe(
        'backup/damaged',
      );
    },
  );

  it('cannot have two entries of one name', async () => {
    const twice = (entries: Entries): Entries => [
      ...entries,
      entries.find(([name]) => name === 'README.txt')!,
    ];
    expect(await changed(twice)).toBe('backup/damaged');
  });

  it('cannot unpack to far more than it is', async () => {
    expect(await changed((entries) => [...entries, ['bomb.txt', Buffer.alloc(20_000_000)]])).toBe(
      'backup/damaged',
    );
  });

  it('cannot unpack to more than it states', async () => {
    const entries = await unzip((await writeSample(place)).path);
    const zip = await zipOf([
      ...entries.filter(([name]) => name !== 'SHA256SUMS'),
      ['bomb.txt', 'y'.repeat(9_000)],
    ]);
    for (let at = zip.indexOf('PK\x01\x02'); at !== -1; at = zip.indexOf('PK\x01\x02', at + 1)) {
      if (zip.readUInt32LE(at + 24) === 9_000) zip.writeUInt32LE(10, at + 24);
    }
    expect(await codeOf(zip)).toBe('backup/damaged');
  });

  it('cannot say that it unpacks to petabytes, or lies where no file is', async () => {
    const zip = await zipOf(await unzip((await writeSample(place)).path));
    const end = zip.lastIndexOf('PK\x05\x06');
    const start = zip.readUInt32LE(end + 16);
    for (const [field, number] of [
      [20, 0xfffffffe],
      [24, 0xfffffffe],
      [42, 0xfffffff0],
    ] as const) {
      const bad = Buffer.from(zip);
      bad.writeUInt32LE(number, start + field);
      expect(await codeOf(bad)).toBe('backup/damaged');
    }
    const bad = Buffer.from(zip);
    bad.writeUInt32LE(0xfffffff0, end + 16);
    expect(await codeOf(bad)).toBe('backup/damaged');
  });

  it('cannot point to places that no number can hold', async () => {
    const zip = await zipOf([['a.txt', 'x']]);
    const locator = Buffer.alloc(20, 0xff);
    locator.writeUInt32LE(0x07064b50, 0);
    const end = zip.lastIndexOf('PK\x05\x06');
    expect(await codeOf(Buffer.concat([zip.subarray(0, end), locator, zip.subarray(end)]))).toBe(
      'backup/damaged',
    );
  });

  it('cannot claim more entries than a backup has', async () => {
    const record = Buffer.alloc(56);
    record.writeUInt32LE(0x06064b50, 0);
    record.writeUInt32LE(3_000_000, 32);
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x07064b50, 0);
    locator.writeUInt32LE(4, 8);
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    expect(await codeOf(Buffer.concat([Buffer.from('PK\x03\x04'), record, locator, end]))).toBe(
      'backup/damaged',
    );
  });
});

it('can be stopped while it is opened', async () => {
  const { path: good } = await writeSample(place, { originals: [keep(place.originals, noise(500_000, 6))] });
  const stopping = new AbortController();
  const opening = openBackup(good, {
    passphrase: null,
    temporaryFolder: place.temporary,
    onProgress: () => stopping.abort(),
    signal: stopping.signal,
  });
  expect(await opening).toMatchObject({ ok: false, code: 'backup/stopped' });
});

it('does not mind what follows in the folder', async () => {
  const { path: good, sha256 } = await writeSample(place);
  expect(sha256Of(readFileSync(good))).toBe(sha256);
  appendFileSync(good, 'more');
  expect(await openSample(place, good)).toMatchObject({ ok: false, code: 'backup/damaged' });
});
