import { assessmentOf, placeDoubt, type Assignment, type Excerpt, type Memo } from '$domain/coding/excerpt';
import type { ExcerptId, ReportId } from '$domain/ids';
import { textKey, blockAt, type Report, type ReportText } from '$domain/report/report';
import type { ArchiveDb } from '../storage/archive-db';
import { listActors, listCodes, reportsByIds, textsAt, textsOf, type TextKey } from '../storage/reads';
import type { PassageDocument, ReportDocument } from './entries';
import { loadStemmersFor } from './language/stemmers';
import { reportTerms, type ReportTerms } from './report-terms';
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

/** The documents to index for these reports, all stemmers that they need ready; reports that are gone are left out. */
export async function reportDocuments(db: ArchiveDb, ids: readonly ReportId[]): Promise<ReportDocument[]> {
  const reports = (await reportsByIds(db, ids)).filter((report) => report !== undefined);
  await loadStemmersFor(reports.map(({ language }) => language));
  const texts = await textsOf(db, reports);
  return reports.map((report, i) => documentOf(report, texts[i], termsOf(report, texts[i])));
}

/** Up to `size` reports to index whose id is greater than `after`, by id, with the passages of all of them. */
export async function indexPage(
  db: ArchiveDb,
  after: string,
  size: number,
): Promise<{ reports: ReportDocument[]; passages: PassageDocument[] }> {
  const reports = await db.reports.where('id').above(after).limit(size).toArray();
  await loadStemmersFor(reports.map(({ language }) => language));
  const texts = await textsOf(db, reports);
  const terms = reports.map((report, i) => termsOf(report, texts[i]));
  const excerpts = await db.excerpts
    .where('reportId')
    .anyOf(reports.map(({ id }) => id))
    .toArray();
  const known = texts.flatMap((text, i) => (text === undefined ? [] : [{ text, terms: terms[i]! }]));
  return {
    reports: reports.map((report, i) => documentOf(report, texts[i], terms[i]!)),
    passages: await passagesOf(db, excerpts, known),
  };
}

function termsOf(report: Report, text: ReportText | undefined): ReportTerms {
  return reportTerms(report, text ?? { text: '', blocks: [] });
}

function documentOf(report: Report, text: ReportText | undefined, terms: ReportTerms): ReportDocument {
  const { id, title, source, author, language, published, importedAt } = report;
  const hasFootnotes = text?.blocks.some(({ kind }) => kind === 'footnote') ?? false;
  return {
    id,
    title,
    source,
    author,
    language,
    published,
    importedAt,
    hasFootnotes,
    terms: terms.document,
  };
}

/** The documents to index for these passages; passages that are gone are left out. */
export async function passageDocuments(db: ArchiveDb, ids: readonly ExcerptId[]): Promise<PassageDocument[]> {
  const excerpts = (await db.excerpts.bulkGet([...ids])).filter((excerpt) => excerpt !== undefined);
  // Nothing says what language a memo is in.
  await loadStemmersFor([]);
  return passagesOf(db, excerpts, []);
}

interface KnownText {
  readonly text: ReportText;
  readonly terms: ReportTerms;
}

/** `known`: texts that are at hand; the others that passages stand in are read. */
async function passagesOf(
  db: ArchiveDb,
  excerpts: readonly Excerpt[],
  known: readonly KnownText[],
): Promise<PassageDocument[]> {
  const texts = new Map(known.map((each) => [textKey(each.text.reportId, each.text.revision), each]));
  const missing = new Map<string, TextKey>();
  for (const { reportId, revision } of excerpts) {
    const key = textKey(reportId, revision);
    if (!texts.has(key)) missing.set(key, [reportId, revision]);
  }
  for (const text of await textsAt(db, [...missing.values()])) {
    const terms = reportTerms({ id: text.reportId, title: '', language: '' }, text);
    texts.set(textKey(text.reportId, text.revision), { text, terms });
  }
  const ids = excerpts.map((excerpt) => excerpt.id);
  const [assignments, memos] = await Promise.all([
    db.assignments.where('excerptId').anyOf(ids).toArray(),
    db.memos.where('excerptId').anyOf(ids).toArray(),
  ]);
  const assignmentsOf = groupBy(assignments, (assignment: Assignment) => assignment.excerptId);
  const memosOf = groupBy(memos, (memo) => memo.excerptId);
  return excerpts.map((excerpt) => {
    const { id, reportId, span, codes, modifiedAt } = excerpt;
    const text = texts.get(textKey(reportId, excerpt.revision));
    const isLost = excerpt.anchoring === 'orphaned';
    const memo = joinMemos(memosOf.get(id));
    return {
      id,
      reportId,
      start: span.start,
      words: isLost || text === undefined ? NO_WORDS : text.terms.rangeOf(span),
      section: blockAt(text?.text.blocks ?? [], span.start)?.section ?? [],
      pairs: (assignmentsOf.get(id) ?? [])
        .toSorted((a, b) => a.position - b.position)
        .map(({ pair }) => pair),
      codes,
      assessment: { ...assessmentOf(excerpt), place: placeDoubt(excerpt) },
      hasMemo: memo !== '',
      modifiedAt,
      memo,
      lost: isLost ? excerpt.quote.exact : '',
    };
  });
}

const NO_WORDS = { from: 0, to: 0 };

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
