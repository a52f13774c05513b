import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { mustDo, openWindow } from '../lib/app.mjs';
import { copyOf } from '../lib/bases.mjs';
import { seeds } from '../lib/cases.mjs';
import { codeMany, openReport, tagOne } from '../lib/coding.mjs';
import { journalFolder, readJournal } from '../lib/journal.mjs';
import { between } from '../lib/random.mjs';
import { judge } from '../lib/truth.mjs';
import { until } from '../lib/wait.mjs';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;
/** A window looks whether a backup is due some seconds after it opened. */
const BACKUP_MS = 60_000;

/** @type {import('../lib/run-cases.mjs').Experiment} */
export const clock = {
  id: 'clock',
  what: 'the clock jumps by a year, back, and by an hour between edits; backups are thinned a year ahead',
  cases: seeds({ short: 1, long: 6 }),
  async run(run, { folder, bases, random }) {
    const base = await bases.small();
    const profile = copyOf(base, join(folder, 'profile'));
    const recent = await makeBackups(profile, folder);
    // A backup made while the clock is ahead would be the one that is due in a year.
    const settings = join(profile, 'backups.json');
    writeFileSync(settings, JSON.stringify({ version: 1, folder: null, automatic: false }));
    const window = await openWindow(profile);
    await window.settle();
    await openReport(window, 1);
    await tagOne(window);
    for (const jump of shuffled([YEAR_MS, -YEAR_MS, -HOUR_MS, 0], random)) {
      await setClock(window, jump);
      await codeMany(window, 2);
    }
    await window.close();
    const added = 9;
    run.acknowledged = base.seq + added;
    run.lost(base.seq + added - window.saved, 'changes were not saved');
    checkOrder(run, readJournal(journalFolder(profile)).changes);
    await judge(run, profile, {
      acknowledged: window.saved,
      content: base.content,
      passages: base.passages + added,
    });

    rmSync(settings);
    await startInAYear(run, profile);
    const gone = recent.filter((name) => !existsSync(join(`${profile}-backups`, name)));
    run.lost(gone.length, `backups of the last hours were thinned: ${gone.join(', ')}`);
    await judge(run, profile, { acknowledged: window.saved, passages: base.passages + added });
  },
};

/** Runs in main and in the page: `by` milliseconds are added to their clock from now on. */
function shift(by) {
  const Real = (globalThis.RealDate ??= Date);
  globalThis.Date = class extends Real {
    constructor(...args) {
      super(...(args.length === 0 ? [Real.now() + by] : args));
    }
    static now() {
      return Real.now() + by;
    }
  };
}

async function setClock(window, offset) {
  await window.electron.evaluate(
    (_electron, [code, by]) => {
      globalThis.process.getBuiltinModule('node:vm').runInThisContext(`(${code})(${by})`);
    },
    [String(shift), offset],
  );
  await window.page.evaluate(shift, offset);
}

function checkOrder(run, changes) {
  const times = changes.map(({ at }) => Date.parse(at));
  run.check(Math.max(...times) - Math.min(...times) > YEAR_MS, 'The clock of the app did not jump.');
  for (const [i, change] of changes.entries()) {
    if (change.seq !== i + 1) run.silent(`Change ${i + 1} bears the number ${change.seq}.`);
    if (i > 0 && change.device === changes[i - 1].device && !(change.hlc > changes[i - 1].hlc)) {
      run.silent(`Change ${change.seq} is not later than the one before it.`);
    }
  }
}

/** A backup of each of the last hours, as the app would have made them. */
async function makeBackups(profile, folder) {
  const made = join(folder, 'made.zip');
  await mustDo(profile, ['backup', '--out', made]);
  const backups = `${profile}-backups`;
  mkdirSync(backups, { recursive: true });
  const { storeId } = readStoreId(profile);
  return Array.from({ length: 12 }, (_, n) => {
    const at = new Date(Date.now() - n * HOUR_MS).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
    const name = `commonplace-${storeId.slice(0, 8)}-${at}Z-changes.zip`;
    copyFileSync(made, join(backups, name));
    return name;
  });
}

function readStoreId(profile) {
  return JSON.parse(readFileSync(join(profile, 'ledger.json'), 'utf8'));
}

/** The next start sees the clock a year ahead: a backup is due, and older ones are thinned. */
async function startInAYear(run, profile) {
  const backups = `${profile}-backups`;
  const before = new Set(readdirSync(backups));
  const window = await openWindow(profile, {
    preload: join(import.meta.dirname, '..', 'lib', 'shift-clock.cjs'),
    env: { FAULTS_CLOCK_OFFSET_MS: String(YEAR_MS) },
  });
  await window.settle();
  await setClock(window, YEAR_MS);
  await until(
    () => readdirSync(backups).find((name) => name.endsWith('.zip') && !before.has(name)),
    BACKUP_MS,
    'the backup that is due',
  );
  run.note('backed up a year ahead');
  await window.close();
}

function shuffled(values, random) {
  const left = [...values];
  return values.map(() => left.splice(between(random, 0, left.length - 1), 1)[0]);
}
