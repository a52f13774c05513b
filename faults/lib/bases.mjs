// Archives to start from, each made once by using the app, and copied for every run.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateReports } from '../../bench/generate.mjs';
import { ROOT } from '../../scripts/paths.mjs';
import { mustDo, openWindow } from './app.mjs';
import { codeMany, openReport, tagOne } from './coding.mjs';
import { storeFiles } from './files.mjs';
import { archiveOf, journalFolder, readJournal } from './journal.mjs';
import { readTruth } from './truth.mjs';

/** Enough text for several tables of a store, which are what LevelDB makes of some megabytes. */
const MANY_REPORTS = 420;

/**
 * @typedef {object} Base
 * @property {string} profile
 * @property {number} seq its last change, saved
 * @property {number} passages
 * @property {{ passages: Map<string, string>, reports: Map<string, string> }} content
 */

/** Reports as files on the disk. */
export function writeReports(folder, count, seed = 1) {
  mkdirSync(folder, { recursive: true });
  return [...generateReports({ reports: count, seed, passagesPerReport: 0 })].map(({ name, text }) => {
    const path = join(folder, `${seed}-${name}`);
    writeFileSync(path, text);
    return path;
  });
}

/** Copies an archive to a new folder. */
export function copyOf({ profile }, to) {
  cpSync(profile, to, { recursive: true, preserveTimestamps: true });
  return to;
}

/** @param {string} folder */
export function createBases(folder) {
  const made = new Map();
  const once = (name, make) => {
    if (!made.has(name)) made.set(name, make(join(folder, name)));
    return made.get(name);
  };

  /** Works on it for a while: a first window, which brings the sample, and some passages. */
  async function work(profile, passages, { end = (window) => window.close() } = {}) {
    const window = await openWindow(profile);
    await window.settle();
    await openReport(window);
    await tagOne(window, { memo: 'A first note.' });
    await codeMany(window, passages - 1);
    const { saved } = window;
    await end(window);
    return described(profile, saved);
  }

  /** An app that is tested without its journal is asked itself what it holds. */
  async function described(profile, seq) {
    const { last, changes } = readJournal(journalFolder(profile));
    const content = last < seq ? await readTruth(profile) : archiveOf(changes.slice(0, seq));
    return { profile, seq, passages: content.passages.size, content };
  }

  const bases = {
    /** A few reports and passages; everything is in the store's log. */
    small: () =>
      once('small', async (profile) => {
        await mustDo(profile, ['import', ...writeReports(join(folder, 'small-files'), 3)]);
        return work(profile, 12);
      }),
    /** The same, left by `kill -9` instead of quitting. */
    killed: () =>
      once('killed', async (profile) => {
        const small = await bases.small();
        return work(copyOf(small, profile), 12, { end: (window) => window.kill() });
      }),
    /** Some megabytes: the store has tables besides its log. */
    big: () =>
      once('big', async (profile) => {
        await mustDo(profile, ['import', ...writeReports(join(folder, 'big-files'), MANY_REPORTS, 2)]);
        const base = await work(profile, 12);
        if (storeFiles(profile, /\.ldb$/).length === 0)
          throw new Error('The big archive has no tables: make it bigger.');
        return base;
      }),
    /** As version 0.1.0 left it: three reports and fourteen passages, no journal. */
    released: () =>
      once('released', async (profile) => {
        mkdirSync(profile, { recursive: true });
        const archive = join(ROOT, 'e2e', 'fixtures', 'profiles', '0.1.0.tar.gz');
        const { status } = spawnSync('tar', ['xzf', archive, '-C', profile]);
        if (status !== 0) throw new Error('The frozen profile cannot be unpacked.');
        return { profile, seq: 0, passages: 14, reports: 3 };
      }),
  };
  return bases;
}
