import { assessmentOf, placeDoubt, type Assignment, type Excerpt, type Memo } from '$domain/coding/excerpt';
import type { ExcerptId, ReportId } from '$domain/ids';
import type { Report } from '$domain/report/report';
import type { ArchiveDb } from '../storage/archive-db';
import { listActors, listCodes, reportsByIds, textsOf } from '../storage/reads';
import type { PassageDocument, ReportDocument } from './index';
import type { ArchiveSource, LoadedReport } from './source';

/** Reads of the archive that the search worker makes; it writes nothing but its own snapshot. */
export function archiveSource(db: ArchiveDb): ArchiveSource {
  return {
    actors: () => listActors(db),
    codes: () => listCodes(db),
    reports: (ids) => loadReports(db, ids),
  };
}

async function loadReports(db: ArchiveDb, ids: readonly ReportId[]): Promise<LoadedReport[]> {
  return db.transaction('r', [db.reports, db.reportTexts, db.excerpts, db.memos], async () => {
    const reports = (await reportsByIds(db, ids)).filter((report) => report !== undefined);
    // One request a report: asking for several keys at once walks a cursor, which costs a turn for every row.
    const [texts, excerpts, memos] = await Promise.all([
      textsOf(db, reports),
      Promise.all(reports.map(({ id }) => db.excerpts.where('reportId').equals(id).toArray())),
      Promise.all(reports.map(({ id }) => db.memos.where('reportId').equals(id).toArray())),
    ]);
    return reports.flatMap(({ id, title }, i) => {
      const text = texts[i];
      return text === undefined ? [] : [{ id, title, text, excerpts: excerpts[i]!, memos: memos[i]! }];
    });
  });
}

/** How many documents the index of this archive has. */
export async function countRows(db: ArchiveDb): Promise<{ reports: number; passages: number }> {
  return { reports: await db.reports.count(), passages: await db.excerpts.count() };
}

/** The documents to index for these reports; reports that are gone are left out. */
export async function reportDocuments(db: ArchiveDb, ids: readonly ReportId[]): Promise<ReportDocument[]> {
  const reports = (await reportsByIds(db, ids)).filter((report) => report !== undefined);
  return documentsOf(db, reports);
}

/** Up to `size` reports to index whose id is greater than `after`, by id. */
export async function reportPage(db: ArchiveDb, after: string, size: number): Promise<ReportDocument[]> {
  return documentsOf(db, await db.reports.where('id').above(after).limit(size).toArray());
}

async function documentsOf(db: ArchiveDb, reports: readonly Report[]): Promise<ReportDocument[]> {
  const ids = reports.map((report) => report.id);
  const [texts, memos] = await Promise.all([
    textsOf(db, reports),
    db.memos.where('reportId').anyOf(ids).toArray(),
  ]);
  const memosOf = groupBy(memos, (memo) => memo.reportId);
  return reports.map(({ id, title, source, published, importedAt }, i) => ({
    id,
    title,
    source,
    published,
    importedAt,
    text: texts[i]?.text ?? '',
    memo: joinMemos(memosOf.get(id)),
  }));
}

/** The documents to index for these passages; passages that are gone are left out. */
export async function passageDocuments(db: ArchiveDb, ids: readonly ExcerptId[]): Promise<PassageDocument[]> {
  const excerpts = (await db.excerpts.bulkGet([...ids])).filter((excerpt) => excerpt !== undefined);
  return passagesOf(db, excerpts);
}

/** Up to `size` passages to index whose id is greater than `after`, by id. */
export async function passagePage(db: ArchiveDb, after: string, size: number): Promise<PassageDocument[]> {
  return passagesOf(db, await db.excerpts.where('id').above(after).limit(size).toArray());
}

async function passagesOf(db: ArchiveDb, excerpts: readonly Excerpt[]): Promise<PassageDocument[]> {
  const ids = excerpts.map((excerpt) => excerpt.id);
  const [assignments, memos] = await Promise.all([
    db.assignments.where('excerptId').anyOf(ids).toArray(),
    db.memos.where('excerptId').anyOf(ids).toArray(),
  ]);
  const assignmentsOf = groupBy(assignments, (assignment: Assignment) => assignment.excerptId);
  const memosOf = groupBy(memos, (memo) => memo.excerptId);
  return excerpts.map((excerpt) => ({
    id: excerpt.id,
    reportId: excerpt.reportId,
    start: excerpt.span.start,
    pairs: (assignmentsOf.get(excerpt.id) ?? [])
      .toSorted((a, b) => a.position - b.position)
      .map(({ pair }) => pair),
    codes: excerpt.codes,
    assessment: { ...assessmentOf(excerpt), place: placeDoubt(excerpt) },
    modifiedAt: excerpt.modifiedAt,
    text: excerpt.quote.exact,
    memo: joinMemos(memosOf.get(excerpt.id)),
  }));
}

function joinMemos(memos: readonly Memo[] = []): string {
  return memos.map((memo) => memo.text).join('\n\n');
}

function groupBy<T, K>(rows: readonly T[], keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
