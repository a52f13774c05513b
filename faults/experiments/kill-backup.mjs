import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, mustDo, openWindow, start } from '../lib/app.mjs';
import { copyOf } from '../lib/bases.mjs';
import { seeds } from '../lib/cases.mjs';
import { fingerprints, hashOf } from '../lib/files.mjs';
import { between } from '../lib/random.mjs';
import { judge, readTruth, differences } from '../lib/truth.mjs';
import { sleep } from '../lib/wait.mjs';

/** @type {import('../lib/run-cases.mjs').Experiment} */
export const killBackup = {
  id: 'kill-backup',
  what: 'kill -9 while a backup is written, to a file and to the backup folder',
  cases: seeds({ short: 1, long: 20 }),
  async run(run, { folder, bases, random, seed }) {
    const base = await bases.big();
    const profile = copyOf(base, join(folder, 'profile'));
    const backups = `${profile}-backups`;
    mkdirSync(backups);
    const older = join(backups, 'older.zip');
    await mustDo(profile, ['backup', '--out', older]);
    const olderHash = hashOf(readFileSync(older));
    const before = new Set(readdirSync(backups));

    if (seed % 2 === 1) await byWindow(profile, random);
    else await byCommand(profile, join(backups, 'newer.zip'), random);

    run.acknowledged = base.seq;
    run.lost(hashOf(readFileSync(older)) === olderHash ? 0 : 1, 'the older backup was changed');
    const added = readdirSync(backups).filter((name) => !before.has(name));
    for (const name of added.filter((each) => each.endsWith('.zip'))) {
      run.note('a whole new one was there');
      await checkBackup(run, join(backups, name), join(folder, 'restored'), base);
    }
    const odd = added.filter(
      (name) => !name.endsWith('.zip') && !name.endsWith('.part') && !name.endsWith('.tmp'),
    );
    run.check(odd.length === 0, `Something else was left: ${odd.join(', ')}.`);
    if (added.length > 0 && odd.length === 0 && !added.some((name) => name.endsWith('.zip')))
      run.note('only a part was left');
    await judge(run, profile, { acknowledged: base.seq, content: base.content, exactly: true });
    run.check(fingerprints(backups).size === before.size + added.length, 'The next start removed backups.');
  },
};

async function byCommand(profile, out, random) {
  const writing = start(profile, ['backup', '--out', out, '--json']);
  await sleep(between(random, 700, 4000));
  await writing.kill();
  await writing.ended;
}

async function byWindow(profile, random) {
  const window = await openWindow(profile);
  await window.settle();
  await window.choose('file.backup');
  await sleep(between(random, 20, 2500));
  await window.kill();
}

/** A file with the name of a backup is one: it can be restored into a new archive. */
async function checkBackup(run, path, profile, base) {
  if (!existsSync(path)) return;
  const { code, errors } = await command(profile, ['restore', path]);
  if (code !== 0) {
    run.silent(`A backup that was not finished bears the name of a whole one: ${errors.join(' ')}`);
    return;
  }
  const { lost } = differences(await readTruth(profile), base.content);
  if (lost.length > 0) run.silent(`A backup lacks ${lost.length} rows: ${lost[0]}`);
}
