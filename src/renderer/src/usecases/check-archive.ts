import { fail, ok, type Result } from '$domain/result';
import { readMeta } from '../storage/archive-db';
import type { Archive } from './archive';
import { checkAgainstJournal } from './checks/check-against-journal';
import { checkCounts } from './checks/check-counts';
import { checkJournal, checkOriginals } from './checks/check-files';
import { checkIndex } from './checks/check-index';
import { checkQuotes } from './checks/check-quotes';
import { checkReferences } from './checks/check-references';
import type { CheckRun } from './checks/check-run';
import { checkTexts } from './checks/check-texts';
import { CHECKS, Findings, type ArchiveCheck, type CheckName } from './checks/findings';

/** How far one check is; `total` is 0 while that is not known. */
export interface CheckProgress {
  readonly check: CheckName;
  readonly done: number;
  readonly total: number;
}

export interface CheckOptions {
  readonly signal?: AbortSignal;
  onProgress?(progress: CheckProgress): void;
  /** Called with every check as it ends. */
  onChecked?(check: ArchiveCheck): void;
}

const RUNS: Readonly<Record<CheckName, (run: CheckRun) => Promise<void>>> = {
  counts: checkCounts,
  references: checkReferences,
  quotes: checkQuotes,
  texts: checkTexts,
  originals: checkOriginals,
  journal: checkJournal,
  store: checkAgainstJournal,
  index: checkIndex,
};

/**
 * Checks everything the archive holds against itself, its files and its journal, one check after another, and repairs
 * nothing. What waits for the journal is sent first. Fails with `check/cancelled` when stopped, and with
 * `check/changed` when the archive was changed meanwhile: its findings would prove nothing then.
 */
export async function checkArchive(
  archive: Archive,
  options: CheckOptions = {},
): Promise<Result<ArchiveCheck[]>> {
  const { signal } = options;
  const began = await seqOf(archive);
  const checks: ArchiveCheck[] = [];
  for (const check of CHECKS) {
    const findings = new Findings();
    try {
      await RUNS[check]({
        archive,
        findings,
        advance(done, total) {
          signal?.throwIfAborted();
          options.onProgress?.({ check, done, total });
        },
      });
    } catch (error) {
      if (signal?.aborted) {
        return fail({ code: 'check/cancelled', message: 'The check was stopped. It changes nothing.' });
      }
      // Rows that are damaged enough make any reading fail; that is what a check is there to say.
      findings.fault(`The check could not be finished: ${nameOf(error)}.`);
    }
    const result = findings.result(check);
    checks.push(result);
    options.onChecked?.(result);
  }
  if ((await seqOf(archive)) !== began) {
    return fail({
      code: 'check/changed',
      message:
        'The archive was changed while it was checked, so the result would prove nothing. Check again.',
    });
  }
  return ok(checks);
}

async function seqOf({ db }: Archive): Promise<number> {
  return (await readMeta(db, 'seq'))?.value ?? 0;
}

/** An error's name; its message may quote a document. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'an unknown error';
}
