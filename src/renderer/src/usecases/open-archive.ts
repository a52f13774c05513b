import type { HostApi } from '$contract/host-api';
import type { ArchiveState, SpaceState } from '$contract/schemas';
import type { ChangeId } from '$domain/ids';
import { fail, ok, type Failure, type Result } from '$domain/result';
import { attempt } from '../platform/host';
import {
  ARCHIVE_DB,
  openArchive,
  SCHEMA_VERSION,
  storedVersion,
  type ArchiveDb,
} from '../storage/archive-db';
import { checkStore, countStore, type StoreVerdict } from '../storage/check-store';
import { refillOutbox } from '../storage/outbox';
import { removeUnused } from './build-archive';
import { within } from './deadline';

export type Opening =
  /**
   * `notes`: what was repaired on the way, for the person to read. `counted`: what a count of all rows finds, null when
   * they are all there; nothing may be written before it has settled.
   */
  | {
      readonly kind: 'open';
      readonly db: ArchiveDb;
      readonly journalSeq: number;
      readonly notes: string[];
      readonly counted: Promise<Failure | null>;
    }
  /** What is in the store must not be built on; the recovery page comes next. */
  | { readonly kind: 'damaged'; readonly fault: Failure }
  /** It can neither be used nor be recovered by this app. */
  | { readonly kind: 'refused'; readonly fault: Failure };

/** Tries to open a store that answers with an error that may pass, and the time between them, milliseconds. */
const TRIES = 3;
const BETWEEN_TRIES_MS = 400;
/** Longest one try may take. Another page's connection can hold up a migration. */
const OPEN_DEADLINE_MS = 20_000;

/**
 * Opens the store that main found, and compares it with what must be in it before anything is written. A store that
 * is not what it must be is reported to main, which keeps its files aside.
 */
export async function openChecked(
  host: HostApi,
  state: Extract<ArchiveState, { kind: 'open' }>,
  space: SpaceState,
): Promise<Opening> {
  const opened = await openPatiently();
  if (!opened.ok) {
    if (space.level === 'full') return { kind: 'refused', fault: DISK_FULL };
    if (HARMLESS.has(opened.fault.code) || state.expected === null) {
      return { kind: 'refused', fault: opened.fault };
    }
    return reportDamage(host, opened.fault);
  }
  const { db } = opened;
  performance.mark('store opened');
  const verdict = await verdictOn(host, state, db);
  performance.measure('checks of the opened store', 'store opened');
  if (verdict.kind === 'damaged') {
    db.close();
    return reportDamage(host, verdict.fault);
  }
  if (state.purged) await removeUnused(host, db);
  const notes = [...state.notes];
  if (verdict.kind === 'journal-behind') {
    await refillOutbox(db, state.journal.seq);
    notes.push(
      `The journal had lost its last ${verdict.missing} changes. The archive itself is whole, and they are written to the journal again.`,
    );
  }
  const counted = countStore(db, { seq: state.journal.seq, rows: state.expected?.rows ?? null })
    .catch(cannotRead)
    .then(async (fault) => {
      if (fault !== null) await attempt(host.reportDamage(fault));
      return fault;
    });
  return { kind: 'open', db, journalSeq: state.journal.seq, notes, counted };
}

/**
 * Opens a store that is not what it must be, to look at: only if it needs no other version's tables, because these would
 * be written to it. Fails with `store/other-version`, `store/missing` or `store/unreadable`.
 */
export async function openToRead(name: string = ARCHIVE_DB): Promise<Result<ArchiveDb>> {
  try {
    const version = await storedVersion(name);
    if (version === null) return fail(MISSING);
    return version === SCHEMA_VERSION ? ok(await openArchive(name)) : fail(OTHER_VERSION);
  } catch (error) {
    return fail(cannotRead(error));
  }
}

async function verdictOn(
  host: HostApi,
  state: Extract<ArchiveState, { kind: 'open' }>,
  db: ArchiveDb,
): Promise<StoreVerdict> {
  const { journal, expected } = state;
  let changeId: ChangeId | null = null;
  if (journal.seq > 0) {
    const last = await attempt(host.readChanges('journal', journal.seq - 1));
    if (!last.ok) return { kind: 'damaged', fault: last.error };
    changeId = (JSON.parse(last.value.bodies[0] ?? '{}') as { id?: ChangeId }).id ?? null;
  }
  try {
    return await checkStore(db, {
      storeId: expected?.storeId ?? journal.storeId,
      seq: journal.seq,
      ledgerSeq: expected?.seq ?? 0,
      changeId,
      rows: expected?.rows ?? null,
    });
  } catch (error) {
    return { kind: 'damaged', fault: cannotRead(error) };
  }
}

type Tried = { ok: true; db: ArchiveDb } | { ok: false; fault: Failure };

async function openPatiently(): Promise<Tried> {
  let fault: Failure = SLOW;
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await new Promise((resolve) => setTimeout(resolve, BETWEEN_TRIES_MS));
    try {
      const opened = await within(openArchive(), OPEN_DEADLINE_MS);
      if (!opened) return { ok: false, fault: SLOW };
      const db = opened.value;
      // Dexie opens a store of a newer version as it is.
      if (db.verno <= SCHEMA_VERSION) return { ok: true, db };
      db.close();
      return { ok: false, fault: NEWER };
    } catch (error) {
      fault = cannotRead(error);
    }
  }
  return { ok: false, fault };
}

/** Says nothing about what is in the store: it is not to be restored for this. */
const HARMLESS: ReadonlySet<string> = new Set(['store/newer', 'store/slow']);

const DISK_FULL: Failure = {
  code: 'store/disk-full',
  message:
    'The disk on which the archive lies is full, so the archive cannot be opened. What was saved is safe. Free some space: the archive opens by itself then.',
};
const SLOW: Failure = {
  code: 'store/slow',
  message:
    'The store did not open in twenty seconds. Another window may hold it, or the disk does not answer.',
};
const NEWER: Failure = {
  code: 'store/newer',
  message:
    'This archive was last used by a newer version of Commonplace. Nothing was changed. Open it with that version.',
};

const MISSING: Failure = {
  code: 'store/missing',
  message: 'There is no store to look at. Restore the archive instead.',
};
const OTHER_VERSION: Failure = {
  code: 'store/other-version',
  message:
    'The store is of another version of Commonplace. To open it would change it, so it is left as it is. Restore the archive instead.',
};

function cannotRead(error: unknown): Failure {
  return { code: 'store/unreadable', message: `The store cannot be read (${nameOf(error)}).` };
}

/** A storage error's name; its message may quote a path. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown error';
}

async function reportDamage(host: HostApi, fault: Failure): Promise<Opening> {
  await attempt(host.reportDamage(fault));
  return { kind: 'damaged', fault };
}
