import type { CheckRun } from './check-run';

/** Whether the search index holds as many reports and passages as the archive. */
export async function checkIndex({ archive: { db, search }, findings, advance }: CheckRun): Promise<void> {
  advance(0, 0);
  const counted = await search.counts();
  if (counted === null) return;
  const reports = await db.reports.count();
  const passages = await db.excerpts.count();
  findings.looked(counted.reports + counted.passages);
  if (counted.reports !== reports || counted.passages !== passages) {
    findings.fault(
      `The search index holds ${counted.reports} reports and ${counted.passages} passages, the archive ${reports} and ` +
        `${passages}. The index is made from the archive: close the app and open it again, and it is made anew.`,
    );
  }
}
