import { NO_ROWS, type Change, type RowCounts } from '$domain/change/change';
import { readMeta } from '../../storage/archive-db';
import { missingChanges } from '../../storage/log-completion';
import { pagesOf } from '../../storage/pages';
import { comesLater, ROWS_AT_ONCE, type CheckRun } from './check-run';

/** Whether every table holds as many rows as were saved, and the log has every change in order. */
export async function checkCounts(run: CheckRun): Promise<void> {
  const { archive, findings } = run;
  // An archive that is open for reading only must not even be written to its journal.
  const saved = archive.gate.barred === null ? await archive.journal.flush() : archive.journal.state;
  if (saved.kind === 'not-saved') {
    findings.fault(`The last changes are not in the journal yet: ${saved.failure.message}`);
  }
  await compareCounts(run);
  await followLog(run);
}

async function compareCounts({ archive: { db }, findings }: CheckRun): Promise<void> {
  const tables = Object.keys(NO_ROWS) as (keyof RowCounts)[];
  const { expected, found, waiting, missing } = await db.transaction('r', db.tables, async () => ({
    expected: (await readMeta(db, 'counts'))?.counts ?? NO_ROWS,
    found: await Promise.all(tables.map((table) => db.table(table).count())),
    waiting: await db.outbox.count(),
    missing: await missingChanges(db),
  }));
  for (const [i, table] of tables.entries()) {
    const later = table === 'changes' && missing !== null ? missing.to - missing.from + 1 : 0;
    findings.looked(found[i]);
    if (found[i]! + later !== expected[table]) {
      findings.fault(`“${table}” holds ${found[i]} rows, but ${expected[table] - later} were saved.`);
    }
  }
  if (waiting > 0) findings.fault(`${waiting} changes still wait to be written to the journal.`);
}

async function followLog({ archive: { db }, findings, advance }: CheckRun): Promise<void> {
  const end = await readMeta(db, 'seq');
  const device = (await readMeta(db, 'archive'))?.device;
  const total = end?.value ?? 0;
  const missingAtFirst = await missingChanges(db);
  const lastOf = new Map<string, number>();
  let last: Change | null = null;
  for await (const page of pagesOf(db.changes, ROWS_AT_ONCE)) {
    for (const change of page) {
      const seq: number = last?.seq ?? 0;
      const isAfterGap = change.seq !== seq + 1;
      const isExpected = isAfterGap && comesLater(missingAtFirst, seq + 1, change.seq - 1);
      if (isAfterGap && !isExpected) findings.fault(missing(seq + 1, change.seq - 1));
      // Behind the part that is read back later nothing tells which number comes next.
      if (isExpected) lastOf.set(change.device, change.deviceSeq - 1);
      const onDevice = (lastOf.get(change.device) ?? 0) + 1;
      if (change.deviceSeq !== onDevice) {
        findings.fault(
          `Change ${change.seq} is number ${change.deviceSeq} of its device, where ${onDevice} comes next.`,
        );
      }
      lastOf.set(change.device, change.deviceSeq);
      if (last !== null && change.hlc <= last.hlc) {
        findings.fault(`Change ${change.seq} claims to be older than the one before it.`);
      }
      last = change;
    }
    advance(Math.min(last?.seq ?? 0, total), total);
  }
  const seq = last?.seq ?? 0;
  if (seq < total) findings.fault(missing(seq + 1, total));
  if (seq > total) findings.fault(`The log goes on to change ${seq}, but ${total} is noted as the last one.`);
  if (last !== null && last.device === device && end?.deviceSeq !== last.deviceSeq) {
    findings.fault('The number of this device’s last change is not the one that was noted.');
  }
}

function missing(from: number, to: number): string {
  return from === to
    ? `Change ${from} is missing from the log.`
    : `Changes ${from} to ${to} are missing from the log.`;
}
