import { STORE_SCHEMA } from '$contract/store-schema';
import { BACKUP_KINDS, type BackupKind, type BackupSummary } from '$contract/schemas';
import { damaged, newer, notABackup } from './backup-refusals';

export const JOURNAL_ENTRY = 'journal.jsonl';
export const MANIFEST_ENTRY = 'manifest.json';
export const SUMS_ENTRY = 'SHA256SUMS';

/** Most entries a backup may have. */
export const MAX_ENTRIES = 2_000_000;
/** Most bytes all entries together may unpack to. */
export const MAX_TOTAL_BYTES = 200 * 1024 ** 3;
/** Entries that unpack to more than {@link RATIO_FREE_BYTES} may be at most this many times their packed size. */
export const MAX_RATIO = 1000;
export const RATIO_FREE_BYTES = 10 * 1024 ** 2;
export const MAX_MANIFEST_BYTES = 64 * 1024 ** 2;
/** Longest line of a journal, in bytes; it stays below the longest string V8 can hold. */
export const MAX_LINE_BYTES = 400 * 1024 ** 2;

const FORMAT = 'commonplace-backup';
const VERSION = 1;
const SHA256 = /^[0-9a-f]{64}$/u;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/u;
const ORIGINAL = /^originals\/([0-9a-f]{2})\/(\1[0-9a-f]{62})$/u;

/** Whether the page may write an entry of this name. */
export function isTableName(name: string): boolean {
  return /^[A-Za-z]{1,60}\.(?:jsonl|txt)$/u.test(name) && name !== JOURNAL_ENTRY;
}

export function originalEntry(sha256: string): string {
  return `originals/${sha256.slice(0, 2)}/${sha256}`;
}

/** The hash that the name of an original's entry states; null for other entries. */
export function originalOf(entry: string): string | null {
  return ORIGINAL.exec(entry)?.[2] ?? null;
}

export interface Manifest {
  summary: BackupSummary;
  /** Hash of the journal's last line; 64 zeros when the journal is empty. */
  journalHash: string;
  /** SHA-256 of originals that belong to the backup and were missing or damaged when it was written. */
  missingOriginals: string[];
}

export function formatManifest({ summary, journalHash, missingOriginals }: Manifest): string {
  const content = { format: FORMAT, version: VERSION, ...summary, journalHash, missingOriginals };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** Throws the refusal for a manifest that is not one, of a newer version, or not as this version writes it. */
export function parseManifest(text: string): Manifest {
  const raw = record(parseJson(text));
  if (raw?.['format'] !== FORMAT) throw notABackup();
  const { version, schema } = raw;
  if (isCount(version) && version > VERSION) throw newer();
  if (isCount(schema) && schema > STORE_SCHEMA) throw newer();
  const summary = parseSummary(raw);
  const { journalHash, missingOriginals } = raw;
  if (
    version !== VERSION ||
    summary === null ||
    typeof journalHash !== 'string' ||
    !SHA256.test(journalHash) ||
    !Array.isArray(missingOriginals) ||
    !missingOriginals.every((sha256): sha256 is string => typeof sha256 === 'string' && SHA256.test(sha256))
  ) {
    throw damaged('its manifest is not as it should be');
  }
  return { summary, journalHash, missingOriginals };
}

function parseSummary(raw: Record<string, unknown>): BackupSummary | null {
  const { storeId, kind, createdAt, appVersion, schema, changes, reports, passages, originals } = raw;
  const rows = parseRows(raw['rows']);
  return typeof storeId === 'string' &&
    UUID.test(storeId) &&
    isKind(kind) &&
    typeof createdAt === 'string' &&
    INSTANT.test(createdAt) &&
    !Number.isNaN(Date.parse(createdAt)) &&
    typeof appVersion === 'string' &&
    appVersion.length <= 100 &&
    isCount(schema) &&
    isCount(changes) &&
    isCount(reports) &&
    isCount(passages) &&
    isCount(originals) &&
    rows !== null
    ? { storeId, kind, createdAt, appVersion, schema, changes, reports, passages, originals, rows }
    : null;
}

function parseRows(value: unknown): Record<string, number> | null {
  const tables = Object.entries(record(value) ?? { '': null });
  const fits = (table: [string, unknown]): table is [string, number] =>
    table[0].length <= 40 && isCount(table[1]);
  return tables.every(fits) ? Object.fromEntries(tables) : null;
}

function record(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isKind(value: unknown): value is BackupKind {
  return BACKUP_KINDS.some((kind) => kind === value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
