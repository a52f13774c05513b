// A reader of the journal that shares nothing with the app but the format: what was written down, from outside.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const START = /^\{"n":(\d+),"prev":"([0-9a-f]{64})","hash":"([0-9a-f]{64})","body":/;
const BEFORE = '0'.repeat(64);

/**
 * @typedef {object} ReadJournal
 * @property {number} last number of the last whole line; -1 when there is none
 * @property {any[]} changes parsed bodies, the first at index 0 is change 1
 * @property {string | null} fault what breaks the chain
 * @property {number} tornBytes at the very end, after the last newline
 */

/** The folder of the journal in use: that of the newest complete generation. */
export function journalFolder(profile) {
  return join(generationRoot(profile), 'journal');
}

/** The folder that holds the store and the journal in use. */
export function generationRoot(profile) {
  const named = namedByLedger(profile);
  const newest = readdirSync(profile)
    .map((name) => Number(/^generation-([1-9]\d*)$/.exec(name)?.[1] ?? 0))
    .filter((n) => n > 0 && existsSync(join(profile, `generation-${n}`, 'COMPLETE')))
    .reduce((most, n) => Math.max(most, n), 0);
  const used = named ?? newest;
  return used === 0 ? profile : join(profile, `generation-${used}`);
}

function namedByLedger(profile) {
  try {
    const { generation } = JSON.parse(readFileSync(join(profile, 'ledger.json'), 'utf8'));
    return Number.isSafeInteger(generation) ? generation : null;
  } catch {
    return null;
  }
}

/** @returns {ReadJournal} */
export function readJournal(folder) {
  const found = { last: -1, changes: [], fault: null, tornBytes: 0 };
  if (!existsSync(folder)) return found;
  const names = readdirSync(folder)
    .filter((name) => /^\d{12}\.jsonl$/.test(name))
    .sort();
  let prev = BEFORE;
  for (const [index, name] of names.entries()) {
    if (Number(name.slice(0, 12)) !== found.last + 1)
      return { ...found, fault: `${name} does not follow line ${found.last}` };
    const bytes = readFileSync(join(folder, name));
    let from = 0;
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
      const line = bytes.subarray(from, end).toString('utf8');
      const next = readLine(line, found.last + 1, prev);
      if (next === null) return { ...found, fault: `line ${found.last + 1} is not what was written` };
      prev = next.hash;
      found.last += 1;
      if (found.last > 0) found.changes.push(next.body);
      from = end + 1;
    }
    if (from < bytes.length) {
      if (index < names.length - 1) return { ...found, fault: `${name} ends within a line` };
      found.tornBytes = bytes.length - from;
    }
  }
  return found;
}

function readLine(line, n, prev) {
  const start = START.exec(line);
  if (start === null || Number(start[1]) !== n || start[2] !== prev || !line.endsWith('}')) return null;
  const body = line.slice(start[0].length, -1);
  const hash = createHash('sha256').update(`${prev}\n${n}\n${body}`).digest('hex');
  if (hash !== start[3]) return null;
  try {
    return { hash, body: JSON.parse(body) };
  } catch {
    return null;
  }
}

/**
 * The archive that the changes lead to, as `passages` and `list` print it: each row as one text under its id.
 * @param {any[]} changes
 * @returns {{ passages: Map<string, string>, reports: Map<string, string> }}
 */
export function archiveOf(changes) {
  const tables = {
    reports: new Map(),
    excerpts: new Map(),
    assignments: new Map(),
    memos: new Map(),
    actors: new Map(),
  };
  for (const { ops } of changes) {
    for (const { table, key, after } of ops) {
      if (after === null) tables[table]?.delete(key);
      else tables[table]?.set(key, after);
    }
  }
  const pairs =
    Map.groupBy?.(tables.assignments.values(), (row) => row.excerptId) ?? group(tables.assignments.values());
  const memos = new Map([...tables.memos.values()].map((memo) => [memo.excerptId, memo.text]));
  const passages = [...tables.excerpts.values()].map((excerpt) => [
    excerpt.id,
    JSON.stringify([
      excerpt.reportId,
      excerpt.position.start,
      excerpt.position.end,
      excerpt.quote.exact,
      excerpt.status,
      memos.get(excerpt.id) ?? '',
      (pairs.get(excerpt.id) ?? [])
        .sort((a, b) => a.position - b.position)
        .map(({ pair }) => [
          tables.actors.get(pair.actorId)?.name ?? null,
          pair.country?.code ?? null,
          pair.country?.role ?? null,
        ]),
    ]),
  ]);
  const reports = [...tables.reports.values()].map((report) => [
    report.id,
    JSON.stringify([report.title, report.textHash, report.source, report.published]),
  ]);
  return { passages: new Map(passages), reports: new Map(reports) };
}

function group(assignments) {
  const groups = new Map();
  for (const row of assignments) groups.set(row.excerptId, [...(groups.get(row.excerptId) ?? []), row]);
  return groups;
}
