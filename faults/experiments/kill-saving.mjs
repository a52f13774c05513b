import { join } from 'node:path';
import { openWindow } from '../lib/app.mjs';
import { copyOf } from '../lib/bases.mjs';
import { seeds } from '../lib/cases.mjs';
import { codeUntil, openReport, tagOne } from '../lib/coding.mjs';
import { archiveOf, journalFolder, readJournal } from '../lib/journal.mjs';
import { between } from '../lib/random.mjs';
import { judge } from '../lib/truth.mjs';
import { sleep } from '../lib/wait.mjs';

/** Every fourth run also takes passages back while it goes; then their number says nothing. */
const WITH_UNDO = 4;

/** @type {import('../lib/run-cases.mjs').Experiment} */
export const killSaving = {
  id: 'kill-saving',
  what: 'kill -9 of the process group 50 to 1500 ms into saving edits by keyboard',
  cases: seeds({ short: 4, long: 200 }),
  async run(run, { folder, bases, random, seed }) {
    const base = await bases.small();
    const profile = copyOf(base, join(folder, 'profile'));
    const undo = seed % WITH_UNDO === 0;
    const window = await openWindow(profile);
    await window.settle();
    await openReport(window, 1);
    await tagOne(window);
    const stopped = new AbortController();
    const coding = codeUntil(window, stopped.signal, { undo, random });
    await sleep(between(random, 50, 1500));
    stopped.abort();
    const { saved } = window;
    await window.kill();
    await coding;

    run.acknowledged = saved - base.seq;
    const journal = readJournal(journalFolder(profile));
    run.lost(saved - journal.last, 'changes were not in the journal when the app was killed');
    const truth = await judge(run, profile, {
      acknowledged: saved,
      // What was written after the last acknowledgement may be there too.
      content: undo ? undefined : archiveOf(journal.changes.slice(0, saved)),
      passages: undo ? 0 : base.passages + run.acknowledged,
    });
    run.check(truth.recovered === null, 'A kill must not need a recovery.');
  },
};
