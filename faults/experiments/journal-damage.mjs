import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { command, openWindow } from '../lib/app.mjs';
import { copyOf } from '../lib/bases.mjs';
import { each } from '../lib/cases.mjs';
import { fingerprints, isKept } from '../lib/files.mjs';
import { journalFolder } from '../lib/journal.mjs';
import { judge } from '../lib/truth.mjs';
import { until } from '../lib/wait.mjs';

const REFUSED = 5;
const REWRITTEN_MS = 60_000;

const segmentOf = (profile) => {
  const folder = journalFolder(profile);
  return join(
    folder,
    readdirSync(folder).find((name) => name.endsWith('.jsonl')),
  );
};
const torn = (cut) => ({
  damage: (path) => truncateSync(path, readFileSync(path).length - cut),
  isTorn: true,
});
function flipAt(share) {
  return {
    damage(path) {
      const bytes = readFileSync(path);
      bytes[Math.floor(bytes.length * share)] ^= 0x01;
      writeFileSync(path, bytes);
    },
  };
}
const linesOf = (path) => readFileSync(path, 'utf8').split('\n').slice(0, -1);

/** `isTorn`: only the end of the file is kept aside. `keepsNothing`: what is damaged is missing and not wrong. */
const DAMAGES = {
  'last line: newline missing': torn(1),
  'last line: 2 bytes missing': torn(2),
  'last line: 40 bytes missing': torn(40),
  'last line: 300 bytes missing': torn(300),
  'one bit flipped in the middle': flipAt(0.5),
  'one bit flipped near the end': flipAt(0.97),
  'header: one bit flipped': flipAt(0.0005),
  'cut between two lines': {
    damage(path) {
      const lines = linesOf(path);
      writeFileSync(path, `${lines.slice(0, Math.ceil(lines.length / 2)).join('\n')}\n`);
    },
    keepsNothing: true,
  },
  'file deleted': { damage: (path) => rmSync(path), keepsNothing: true },
  'file emptied': { damage: (path) => truncateSync(path, 0), keepsNothing: true },
  'a segment twice': { damage: (path) => copyFileSync(path, join(path, '..', '000000000005.jsonl')) },
  'zeros after it': {
    damage: (path) => writeFileSync(path, Buffer.alloc(4096), { flag: 'a' }),
    isTorn: true,
  },
  'written by a newer version': { damage: makeNewer, isRefused: true },
};

/** The header of a version 2, with the right hash: it is whole, and not to be understood. */
function makeNewer(path) {
  const [header, ...rest] = linesOf(path);
  const { n, prev, body } = JSON.parse(header);
  const text = JSON.stringify({ ...body, version: 2 });
  const hash = createHash('sha256').update(`${prev}\n${n}\n${text}`).digest('hex');
  const line = `{"n":${n},"prev":"${prev}","hash":"${hash}","body":${text}}`;
  writeFileSync(path, [line, ...rest, ''].join('\n'));
}

/** @type {import('../lib/run-cases.mjs').Experiment} */
export const journalDamage = {
  id: 'journal-damage',
  what: 'the journal torn, flipped, cut, deleted, doubled, with the store whole',
  cases: each({
    short: ['last line: 40 bytes missing', 'one bit flipped in the middle'],
    long: Object.keys(DAMAGES),
  }),
  async run(run, { folder, bases, value }) {
    const base = await bases.small();
    const profile = copyOf(base, join(folder, 'profile'));
    const path = segmentOf(profile);
    const { damage, isTorn = false, keepsNothing = false, isRefused = false } = DAMAGES[value];
    damage(path);
    run.acknowledged = base.seq;
    if (isRefused) {
      await mustRefuse(run, profile);
      return;
    }
    const damaged = existsSync(path) ? readFileSync(path) : null;

    const window = await openWindow(profile);
    const face = await window.settle();
    run.note({ open: 'opened', journal: 'written again', recovery: 'recovered in the window' }[face] ?? face);
    if (face === 'journal') await writeAgain(window);
    if (face === 'recovery') run.check((await window.restore()) === 'open', 'It could not be restored.');
    const { saved } = window;
    await window.close();

    run.lost(base.seq - saved, 'the window says that less was saved');
    await judge(run, profile, { acknowledged: base.seq, content: base.content, exactly: true });
    if (!keepsNothing)
      run.kept(isKept(profile, damaged, { orEnd: isTorn ? path : null }), 'the damaged journal');
  },
};

async function writeAgain(window) {
  await window.page.getByRole('button', { name: 'Write the journal again' }).click();
  const face = await until(
    async () => {
      const now = await window.settle();
      return now === 'journal' ? undefined : now;
    },
    REWRITTEN_MS,
    'the journal to be written again',
  );
  if (face !== 'open') throw new Error(`After writing the journal again the window shows "${face}".`);
}

async function mustRefuse(run, profile) {
  const before = [fingerprints(journalFolder(profile)), fingerprints(join(profile, 'IndexedDB'))];
  const { code } = await command(profile, ['list']);
  run.check(code === REFUSED, `It ended with ${code} and not with ${REFUSED}.`);
  const after = [fingerprints(journalFolder(profile)), fingerprints(join(profile, 'IndexedDB'))];
  for (const [i, files] of before.entries()) {
    for (const [name, hash] of files) run.lost(after[i].get(name) === hash ? 0 : 1, `${name} was changed`);
  }
  run.note('refused');
}
