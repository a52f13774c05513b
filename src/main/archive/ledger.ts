import { copyFileSync, linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { RowCounts } from '$contract/schemas';
import { temporaryBeside } from '../durable-file';
import { createJsonStore } from '../json-store';
import { systemCode } from '../outcome';
import { reportUnexpected } from '../unexpected';
import { GENESIS } from './chain';

const VERSION = 1;

/** The witness outside the store: what the archive held when it was last written. */
export interface Ledger {
  version: 1;
  /** Null before the first change. */
  storeId: string | null;
  /** The generation in use. */
  generation: number;
  /** The last change that is known to be in the journal, and the hash of its line. */
  seq: number;
  hash: string;
  /** Rows of the store after the change `seq` and no other; null when not known. */
  rows: RowCounts | null;
  /** Version of the store's tables that was last written; 0 when none was. */
  schema: number;
  /** Version of Chromium that last opened the store; empty when none did. */
  chromium: string;
  appVersion: string;
  /** Whether the app ended in order. */
  clean: boolean;
  /** UTC instant of the last change. */
  savedAt: string | null;
}

export const EMPTY_LEDGER: Ledger = {
  version: VERSION,
  storeId: null,
  generation: 0,
  seq: 0,
  hash: GENESIS,
  rows: null,
  schema: 0,
  chromium: '',
  appVersion: '',
  clean: false,
  savedAt: null,
};

export interface LedgerStore {
  get(): Ledger;
  /**
   * Stores durably and keeps the previous version as `ledger.json.bak`. Throws the system error when the disk refuses,
   * and always for a ledger of a newer version, which is never touched.
   */
  set(ledger: Ledger): void;
}

/**
 * `whole`: as it was last written. `previous`: the main file was missing or damaged, so it is the version before, and
 * not clean. `lost`: there was one and nothing of it can be read. `none`: never written. `newer`: a later version of
 * the app wrote it.
 */
export type LedgerState = 'whole' | 'previous' | 'lost' | 'none' | 'newer';

/** Opens `ledger.json` in the profile. A damaged file is kept as `ledger.json.corrupt-<time>`. */
export function openLedger(
  profileFolder: string,
  now: () => Date,
): { ledger: LedgerStore; state: LedgerState } {
  const path = join(profileFolder, 'ledger.json');
  const main = readLedger(path);
  const backup = readLedger(`${path}.bak`);
  if (main === 'newer' || (backup === 'newer' && typeof main === 'string'))
    return { ledger: newer, state: 'newer' };
  const previous = typeof backup === 'string' ? null : { ...backup, clean: false };
  const store = createJsonStore({ path, parse: parseLedger, defaults: previous ?? EMPTY_LEDGER, now });
  const isNone = main === 'missing' && backup === 'missing';
  const withoutMain: LedgerState = previous !== null ? 'previous' : isNone ? 'none' : 'lost';
  return {
    state: typeof main === 'string' ? withoutMain : 'whole',
    ledger: {
      get: () => store.get(),
      set: (ledger) => {
        keepPrevious(path);
        store.set(ledger);
      },
    },
  };
}

const newer: LedgerStore = {
  get: () => EMPTY_LEDGER,
  set: () => {
    throw new Error('a ledger of a newer version is never written');
  },
};

/** The ledger in `raw`, or null when it is not exactly one of this version. */
export function parseLedger(raw: unknown): Ledger | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const fields = raw as Record<string, unknown>;
  const names = Object.keys(EMPTY_LEDGER);
  if (Object.keys(fields).length !== names.length || !names.every((name) => name in fields)) return null;
  const { version, storeId, generation, seq, hash, rows, schema, chromium, appVersion, clean, savedAt } =
    fields;
  const isLedger =
    version === VERSION &&
    isTextOrNull(storeId) &&
    isCount(generation) &&
    isCount(seq) &&
    typeof hash === 'string' &&
    /^[0-9a-f]{64}$/u.test(hash) &&
    (rows === null || isRowCounts(rows)) &&
    isCount(schema) &&
    typeof chromium === 'string' &&
    typeof appVersion === 'string' &&
    typeof clean === 'boolean' &&
    isTextOrNull(savedAt);
  return isLedger ? (raw as Ledger) : null;
}

function readLedger(path: string): Ledger | 'missing' | 'damaged' | 'newer' {
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? 'missing' : 'damaged';
  }
  if (isNewer(raw)) return 'newer';
  return parseLedger(raw) ?? 'damaged';
}

function isNewer(raw: unknown): boolean {
  if (typeof raw !== 'object' || raw === null || !('version' in raw)) return false;
  return typeof raw.version === 'number' && raw.version > VERSION;
}

/** The file is synced already, so a second name for it is enough; the store's own write syncs the folder. */
function keepPrevious(path: string): void {
  const temporary = temporaryBeside(path);
  try {
    try {
      linkSync(path, temporary);
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return;
      copyFileSync(path, temporary);
    }
    renameSync(temporary, `${path}.bak`);
  } catch (error) {
    // Without it the ledger is as good as before.
    reportUnexpected('keeping the previous ledger', error);
  } finally {
    // Renaming one name of a file over another name of it leaves both.
    rmSync(temporary, { force: true });
  }
}

function isTextOrNull(value: unknown): boolean {
  return value === null || (typeof value === 'string' && value !== '');
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isRowCounts(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every(isCount)
  );
}
