import Dexie, { type Table } from 'dexie';
import type { Actor } from '$domain/coding/actor';
import type { AddedCountry } from '$domain/coding/added-country';
import type { Code } from '$domain/coding/code';
import type { Assignment, Excerpt, Memo } from '$domain/coding/excerpt';
import type { Change, RowCounts } from '$domain/change/change';
import type { History } from '$domain/change/history';
import type { Hlc } from '$domain/change/hlc';
import type { ExcerptId, IsoInstant, ReportId, SavedSearchId, Sha256 } from '$domain/ids';
import type { SavedSearch } from '$domain/query/saved-search';
import type { Original, Report, ReportText } from '$domain/report/report';
import type { Rejection } from '$domain/suggest/rejection';
import { FIRST } from './migrations/0001-first';
import { addJournal, JOURNAL } from './migrations/0002-journal';
import { addAssessment } from './migrations/0003-assessment';
import { addRegistry, REGISTRY } from './migrations/0004-registry';
import { addProvenance, PROVENANCE } from './migrations/0005-provenance';
import { addSearches, SEARCHES } from './migrations/0006-searches';

/** What the archive knows about itself, one row a key. */
export interface MetaRows {
  archive: { key: 'archive'; storeId: string; device: string; createdAt: IsoInstant };
  /** The last change's number, here and on this device, and its place in time. */
  seq: { key: 'seq'; value: number; deviceSeq: number; hlc: Hlc };
  /** How many rows there must be: kept with every change, compared when the archive is opened. */
  counts: { key: 'counts'; counts: RowCounts };
  /** Old changes that the log lacks after the store was built anew, until they are read from the journal again. */
  missing: { key: 'missing'; from: number; to: number };
  /** What undo and redo would take next: the last batch of each list. */
  history: { key: 'history' } & History;
}
export type MetaRow = MetaRows[keyof MetaRows];

/** A change with the index of what it is about, which is derived and stays out of the journal. */
export interface ChangeRow extends Change {
  readonly subjects: readonly string[];
}

/** A change that is not known to be in the journal yet. */
export interface OutboxRow {
  readonly seq: number;
}

/** A file of the search index, where there is no file system for it; derived, and made anew whenever in doubt. */
export interface SearchFileRow {
  key: `shard:${string}`;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Keys that reports of the same story have in common; derived, and completed whenever some are lacking. */
export interface TextKeysRow {
  readonly reportId: ReportId;
  /** Of the text that the keys are of. */
  readonly textHash: Sha256;
  readonly keys: readonly number[];
}

/**
 * What a saved search found when it was last looked at on this machine, as a list of ids: only so are three new hits
 * exactly those that were not there, whatever went meanwhile.
 */
export interface SearchSeenRow {
  readonly searchId: SavedSearchId;
  /** What it asked for then. */
  readonly query: string;
  /** The archive's last change then. */
  readonly seq: number;
  readonly at: IsoInstant;
  readonly reportIds: readonly ReportId[];
  readonly passageIds: readonly ExcerptId[];
}

/** A query that was used on this machine. */
export interface SearchHistoryRow {
  /** As typed, without white space around it. */
  readonly query: string;
  /** When it was used last. */
  readonly at: IsoInstant;
  /** How much it found then. */
  readonly reports: number;
  readonly passages: number;
}

export const SCHEMA_VERSION = 6;
export const ARCHIVE_DB = 'archive';
/** Dexie stores its versions ten times as large. */
const DEXIE_FACTOR = 10;

/**
 * The working store. Strict durability: a committed transaction is on the disk, not only in its cache.
 * Every version of the tables has its file in `migrations/`.
 */
export class ArchiveDb extends Dexie {
  declare reports: Table<Report, string>;
  declare reportTexts: Table<ReportText, [string, number]>;
  declare originals: Table<Original, string>;
  declare excerpts: Table<Excerpt, string>;
  declare assignments: Table<Assignment, string>;
  declare actors: Table<Actor, string>;
  declare memos: Table<Memo, string>;
  declare codes: Table<Code, string>;
  declare countries: Table<AddedCountry, string>;
  declare rejections: Table<Rejection, string>;
  declare savedSearches: Table<SavedSearch, string>;
  declare changes: Table<ChangeRow, number>;
  declare outbox: Table<OutboxRow, number>;
  declare textKeys: Table<TextKeysRow, string>;
  declare searchSnapshot: Table<SearchFileRow, string>;
  declare searchSeen: Table<SearchSeenRow, string>;
  declare searchHistory: Table<SearchHistoryRow, string>;
  declare meta: Table<MetaRow, string>;

  #wasOpened = false;

  /** `isUpgraded`: whether what is stored under the name has the tables of this version for sure. */
  constructor(name: string = ARCHIVE_DB, isUpgraded = false) {
    super(name, { chromeTransactionDurability: 'strict' });
    if (isUpgraded) {
      // Each version reads the tables of all before again.
      this.version(SCHEMA_VERSION)
        .stores({ ...FIRST, ...JOURNAL, ...REGISTRY, ...PROVENANCE, ...SEARCHES })
        .upgrade(notUpgraded);
      return;
    }
    this.version(1).stores(FIRST);
    this.version(2).stores(JOURNAL).upgrade(addJournal);
    this.version(3).stores({}).upgrade(addAssessment);
    this.version(4).stores(REGISTRY).upgrade(addRegistry);
    this.version(5).stores(PROVENANCE).upgrade(addProvenance);
    this.version(SCHEMA_VERSION).stores(SEARCHES).upgrade(addSearches);
  }

  /**
   * Opens once only. A store that broke off in a write may end in half a record; Chromium would append to it, and find
   * it corrupt at a later start. Main repairs such a store before it is opened again.
   */
  override open(): ReturnType<Dexie['open']> {
    if (this.#wasOpened && !this.isOpen()) return Dexie.Promise.reject(new Dexie.DatabaseClosedError());
    return super.open().then((db) => {
      this.#wasOpened = true;
      return db;
    });
  }

  /** Closes for good, also where Dexie itself would open again: what is asked from now on is rejected. */
  override close(): void {
    super.close({ disableAutoOpen: true });
  }
}

function notUpgraded(): never {
  throw new Error('This archive has the tables of another version.');
}

/** Opens an archive that is open elsewhere in this app already, in less time than {@link openArchive}. */
export async function openAgain(name: string): Promise<ArchiveDb> {
  const db = new ArchiveDb(name, true);
  await db.open();
  return db;
}

/** Opens the archive of this profile, creating it when there is none. Rejects with Dexie's errors. */
export async function openArchive(name: string = ARCHIVE_DB): Promise<ArchiveDb> {
  const db = new ArchiveDb(name);
  await db.open();
  return db;
}

/** The version of the tables that are stored under this name; null when there are none. Opens and creates nothing. */
export async function storedVersion(name: string = ARCHIVE_DB): Promise<number | null> {
  const stored = (await indexedDB.databases()).find((database) => database.name === name);
  return stored?.version === undefined ? null : stored.version / DEXIE_FACTOR;
}

/** One row of `meta`, typed by its key. */
export async function readMeta<K extends keyof MetaRows>(
  db: ArchiveDb,
  key: K,
): Promise<MetaRows[K] | undefined> {
  return (await db.meta.get(key)) as MetaRows[K] | undefined;
}
