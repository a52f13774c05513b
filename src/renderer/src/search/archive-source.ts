import { assessmentOf, placeDoubt, type Assignment, type Excerpt, type Memo } from '$domain/coding/excerpt';
import type { ExcerptId, ReportId } from '$domain/ids';
import { textKey, blockAt, type Report, type ReportText } from '$domain/report/report';
import type { ArchiveDb } from '../storage/archive-db';
import { listActors, listCodes, reportsByIds, textsAt, textsOf, type TextKey } from '../storage/reads';
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
  return documentsOf(db, reports, await textsOf(db, reports));
}

/** Up to `size` reports to index whose id is greater than `after`, by id, with the passages of all of them. */
export async function indexPage(
  db: ArchiveDb,
  after: string,
  size: number,
): Promise<{ reports: ReportDocument[]; passages: PassageDocument[] }> {
  const rows = await db.reports.where('id').above(after).limit(size).toArray();
  const texts = await textsOf(db, rows);
  const excerpts = await db.excerpts
    .where('reportId')
    .anyOf(rows.map(({ id }) => id))
    .toArray();
  return {
    reports: await documentsOf(db, rows, texts),
    passages: await passagesOf(
      db,
      excerpts,
      texts.filter((text) => text !== undefined),
    ),
  };
}

async function documentsOf(
  db: ArchiveDb,
  reports: readonly Report[],
  texts: readonly (ReportText | undefined)[],
): Promise<ReportDocument[]> {
  const ids = reports.map((report) => report.id);
  const memos = await db.memos.where('reportId').anyOf(ids).toArray();
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
  return passagesOf(db, excerpts, []);
}

/** `known`: texts that are at hand; the others that passages stand in are read. */
async function passagesOf(
  db: ArchiveDb,
  excerpts: readonly Excerpt[],
  known: readonly ReportText[],
): Promise<PassageDocument[]> {
  const texts = new Map(known.map((text) => [textKey(text.reportId, text.revision), text]));
  const missing = new Map<string, TextKey>();
  for (const { reportId, revision } of excerpts) {
    const key = textKey(reportId, revision);
    if (!texts.has(key)) missing.set(key, [reportId, revision]);
  }
  for (const text of await textsAt(db, [...missing.values()])) {
    texts.set(textKey(text.reportId, text.revision), text);
  }
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
    section:
      blockAt(texts.get(textKey(excerpt.reportId, excerpt.revision))?.blocks ?? [], excerpt.span.start)
        ?.section ?? [],
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
