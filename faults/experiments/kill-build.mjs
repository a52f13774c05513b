import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { command, mustDo, start } from '../lib/app.mjs';
import { copyOf, writeReports } from '../lib/bases.mjs';
import { seeds } from '../lib/cases.mjs';
import { between } from '../lib/random.mjs';
import { differences, judge, readTruth } from '../lib/truth.mjs';
import { sleep } from '../lib/wait.mjs';

/** @type {import('../lib/run-cases.mjs').Experiment} */
export const killRestore = {
  id: 'kill-restore',
  what: 'kill -9 while a backup is restored: the old archive or the restored one, nothing between',
  cases: seeds({ short: 1, long: 20 }),
  async run(run, { folder, bases, random, seed }) {
    const base = await bases.big();
    const profile = copyOf(base, join(folder, 'profile'));
    const file = join(folder, 'backup.zip');
    await mustDo(profile, ['backup', '--out', file]);
    await mustDo(profile, ['import', ...writeReports(join(folder, 'files'), 5, 200 + seed)]);
    const now = await readTruth(profile);

    const restoring = start(profile, ['restore', file, '--json']);
    await sleep(between(random, 500, 4000));
    await restoring.kill();
    await restoring.ended;
    run.note(
      restoring.records.some(({ event }) => event === 'restored') ? 'killed after it' : 'killed before it',
    );

    run.acknowledged = base.seq + 1;
    const after = await judge(run, profile, { acknowledged: base.seq, content: base.content });
    const isOld = isSame(after, now);
    run.check(
      isOld || isSame(after, base.content),
      'It is neither the old archive nor the one of the backup.',
    );
    run.note(isOld ? 'old archive' : 'restored archive');
    checkGenerations(run, profile);
  },
};

/** @type {import('../lib/run-cases.mjs').Experiment} */
export const killRecovery = {
  id: 'kill-recovery',
  what: 'kill -9 while a lost store is built again from the journal, several times over',
  cases: seeds({ short: 1, long: 20 }),
  async run(run, { folder, bases, random }) {
    const base = await bases.big();
    const profile = copyOf(base, join(folder, 'profile'));
    rmSync(join(profile, 'IndexedDB'), { recursive: true });
    for (let kills = between(random, 1, 3); kills > 0; kills -= 1) {
      const recovering = start(profile, ['recover', '--json']);
      await sleep(between(random, 500, 4000));
      await recovering.kill();
      await recovering.ended;
    }
    run.acknowledged = base.seq;
    const { code } = await command(profile, ['list']);
    run.check(code === 0 || code === 5, `The start after the kill ended with ${code}.`);
    await judge(run, profile, { acknowledged: base.seq, content: base.content, exactly: true });
    checkGenerations(run, profile);
  },
};

function isSame(truth, content) {
  const { lost, foreign } = differences(truth, content);
  return lost.length + foreign.length === 0;
}

/** After a whole start, builds that were not finished are gone. */
function checkGenerations(run, profile) {
  const left = readdirSync(profile).filter(
    (name) => name.startsWith('generation-') && !existsSync(join(profile, name, 'COMPLETE')),
  );
  run.check(left.length === 0, `An unfinished build is left: ${left.join(', ')}.`);
}
