import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { repairStore } from './store-doctor';
import { writeLog } from './testing/write-log';

const now = (): Date => new Date('2026-03-04T05:06:07.008Z');
const STORE = 'app_archive_0.indexeddb.leveldb';
const LOG = writeLog([Buffer.alloc(100, 1), Buffer.alloc(40_000, 2)]);
const TORN = LOG.bytes.subarray(0, -3);
const REPAIRED = LOG.bytes.subarray(0, LOG.records[0]!.end);

let profile: string;
let indexedDb: string;
let aside: string;
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'commonplace-'));
  indexedDb = join(profile, 'IndexedDB');
  aside = join(profile, 'aside');
});
afterEach(() => {
  rmSync(profile, { recursive: true });
});

function put(files: Record<string, Uint8Array>, store = STORE): void {
  mkdirSync(join(indexedDb, store), { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(indexedDb, store, name), bytes);
}

it('cuts torn logs and manifests at the last whole record, and keeps what they were', async () => {
  put({
    '000003.log': TORN,
    'MANIFEST-000001': TORN,
    '000004.log': LOG.bytes,
    CURRENT: TORN,
    '000005.ldb': TORN,
  });
  expect(await repairStore(indexedDb, aside, now)).toEqual({ repaired: ['000003.log', 'MANIFEST-000001'] });
  const read = (name: string): Buffer => readFileSync(join(indexedDb, STORE, name));
  expect([read('000003.log'), read('MANIFEST-000001')]).toEqual([REPAIRED, REPAIRED]);
  expect(read('000004.log')).toEqual(LOG.bytes);
  expect([read('CURRENT'), read('000005.ldb')]).toEqual([TORN, TORN]);
  const kept = readdirSync(aside).sort();
  expect(kept).toEqual([
    `2026-03-04T05-06-07.008Z-torn-${STORE}-000003.log`,
    `2026-03-04T05-06-07.008Z-torn-${STORE}-MANIFEST-000001`,
  ]);
  expect(kept.map((name) => readFileSync(join(aside, name)))).toEqual([TORN, TORN]);
  expect(statSync(aside).mode & 0o777).toBe(0o700);
  expect(await repairStore(indexedDb, aside, now)).toEqual({ repaired: [] });
});

it('leaves whole and damaged files alone, and every other kind of store', async () => {
  const damaged = Buffer.from(LOG.bytes);
  damaged[50]! ^= 1;
  put({ '000003.log': damaged, '000004.log': LOG.bytes, 'MANIFEST-000001': new Uint8Array() });
  put({ '000003.log': TORN }, 'app_archive_0.indexeddb.blob');
  put({ '000003.log': TORN }, 'ab12cd34');
  expect(await repairStore(indexedDb, aside, now)).toEqual({ repaired: [] });
  expect(readFileSync(join(indexedDb, STORE, '000003.log'))).toEqual(damaged);
  expect(readFileSync(join(indexedDb, 'ab12cd34', '000003.log'))).toEqual(TORN);
  expect(readdirSync(profile)).toEqual(['IndexedDB']);
});

it('does not cut what it could not keep', async () => {
  put({ '000003.log': TORN });
  writeFileSync(aside, 'a file');
  await expect(repairStore(indexedDb, aside, now)).rejects.toThrow();
  expect(readFileSync(join(indexedDb, STORE, '000003.log'))).toEqual(TORN);
});

it('has nothing to do where no store is', async () => {
  expect(await repairStore(indexedDb, aside, now)).toEqual({ repaired: [] });
});
