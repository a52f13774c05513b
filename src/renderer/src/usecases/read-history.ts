import type { Change } from '$domain/change/change';
import { changeTitle, describeChange, type ChangeNote } from '$domain/change/describe';
import type { HistoryEntry } from '$domain/change/history';
import type { ActorId, BatchId, CodeId } from '$domain/ids';
import { readHistory } from '../storage/commit';
import { missingChanges } from '../storage/log-completion';
import { changesOf, firstChanges, listActors, listCodes } from '../storage/reads';
import type { Archive } from './archive';

/** A step of the archive's history, as undo and redo take it. */
export interface NamedStep {
  readonly batchId: BatchId;
  readonly label: string;
  /** UTC instant when it was first done; null when the log no longer says. */
  readonly at: string | null;
  readonly coder: string | null;
}

/** The steps around where the archive stands, newest first: `undone` can be redone, `done` can be undone. */
export interface NamedSteps {
  readonly undone: readonly NamedStep[];
  readonly done: readonly NamedStep[];
}

/** What can be redone, and the newest steps that can be undone, up to `limit`. */
export async function namedSteps(archive: Archive, limit: number): Promise<NamedSteps> {
  const history = await readHistory(archive.db);
  // What was undone first was done last, and stands first.
  const undone = history.redo;
  const done = history.undo.toReversed().slice(0, limit);
  return { undone: await withTimes(archive, undone), done: await withTimes(archive, done) };
}

async function withTimes({ db }: Archive, entries: readonly HistoryEntry[]): Promise<NamedStep[]> {
  const first = await firstChanges(
    db,
    entries.map((entry) => entry.batchId),
  );
  return entries.map(({ batchId, label }, i) => ({
    batchId,
    label,
    at: first[i]?.at ?? null,
    coder: first[i]?.coder ?? null,
  }));
}

/** A change as the history of what it is about tells it. */
export interface SubjectChange {
  readonly seq: number;
  /** UTC instant. */
  readonly at: string;
  readonly coder: string;
  readonly title: string;
  readonly notes: readonly ChangeNote[];
}

/** Whether all changes can be told: after a restore the older ones are read back from the journal in the background. */
export async function isLogComplete({ db }: Archive): Promise<boolean> {
  return (await missingChanges(db)) === null;
}

/** What happened to a report, a passage, an actor or a code, newest first, up to `limit` changes. */
export async function subjectHistory(
  archive: Archive,
  subject: string,
  limit: number,
): Promise<SubjectChange[]> {
  const { db } = archive;
  const changes = await changesOf(db, subject, limit);
  const entries = [...(await listActors(db)), ...(await listCodes(db))];
  const known = new Map<ActorId | CodeId, string>(entries.map(({ id, name }) => [id, name]));
  for (const id of entriesNamedIn(changes)) {
    const name = known.has(id) ? null : await lastName(archive, id);
    if (name !== null) known.set(id, name);
  }
  const names = (id: ActorId | CodeId): string | null => known.get(id) ?? null;
  return changes.map((change) => ({
    seq: change.seq,
    at: change.at,
    coder: change.coder,
    title: changeTitle(change),
    notes: describeChange(change, subject, names),
  }));
}

/** The actors and codes that passages have in these changes. */
function entriesNamedIn(changes: readonly Change[]): Set<ActorId | CodeId> {
  const ids = changes.flatMap(({ ops }) =>
    ops.flatMap((op): (ActorId | CodeId)[] => {
      if (op.table === 'assignments') return [op.before, op.after].flatMap((row) => row?.pair.actorId ?? []);
      return op.table === 'excerpts' ? [op.before, op.after].flatMap((row) => row?.codes ?? []) : [];
    }),
  );
  return new Set(ids);
}

/** What an actor or a code that is no longer there was called last. */
async function lastName({ db }: Archive, id: ActorId | CodeId): Promise<string | null> {
  const changes = await changesOf(db, id, 1);
  const op = changes[0]?.ops.find((each) => each.key === id);
  return op?.table === 'actors' || op?.table === 'codes' ? ((op.after ?? op.before)?.name ?? null) : null;
}
