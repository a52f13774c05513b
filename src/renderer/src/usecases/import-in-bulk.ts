import { textSize } from '$domain/change/size';
import type { BatchId, ReportId } from '$domain/ids';
import type { Failure } from '$domain/result';
import type { Archive } from './archive';
import { readSource, withoutTwins, type Like, type Parsed } from './draft-reports';
import { COMMIT_SIZE, importReports } from './import-reports';
import type { ImportSource } from './import-sources';
import type { Progress } from './progress';

/** What became of one report of a bulk import. */
export type BulkOutcome = { readonly name: string; readonly title: string } & (
  | {
      readonly kind: 'imported';
      readonly reportId: ReportId;
      /** What the import changed or could not keep. */
      readonly notes: readonly string[];
    }
  /** The archive has the same text already, in this report. */
  | { readonly kind: 'duplicate'; readonly reportId: ReportId }
  | { readonly kind: 'refused'; readonly failure: Failure }
);

export interface BulkOptions {
  readonly batchId: BatchId;
  /** Reports that the step has already, where it goes on after it was cut off. */
  readonly already?: number;
  readonly signal: AbortSignal;
  /** Settles when the import may go on; asked before each file. */
  readonly ready: () => Promise<void>;
  readonly onOutcomes: (outcomes: readonly BulkOutcome[]) => void;
  readonly onProgress: (progress: Progress) => void;
}

/** Files that are read at the same time: one a worker, and one more that is fetched meanwhile. */
const READ_AT_ONCE = 3;
/** UTF-16 units of texts, and bytes of originals, that are held before they are saved. */
const HELD_UNITS = 16 * 1024 * 1024;
const HELD_BYTES = 64 * 1024 * 1024;

/**
 * Imports sources as they come, without a preview: each is read, what it holds is saved with others in transactions of some
 * fifty reports, all of them one undo step, and nothing is held longer than that, so that memory does not grow with their
 * number. A bad file is an outcome, and the rest goes on. When aborted, or when the archive cannot be written any more, what
 * was saved stays. The value says why it ended early; null when it did not.
 */
export async function importInBulk(
  archive: Archive,
  sources: readonly ImportSource[],
  options: BulkOptions,
): Promise<Failure | null> {
  const { batchId, signal, ready, onOutcomes, onProgress } = options;
  let held: Parsed[] = [];
  let [units, bytes, next, done] = [0, 0, 0, 0];
  let imported = options.already ?? 0;
  let stopped: Failure | null = null;
  let saving: Promise<void> = Promise.resolve();

  const save = async (): Promise<void> => {
    const page = held;
    held = [];
    [units, bytes] = [0, 0];
    if (page.length === 0 || stopped !== null) return;
    const candidates = await withoutTwins(archive, page);
    const fresh = candidates.filter((candidate) => candidate.kind === 'ready');
    const outcomes = await importReports(
      archive,
      fresh.map((candidate) => ({
        candidate,
        metadata: { ...candidate.draft.metadata, title: candidate.draft.metadata.title || candidate.name },
      })),
      { continues: { batchId, imported } },
    );
    const saved = new Map(fresh.map((candidate, i) => [candidate, outcomes[i]]));
    imported += outcomes.filter(({ kind }) => kind === 'imported').length;
    // What keeps one page from being saved keeps the next ones from it too.
    stopped = archive.gate.barred ?? (outcomes.length < fresh.length ? NOT_REACHED : null);
    onOutcomes(
      candidates.map((candidate): BulkOutcome => {
        const { name } = candidate;
        if (candidate.kind === 'refused')
          return { kind: 'refused', name, title: '', failure: candidate.failure };
        const { title } = candidate.draft.metadata;
        if (candidate.kind === 'duplicate' && candidate.of.kind === 'report') {
          return { kind: 'duplicate', name, title: candidate.of.title, reportId: candidate.of.reportId };
        }
        const outcome = saved.get(
          candidate.kind === 'duplicate' && candidate.of.kind === 'candidate'
            ? candidate.of.candidate
            : (candidate as never),
        );
        if (outcome?.kind !== 'imported') {
          const failure = outcome?.failure ?? archive.gate.barred ?? NOT_REACHED;
          return { kind: 'refused', name, title, failure };
        }
        const { id: reportId } = outcome.report;
        if (candidate.kind === 'duplicate') return { kind: 'duplicate', name, title, reportId };
        return {
          kind: 'imported',
          name,
          title,
          reportId,
          notes: [...likeNote(candidate.like), ...candidate.draft.notes.map(({ message }) => message)],
        };
      }),
    );
  };

  const take = async (found: Parsed): Promise<void> => {
    held.push(found);
    if (found.kind === 'ready') {
      units += textSize(found.draft);
      bytes += found.original.bytes.byteLength;
    }
    if (held.length >= COMMIT_SIZE || units > HELD_UNITS || bytes > HELD_BYTES) saving = saving.then(save);
    await saving;
  };

  const isOver = (): boolean => signal.aborted || stopped !== null;

  const read = async (): Promise<void> => {
    while (next < sources.length && !isOver()) {
      const at = next++;
      await ready();
      if (isOver()) break;
      await readSource(
        archive,
        sources[at]!,
        at,
        (found) => (signal.aborted ? undefined : take(found)),
        signal,
      );
      done += 1;
      onProgress({ done, total: sources.length });
    }
  };
  await Promise.all(Array.from({ length: READ_AT_ONCE }, read));
  await saving.then(save);
  return stopped;
}

function likeNote(like: Like | null): string[] {
  if (like === null) return [];
  const { of } = like;
  const title = of.kind === 'report' ? of.title : of.candidate.draft.metadata.title || of.candidate.name;
  return [`Much like “${title}”, and counted as one story with it.`];
}

const NOT_REACHED: Failure = {
  code: 'import/stopped',
  message: 'The import stopped before this file, because the archive could not be written.',
};
