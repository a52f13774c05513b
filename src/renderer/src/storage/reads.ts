import Dexie from 'dexie';
import { NO_ROWS, TABLES, type Change, type RowCounts } from '$domain/change/change';
import type { Tally } from '$domain/change/tally';
import type { Actor } from '$domain/coding/actor';
import type { AddedCountry } from '$domain/coding/added-country';
import type { Code } from '$domain/coding/code';
import type { Assignment, Excerpt, Memo } from '$domain/coding/excerpt';
import type { ActorId, BatchId, CodeId, ExcerptId, ReportId, Sha256 } from '$domain/ids';
import type { Original, Report, ReportText } from '$domain/report/report';
import type { SavedSearch } from '$domain/query/saved-search';
import { newestFirst } from '$domain/report/report-order';
import type { Rejection } from '$domain/suggest/rejection';
import { readMeta, type ArchiveDb } from './archive-db';

/** A passage with all that hangs on it, as screens and exports need it. */
export interface Passage {
  readonly excerpt: Excerpt;
  /** In the order the researcher gave them. */
  readonly assignments: readonly Assignment[];
  readonly memo: Memo | null;
}

/** All reports, newest first. @see newestFirst */
export async function listReports(db: ArchiveDb): Promise<Report[]> {
  const reports = await db.reports.toArray();
  return reports.sort(newestFirst);
}

/** Reports that are read in one go: more would hold up the window. */
const REPORTS_A_PAGE = 500;

/** All reports, newest first, with the number of the last change that is in them. Read in pages, between which the window goes on. */
export async function listReportsAt(db: ArchiveDb): Promise<{ seq: number; reports: Report[] }> {
  return db.transaction('r', [db.reports, db.meta], async () => {
    const seq = (await readMeta(db, 'seq'))?.value ?? 0;
    const reports: Report[] = [];
    for (;;) {
      const last = reports.at(-1)?.id ?? '';
      const page = await db.reports.where('id').above(last).limit(REPORTS_A_PAGE).toArray();
      reports.push(...page);
      if (page.length < REPORTS_A_PAGE) return { seq, reports: reports.sort(newestFirst) };
    }
  });
}

export async function reportsByIds(db: ArchiveDb, ids: readonly ReportId[]): Promise<(Report | undefined)[]> {
  return db.reports.bulkGet([...ids]);
}

/** The text excerpts of the report are anchored in. */
export async function textOf(db: ArchiveDb, report: Report): Promise<ReportText | undefined> {
  return db.reportTexts.get([report.id, report.revision]);
}

export async function textsOf(
  db: ArchiveDb,
  reports: readonly Report[],
): Promise<(ReportText | undefined)[]> {
  return db.reportTexts.bulkGet(reports.map((report): [string, number] => [report.id, report.revision]));
}

/** A report and a revision of its text. */
export type TextKey = [reportId: ReportId, revision: number];

/** Texts of any revision; those that are not there are left out. */
export async function textsAt(db: ArchiveDb, keys: readonly TextKey[]): Promise<ReportText[]> {
  return (await db.reportTexts.bulkGet([...keys])).filter((text) => text !== undefined);
}

/** The highest revision that a report's text ever had. 0 for none. */
export async function latestRevision(db: ArchiveDb, reportId: ReportId): Promise<number> {
  const keys = await db.reportTexts
    .where('[reportId+revision]')
    .between([reportId, Dexie.minKey], [reportId, Dexie.maxKey])
    .primaryKeys();
  return Math.max(0, ...keys.map(([, revision]) => revision));
}

export async function excerptsOfReport(db: ArchiveDb, reportId: ReportId): Promise<Excerpt[]> {
  return db.excerpts.where('reportId').equals(reportId).toArray();
}

export async function originalOf(db: ArchiveDb, id: ReportId): Promise<Original | undefined> {
  return db.originals.get(id);
}

/** The reports that already hold one of these texts, by text hash. */
export async function reportsByTextHash(
  db: ArchiveDb,
  hashes: readonly Sha256[],
): Promise<Map<Sha256, Report>> {
  const found = await db.reports.where('textHash').anyOf(hashes).toArray();
  return new Map(found.map((report) => [report.textHash, report]));
}

/** Reports whose text was corrected, with the file they came from. */
export async function correctedReports(
  db: ArchiveDb,
): Promise<{ readonly report: Report; readonly original: Original | undefined }[]> {
  const reports = await db.reports.where('revision').above(1).toArray();
  const originals = await db.originals.bulkGet(reports.map(({ id }) => id));
  return reports.map((report, i) => ({ report, original: originals[i] }));
}

/** The passages of one report in reading order; of two that begin together the longer comes first. */
export async function passagesOfReport(db: ArchiveDb, reportId: ReportId): Promise<Passage[]> {
  const excerpts = await db.excerpts.where('reportId').equals(reportId).toArray();
  const assignments = await db.assignments.where('reportId').equals(reportId).toArray();
  const memos = await db.memos.where('reportId').equals(reportId).toArray();
  excerpts.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end || a.id.localeCompare(b.id));
  return join(excerpts, assignments, memos);
}

/** Passages that are looked up in one go: more would hold up the window. */
const PASSAGES_A_PAGE = 1000;

/** From this many passages on, one pass over the tables is cheaper than looking each passage up. */
const WHOLE_TABLES_FROM = 500;

/** Every row of the archive at one moment, with the change it stands at. Held in memory: a backup's tables. */
export interface ArchiveRows {
  readonly storeId: string | null;
  readonly seq: number;
  readonly counts: RowCounts;
  readonly reports: readonly Report[];
  readonly originals: readonly Original[];
  readonly passages: readonly Passage[];
  readonly actors: readonly Actor[];
  readonly codes: readonly Code[];
  readonly countries: readonly AddedCountry[];
  readonly savedSearches: readonly SavedSearch[];
}

/** Reads all rows in one transaction; texts, which never change, are left to be read afterwards. */
export async function readAllRows(db: ArchiveDb): Promise<ArchiveRows> {
  return db.transaction('r', [...TABLES.map((table) => db.table(table)), db.meta], async () => {
    const [reports, originals, excerpts, assignments, memos, actors, codes, countries, savedSearches] =
      await Promise.all([
        db.reports.toArray(),
        db.originals.toArray(),
        db.excerpts.toArray(),
        db.assignments.toArray(),
        db.memos.toArray(),
        db.actors.toArray(),
        db.codes.toArray(),
        db.countries.toArray(),
        db.savedSearches.toArray(),
      ]);
    return {
      storeId: (await readMeta(db, 'archive'))?.storeId ?? null,
      seq: (await readMeta(db, 'seq'))?.value ?? 0,
      counts: (await readMeta(db, 'counts'))?.counts ?? NO_ROWS,
      reports,
      originals,
      passages: join(excerpts, assignments, memos),
      actors,
      codes,
      countries,
      savedSearches,
    };
  });
}

/** Passages by id, in the order of `ids`; ids that are gone are left out. */
export async function passagesByIds(db: ArchiveDb, ids: readonly ExcerptId[]): Promise<Passage[]> {
  if (ids.length >= WHOLE_TABLES_FROM) {
    const [rows, assignments, memos] = await Promise.all([
      db.excerpts.toArray(),
      db.assignments.toArray(),
      db.memos.toArray(),
    ]);
    const all = new Map(rows.map((excerpt) => [excerpt.id, excerpt]));
    return join(
      ids.flatMap((id) => all.get(id) ?? []),
      assignments,
      memos,
    );
  }
  const excerpts = (await db.excerpts.bulkGet([...ids])).filter((excerpt) => excerpt !== undefined);
  const assignments = await db.assignments.where('excerptId').anyOf(ids).toArray();
  const memos = await db.memos.where('excerptId').anyOf(ids).toArray();
  return join(excerpts, assignments, memos);
}

function join(
  excerpts: readonly Excerpt[],
  assignments: readonly Assignment[],
  memos: readonly Memo[],
): Passage[] {
  const byExcerpt = new Map<ExcerptId, Assignment[]>();
  for (const assignment of assignments) {
    const list = byExcerpt.get(assignment.excerptId);
    if (list) list.push(assignment);
    else byExcerpt.set(assignment.excerptId, [assignment]);
  }
  const memoOf = new Map(memos.map((memo) => [memo.excerptId, memo]));
  return excerpts.map((excerpt) => ({
    excerpt,
    assignments: (byExcerpt.get(excerpt.id) ?? []).sort((a, b) => a.position - b.position),
    memo: memoOf.get(excerpt.id) ?? null,
  }));
}

/** The reports that passages are in, by passage. Passages that are gone are left out. */
export async function reportsOfPassages(
  db: ArchiveDb,
  ids: readonly ExcerptId[],
): Promise<Map<ExcerptId, ReportId>> {
  const found = new Map<ExcerptId, ReportId>();
  for (let from = 0; from < ids.length; from += PASSAGES_A_PAGE) {
    for (const excerpt of await db.excerpts.bulkGet(ids.slice(from, from + PASSAGES_A_PAGE))) {
      if (excerpt !== undefined) found.set(excerpt.id, excerpt.reportId);
    }
  }
  return found;
}

export async function listActors(db: ArchiveDb): Promise<Actor[]> {
  const actors = await db.actors.toArray();
  return actors.sort((a, b) => a.name.localeCompare(b.name));
}

export async function actorsById(db: ArchiveDb): Promise<Map<ActorId, Actor>> {
  return new Map((await db.actors.toArray()).map((actor) => [actor.id, actor]));
}

/** The countries that were added, by name. */
export async function listAddedCountries(db: ArchiveDb): Promise<AddedCountry[]> {
  const countries = await db.countries.toArray();
  return countries.sort((a, b) => a.name.localeCompare(b.name));
}

/** All saved searches, by name. */
export async function listSavedSearches(db: ArchiveDb): Promise<SavedSearch[]> {
  const searches = await db.savedSearches.toArray();
  return searches.sort((a, b) => a.name.localeCompare(b.name));
}

/** All codes, by name. */
export async function listCodes(db: ArchiveDb): Promise<Code[]> {
  const codes = await db.codes.toArray();
  return codes.sort((a, b) => a.name.localeCompare(b.name));
}

/** What was turned down in a report, and in the whole archive. */
export async function rejectionsFor(db: ArchiveDb, reportId: ReportId): Promise<Rejection[]> {
  return db.rejections.filter((row) => row.reportId === null || row.reportId === reportId).toArray();
}

/** Every assignment, in no particular order. */
export async function listAssignments(db: ArchiveDb): Promise<Assignment[]> {
  return db.assignments.toArray();
}

/** Every passage that is about an actor, in no particular order. */
export async function passagesOfActor(db: ArchiveDb, actorId: ActorId): Promise<Passage[]> {
  const assignments = await db.assignments.where('pair.actorId').equals(actorId).toArray();
  return passagesByIds(db, [...new Set(assignments.map(({ excerptId }) => excerptId))]);
}

/** Number of passages of each report that has any. Reads a key of every passage. */
export async function passageCounts(db: ArchiveDb): Promise<Map<ReportId, number>> {
  const counts = new Map<ReportId, number>();
  for (const id of (await db.excerpts.orderBy('reportId').keys()) as ReportId[]) {
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** Passages by report and by code, assignments by actor, and the number of the change they stand at. */
export async function countUses(db: ArchiveDb): Promise<{ seq: number; tally: Tally }> {
  return db.transaction('r', [db.excerpts, db.assignments, db.actors, db.codes, db.meta], async () => {
    // There are few actors and codes and many rows: counting in the index spares a turn for every row.
    const actors = (await db.actors.toCollection().primaryKeys()) as ActorId[];
    const codes = (await db.codes.toCollection().primaryKeys()) as CodeId[];
    return {
      seq: (await readMeta(db, 'seq'))?.value ?? 0,
      tally: {
        passages: await passageCounts(db),
        uses: await countEach(actors, (id) => db.assignments.where('pair.actorId').equals(id).count()),
        codes: await countEach(codes, (id) => db.excerpts.where('codes').equals(id).count()),
      },
    };
  });
}

/** The counts that are not 0. */
async function countEach<Id>(
  ids: readonly Id[],
  count: (id: Id) => PromiseLike<number>,
): Promise<Map<Id, number>> {
  const counts = await Promise.all(ids.map(count));
  return new Map(ids.map((id, i): [Id, number] => [id, counts[i]!]).filter(([, number]) => number > 0));
}

/** When the last change was committed; null when there was none. */
export async function lastChangeAt(db: ArchiveDb): Promise<string | null> {
  return (await db.changes.orderBy('seq').last())?.at ?? null;
}

/** The newest changes that are about a report, a passage or an actor, newest first. */
export async function changesOf(db: ArchiveDb, subject: string, limit: number): Promise<Change[]> {
  const rows = await db.changes.where('subjects').equals(subject).reverse().limit(limit).toArray();
  return rows.map(({ subjects: _subjects, ...change }) => change);
}

/** The first change of each batch, which tells when and by whom it was done; undefined for a batch that is none. */
export async function firstChanges(
  db: ArchiveDb,
  batchIds: readonly BatchId[],
): Promise<(Change | undefined)[]> {
  return db.transaction('r', db.changes, () =>
    Promise.all(batchIds.map((id) => db.changes.where('batchId').equals(id).first())),
  );
}
