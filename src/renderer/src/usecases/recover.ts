import type { HostApi } from '$contract/host-api';
import type { BuildReason, Fault, OpenedBackup, PickedFile, RecoveryOptions } from '$contract/schemas';
import { ok, type Result } from '$domain/result';
import { attempt } from '../platform/host';

/**
 * What can be done while the archive cannot be opened. Nothing here reads or writes the store: main works on the files
 * and this page only asks.
 */
export function findSources(host: HostApi): Promise<Result<RecoveryOptions>> {
  return attempt(host.recoveryOptions());
}

/** Opens the page again on a new store that is filled from `source`. The store that failed is kept aside. */
export function rebuild(host: HostApi, reason: BuildReason, source: string): Promise<Result<void>> {
  return attempt(host.startBuild(reason, source));
}

/** Keeps the damaged journal aside and opens the archive again, which writes the missing changes from the store. */
export async function rewriteJournal(host: HostApi): Promise<Result<void>> {
  const cut = await attempt(host.cutJournal());
  return cut.ok ? attempt(host.reload()) : cut;
}

export interface ExportedJournal {
  readonly name: string;
  readonly changes: number;
  /** Why it ends early; null when all of it was written. */
  readonly fault: Fault | null;
  /** Names the file for `showInFolder`. */
  readonly token: string;
}

/** Writes the journal to a file of the person's choosing; null when they choose none. */
export async function exportJournal(host: HostApi): Promise<Result<ExportedJournal | null>> {
  const target = await attempt(
    host.pickSaveTarget('journal.jsonl', [{ name: 'Journal', extensions: ['jsonl'] }]),
  );
  if (!target.ok || target.value === null) return target.ok ? ok(null) : target;
  const { token } = target.value;
  const written = await attempt(host.exportJournal(token));
  if (!written.ok) {
    await attempt(host.abortSave(token));
    return written;
  }
  const saved = await attempt(host.finishSave(token));
  return saved.ok ? ok({ ...written.value, name: saved.value.name, token }) : saved;
}

/** A backup from anywhere; null when the person chooses none. */
export function pickBackup(host: HostApi): Promise<Result<PickedFile | null>> {
  return attempt(host.pickBackup());
}

/** Reads a picked backup from end to end. Fails with `backup/…`. */
export function readPickedBackup(
  host: HostApi,
  file: PickedFile,
  passphrase: string | null,
): Promise<Result<OpenedBackup>> {
  return attempt(host.openPickedBackup(file.token, passphrase));
}

export function showFolder(host: HostApi, which: 'archive' | 'backups'): Promise<Result<void>> {
  return attempt(host.openFolder(which));
}
