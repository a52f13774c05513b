import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepOriginal } from './originals';

const bytes = new TextEncoder().encode('A report of some kind.\r\n');
const sha256 = createHash('sha256').update(bytes).digest('hex');

let profile: string;
let folder: string;
let kept: string;

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'commonplace-'));
  folder = join(profile, 'originals');
  kept = join(folder, sha256.slice(0, 2), sha256);
});
afterEach(() => {
  rmSync(profile, { recursive: true });
});

it('stores the bytes under their hash, privately', async () => {
  expect(await keepOriginal(folder, bytes)).toEqual({ ok: true, value: { sha256, bytes: bytes.byteLength } });
  expect(new Uint8Array(readFileSync(kept))).toEqual(bytes);
  expect(statSync(kept).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(kept)).mode & 0o777).toBe(0o700);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it('leaves a kept file alone the second time', async () => {
  await keepOriginal(folder, bytes);
  const before = statSync(kept);
  expect(await keepOriginal(folder, bytes)).toMatchObject({ ok: true });
  expect(statSync(kept).ino).toBe(before.ino);
  expect(readdirSync(dirname(kept))).toEqual([sha256]);
});

it('survives the same file being kept twice at once', async () => {
  await Promise.all([keepOriginal(folder, bytes), keepOriginal(folder, bytes)]);
  expect(readdirSync(dirname(kept))).toEqual([sha256]);
});

it('writes a cut file again', async () => {
  await keepOriginal(folder, bytes);
  writeFileSync(kept, 'A rep');
  await keepOriginal(folder, bytes);
  expect(new Uint8Array(readFileSync(kept))).toEqual(bytes);
});

it('keeps an empty file', async () => {
  expect(await keepOriginal(folder, new Uint8Array())).toMatchObject({ ok: true, value: { bytes: 0 } });
});

it('refuses in words when the folder is not one', async () => {
  writeFileSync(folder, '');
  chmodSync(folder, 0o600);
  const outcome = await keepOriginal(folder, bytes);
  expect(outcome).toMatchObject({ ok: false, code: 'original/not-kept' });
  expect(JSON.stringify(outcome)).not.toContain(profile);
});
