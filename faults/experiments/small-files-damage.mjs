import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, openWindow } from '../lib/app.mjs';
import { copyOf } from '../lib/bases.mjs';
import { each } from '../lib/cases.mjs';
import { fingerprints, isKept } from '../lib/files.mjs';
import { judge } from '../lib/truth.mjs';

const REFUSED = 5;

/** What is in the files when they are whole; the ledger is there already. */
const WHOLE = {
  'ledger.json': null,
  'settings.json': {
    version: 1,
    theme: 'dark',
    reading: { fontSize: 21, measure: 60 },
    coder: 'Coder 2',
    panes: { left: 296, right: 320, results: 540 },
  },
  'backups.json': { version: 1, folder: null, automatic: false },
  'window.json': { version: 1, bounds: { x: 10, y: 10, width: 1000, height: 700 }, maximized: false },
};

const HARMS = {
  'cut to 0 bytes': () => Buffer.alloc(0),
  'cut to 1 byte': (bytes) => bytes.subarray(0, 1),
  'cut to half': (bytes) => bytes.subarray(0, bytes.length >> 1),
  zeros: (bytes) => Buffer.alloc(bytes.length),
  'wrong types': (bytes) => Buffer.from(bytes.toString().replaceAll(/: ?(\d+|true|false|null)/g, ': "x"')),
  'not UTF-8': (bytes) => Buffer.concat([Buffer.from([0xff, 0xfe, 0x80]), bytes]),
};

/** What is said of a file that only its reader would miss; the window's place is not worth a word. */
const TOLD = {
  'settings.json': 'The settings were damaged',
  'backups.json': 'The settings of the backups were damaged',
};

const HARMED = Object.keys(WHOLE).flatMap((file) => Object.keys(HARMS).map((harm) => ({ file, harm })));
const ALL = [
  ...HARMED,
  { file: 'ledger.json', harm: 'deleted' },
  { file: 'ledger.json', harm: 'both versions cut to half' },
  { file: 'ledger.json', harm: 'both versions deleted' },
  { file: 'ledger.json', harm: 'newer' },
  { file: 'ledger.json', harm: 'newer tables' },
  { file: 'ledger.json', harm: 'newer engine' },
];

/** @type {import('../lib/run-cases.mjs').Experiment} */
export const smallFilesDamage = {
  id: 'small-files',
  what: 'ledger, settings, backup settings and window state cut, zeroed, of wrong types, of a newer version',
  cases: each({
    short: [
      { file: 'ledger.json', harm: 'cut to half' },
      { file: 'ledger.json', harm: 'newer' },
      { file: 'backups.json', harm: 'zeros' },
    ],
    long: ALL,
    label: ({ file, harm }) => `${file}: ${harm}`,
  }),
  async run(run, { folder, bases, value: { file, harm } }) {
    const base = await bases.small();
    const profile = copyOf(base, join(folder, 'profile'));
    const path = join(profile, file);
    if (WHOLE[file] !== null) writeFileSync(path, JSON.stringify(WHOLE[file], null, 2));
    run.acknowledged = base.seq;
    if (harm.startsWith('newer')) {
      await mustRefuse(run, profile, path, harm);
      return;
    }
    const damaged = hurt(path, harm);

    const window = await openWindow(profile);
    const face = await window.settle();
    run.note(face === 'open' ? 'opened' : face);
    if (face === 'recovery') run.check((await window.restore()) === 'open', 'It could not be restored.');
    if (TOLD[file]) await window.page.getByText(TOLD[file]).first().waitFor();
    const { saved } = window;
    await window.close();
    run.lost(base.seq - saved, 'the window says that less was saved');
    await judge(run, profile, { acknowledged: base.seq, content: base.content, exactly: true });
    for (const bytes of damaged) run.kept(isKept(profile, bytes), file);
  },
};

/** Damages the file, or also the version before it; gives the bytes that are to be kept. */
function hurt(path, harm) {
  const paths = harm.startsWith('both') ? [path, `${path}.bak`] : [path];
  if (harm.endsWith('deleted')) {
    for (const each of paths) rmSync(each);
    return [];
  }
  const change = HARMS[harm.replace('both versions ', '')];
  return paths
    .map((each) => {
      const bytes = change(readFileSync(each));
      writeFileSync(each, bytes);
      return bytes;
    })
    .slice(0, 1)
    .filter((bytes) => bytes.length > 0);
}

async function mustRefuse(run, profile, path, harm) {
  const ledger = JSON.parse(readFileSync(path, 'utf8'));
  const change = {
    newer: { version: 2, added: true },
    'newer tables': { schema: 99 },
    'newer engine': { chromium: '999.0.0.0' },
  }[harm];
  writeFileSync(path, `${JSON.stringify({ ...ledger, ...change })}\n`);
  const before = contents(profile);
  const { code, errors } = await command(profile, ['list']);
  run.check(code === REFUSED, `It ended with ${code} and not with ${REFUSED}: ${errors.join(' ')}`);
  const after = contents(profile);
  for (const [name, hash] of before)
    run.lost(after.get(name) === hash ? 0 : 1, `${name} was changed or deleted`);
  run.note('refused');
}

function contents(profile) {
  const files = [...fingerprints(profile)].filter(([name]) =>
    /^(IndexedDB|journal|originals)\/|^ledger\.json/.test(name),
  );
  return new Map(files.filter(([name]) => !/(LOCK|LOG|LOG\.old)$/.test(name)));
}
