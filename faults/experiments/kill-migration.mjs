import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { start } from '../lib/app.mjs';
import { copyOf } from '../lib/bases.mjs';
import { seeds } from '../lib/cases.mjs';
import { between } from '../lib/random.mjs';
import { judge } from '../lib/truth.mjs';
import { sleep } from '../lib/wait.mjs';

/** @type {import('../lib/run-cases.mjs').Experiment} */
export const killMigration = {
  id: 'kill-migration',
  what: 'kill -9 during the first start on an archive of version 0.1.0, several times over',
  cases: seeds({ short: 1, long: 30 }),
  async run(run, { folder, bases, random, seed }) {
    const base = await bases.released();
    const profile = copyOf(base, join(folder, 'profile'));
    for (let kills = between(random, 1, 3); kills > 0; kills -= 1) {
      const started = start(profile, seed % 2 === 0 ? [] : ['list', '--json']);
      await sleep(between(random, 200, 3000));
      await started.kill();
      await started.ended;
    }
    run.acknowledged = base.reports + base.passages;
    const truth = await judge(run, profile, { acknowledged: 0, passages: base.passages });
    run.lost(base.reports - truth.reports.size, 'reports of version 0.1.0');
    run.check(truth.passages.size <= base.passages, 'There are passages that version 0.1.0 did not have.');
    run.check(truth.recovered === null, 'A kill during the upgrade must not need a recovery.');
    const aside = join(profile, 'aside');
    const copies = existsSync(aside)
      ? readdirSync(aside).filter((name) => name.endsWith('-before-upgrade'))
      : [];
    run.kept(copies.length > 0, 'the store as version 0.1.0 left it');
  },
};
