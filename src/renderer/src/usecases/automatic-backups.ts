import type { BackupFile, BackupInfo } from '$contract/schemas';
import type { Result } from '$domain/result';
import { attempt } from '../platform/host';
import { readMeta } from '../storage/archive-db';
import type { Archive } from './archive';
import { backUp } from './back-up';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Changes after which a backup is made without being asked for. */
export const CHANGES_BETWEEN_BACKUPS = 500;
/** Passages deleted in one step from which on the archive is backed up first. */
export const BULK_PASSAGES = 50;

export interface BackupAge {
  /** UTC instants. */
  readonly now: string;
  readonly archiveCreatedAt: string;
  readonly seq: number;
  readonly backups: readonly BackupInfo[];
  readonly storeId: string;
}

/**
 * Whether a backup is due: the newest is a day old, five hundred changes back, or of more changes than there are, as after
 * an older state was restored. A file from the future does not count.
 */
export function isBackupDue({
  now,
  archiveCreatedAt,
  seq,
  backups,
  storeId,
}: BackupAge): 'daily' | 'changes' | null {
  const own = backups.filter((backup) => backup.summary?.storeId === storeId && backup.at <= now);
  const newest = own[0];
  const since = seq - (newest?.summary?.changes ?? 0);
  if (since < 0 || since >= CHANGES_BETWEEN_BACKUPS) return 'changes';
  return Date.parse(now) - Date.parse(newest?.at ?? archiveCreatedAt) >= DAY_MS ? 'daily' : null;
}

/** Backs up when it is due and wanted; null when it is not. */
export async function backUpWhenDue(archive: Archive): Promise<Result<BackupFile> | null> {
  const own = await readMeta(archive.db, 'archive');
  const seq = (await readMeta(archive.db, 'seq'))?.value ?? 0;
  if (!own || seq === 0) return null;
  const settings = await attempt(archive.host.backupSettings());
  if (!settings.ok || !settings.value.automatic) return null;
  const backups = await attempt(archive.host.listBackups());
  if (!backups.ok) return backups;
  const kind = isBackupDue({
    now: archive.ports.now(),
    archiveCreatedAt: own.createdAt,
    seq,
    backups: backups.value,
    storeId: own.storeId,
  });
  return kind === null ? null : backUp(archive, { kind, target: null, passphrase: null });
}

/** Backs up before much is deleted or merged, when automatic backups are on. */
export async function backUpBefore(archive: Archive): Promise<Result<BackupFile> | null> {
  const settings = await attempt(archive.host.backupSettings());
  if (!settings.ok || !settings.value.automatic) return null;
  return backUp(archive, { kind: 'before-delete', target: null, passphrase: null });
}
