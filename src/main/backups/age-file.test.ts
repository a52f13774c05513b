import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Encrypter } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  journalOf,
  keep,
  makePlace,
  noise,
  openSample,
  QUICK,
  writeSample,
  type Place,
} from './testing/sample-backup';

let place: Place;

beforeEach(() => {
  place = makePlace();
});
afterEach(() => {
  place.remove();
});

async function codeOf(bytes: Uint8Array, passphrase: string | null = null): Promise<string> {
  const path = join(place.root, 'some.zip.age');
  writeFileSync(path, bytes);
  const outcome = await openSample(place, path, passphrase);
  expect(JSON.stringify(outcome)).not.toContain(place.root);
  if (outcome.ok) await outcome.value.close();
  return outcome.ok ? 'opened' : outcome.code;
}

describe('an encrypted backup', () => {
  it('needs its passphrase', async () => {
    const { path: good } = await writeSample(place, { passphrase: 'secret' });
    const bytes = readFileSync(good);
    expect(await codeOf(bytes)).toBe('backup/encrypted');
    expect(await codeOf(bytes, 'Secret')).toBe('backup/wrong-passphrase');
    expect(await codeOf(bytes, 'secret')).toBe('opened');
    expect(readdirSync(place.temporary)).toEqual([]);
  });

  it('is damaged when it is cut or changed', async () => {
    const { path: good } = await writeSample(place, {
      passphrase: 'secret',
      originals: [keep(place.originals, noise(200_000, 8))],
    });
    const bytes = readFileSync(good);
    expect(await codeOf(bytes.subarray(0, 100), 'secret')).toBe('backup/damaged');
    expect(await codeOf(bytes.subarray(0, 70_000), 'secret')).toBe('backup/damaged');
    expect(await codeOf(bytes.subarray(0, -1), 'secret')).toBe('backup/damaged');
    bytes[100_000]! ^= 1;
    expect(await codeOf(bytes, 'secret')).toBe('backup/damaged');
    expect(readdirSync(place.temporary)).toEqual([]);
  });

  it('is not tried when opening it would cost minutes, or it is for a key', async () => {
    const { path: good } = await writeSample(place, { passphrase: 'secret' });
    const text = readFileSync(good).toString('latin1');
    expect(await codeOf(Buffer.from(text.replace(/ 10\n/u, ' 30\n'), 'latin1'), 'secret')).toBe(
      'backup/unreadable',
    );
    const forKey = text.replace('-> scrypt', '-> X25519');
    expect(await codeOf(Buffer.from(forKey, 'latin1'), 'secret')).toBe('backup/unreadable');
  });

  it('must hold a backup', async () => {
    const encrypter = new Encrypter();
    encrypter.setPassphrase('secret');
    encrypter.setScryptWorkFactor(QUICK);
    expect(await codeOf(await encrypter.encrypt('Dear Sir,'), 'secret')).toBe('backup/not-a-backup');
    expect(await codeOf(await encrypter.encrypt(journalOf(['{}'])), 'secret')).toBe('opened');
  });
});
