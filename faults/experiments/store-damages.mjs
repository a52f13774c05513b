// What can become of the files of a LevelDB store. Each takes a profile and a random source and damages its store.
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { filesIn, newestLog, storeFiles, storeFolder } from '../lib/files.mjs';
import { between } from '../lib/random.mjs';

const FLIPPED_BYTES = 16;
const NULS = 64 * 1024;

const largest = (paths) => paths.toSorted((a, b) => readFileSync(b).length - readFileSync(a).length)[0];
const table = (profile) => largest(storeFiles(profile, /\.ldb$/));
const manifest = (profile) => storeFiles(profile, /^MANIFEST-/).at(-1);
const pointer = (profile) => storeFiles(profile, /^CURRENT$/)[0];

/** Turns every bit of some bytes in the middle of a file. */
function flip(path, random) {
  const bytes = readFileSync(path);
  const at = between(random, 0, Math.max(0, bytes.length - FLIPPED_BYTES));
  for (let i = at; i < Math.min(bytes.length, at + FLIPPED_BYTES); i += 1) bytes[i] ^= 0xff;
  writeFileSync(path, bytes);
}

function halve(path) {
  truncateSync(path, Math.floor(readFileSync(path).length / 2));
}

function randomise(path, random, length = readFileSync(path).length) {
  writeFileSync(path, Buffer.from(Array.from({ length }, () => between(random, 0, 255))));
}

/** @type {Record<string, (profile: string, random: () => number) => void>} */
export const STORE_DAMAGES = {
  'table: bytes flipped': (profile, random) => flip(table(profile), random),
  'table: halved': (profile) => halve(table(profile)),
  'table: deleted': (profile) => rmSync(table(profile)),
  'log: bytes flipped': (profile, random) => flip(newestLog(profile), random),
  'log: halved': (profile) => halve(newestLog(profile)),
  'log: emptied': (profile) => truncateSync(newestLog(profile), 0),
  'log: 64 KB of zeros after it': (profile) => {
    const log = newestLog(profile);
    writeFileSync(log, Buffer.concat([readFileSync(log), Buffer.alloc(NULS)]));
  },
  'folder: deleted': (profile) => rmSync(storeFolder(profile), { recursive: true }),
  'folder: every file random': (profile, random) => {
    for (const path of filesIn(storeFolder(profile))) randomise(path, random);
  },
  'MANIFEST: deleted': (profile) => rmSync(manifest(profile)),
  'MANIFEST: empty': (profile) => truncateSync(manifest(profile), 0),
  'MANIFEST: garbage': (profile, random) => randomise(manifest(profile), random, 200),
  'CURRENT: deleted': (profile) => rmSync(pointer(profile)),
  'CURRENT: empty': (profile) => truncateSync(pointer(profile), 0),
  'CURRENT: garbage': (profile, random) => randomise(pointer(profile), random, 16),
  'folder: replaced by a file': (profile, random) => {
    const folder = storeFolder(profile);
    rmSync(folder, { recursive: true });
    writeFileSync(folder, Buffer.from(Array.from({ length: 300 }, () => between(random, 0, 255))));
  },
};
