import type { Block, ReportText } from '$domain/report/report';
import type { Span } from '$domain/text/offsets';
import { sha256 } from '../../platform/ports';
import type { ArchiveDb } from '../../storage/archive-db';
import { missingChanges } from '../../storage/log-completion';
import { pagesOf } from '../../storage/pages';
import { TEXTS_AT_ONCE, type CheckRun } from './check-run';

/** Whether every text is the one that was imported, letter for letter, and its blocks lie inside it in order. */
export async function checkTexts({ archive: { db }, findings, advance }: CheckRun): Promise<void> {
  const total = await db.reportTexts.count();
  const isLogComplete = (await missingChanges(db)) === null;
  let done = 0;
  for await (const page of pagesOf(db.reportTexts, TEXTS_AT_ONCE)) {
    const reports = await db.reports.bulkGet(page.map((text) => text.reportId));
    for (const [i, text] of page.entries()) {
      const report = reports[i];
      const name = report ? `The text of “${report.title}”` : `The text of deleted report ${text.reportId}`;
      const expected = report?.revision === text.revision ? report.textHash : await hashInHistory(db, text);
      if (expected === undefined) {
        if (isLogComplete) findings.fault(`${name} was never brought in by a change.`);
      } else if ((await sha256(text.text)) !== expected) {
        findings.fault(`${name} is not as it was imported.`);
      }
      if (!liesInOrder(text.blocks, text.text.length)) {
        findings.fault(`${name} has paragraphs that lie outside it or out of order.`);
      }
    }
    findings.looked(page.length);
    advance((done += page.length), total);
  }
}

/** The hash of a text whose report is gone or has a newer one. It can be wanted again: undo brings reports back. */
async function hashInHistory(db: ArchiveDb, { reportId, revision }: ReportText): Promise<string | undefined> {
  const changes = await db.changes.where('subjects').equals(reportId).toArray();
  return changes
    .flatMap((change) => change.texts)
    .find((text) => text.reportId === reportId && text.revision === revision)?.textHash;
}

function liesInOrder(blocks: readonly Block[], length: number): boolean {
  const isInside = ({ start, end }: Span): boolean => start >= 0 && start <= end && end <= length;
  return blocks.every((block, i) => {
    const before = i === 0 ? 0 : blocks[i - 1]!.span.end;
    const mentions = block.kind === 'footnote' ? block.mentions : [];
    return isInside(block.span) && block.span.start >= before && mentions.every(isInside);
  });
}
