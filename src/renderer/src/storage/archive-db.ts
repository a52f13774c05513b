import Dexie, { type Table } from 'dexie';
import type { Actor } from '$domain/coding/actor';
import type { Assignment, Excerpt, Memo } from '$domain/coding/excerpt';
import type { Change } from '$domain/change/change';
import type { BatchId, IsoInstant } from '$domain/ids';
import type { Original, Report, ReportText } from '$domain/report/report';

/** What the archive knows about itself, one row a key. */
export interface MetaRows {
  archive: { key: 'archive'; storeId: string; device: string; createdAt: IsoInstant; schema: number };
  /** The last change's number. */
  seq: { key: 'seq'; value: number };
  /** What undo and redo would take next: the last batch of each list. */
  history: { key: 'history'; undo: HistoryEntry[]; redo: HistoryEntry[] };
}
export type MetaRow = MetaRows[keyof MetaRows];

export interface HistoryEntry {
  batchId: BatchId;
  label: string;
}

/** The search index as it was last stored; derived, and rebuilt whenever in doubt. */
export interface SearchSnapshotRow {
  key: 'current';
  format: number;
  /** Changes up to this number are in the index. */
  seq: number;
  sha256: string;
  payload: string;
}

export const SCHEMA_VERSION = 1;
export const ARCHIVE_DB = 'archive';

/**
 * The working store. Strict durability: a committed transaction is on the disk, not only in its cache.
 * The tables `codes` and `savedSearches` are part of the first schema and still empty.
 */
export class ArchiveDb extends Dexie {
  declare reports: Table<Report, string>;
  declare reportTexts: Table<ReportText, [string, number]>;
  declare originals: Table<Original, string>;
  declare excerpts: Table<Excerpt, string>;
  declare assignments: Table<Assignment, string>;
  declare actors: Table<Actor, string>;
  declare memos: Table<Memo, string>;
  declare changes: Table<Change, number>;
  declare searchSnapshot: Table<SearchSnapshotRow, string>;
  declare meta: Table<MetaRow, string>;

  constructor(name: string = ARCHIVE_DB) {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(SCHEMA_VERSION).stores({
      reports: 'id, textHash, published, importedAt',
      reportTexts: '[reportId+revision]',
      originals: 'reportId, sha256',
      excerpts: 'id, reportId, [reportId+span.start], anchoring',
      assignments:
        'id, excerptId, reportId, pair.actorId, pair.country.code, [pair.actorId+pair.country.code]',
      actors: 'id, name',
      codes: 'id, parentId',
      memos: 'id, excerptId, reportId',
      savedSearches: 'id',
      changes: 'seq, &id, batchId',
      searchSnapshot: 'key',
      meta: 'key',
    });
  }
}

/** Opens the archive of this profile, creating it when there is none. Rejects with Dexie's errors. */
export async function openArchive(name: string = ARCHIVE_DB): Promise<ArchiveDb> {
  const db = new ArchiveDb(name);
  await db.open();
  return db;
}

/** One row of `meta`, typed by its key. */
export async function readMeta<K extends keyof MetaRows>(
  db: ArchiveDb,
  key: K,
): Promise<MetaRows[K] | undefined> {
  return (await db.meta.get(key)) as MetaRows[K] | undefined;
}
