import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { holdsFiles, keepAside, keepColdCopy } from './cold-copy';

const now = (): Date => new Date('2026-03-04T05:06:07.008Z');
const LEVELDB = 'app_archive_0.indexeddb.leveldb';
const BLOB = 'app_archive_0.indexeddb.blob';

let profile: string;
let store: string;
let copy: string;
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'commonplace-'));
  store = join(profile, 'IndexedDB');
  copy = join(profile, 'cold-copy');
});
afterEach(() => {
  rmSync(profile, { recursive: true });
});

function putStore(text: string): void {
  mkdirSync(join(store, LEVELDB), { recursive: true });
  mkdirSync(join(store, BLOB, '1', '00'), { recursive: true });
  for (const name of ['000005.ldb', '000006.log', 'CURRENT']) writeFileSync(join(store, LEVELDB, name), text);
  writeFileSync(join(store, BLOB, '1', '00', 'a'), text);
}

describe('the cold copy', () => {
  it('is what the store was, whatever is written to the store later', async () => {
    putStore('one');
    expect(await keepColdCopy(store, copy)).toBe(true);
    appendFileSync(join(store, LEVELDB, '000006.log'), 'more');
    rmSync(join(store, LEVELDB, '000005.ldb'));
    rmSync(join(store, BLOB), { recursive: true });
    expect(readdirSync(join(copy, LEVELDB)).sort()).toEqual(['000005.ldb', '000006.log', 'CURRENT']);
    for (const name of ['000005.ldb', '000006.log'])
      expect(readFileSync(join(copy, LEVELDB, name), 'utf8')).toBe('one');
    expect(readFileSync(join(copy, BLOB, '1', '00', 'a'), 'utf8')).toBe('one');
    expect(statSync(copy).mode & 0o777).toBe(0o700);
  });

  it('shares only files that never change', async () => {
    putStore('one');
    await keepColdCopy(store, copy);
    const isShared = (name: string): boolean =>
      statSync(join(store, name)).ino === statSync(join(copy, name)).ino;
    expect(isShared(join(LEVELDB, '000005.ldb'))).toBe(true);
    expect(isShared(join(BLOB, '1', '00', 'a'))).toBe(true);
    expect(isShared(join(LEVELDB, '000006.log'))).toBe(false);
    expect(isShared(join(LEVELDB, 'CURRENT'))).toBe(false);
  });

  it('replaces the one before, and what an interrupted one left', async () => {
    putStore('one');
    await keepColdCopy(store, copy);
    mkdirSync(`${copy}.part`);
    writeFileSync(join(`${copy}.part`, 'rest'), '');
    rmSync(store, { recursive: true });
    putStore('two');
    await keepColdCopy(store, copy);
    expect(readFileSync(join(copy, LEVELDB, '000005.ldb'), 'utf8')).toBe('two');
    expect(readdirSync(profile).sort()).toEqual(['IndexedDB', 'cold-copy']);
  });

  it.each([
    ['missing', () => rmSync(store, { recursive: true })],
    ['empty', () => rmSync(join(store, LEVELDB), { recursive: true })],
  ])('stays when the store is %s', async (_name, lose) => {
    putStore('one');
    await keepColdCopy(store, copy);
    rmSync(join(store, BLOB), { recursive: true });
    lose();
    expect(await keepColdCopy(store, copy)).toBe(false);
    expect(readFileSync(join(copy, LEVELDB, '000005.ldb'), 'utf8')).toBe('one');
  });
});

it('a folder of empty folders holds nothing', async () => {
  mkdirSync(join(store, LEVELDB), { recursive: true });
  expect(await holdsFiles(store)).toBe(false);
  writeFileSync(join(store, LEVELDB, 'CURRENT'), '');
  expect(await holdsFiles(store)).toBe(true);
});

describe('keeping aside', () => {
  const aside = (): string => join(profile, 'aside');

  it('moves under the time and gives the path', async () => {
    putStore('one');
    const path = await keepAside(store, aside(), 'store', now);
    expect(path).toBe(join(aside(), '2026-03-04T05-06-07.008Z-store'));
    expect(readFileSync(join(path, LEVELDB, 'CURRENT'), 'utf8')).toBe('one');
    expect(existsSync(store)).toBe(false);
    expect(statSync(aside()).mode & 0o777).toBe(0o700);
  });

  it('keeps both of two at the same moment', async () => {
    putStore('one');
    const first = await keepAside(store, aside(), 'store', now);
    putStore('two');
    const second = await keepAside(store, aside(), 'store', now);
    expect([first, second].map((path) => readFileSync(join(path, LEVELDB, 'CURRENT'), 'utf8'))).toEqual([
      'one',
      'two',
    ]);
  });

  it('has nothing to do when there is nothing', async () => {
    expect(existsSync(await keepAside(store, aside(), 'store', now))).toBe(false);
    expect(readdirSync(profile)).toEqual([]);
  });
});
