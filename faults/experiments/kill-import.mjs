import { join } from 'node:path';
import { mustDo, openWindow, start } from '../lib/app.mjs';
import { copyOf, writeReports } from '../lib/bases.mjs';
import { seeds } from '../lib/cases.mjs';
import { archiveOf, journalFolder, readJournal } from '../lib/journal.mjs';
import { between } from '../lib/random.mjs';
import { judge } from '../lib/truth.mjs';
import { sleep } from '../lib/wait.mjs';

const FILES = 120;

/** @type {import('../lib/run-cases.mjs').Experiment} */
export const killImport = {
  id: 'kill-import',
  what: 'kill -9 while many files are imported, by command and by window; then the import again',
  cases: seeds({ short: 1, long: 24 }),
  async run(run, { folder, bases, random, seed }) {
    const base = await bases.small();
    const profile = copyOf(base, join(folder, 'profile'));
    const files = writeReports(join(folder, 'files'), FILES, 100 + seed);
    const byCommand = seed % 2 === 0;
    run.note(byCommand ? 'by command' : 'by window');
    const { reports, saved } = byCommand
      ? await byCommandLine(profile, files, random)
      : await byWindow(profile, files, random);

    const journal = readJournal(journalFolder(profile));
    run.acknowledged = Math.max(reports.length, saved - base.seq, 0);
    const truth = await judge(run, profile, {
      acknowledged: Math.max(saved, base.seq),
      content: archiveOf(journal.changes.slice(0, Math.max(saved, base.seq))),
    });
    const missing = reports.filter((id) => !truth.reports.has(id));
    run.lost(missing.length, 'reports that were called imported');

    const again = await mustDo(profile, ['import', ...files]);
    const { imported, duplicates } = again.at(-1);
    run.check(
      imported + duplicates === FILES,
      `The second import took ${imported} files and knew ${duplicates} of ${FILES}.`,
    );
    const known = (await mustDo(profile, ['list']))
      .map(({ originalSha256 }) => originalSha256)
      .filter(Boolean);
    run.check(new Set(known).size === known.length, 'A file is there twice.');
  },
};

async function byCommandLine(profile, files, random) {
  const importing = start(profile, ['import', ...files, '--json']);
  await sleep(between(random, 600, 5000));
  await importing.kill();
  await importing.ended;
  const reports = importing.records
    .filter(({ outcome }) => outcome === 'imported')
    .map(({ reportId }) => reportId);
  return { reports, saved: -1 };
}

async function byWindow(profile, files, random) {
  const window = await openWindow(profile);
  await window.settle();
  await window.answerOpen(files);
  // So many files are imported as they come, without a preview.
  await window.page.getByRole('button', { name: 'Import…' }).click();
  await sleep(between(random, 20, 2500));
  await window.kill();
  return { reports: [], saved: window.saved };
}
