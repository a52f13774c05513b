import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import yazl from 'yazl';
import { command, mustDo } from '../lib/app.mjs';
import { copyOf } from '../lib/bases.mjs';
import { each } from '../lib/cases.mjs';
import { judge } from '../lib/truth.mjs';

const REFUSED = 3;

const flipAt = (share) => (bytes) => {
  const damaged = Buffer.from(bytes);
  damaged[Math.floor(damaged.length * share)] ^= 0x10;
  return damaged;
};

const DAMAGES = {
  'last byte missing': (bytes) => bytes.subarray(0, -1),
  'cut to half': (bytes) => bytes.subarray(0, bytes.length >> 1),
  'cut to 100 bytes': (bytes) => bytes.subarray(0, 100),
  empty: () => Buffer.alloc(0),
  'one bit flipped at 10 %': flipAt(0.1),
  'one bit flipped at 40 %': flipAt(0.4),
  'one bit flipped at 60 %': flipAt(0.6),
  'one bit flipped at 80 %': flipAt(0.8),
  'not a ZIP file': () => Buffer.from('This is no backup.\n'.repeat(200)),
  'the passages missing': (bytes) => without(bytes, /excerpts|passages/i),
  'the journal missing': (bytes) => without(bytes, /journal/i),
  'an original missing': (bytes) => without(bytes, /original.*[0-9a-f]{64}/i),
  'the checksums missing': (bytes) => without(bytes, /sha256|checksum/i),
};

/** The archive file without the first entry of such a name. */
async function without(bytes, pattern) {
  const zip = await new Promise((done, fail) =>
    yauzl.fromBuffer(bytes, { lazyEntries: false, autoClose: false }, (error, file) =>
      error ? fail(error) : done(file),
    ),
  );
  const entries = [];
  zip.on('entry', (entry) => entries.push(entry));
  await new Promise((done, fail) => zip.once('end', done).once('error', fail));
  const left = new yazl.ZipFile();
  const gone = entries.findIndex(({ fileName }) => pattern.test(fileName));
  if (gone === -1)
    throw new Error(`No entry of ${entries.map(({ fileName }) => fileName).join(', ')} matches ${pattern}.`);
  for (const entry of entries.filter((_, index) => index !== gone)) {
    const stream = await new Promise((done, fail) =>
      zip.openReadStream(entry, (error, opened) => (error ? fail(error) : done(opened))),
    );
    left.addBuffer(await buffer(stream), entry.fileName, { compress: entry.compressionMethod !== 0 });
  }
  left.end();
  return buffer(left.outputStream);
}

/** @type {import('../lib/run-cases.mjs').Experiment} */
export const backupDamage = {
  id: 'backup-damage',
  what: 'a backup truncated, flipped, with an entry missing, no backup at all: it is refused',
  cases: each({ short: ['one bit flipped at 40 %'], long: Object.keys(DAMAGES) }),
  async run(run, { folder, bases, value }) {
    const base = await bases.small();
    const profile = copyOf(base, join(folder, 'profile'));
    const file = join(folder, 'backup.zip');
    await mustDo(profile, ['backup', '--out', file]);
    writeFileSync(file, await DAMAGES[value](readFileSync(file)));

    const { code, records, errors } = await command(profile, ['restore', file]);
    const refusal = records.find(({ event }) => event === 'error');
    run.check(
      code === REFUSED,
      `The restore ended with ${code} and not with ${REFUSED}: ${errors.join(' ')}`,
    );
    run.check(
      /^(backup|file)\//.test(refusal?.code ?? ''),
      `The reason given is ${JSON.stringify(refusal)}.`,
    );
    if (code === 0) run.silent('A damaged backup took the place of the archive.');
    run.note(refusal?.code ?? 'no reason');
    run.acknowledged = base.seq;
    await judge(run, profile, { acknowledged: base.seq, content: base.content, exactly: true });
  },
};
