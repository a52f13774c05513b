import {
  apply,
  emptyRowSet,
  sameRow,
  TABLES,
  type Change,
  type RowSet,
  type TableName,
} from '$domain/change/change';
import { ok, type Result } from '$domain/result';
import { attempt } from '../../platform/host';
import { readChange } from '../../records/change-record';
import { TextShelf } from '../../records/text-shelf';
import { readMeta, SCHEMA_VERSION } from '../../storage/archive-db';
import { missingChanges } from '../../storage/log-completion';
import { pagesOf } from '../../storage/pages';
import { comesLater, ROWS_AT_ONCE, type CheckRun } from './check-run';

/**
 * Whether the store holds what the journal says: the log change by change, and every row as all changes together leave
 * it. The rows are folded in memory; the texts are not.
 */
export async function checkAgainstJournal(run: CheckRun): Promise<void> {
  const { findings } = run;
  const rows = emptyRowSet();
  const folded = await fold(run, rows);
  if (!folded.ok) {
    findings.fault(folded.error.message);
    return;
  }
  for (const table of TABLES) await compare(run, table, rows);
}

async function fold(run: CheckRun, rows: RowSet): Promise<Result<void>> {
  const { archive, advance } = run;
  const total = (await readMeta(archive.db, 'seq'))?.value ?? 0;
  const missing = await missingChanges(archive.db);
  const shelf = new TextShelf();
  let seq = 0;
  for (;;) {
    const page = await attempt(archive.host.readChanges('journal', seq));
    if (!page.ok) return page;
    const changes: Change[] = [];
    for (const body of page.value.bodies) {
      const read = readChange(body, shelf.find, SCHEMA_VERSION);
      if (!read.ok) return read;
      shelf.add(read.value.texts);
      changes.push(read.value.change);
      apply(rows, read.value.change.ops);
    }
    await compareLog(run, changes, missing);
    seq += changes.length;
    advance(Math.min(seq, total), total);
    if (page.value.done || changes.length === 0) return ok(undefined);
  }
}

async function compareLog(
  { archive: { db }, findings }: CheckRun,
  changes: readonly Change[],
  missing: { readonly from: number; readonly to: number } | null,
): Promise<void> {
  const logged = await db.changes.bulkGet(changes.map((change) => change.seq));
  for (const [i, change] of changes.entries()) {
    const row = logged[i];
    if (row === undefined) {
      if (!comesLater(missing, change.seq, change.seq)) {
        findings.fault(`Change ${change.seq} is in the journal but not in the store.`);
      }
      continue;
    }
    const { subjects: _subjects, ...own } = row;
    if (!sameRow(own, change)) findings.fault(`Change ${change.seq} is another one in the journal.`);
  }
}

async function compare(run: CheckRun, table: TableName, rows: RowSet): Promise<void> {
  const { archive, findings, advance } = run;
  const expected = rows[table] as Map<string, unknown>;
  const total = expected.size;
  let done = 0;
  for await (const page of pagesOf(archive.db.table<Record<string, string>, string>(table), ROWS_AT_ONCE)) {
    for (const row of page) {
      const key = row[table === 'originals' ? 'reportId' : 'id']!;
      const should = expected.get(key);
      if (should === undefined) findings.fault(`${ROW_NAMES[table]} ${key} is in no change of the journal.`);
      else if (!sameRow(row, should)) findings.fault(`${ROW_NAMES[table]} ${key} is not as it was saved.`);
      expected.delete(key);
    }
    findings.looked(page.length);
    advance((done += page.length), Math.max(total, done));
  }
  for (const key of expected.keys()) findings.fault(`${ROW_NAMES[table]} ${key} was saved but is missing.`);
}

const ROW_NAMES: Readonly<Record<TableName, string>> = {
  reports: 'The report',
  originals: 'The file of report',
  excerpts: 'The passage',
  assignments: 'The pair',
  memos: 'The memo',
  actors: 'The actor',
  codes: 'The code',
  countries: 'The added country',
  rejections: 'The rejected suggestion',
  savedSearches: 'The saved search',
};
