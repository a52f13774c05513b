import type { HostApi } from '$contract/host-api';
import type { ArchiveState } from '$contract/schemas';
import { keepLiving, LivingRowsFold, type LivingRows } from '$domain/change/purge';
import type { Ports } from '$domain/ids';
import { fail, ok, type Failure, type Result } from '$domain/result';
import { attempt } from '../platform/host';
import { readChange, writeChange, type ReplayedChange } from '../records/change-record';
import { TextShelf } from '../records/text-shelf';
import { ArchiveDb, SCHEMA_VERSION } from '../storage/archive-db';
import { LEFT_TO_WRITE, StoreBuilder, type BuiltStore } from '../storage/build-store';
import type { Progress } from './progress';

export type BuildState = Extract<ArchiveState, { kind: 'build' }>;

export interface BuildOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

const CANCELLED = {
  code: 'build/cancelled',
  message: 'It was stopped. The archive is as it was before.',
};

/**
 * Fills the new store `db`, whatever it holds, from the changes main offers, checks the result against what it must hold, and makes
 * it the archive. Until then the old one is untouched. For a purge what is not in the archive any more is left out, and
 * the journal is written anew without it. Fails with `build/…`, `record/…`, `journal/…` or `source/…`.
 */
export async function buildArchive(
  host: HostApi,
  ports: Ports,
  db: ArchiveDb,
  state: BuildState,
  options: BuildOptions,
): Promise<Result<BuiltStore>> {
  const living = state.reason === 'purge' ? await findLiving(host, state, options) : ok(null);
  if (!living.ok) return living;

  const builder = new StoreBuilder(db);
  await builder.begin();
  const shelf = new TextShelf();
  const taken = await readAll(host, state, options, async (replayed) => {
    shelf.add(replayed.texts);
    if (living.value === null) {
      const added = await builder.add(replayed.change, replayed.texts);
      return added.ok ? ok(null) : added;
    }
    const change = keepLiving(replayed.change, living.value);
    const texts = replayed.texts.filter((text) => living.value.reports.has(text.reportId));
    const added = await builder.add(change, texts);
    return added.ok ? ok(writeChange(change, texts, shelf.find, SCHEMA_VERSION)) : added;
  });
  if (!taken.ok) return taken;
  if (builder.seq !== state.seq) {
    return fail({
      code: 'build/short',
      message: `It ends at change ${builder.seq} and not at ${state.seq}. Nothing was changed.`,
    });
  }

  const built = await builder.finish(
    state.storeId,
    state.newDevice ? ports.newId() : null,
    ports,
    (done, total) =>
      options.onProgress({
        done: state.seq + Math.round((leftToWrite(state) * done) / total),
        total: state.seq + leftToWrite(state),
      }),
  );
  const differing = Object.entries(state.rows ?? {}).find(
    ([table, rows]) => (built.rows as Record<string, number>)[table] !== rows,
  );
  if (differing && state.reason !== 'purge') {
    return fail({
      code: 'build/differs',
      message: `It holds ${differing[1]} rows of “${differing[0]}”, but as many could not be built. Nothing was changed.`,
    });
  }
  const adopted = await attempt(
    host.finishBuild({ seq: built.seq, rows: built.rows, schema: SCHEMA_VERSION }),
  );
  return adopted.ok ? ok(built) : adopted;
}

export interface NewArchive {
  readonly db: ArchiveDb;
  readonly seq: number;
}

/**
 * {@link buildArchive} on the store of this page, which main made for it. The value is open and is the archive. Fails
 * with `build/failed` when the store itself fails.
 */
export async function buildNew(
  host: HostApi,
  ports: Ports,
  state: BuildState,
  options: BuildOptions,
): Promise<Result<NewArchive>> {
  const db = new ArchiveDb();
  const built = await buildArchive(host, ports, db, state, options).catch((error: unknown) =>
    fail(failedWith(error)),
  );
  if (!built.ok) {
    db.close();
    return built;
  }
  if (state.reason === 'purge') await removeUnused(host, db);
  return ok({ db, seq: built.value.seq });
}

function failedWith(error: unknown): Failure {
  const reason = error instanceof Error ? error.name : 'unknown error';
  return {
    code: 'build/failed',
    message: `The new store could not be written (${reason}). See whether the disk has free space, and try again.`,
  };
}

/** Lets main remove every kept file that no report of the archive needs. Only after a purge. */
export async function removeUnused(host: HostApi, db: ArchiveDb): Promise<void> {
  const kept = await db.originals.toArray();
  await attempt(host.removeUnused([...new Set(kept.map(({ sha256 }) => sha256))]));
}

/** Reads every change of the source in order. What `take` gives is appended to the new store's journal. */
async function readAll(
  host: HostApi,
  state: BuildState,
  { signal, onProgress }: BuildOptions,
  take: (replayed: ReplayedChange) => Promise<Result<string | null>>,
): Promise<Result<void>> {
  const shelf = new TextShelf();
  let seq = 0;
  while (seq < state.seq) {
    if (signal.aborted) return fail(CANCELLED);
    const page = await attempt(host.readChanges(state.source, seq));
    if (!page.ok) return page;
    const bodies: string[] = [];
    const after = seq;
    for (const body of page.value.bodies) {
      if (seq >= state.seq) break;
      const replayed = readChange(body, shelf.find, SCHEMA_VERSION);
      if (!replayed.ok) return replayed;
      shelf.add(replayed.value.texts);
      const taken = await take(replayed.value);
      if (!taken.ok) return taken;
      if (taken.value !== null) bodies.push(taken.value);
      seq = replayed.value.change.seq;
    }
    if (bodies.length > 0) {
      const sent = await attempt(
        host.appendChanges({ storeId: state.storeId, after, bodies, rows: null, schema: SCHEMA_VERSION }),
      );
      if (!sent.ok) return sent;
    }
    onProgress({ done: seq, total: state.seq + leftToWrite(state) });
    if (page.value.done) break;
  }
  return ok(undefined);
}

/** The share that writing has in the progress after reading, counted in changes. */
function leftToWrite({ seq }: BuildState): number {
  return Math.min(seq, LEFT_TO_WRITE);
}

async function findLiving(
  host: HostApi,
  state: BuildState,
  options: BuildOptions,
): Promise<Result<LivingRows>> {
  const fold = new LivingRowsFold();
  const read = await readAll(host, state, { ...options, onProgress: () => undefined }, async ({ change }) => {
    fold.add(change.ops);
    return ok(null);
  });
  return read.ok ? ok(fold.living) : read;
}
