import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  joined,
  keep,
  makePlace,
  noise,
  openSample,
  value,
  writeSample,
  type Place,
} from './testing/sample-backup';

let place: Place;
let path: string;
let plain: Buffer;
let encrypted: Buffer;

beforeAll(async () => {
  place = makePlace();
  path = join(place.root, 'damaged.zip');
  const originals = [
    keep(place.originals, noise(3_000, 11)),
    keep(place.originals, Buffer.from('text '.repeat(500))),
  ];
  plain = readFileSync((await writeSample(place, { originals })).path);
  encrypted = readFileSync((await writeSample(place, { originals, passphrase: 'secret' })).path);
});
afterAll(() => {
  place.remove();
});

/** What opening comes to: a refusal's code, or everything that is offered. */
async function offered(bytes: Uint8Array, passphrase: string | null): Promise<unknown> {
  writeFileSync(path, bytes);
  const outcome = await openSample(place, path, passphrase);
  if (!outcome.ok) return outcome.code;
  const { summary, journalHash, missingOriginals } = outcome.value;
  const restored = join(place.root, 'restored');
  const content = {
    summary,
    journalHash,
    missingOriginals,
    journal: (await joined(outcome.value.journalLines())).toString(),
    changes: await outcome.value.read(0),
    originals: value(await outcome.value.extractOriginals(restored, () => undefined)) >= 0,
  };
  await outcome.value.close();
  return content;
}

function positions(count: number, length: number): number[] {
  return Array.from({ length: count }, (_, n) => Math.floor(((n + 0.5) * length) / count));
}

const KINDS = [
  { name: 'a plain backup', bytes: () => plain, passphrase: null, count: 300 },
  { name: 'an encrypted backup', bytes: () => encrypted, passphrase: 'secret', count: 60 },
];

it.each(KINDS)('$name with a changed byte is refused or the same', async ({ bytes, passphrase, count }) => {
  const good = await offered(bytes(), passphrase);
  expect(good).toBeTypeOf('object');
  let refused = 0;
  for (const at of positions(count, bytes().length)) {
    const bad = Buffer.from(bytes());
    bad[at]! ^= 1 << (at % 8);
    const result = await offered(bad, passphrase);
    if (typeof result === 'string') refused += 1;
    else expect(result, `byte ${at}`).toEqual(good);
  }
  expect(refused).toBeGreaterThan(count * 0.7);
});

it.each(KINDS)('$name that is cut anywhere is refused', async ({ bytes, passphrase }) => {
  for (const length of [...positions(80, bytes().length), bytes().length - 1]) {
    expect(await offered(bytes().subarray(0, length), passphrase), `${length} bytes`).toMatch(/^backup\//u);
  }
});
