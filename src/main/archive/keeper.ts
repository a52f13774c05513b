import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalAppend } from '$contract/host-api';
import { STORE_SCHEMA } from '$contract/store-schema';
import type {
  ArchiveState,
  BuildReason,
  Fault,
  JournalHead,
  RecoveryOptions,
  RowCounts,
} from '$contract/schemas';
import { writeDurably } from '../durable-file';
import { removeOpened } from '../opened-originals';
import { done, refuse, type Outcome } from '../outcome';
import { reportUnexpected } from '../unexpected';
import { holdsFiles, keepAside, keepColdCopy } from './cold-copy';
import {
  asideFolder,
  coldCopyFolder,
  generationPaths,
  listGenerations,
  type GenerationPaths,
} from './generations';
import { forgetDamage, rememberDamage } from './known-damage';
import { openJournal, type Journal } from './journal';
import { forgetPurge, rememberPurge } from './known-purge';
import { journalSource, rankSources, UNKNOWN_SOURCE, type Source } from './sources';
import { prepareStore, type StartResult } from './start-checks';
import { removeUnusedOriginals } from './unused-originals';
import { writeJournal } from './write-journal';

export interface KeeperOptions {
  profileFolder: string;
  start: StartResult;
  /** A purge was cut off before what it left could be removed. */
  purged: boolean;
  chromium: string;
  appVersion: string;
  now: () => Date;
  /** Opens the page on a generation's store and closes the page there was. */
  openPage: (generation: GenerationPaths) => void;
  /** The newest whole backups, for a recovery; opened. */
  openBackups: () => Promise<Source[]>;
  onProgress: (job: string, doneUnits: number, total: number) => void;
}

/** What stands between the page and the files of an archive: which store is in use, its journal and its witness. */
export type Keeper = ReturnType<typeof createKeeper>;

interface Build {
  readonly reason: BuildReason;
  readonly source: Source;
  readonly token: string;
  readonly paths: GenerationPaths;
  readonly journal: Journal;
}

/** What may be over at the next start, which then tries again. */
const PASSING_FAULTS: ReadonlySet<string> = new Set(['store/unreadable', 'store/slow', 'journal/unreadable']);
/** Faults of a store that opening would harm, or that is not there. */
const CLOSED_FAULTS: ReadonlySet<string> = new Set([
  'store/missing',
  'store/unreadable',
  'store/not-repaired',
]);

const RUNNING = refuse(
  'build/running',
  'The archive is being built anew. Nothing was changed. Wait until it is done.',
);
const NOTHING_BUILT = refuse('build/none', 'Nothing is being built. Nothing was changed.');
const FAILED = refuse(
  'build/failed',
  'The new archive could not be prepared. The archive is as it was. Check that the disk has space and can be read, or choose another source.',
);

/** How long the ledger may lag behind the journal, which is its own witness of the last change, milliseconds. */
const LEDGER_LAG_MS = 5000;

export function createKeeper(options: KeeperOptions) {
  const { profileFolder, start, chromium, appVersion, now } = options;
  const { ledger } = start;
  const aside = asideFolder(profileFolder);
  const originals = join(profileFolder, 'originals');
  const sources = new Map<string, Source>();

  let generation = start.generation;
  let journal = start.journal;
  const refused = start.state.kind === 'refused' ? start.state.fault : null;
  let damage = start.state.kind === 'damaged' ? start.state.fault : null;
  let build: Build | null = null;
  /** While a build is prepared or put in place: nothing else may change what the archive is. */
  let switching = false;
  /** The highest generation there ever was: a session keeps what it knows of a folder that is gone. */
  let highest = 0;
  /** The last change that a backup of this run holds. */
  let backedUp = 0;
  let purged = options.purged;
  let notes = start.state.kind === 'open' ? start.state.notes : [];
  /** Rows after the last change; null when the page did not say. */
  let rows: RowCounts | null = start.state.kind === 'open' ? (start.state.expected?.rows ?? null) : null;
  let schema = ledger.get().schema;
  let savedAt = ledger.get().savedAt;
  let ledgerTimer: NodeJS.Timeout | undefined;

  function current(): Journal {
    const found = build?.journal ?? journal;
    if (found === null) throw new Error('an archive that was refused has no journal');
    return found;
  }

  /** Whether it is on the disk; false also when there is nothing it could say. */
  function writeLedger(clean: boolean): boolean {
    clearTimeout(ledgerTimer);
    ledgerTimer = undefined;
    if (refused !== null || damage !== null || journal === null) return false;
    const { seq, hash, storeId } = journal.head;
    try {
      ledger.set({
        version: 1,
        storeId: storeId ?? ledger.get().storeId,
        generation: generation.generation,
        seq: Math.max(seq, storeId === null ? ledger.get().seq : 0),
        hash,
        rows,
        schema,
        chromium,
        appVersion,
        clean,
        savedAt,
      });
      return true;
    } catch (error) {
      // The journal is the witness that counts; a full disk must not keep it from being written.
      reportUnexpected('writing the ledger', error);
      return false;
    }
  }

  /** What a page that is loaded now finds. */
  function state(): ArchiveState {
    if (refused !== null) return { kind: 'refused', fault: refused };
    if (build !== null) {
      const { reason, token, source } = build;
      const { storeId, seq } = source;
      return {
        kind: 'build',
        reason,
        source: token,
        storeId,
        seq,
        rows: source.rows,
        sha256: source.sha256,
        newDevice: reason === 'restore' || seq < lastSeq(),
      };
    }
    const found = damage ?? journal?.fault ?? null;
    if (found !== null) return { kind: 'damaged', fault: found };
    const head = current().head;
    const storeId = head.storeId ?? ledger.get().storeId;
    return {
      kind: 'open',
      journal: head,
      expected: storeId === null ? null : { storeId, seq: lastSeq(), rows },
      cleanExit: start.sinceClean,
      purged,
      notes,
    };
  }

  /** The last change that anything still says was saved. */
  function lastSeq(): number {
    return Math.max(journal?.head.seq ?? 0, ledger.get().seq);
  }

  async function append(request: JournalAppend): Promise<Outcome<JournalHead>> {
    if (switching) return RUNNING;
    if (build === null && damage !== null) return refuse(damage.code, damage.message);
    const appended = await current().append({ ...request, now });
    if (!appended.ok || build !== null) return appended;
    rows = request.rows;
    schema = request.schema;
    savedAt = now().toISOString();
    notes = [];
    if (ledger.get().storeId === null) writeLedger(false);
    else ledgerTimer ??= setTimeout(() => writeLedger(false), LEDGER_LAG_MS);
    return appended;
  }

  function sourceOf(token: string): Source | null {
    return token === 'journal' ? journalSource(current(), null) : (sources.get(token) ?? null);
  }

  function addSource(source: Source): string {
    const token = randomUUID();
    sources.set(token, source);
    return token;
  }

  async function reportDamage(fault: Fault): Promise<void> {
    if (damage !== null || build !== null || !/^(?:store|journal)\//u.test(fault.code)) return;
    writeLedger(false);
    damage = fault;
    try {
      if (!PASSING_FAULTS.has(fault.code)) await rememberDamage(profileFolder, fault);
      await keepAside(coldCopyFolder(profileFolder), aside, 'store-before-opening', now);
      const asFound = coldCopyFolder(profileFolder);
      if (await keepColdCopy(generation.indexedDb, asFound)) await keepAside(asFound, aside, 'store', now);
    } catch (error) {
      reportUnexpected('keeping a damaged store aside', error);
    }
  }

  /** What a start does before the store is opened, once more: it broke off, and every page that had it open is gone. */
  async function prepareAgain(): Promise<void> {
    if (refused !== null || damage !== null || build !== null) return;
    const prepared = await prepareStore(generation, profileFolder, now);
    notes = prepared.notes;
    damage = prepared.fault;
  }

  async function recoveryOptions(): Promise<RecoveryOptions> {
    // Damage inside an older part of the journal shows only when all of it is read.
    const check = await journal?.check();
    const own = journal === null ? null : journalSource(journal, null, check?.changes);
    const found = await rankSources(own, await options.openBackups(), lastSeq());
    return {
      sources: found.map((source) => ({
        token: addSource(source),
        kind: source.kind,
        seq: source.seq,
        savedAt: source.createdAt ?? (source.seq === ledger.get().seq ? savedAt : null),
        name: source.name,
      })),
      lastSeq: lastSeq(),
      lastSavedAt: savedAt,
      canOpenStore: damage !== null && !CLOSED_FAULTS.has(damage.code),
    };
  }

  /** Prepares a new generation and opens the page on it. What is in use stays untouched until {@link finishBuild}. */
  async function startBuild(reason: BuildReason, token: string): Promise<Outcome<void>> {
    if (build !== null || switching) return RUNNING;
    switching = true;
    try {
      // What is being appended was asked for before: it belongs to what is built.
      await journal?.append({
        storeId: journal.head.storeId ?? '',
        after: journal.head.seq,
        bodies: [],
        now,
      });
      const source = sourceOf(token);
      if (source === null) return UNKNOWN_SOURCE;
      const generations = (await listGenerations(profileFolder)).map((found) => found.generation);
      highest = Math.max(highest, ...generations) + 1;
      const paths = generationPaths(profileFolder, highest);
      const prepared = await prepare(reason, source, paths).catch((error: unknown) => {
        reportUnexpected('preparing a build', error);
        return FAILED;
      });
      if (!prepared.ok) {
        await rm(paths.root, { recursive: true, force: true });
        return prepared;
      }
      build = { reason, source, token: addSource(source), paths, journal: prepared.value };
      options.openPage(paths);
      return done(undefined);
    } finally {
      switching = false;
    }
  }

  async function prepare(
    reason: BuildReason,
    source: Source,
    paths: GenerationPaths,
  ): Promise<Outcome<Journal>> {
    if (reason !== 'purge') {
      const extracted = await source.extractOriginals(originals, (n, total) =>
        options.onProgress('build', n, total),
      );
      if (!extracted.ok) return extracted;
      const copied = await writeJournal(paths.journal, source.lines());
      if (!copied.ok) return copied;
    }
    const opened = await openJournal(paths.journal, aside, now);
    return opened.fault === null ? done(opened.journal) : refuse(opened.fault.code, opened.fault.message);
  }

  async function finishBuild(built: {
    seq: number;
    rows: RowCounts;
    schema: number;
  }): Promise<Outcome<void>> {
    if (build === null) return NOTHING_BUILT;
    if (switching) return RUNNING;
    switching = true;
    try {
      return await adopt(build, built);
    } finally {
      switching = false;
    }
  }

  async function adopt(
    { reason, paths, journal: newJournal }: Build,
    built: { seq: number; rows: RowCounts; schema: number },
  ): Promise<Outcome<void>> {
    if (newJournal.head.seq !== built.seq) {
      return refuse(
        'build/short',
        'The new archive and its journal disagree. The archive is as it was before.',
      );
    }
    if (reason === 'purge') await rememberPurge(profileFolder, paths.generation);
    await writeDurably(paths.complete, new Uint8Array());
    const old = { generation, journal, rows, schema, savedAt, damage };
    generation = paths;
    journal = newJournal;
    rows = built.rows;
    schema = built.schema;
    savedAt = now().toISOString();
    damage = null;
    if (!writeLedger(false)) {
      // Until the ledger names the new generation, the archive is the old one.
      ({ generation, journal, rows, schema, savedAt, damage } = old);
      await rm(paths.complete, { force: true });
      await forgetPurge(profileFolder);
      return refuse(
        'build/not-adopted',
        'The new archive could not be put in place of the old one, which is as it was. Check that the disk has space and can be written to, and try again.',
      );
    }
    build = null;
    purged = reason === 'purge';
    await forgetDamage(profileFolder);
    await closeSources();
    await old.journal?.close();
    const isBackedUp = old.damage === null && backedUp >= (old.journal?.head.seq ?? 0);
    await leave(old.generation, reason !== 'purge' && !(reason === 'restore' && isBackedUp));
    return done(undefined);
  }

  /** A replaced store goes when it was backed up, or is to be purged. Otherwise it is kept aside, with its journal. */
  async function leave(old: GenerationPaths, keep: boolean): Promise<void> {
    try {
      if (keep) {
        await keepAside(old.journal, aside, 'journal', now);
        await keepAside(old.indexedDb, aside, 'replaced-store', now);
      }
      await rm(old.journal, { recursive: true, force: true });
      await rm(old.generation === 0 ? old.indexedDb : old.root, { recursive: true, force: true });
    } catch (error) {
      // Open files cannot be removed on every system: the next start does it.
      reportUnexpected('removing a replaced store', error);
    }
  }

  async function cancelBuild(): Promise<Outcome<void>> {
    if (build === null) return NOTHING_BUILT;
    if (switching) return RUNNING;
    const { paths, journal: unused } = build;
    build = null;
    options.openPage(generation);
    await unused.close();
    await closeSources();
    await rm(paths.root, { recursive: true, force: true }).catch((error: unknown) =>
      reportUnexpected('removing an unfinished build', error),
    );
    return done(undefined);
  }

  async function closeSources(): Promise<void> {
    for (const source of sources.values()) await source.close();
    sources.clear();
  }

  /** Only what a purge left, and once: a page that asks unasked could remove what is needed. */
  async function removeUnused(kept: readonly string[]): Promise<Outcome<void>> {
    if (!purged) return NOTHING_BUILT;
    await rm(aside, { recursive: true, force: true });
    await rm(coldCopyFolder(profileFolder), { recursive: true, force: true });
    await rm(join(profileFolder, 'ledger.json.bak'), { force: true });
    await removeOpened(profileFolder);
    await removeUnusedOriginals(originals, new Set(kept));
    purged = false;
    // Files that were still open remain; the next start removes them, and only then is the purge done.
    const others = (await listGenerations(profileFolder)).filter(
      (found) => found.generation !== generation.generation,
    );
    const remaining = await Promise.all(others.map((found) => holdsFiles(found.indexedDb)));
    if (!remaining.includes(true)) await forgetPurge(profileFolder);
    return done(undefined);
  }

  async function cutJournal(): Promise<Outcome<JournalHead>> {
    if (build !== null || switching) return RUNNING;
    const cut = await current().cut(aside);
    if (cut.ok && damage?.code.startsWith('journal/') === true) {
      damage = null;
      await forgetDamage(profileFolder);
    }
    return cut;
  }

  return {
    get generation() {
      return generation;
    },
    get storeId() {
      return current().head.storeId ?? ledger.get().storeId;
    },
    get journal() {
      return current();
    },
    state,
    /** A page is loaded: one that was purging begins its journal anew, for its store is empty again. */
    async pageLoaded(): Promise<void> {
      if (build?.reason !== 'purge' || build.journal.head.storeId === null) return;
      await build.journal.close();
      await rm(build.paths.journal, { recursive: true, force: true });
      const { journal: begun } = await openJournal(build.paths.journal, aside, now);
      build = { ...build, journal: begun };
    },
    append,
    read: async (token: string, after: number) => {
      if (token === 'journal') return current().read(after);
      return (await sources.get(token)?.read(after)) ?? UNKNOWN_SOURCE;
    },
    addSource,
    reportDamage,
    prepareAgain,
    recoveryOptions,
    startBuild,
    finishBuild,
    cancelBuild,
    removeUnused,
    cutJournal,
    /** A backup that was read back holds this archive up to a change. */
    backedUpTo(seq: number): void {
      backedUp = Math.max(backedUp, seq);
    },
    /** Marks the ledger: until the orderly end, a start after this one finds that the app was cut off. */
    begin(): void {
      // The page brings the store to this version as it opens it.
      schema = Math.max(schema, STORE_SCHEMA);
      writeLedger(false);
    },
    /** The orderly end. */
    async end(): Promise<void> {
      await build?.journal.close();
      await journal?.close();
      await closeSources();
      writeLedger(true);
    },
  };
}
