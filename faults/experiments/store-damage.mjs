import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustDo, openWindow } from '../lib/app.mjs';
import { copyOf } from '../lib/bases.mjs';
import { each } from '../lib/cases.mjs';
import { filesIn, fingerprints, isKept, storeFiles, storeFolder } from '../lib/files.mjs';
import { judge } from '../lib/truth.mjs';
import { STORE_DAMAGES } from './store-damages.mjs';

const IMMUTABLE = 'immutable files and a bad MANIFEST';
/** LevelDB writes these anew at every start, whatever was in them. */
const PASSING = /(^|\/)(LOCK|LOG|LOG\.old)$/;

/** @type {import('../lib/run-cases.mjs').Experiment} */
export const storeDamage = {
  id: 'store-damage',
  what: 'the seventeen damages to the files of the store, with the journal whole; then Restore',
  cases: each({
    short: ['table: bytes flipped', 'log: halved'],
    long: [...Object.keys(STORE_DAMAGES), IMMUTABLE],
  }),
  async run(run, { folder, bases, value, random }) {
    if (value === IMMUTABLE && process.getuid?.() === 0) {
      run.skipped = 'The superuser may write to every file.';
      return;
    }
    const base = await bases.big();
    const profile = copyOf(base, join(folder, 'profile'));
    const before = fingerprints(join(profile, 'IndexedDB'));
    const undo = value === IMMUTABLE ? freeze(profile, random) : damage(profile, random, value);
    try {
      await look(run, profile, base, before);
    } finally {
      undo();
    }
  },
};

function damage(profile, random, value) {
  STORE_DAMAGES[value](profile, random);
  return () => undefined;
}

/** Files that the app may read and not write. */
function freeze(profile, random) {
  STORE_DAMAGES['MANIFEST: garbage'](profile, random);
  const store = storeFolder(profile);
  const files = storeFiles(profile, /./);
  for (const path of files) chmodSync(path, 0o400);
  chmodSync(store, 0o500);
  return () => thaw(profile);
}

/** Wherever the app has put them meanwhile. */
function thaw(folder) {
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) thaw(join(folder, entry.name));
  }
}

async function look(run, profile, base, before) {
  const store = join(profile, 'IndexedDB');
  const now = fingerprints(store);
  const damaged = filesIn(store)
    .map((path) => ({ name: path.slice(store.length + 1), bytes: readFileSync(path) }))
    .filter(
      ({ name, bytes }) => now.get(name) !== before.get(name) && bytes.length > 0 && !PASSING.test(name),
    );
  run.acknowledged = base.seq;

  const window = await openWindow(profile);
  const face = await window.settle();
  run.note(face === 'open' ? 'opened' : 'recovered in the window');
  run.check(face !== 'failed' && face !== 'refused', `The window shows "${face}".`);
  if (face === 'recovery') {
    const restored = await window.restore();
    if (restored === 'nothing') {
      run.lost(base.seq, 'there is nothing to restore the archive from');
      await window.close();
      return;
    }
    run.check(restored === 'open', `After Restore the window shows "${restored}".`);
  }
  const { saved } = window;
  await window.close();

  run.lost(base.seq - saved, 'the window says that less was saved');
  await judge(run, profile, { acknowledged: base.seq, content: base.content, exactly: true });
  await mustDo(profile, ['list']);
  for (const { name, bytes } of damaged) run.kept(isKept(profile, bytes), name);
}
