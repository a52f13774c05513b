import { existsSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { openWindow } from '../lib/app.mjs';
import { copyOf } from '../lib/bases.mjs';
import { each } from '../lib/cases.mjs';
import { openReport, tagOne } from '../lib/coding.mjs';
import { isKept, newestLog } from '../lib/files.mjs';
import { countStoreLosses, judge } from '../lib/truth.mjs';

const LONGEST = 2000;
const STEP = 40;
const LENGTHS = [
  1,
  3,
  ...Array.from({ length: LONGEST / STEP }, (_, n) => (n + 1) * STEP - ((n * 7) % STEP)),
  LONGEST,
];

/** Every length once, from an archive that was quit and from one that was killed in turn. */
const ALL = LENGTHS.map((cut, n) => ({ cut, from: n % 2 === 0 ? 'small' : 'killed' }));

/** @type {import('../lib/run-cases.mjs').Experiment} */
export const tornLog = {
  id: 'torn-log',
  what: 'the newest log of the store cut by 1 to 2000 bytes; then look, write, quit, and start twice more',
  cases: each({
    short: [
      { cut: 7, from: 'killed' },
      { cut: 250, from: 'killed' },
      { cut: 900, from: 'small' },
    ],
    long: ALL,
    label: ({ cut, from }) => `${cut} bytes, ${from === 'small' ? 'quit' : 'killed'}`,
  }),
  async run(run, { folder, bases, value: { cut, from } }) {
    const base = await bases[from]();
    const profile = copyOf(base, join(folder, 'profile'));
    const log = newestLog(profile);
    truncateSync(log, readFileSync(log).length - cut);
    const damaged = readFileSync(log);
    run.acknowledged = base.seq;

    const window = await openWindow(profile);
    const face = await window.settle();
    run.note(face === 'open' ? 'opened' : 'recovered in the window');
    if (face !== 'open') run.check((await window.restore()) === 'open', 'It could not be restored.');
    await openReport(window, 2);
    await tagOne(window);
    const { saved } = window;
    await window.close();
    await countStoreLosses(run, profile, saved);

    run.acknowledged += 1;
    run.lost(base.seq + 1 - saved, 'the numbers of the changes start too low');
    await judge(run, profile, { acknowledged: saved, content: base.content, passages: base.passages + 1 });
    // A cut right between two records leaves a log that nothing is wrong with.
    if (face !== 'open' || existsSync(join(profile, 'aside')))
      run.kept(isKept(profile, damaged), 'the log as it was found');
    else run.note('cut between two records');
  },
};
