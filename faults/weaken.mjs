/**
 * Shows that the suite can fail: builds the app with one of its safeties switched off, in a temporary folder, and runs
 * experiments against it, which must then report losses or silent damage.
 *
 *   npm run faults -- --weaken            all of them
 *   npm run faults -- --weaken repair     one
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../scripts/child.mjs';
import { ROOT } from '../scripts/paths.mjs';

const COPIED = [
  'src',
  'resources',
  'scripts',
  'package.json',
  'electron.vite.config.ts',
  'svelte.config.mjs',
];
const log = (line) => process.stderr.write(`${line}\n`);

/**
 * `edits`: file, what stands there, and what is put in its place. `runs`: arguments of the suite, one list a run.
 */
const SAFETIES = {
  repair: {
    what: 'the repair of torn logs before the store is opened',
    edits: [
      [
        'src/main/archive/start-checks.ts',
        'await repairStore(indexedDb, asideFolder(profileFolder), now)',
        '{ repaired: [] as string[] }',
      ],
    ],
    runs: [['--only', 'torn-log', '--runs', '8']],
  },
  journal: {
    what: 'the journal: it answers as if it had written',
    edits: [
      [
        'src/main/archive/journal.ts',
        'await writer.append(lines);',
        'if (writer === null) throw new Error();',
      ],
    ],
    runs: [
      ['--only', 'kill-saving', '--runs', '3'],
      ['--only', 'store-damage', '--runs', '3'],
    ],
  },
  durability: {
    what: 'strict durability of the store',
    edits: [['src/renderer/src/storage/archive-db.ts', "'strict'", "'relaxed'"]],
    runs: [['--only', 'power-cut', '--runs', '6']],
  },
  comparison: {
    what: 'the comparison of the store with its witnesses',
    edits: [
      [
        'src/renderer/src/usecases/open-archive.ts',
        'return await checkStore(db, {',
        'if (changeId !== undefined) return { kind: "whole", seq: journal.seq, unsent: 0 };\n    return await checkStore(db, {',
      ],
    ],
    runs: [['--only', 'store-damage', '--case', 'log: ']],
  },
};

/**
 * @param {string[]} names of safeties; none means all
 * @returns {Promise<number>} exit code: 0 when the suite failed on every weakened app, as it must
 */
export async function weaken(names) {
  const chosen = names.length === 0 ? Object.keys(SAFETIES) : names;
  const unknown = chosen.filter((name) => !Object.hasOwn(SAFETIES, name));
  if (unknown.length > 0) {
    log(`There is no safety “${unknown.join('”, “')}”. There are: ${Object.keys(SAFETIES).join(', ')}.`);
    return 2;
  }
  const lines = [];
  let unnoticed = 0;
  for (const name of chosen) {
    const { what, edits, runs } = SAFETIES[name];
    log(`\n== Without ${what}`);
    const app = mkdtempSync(join(tmpdir(), 'commonplace-weakened-'));
    try {
      await buildWeakened(app, edits);
      const totals = await measure(app, runs);
      const noticed = totals.losses + totals.silent > 0;
      if (!noticed) unnoticed += 1;
      lines.push(
        `${noticed ? 'noticed  ' : 'UNNOTICED'}  without ${what}: ${totals.losses} losses, ${totals.silent} silent damages, ` +
          `${totals.failed} of ${totals.runs} runs failed`,
      );
    } finally {
      rmSync(app, { recursive: true, force: true });
    }
  }
  console.log(`\n${lines.join('\n')}`);
  return unnoticed === 0 ? 0 : 1;
}

async function buildWeakened(app, edits) {
  for (const name of COPIED) cpSync(join(ROOT, name), join(app, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(app, 'node_modules'));
  for (const [file, from, to] of edits) {
    const path = join(app, file);
    const source = readFileSync(path, 'utf8');
    if (source.split(from).length !== 2) throw new Error(`${file} does not say once: ${from}`);
    writeFileSync(
      path,
      source.replace(from, () => to),
    );
  }
  const cli = join(ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const code = await run(process.execPath, [cli, 'build', '--logLevel', 'error'], { cwd: app, stdout: 2 });
  if (code !== 0) throw new Error('The weakened app does not build.');
}

async function measure(app, runs) {
  const totals = { runs: 0, failed: 0, losses: 0, silent: 0 };
  const report = join(app, 'faults.json');
  for (const args of runs) {
    rmSync(report, { force: true });
    await run(process.execPath, [join(import.meta.dirname, 'run.mjs'), ...args, '--report', report], {
      cwd: ROOT,
      env: { ...process.env, FAULTS_APP: app },
    });
    for (const row of JSON.parse(readFileSync(report, 'utf8')).experiments) {
      totals.runs += row.runs;
      totals.failed += row.failed;
      totals.losses += row.losses;
      totals.silent += row.silent;
    }
  }
  return totals;
}
