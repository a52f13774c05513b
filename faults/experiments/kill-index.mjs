import { join } from 'node:path';
import { mustDo, openWindow } from '../lib/app.mjs';
import { copyOf } from '../lib/bases.mjs';
import { seeds } from '../lib/cases.mjs';
import { codeMany, openReport, tagOne } from '../lib/coding.mjs';
import { between } from '../lib/random.mjs';
import { judge } from '../lib/truth.mjs';
import { sleep } from '../lib/wait.mjs';

/** The search index is stored five seconds after the last change. */
const STORED_AFTER_MS = 5000;

/** @type {import('../lib/run-cases.mjs').Experiment} */
export const killIndex = {
  id: 'kill-index',
  what: 'kill -9 while the search index of some hundred reports is stored',
  cases: seeds({ short: 1, long: 20 }),
  async run(run, { folder, bases, random }) {
    const base = await bases.big();
    const profile = copyOf(base, join(folder, 'profile'));
    const window = await openWindow(profile);
    await window.settle();
    await openReport(window, 1);
    await tagOne(window, { memo: 'Quayside barometer' });
    await codeMany(window, 2);
    await sleep(STORED_AFTER_MS + between(random, -200, 1500));
    const { saved } = window;
    await window.kill();

    run.acknowledged = saved - base.seq;
    await judge(run, profile, { acknowledged: saved, content: base.content, passages: base.passages + 3 });
    const found = await mustDo(profile, ['search', 'barometer']);
    run.check(found.at(-1)?.passages === 1, 'The search does not find what was written last.');
  },
};
