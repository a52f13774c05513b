// What is in an archive, asked of a fresh start of the app, and how that compares with what was acknowledged.
import { command } from './app.mjs';
import { archiveOf, journalFolder, readJournal } from './journal.mjs';

/** Exit code of a command on an archive that cannot be opened. */
const UNAVAILABLE = 5;

/**
 * @typedef {object} Truth
 * @property {string | null} recovered why it had to be built anew from its journal or a backup; null when not
 * @property {Map<string, string>} passages
 * @property {Map<string, string>} reports
 * @property {string[]} faults what `verify` found
 */

/**
 * Starts the app and asks what there is. An archive that the app will not open is recovered first, as it offers.
 * @param {string} profile
 * @returns {Promise<Truth>}
 */
export async function readTruth(profile) {
  let recovered = null;
  let listed = await command(profile, ['list']);
  if (listed.code === UNAVAILABLE) {
    const done = await command(profile, ['recover']);
    if (done.code !== 0)
      throw new Error(
        `It can neither be opened nor recovered: ${[...listed.errors, ...done.errors].join(' ')}`,
      );
    recovered = listed.records.find(({ event }) => event === 'error')?.code ?? 'no reason';
    listed = await command(profile, ['list']);
  }
  if (listed.code !== 0) throw new Error(`"list" ended with ${listed.code}: ${listed.errors.join(' ')}`);
  const passages = await command(profile, ['passages']);
  if (passages.code !== 0)
    throw new Error(`"passages" ended with ${passages.code}: ${passages.errors.join(' ')}`);
  return {
    recovered,
    reports: new Map(listed.records.map((report) => [report.reportId, reportText(report)])),
    passages: new Map(passages.records.map((passage) => [passage.excerptId, passageText(passage)])),
    faults: await verify(profile),
  };
}

/**
 * Starts the app once and counts what its store has lost, whether or not the journal still has it: a start that finds
 * its store behind says where it ends.
 * @param {import('./verdict.mjs').Run} run
 * @param {string} profile
 * @param {number} acknowledged number of the last change that was called saved
 */
export async function countStoreLosses(run, profile, acknowledged) {
  const { code, records } = await command(profile, ['list']);
  if (code === 0) return;
  const why = records.find(({ event }) => event === 'error')?.message ?? `"list" ended with ${code}`;
  const end = Number(/ends at change (\d+)/.exec(why)?.[1] ?? 0);
  run.lost(acknowledged - end, `changes are gone from the store itself: ${why.split('. ')[0]}`);
  run.check(code === UNAVAILABLE, `"list" ended with ${code}.`);
}

/** What `verify` finds wrong, in its words. */
export async function verify(profile) {
  const { code, records, errors } = await command(profile, ['verify']);
  const found = records
    .filter((record) => record.ok === false)
    .map(({ check, details }) => `${check}: ${details.join(' ')}`);
  return code === 0 || found.length > 0 ? found : [`"verify" ended with ${code}: ${errors.join(' ')}`];
}

function reportText({ title, sha256, source, published }) {
  return JSON.stringify([title, sha256, source, published]);
}

function passageText({ reportId, start, end, exact, status, memo, assignments }) {
  const pairs = assignments.map(({ actor, country, role }) => [actor, country, role]);
  return JSON.stringify([reportId, start, end, exact, status, memo, pairs]);
}

/** The rows that differ: of `expected`, those that are missing or different; of `found`, those that should not be. */
export function differences(found, expected) {
  const lost = [];
  const foreign = [];
  for (const table of ['reports', 'passages']) {
    for (const [id, text] of expected[table]) {
      const now = found[table].get(id);
      if (now !== text)
        lost.push(now === undefined ? `${table}: ${id} is missing` : `${table}: ${now} instead of ${text}`);
    }
    for (const id of found[table].keys())
      if (!expected[table].has(id)) foreign.push(`${table}: ${id} was never saved`);
  }
  return { lost, foreign };
}

/**
 * Judges an archive after a fault, by the app's own answers and by the journal read from outside.
 * @param {import('./verdict.mjs').Run} run
 * @param {string} profile
 * @param {object} known
 * @param {number} known.acknowledged number of the last change that was called saved
 * @param {{ passages: Map<string, string>, reports: Map<string, string> }} [known.content] what must at least be there
 * @param {boolean} [known.exactly] and nothing else
 * @param {number} [known.passages] how many passages there must be at least
 * @returns {Promise<Truth>}
 */
export async function judge(run, profile, { acknowledged, content, exactly = false, passages = 0 }) {
  const truth = await readTruth(profile);
  const journal = readJournal(journalFolder(profile));
  if (truth.recovered !== null) run.note(`recovered (${truth.recovered})`);
  if (journal.fault !== null) run.silent(`The journal is broken: ${journal.fault}.`);
  if (journal.tornBytes > 0) run.silent('The journal ends within a line after a whole start.');
  run.lost(acknowledged - journal.last, 'changes are missing from the journal');
  run.lost(passages - truth.passages.size, 'passages are missing');
  if (content) {
    const { lost, foreign } = differences(truth, content);
    run.lost(lost.length, `rows are missing or different: ${lost[0]}`);
    if (exactly && foreign.length > 0) run.silent(`${foreign.length} rows too many: ${foreign[0]}`);
  }
  if (journal.fault === null && journal.last > 0) {
    const { lost, foreign } = differences(truth, archiveOf(journal.changes));
    if (lost.length + foreign.length > 0) {
      run.silent(`${lost.length + foreign.length} rows differ from the journal: ${lost[0] ?? foreign[0]}`);
    }
  }
  for (const fault of truth.faults) run.silent(`verify: ${fault}`);
  return truth;
}
