import type { BackupFile, BackupInfo, BackupSettings } from '$contract/schemas';
import { NO_ROWS } from '$domain/change/change';
import { ok, type Result } from '$domain/result';
import { attempt } from '../platform/host';
import { readMeta } from '../storage/archive-db';
import { lastChangeAt } from '../storage/reads';
import type { Archive } from './archive';
import { backUp, type BackupOptions } from './back-up';

export interface BackupFolder {
  readonly settings: BackupSettings;
  /** Newest first. */
  readonly backups: readonly BackupInfo[];
}

/** Where backups go and which are there. */
export async function readBackupFolder(archive: Archive): Promise<Result<BackupFolder>> {
  const settings = await attempt(archive.host.backupSettings());
  if (!settings.ok) return settings;
  const backups = await attempt(archive.host.listBackups());
  return backups.ok ? ok({ settings: settings.value, backups: backups.value }) : backups;
}

export function setAutomaticBackups(archive: Archive, on: boolean): Promise<Result<BackupSettings>> {
  return attempt(archive.host.setAutomaticBackups(on));
}

export function chooseBackupFolder(archive: Archive): Promise<Result<BackupSettings>> {
  return attempt(archive.host.chooseBackupFolder());
}

export interface FileBackup {
  readonly file: BackupFile;
  /** Names the file for `showInFolder`. */
  readonly token: string;
}

/** The whole archive as one file of the person's choosing; null when they choose none. */
export async function backUpToFile(
  archive: Archive,
  options: Pick<BackupOptions, 'passphrase' | 'signal'>,
): Promise<Result<FileBackup | null>> {
  const day = archive.ports.now().slice(0, 10);
  const encrypted = options.passphrase !== null;
  const target = await attempt(
    archive.host.pickSaveTarget(`commonplace-${day}.zip${encrypted ? '.age' : ''}`, [
      encrypted ? { name: 'Encrypted backup', extensions: ['age'] } : { name: 'Backup', extensions: ['zip'] },
    ]),
  );
  if (!target.ok) return target;
  if (target.value === null) return ok(null);
  const made = await backUp(archive, { ...options, kind: 'manual', target: target.value });
  return made.ok ? ok({ file: made.value, token: target.value.token }) : made;
}

/** What an archive holds, to compare with a backup. */
export interface ArchiveSummary {
  readonly storeId: string | null;
  readonly changes: number;
  readonly reports: number;
  readonly passages: number;
  /** UTC instant of the last change; null when there was none. */
  readonly at: string | null;
}

export async function summariseArchive({ db }: Archive): Promise<ArchiveSummary> {
  const rows = (await readMeta(db, 'counts'))?.counts ?? NO_ROWS;
  return {
    storeId: (await readMeta(db, 'archive'))?.storeId ?? null,
    changes: (await readMeta(db, 'seq'))?.value ?? 0,
    reports: rows.reports,
    passages: rows.excerpts,
    at: await lastChangeAt(db),
  };
}
