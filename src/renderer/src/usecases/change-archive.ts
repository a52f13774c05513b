import type { Change } from '$domain/change/change';
import { commandLabel, type Command } from '$domain/change/command';
import type { BatchId, ExcerptId, ReportId } from '$domain/ids';
import type { ReportFields } from '$domain/report/report';
import { fail, type Failure, type Result } from '$domain/result';
import type { HistoryStep } from '$domain/change/history';
import { commit, readHistory, step } from '../storage/commit';
import { passageCounts } from '../storage/reads';
import type { Archive } from './archive';
import { backUpBefore, BULK_PASSAGES } from './automatic-backups';
import { within, WRITE_DEADLINE_MS } from './deadline';
import { isStoreError } from '../storage/store-errors';

interface Options {
  readonly batchId?: BatchId;
  readonly label?: string;
  readonly undoable?: boolean;
}

/**
 * Commits a command, brings it to the journal, and tells who follows the archive. The value says whether anything
 * changed. Fails as `commit` does, with `store/late` when the store does not answer in time and may still do it, and with
 * `store/broken` when it broke off; while the journal cannot be written the change stands, and `archive.journal` says so.
 */
export async function change(
  archive: Archive,
  command: Command,
  options: Options = {},
): Promise<Result<boolean>> {
  const result = await guarded(archive, async () => {
    const done = await commit(archive.writer, command, {
      batchId: options.batchId ?? newBatch(archive),
      undoable: options.undoable ?? true,
      ...(options.label === undefined ? {} : { label: options.label }),
    });
    return done.ok ? { ok: true, value: done.value && [done.value] } : done;
  });
  return result.ok ? { ok: true, value: result.value !== null } : result;
}

const SLOW: Failure = {
  code: 'store/slow',
  message:
    'The disk takes longer than ten seconds. What was saved before is safe. Nothing can be changed until it answers; what you were writing stays where it is.',
};
/** What the person did may be there later. Stays on the screen when the disk answers again: another code than the bar's. */
const LATE: Failure = {
  code: 'store/late',
  message:
    'The disk takes longer than ten seconds, so it is not known yet whether this is saved. It may still be: once the disk answers, look whether it is there before you do it again.',
};
const BROKEN: Failure = {
  code: 'store/broken',
  message:
    'The store stopped answering, as it does on a full disk. What was saved is safe, and what you were writing is kept. The archive is opened again as soon as that is possible.',
};

/** Runs a write with a deadline, and tells a broken store from a bug. */
async function guarded(
  archive: Archive,
  write: () => Promise<Result<readonly Change[] | null>>,
): Promise<Result<readonly Change[] | null>> {
  if (!(await archive.checked)) return fail(BROKEN);
  const work = write();
  let settled: { readonly value: Result<readonly Change[] | null> } | null;
  try {
    settled = await within(work, WRITE_DEADLINE_MS);
  } catch (error) {
    if (!isStoreError(error)) throw error;
    return fail(breakOff(archive));
  }
  if (settled === null) {
    const release = archive.gate.hold('deadline', SLOW);
    void work.then(
      async (late) => {
        release();
        if (late.ok && late.value !== null) await follow(archive, late.value);
      },
      () => void breakOff(archive),
    );
    return fail(LATE);
  }
  const result = settled.value;
  if (result.ok && result.value !== null) await follow(archive, result.value);
  return result;
}

/** The store does not answer any more, also for reading. Nothing lifts this: the archive has to be opened again. */
export function breakOff(archive: Archive): Failure {
  if (archive.gate.barred?.code !== BROKEN.code) archive.gate.hold('deadline', BROKEN);
  archive.broke();
  return BROKEN;
}

/** Breaks off when an error that nobody dealt with says that the store did; null when it says something else. */
export function breakOffFor(archive: Archive, error: unknown): Failure | null {
  return isStoreError(error) ? breakOff(archive) : null;
}

async function follow(archive: Archive, done: readonly Change[]): Promise<void> {
  // The journal first: the person waits for it, and the others read the store too.
  const saved = archive.journal.flush();
  for (const change of done) archive.feed.tell(change);
  await saved;
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
  const result = await guarded(archive, () => step(archive.writer, direction, expected));
  return result.ok ? { ok: true, value: result.value?.[0]?.label ?? null } : result;
}

/** The names of what undo and redo would do; null when there is nothing. */
export async function historyNames(archive: Archive): Promise<Record<HistoryStep, string | null>> {
  const history = await readHistory(archive.db);
  return { undo: history.undo.at(-1)?.label ?? null, redo: history.redo.at(-1)?.label ?? null };
}

/**
 * Passages changed in one go. More are changed in several, still one undo step: each is saved within the deadline and
 * short enough for the journal.
 */
export const PASSAGES_AT_ONCE = 2000;

/** Deletes passages, in one undo step. Many are backed up first. */
export function deletePassages(
  archive: Archive,
  excerptIds: readonly ExcerptId[],
  batchId: BatchId = newBatch(archive),
): Promise<Result<boolean>> {
  return changePassages(archive, excerptIds, batchId, (ids) => ({
    kind: 'delete-passages',
    excerptIds: ids,
  }));
}

/**
 * Does the same to many passages, in one undo step named as a whole; many are backed up first. When a part fails, what
 * was done before it stands and can be undone: the failure says so.
 */
export async function changePassages(
  archive: Archive,
  excerptIds: readonly ExcerptId[],
  batchId: BatchId,
  commandFor: (part: readonly ExcerptId[]) => Command,
): Promise<Result<boolean>> {
  const kept = excerptIds.length >= BULK_PASSAGES ? await backUpBefore(archive) : null;
  if (kept?.ok === false) return kept;
  const label = commandLabel(commandFor(excerptIds));
  let changed = false;
  for (let from = 0; from < excerptIds.length; from += PASSAGES_AT_ONCE) {
    const part = commandFor(excerptIds.slice(from, from + PASSAGES_AT_ONCE));
    const result = await change(archive, part, { batchId, label });
    if (!result.ok) return from === 0 ? result : fail(inPart(result.error, from, excerptIds.length));
    changed ||= result.value;
  }
  return { ok: true, value: changed };
}

function inPart(error: Failure, done: number, all: number): Failure {
  const count = (n: number): string => n.toLocaleString('en');
  return {
    ...error,
    message: `${error.message} ${count(done)} of ${count(all)} passages were changed before; Undo takes that back.`,
  };
}

/** Deletes reports with their passages, in one undo step. Many passages are backed up first. */
export async function deleteReports(
  archive: Archive,
  reportIds: readonly ReportId[],
  batchId: BatchId,
): Promise<Result<boolean>> {
  const counts = await passageCounts(archive.db);
  const passages = reportIds.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0);
  const kept = passages >= BULK_PASSAGES ? await backUpBefore(archive) : null;
  if (kept?.ok === false) return kept;
  return change(archive, { kind: 'remove-reports', reportIds }, { batchId });
}

export function editReport(
  archive: Archive,
  reportId: ReportId,
  fields: Partial<ReportFields>,
  options: Options = {},
): Promise<Result<boolean>> {
  return change(archive, { kind: 'edit-report', reportId, fields }, options);
}
