import { copyFileSync, constants } from 'node:fs';
import { join } from 'node:path';
import { openWindow } from '../lib/app.mjs';
import { copyOf } from '../lib/bases.mjs';
import { seeds } from '../lib/cases.mjs';
import { codeUntil, openReport, tagOne } from '../lib/coding.mjs';
import { archiveOf, journalFolder, readJournal } from '../lib/journal.mjs';
import { cannotMount, makeImage, mountImage, unmount } from '../lib/mounts.mjs';
import { signalFamily } from '../lib/processes.mjs';
import { between } from '../lib/random.mjs';
import { countStoreLosses, judge } from '../lib/truth.mjs';
import { sleep } from '../lib/wait.mjs';

const DISK_MB = 900;

/** @type {import('../lib/run-cases.mjs').Experiment} */
export const powerCut = {
  id: 'power-cut',
  what: 'what the disk itself holds at one moment while edits are saved: all of it, in the journal and in the store',
  skip: cannotMount,
  cases: seeds({ short: 1, long: 20 }),
  async run(run, { folder, bases, random }) {
    const base = await bases.small();
    const image = join(folder, 'disk.img');
    const disk = join(folder, 'disk');
    makeImage(image, DISK_MB);
    mountImage(image, disk);
    let window;
    let saved;
    const cut = join(folder, 'cut.img');
    try {
      const profile = copyOf(base, join(disk, 'profile'));
      window = await openWindow(profile);
      await window.settle();
      await openReport(window, 1);
      await tagOne(window);
      const stopped = new AbortController();
      const coding = codeUntil(window, stopped.signal, { random });
      await sleep(between(random, 300, 2500));
      stopped.abort();
      saved = window.saved;
      signalFamily(window.pid, 'SIGSTOP');
      // What was written and not synced is in the memory of the upper file system, and not in this file.
      copyFileSync(image, cut, constants.COPYFILE_FICLONE);
      await window.kill();
      await coding;
    } finally {
      await window?.kill();
      unmount(disk);
    }
    run.acknowledged = saved - base.seq;

    const after = join(folder, 'after');
    mountImage(cut, after);
    try {
      const profile = join(after, 'profile');
      const journal = readJournal(journalFolder(profile));
      run.lost(saved - journal.last, 'changes were not in the journal on the disk');
      await countStoreLosses(run, profile, saved);
      await judge(run, profile, { acknowledged: saved, content: archiveOf(journal.changes.slice(0, saved)) });
    } finally {
      unmount(after);
    }
  },
};
