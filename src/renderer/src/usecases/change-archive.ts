import type { Command } from '$domain/change/command';
import type { ActorId, BatchId, ExcerptId, ReportId } from '$domain/ids';
import { actorName, sameName } from '$domain/coding/actor';
import type { ReportMetadata } from '$domain/report/report';
import { fail, type Result } from '$domain/result';
import { commit, readHistory, step, type HistoryStep } from '../storage/commit';
import { listActors } from '../storage/reads';
import type { Archive } from './archive';

interface Options {
  readonly batchId?: BatchId;
  readonly label?: string;
  readonly undoable?: boolean;
}

/**
 * Commits a command and tells who follows the archive. The value says whether anything changed.
 * Rejects on storage errors, with nothing written.
 */
export async function change(
  archive: Archive,
  command: Command,
  options: Options = {},
): Promise<Result<boolean>> {
  const result = await commit(archive.writer, command, {
    batchId: options.batchId ?? newBatch(archive),
    undoable: options.undoable ?? true,
    ...(options.label === undefined ? {} : { label: options.label }),
  });
  if (!result.ok) return result;
  if (result.value) archive.changed();
  return { ok: true, value: result.value !== null };
}

export function newBatch(archive: Archive): BatchId {
  return archive.ports.newId() as BatchId;
}

/**
 * Takes the last step back, or does it again. The value names it; null when there was none. With `expected` only that
 * batch, and a failure when something else was done since.
 */
export async function stepHistory(
  archive: Archive,
  direction: HistoryStep,
  expected?: BatchId,
): Promise<Result<string | null>> {
  const result = await step(archive.writer, direction, expected);
  if (result.ok && result.value !== null) archive.changed();
  return result;
}

/** The names of what undo and redo would do; null when there is nothing. */
export async function historyNames(archive: Archive): Promise<Record<HistoryStep, string | null>> {
  const history = await readHistory(archive.db);
  return { undo: history.undo.at(-1)?.label ?? null, redo: history.redo.at(-1)?.label ?? null };
}

export function deletePassages(archive: Archive, excerptIds: readonly ExcerptId[]): Promise<Result<boolean>> {
  return change(archive, { kind: 'delete-passages', excerptIds });
}

/** Deletes reports with their passages, in one undo step. */
export function deleteReports(
  archive: Archive,
  reportIds: readonly ReportId[],
  batchId: BatchId,
): Promise<Result<boolean>> {
  return change(archive, { kind: 'remove-reports', reportIds }, { batchId });
}

export function editReport(
  archive: Archive,
  reportId: ReportId,
  metadata: Partial<ReportMetadata>,
): Promise<Result<boolean>> {
  return change(archive, { kind: 'edit-report', reportId, metadata });
}

/** Renames an actor everywhere. Fails with `actor/…` when the name is refused or another actor has it. */
export async function renameActor(
  archive: Archive,
  actorId: ActorId,
  typed: string,
): Promise<Result<boolean>> {
  const name = actorName(typed);
  if (!name.ok) return name;
  const taken = (await listActors(archive.db)).find(
    (actor) => actor.id !== actorId && sameName(actor.name, name.value),
  );
  if (taken) {
    return fail({ code: 'actor/name-taken', message: `There is already an actor called “${taken.name}”.` });
  }
  return change(archive, { kind: 'rename-actor', actorId, name: name.value });
}
