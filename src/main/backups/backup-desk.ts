import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import type { BackupRequest } from '$contract/host-api';
import type { BackupFile, BackupInfo, BackupSettings, OpenedBackup } from '$contract/schemas';
import type { Keeper } from '../archive/keeper';
import { backupSource, type Source } from '../archive/sources';
import { listOriginals } from '../archive/unused-originals';
import { done, refuse, type Outcome } from '../outcome';
import type { PickedFiles } from '../picked-files';
import type { SaveTargets } from '../save-targets';
import { reportUnexpected } from '../unexpected';
import { createBackupFolder, type BackupFolder } from './backup-folder';
import { openBackup } from './backup-reader';
import { hashFile } from './extract-originals';
import type { BackupSettingsStore } from './backup-settings';
import { beginBackup, type BackupWriter } from './backup-writer';

export interface BackupDeskOptions {
  profileFolder: string;
  appVersion: string;
  settings: BackupSettingsStore;
  keeper: () => Keeper;
  saveTargets: SaveTargets;
  pickedFiles: PickedFiles;
  now: () => Date;
  onProgress(job: string, doneBytes: number, totalBytes: number): void;
}

/** Backups as the page sees them: under way by token, kept ones by name, opened ones as sources. */
export type BackupDesk = ReturnType<typeof createBackupDesk>;

interface UnderWay {
  readonly writer: BackupWriter;
  /** The save target it goes to; null for the backup folder. */
  readonly target: string | null;
}

/** Backups read whole when an archive has to be recovered: the newest ones that can be. */
const RECOVERY_BACKUPS = 3;

export function createBackupDesk(options: BackupDeskOptions) {
  const { profileFolder, settings, saveTargets, pickedFiles, now } = options;
  const originalsFolder = join(profileFolder, 'originals');
  const underWay = new Map<string, UnderWay>();
  let folder: { path: string; backups: BackupFolder } | null = null;

  function backupFolder(): BackupFolder {
    const { folder: path } = settings.get();
    if (folder?.path !== path) folder = { path, backups: createBackupFolder(path) };
    return folder.backups;
  }

  async function begin(request: BackupRequest): Promise<Outcome<{ token: string }>> {
    const keeper = options.keeper();
    const { storeId } = keeper;
    if (storeId === null) return refuse('backup/nothing', 'There is nothing to back up yet.');
    const { target, originals, ...rest } = request;
    const { journal } = keeper;
    const file = target === null ? null : await saveTargets.take(target);
    if (target !== null && file === null) {
      return refuse(
        'save/unknown-token',
        'That file is no longer open for saving. Choose where to save it again.',
      );
    }
    const begun = await beginBackup({
      place: file === null ? { folder: settings.get().folder } : { file },
      request: rest,
      storeId,
      appVersion: options.appVersion,
      now: now(),
      originalsFolder,
      // Those of deleted reports are not named by the page, but can be needed again.
      originals: [...new Set([...originals, ...(await listOriginals(originalsFolder))])],
      temporaryFolder: profileFolder,
      copyJournal: (write) => journal.copyTo(write, request.seq),
      onProgress: (bytes, total) => options.onProgress('backup', bytes, total),
    });
    if (!begun.ok) return begun;
    const token = randomUUID();
    underWay.set(token, { writer: begun.value, target });
    return done({ token });
  }

  async function finish(token: string): Promise<Outcome<BackupFile>> {
    const job = underWay.get(token);
    if (job === undefined) return UNKNOWN;
    const file = await job.writer.finish();
    underWay.delete(token);
    if (!file.ok) return file;
    const { summary, missing, path } = file.value;
    if (summary.storeId === options.keeper().storeId) options.keeper().backedUpTo(summary.changes);
    if (job.target !== null) saveTargets.markFinished(job.target, path);
    // While files are missing, the backups that have them are the last that do.
    else if (missing === 0) await thin(basename(path));
    return file;
  }

  async function thin(newest: string): Promise<void> {
    try {
      await backupFolder().thin(now(), newest);
    } catch (error) {
      reportUnexpected('thinning the backups', error);
    }
  }

  async function open(path: string | null, passphrase: string | null): Promise<Outcome<OpenedBackup>> {
    if (path === null) return refuse('backup/not-found', 'That backup is not there. Choose another.');
    const opened = await openBackup(path, {
      passphrase,
      temporaryFolder: profileFolder,
      onProgress: (bytes, total) => options.onProgress('backup/check', bytes, total),
    });
    if (!opened.ok) return opened;
    const name = basename(path);
    const token = options.keeper().addSource(backupSource(opened.value, name, await hashFile(path)));
    return done({ token, name, summary: opened.value.summary });
  }

  return {
    begin,
    finish,
    writeEntry: async (token: string, entry: string, bytes: Uint8Array): Promise<Outcome<void>> =>
      (await underWay.get(token)?.writer.writeEntry(entry, bytes)) ?? UNKNOWN,
    abort: async (token: string): Promise<void> => {
      const job = underWay.get(token);
      underWay.delete(token);
      await job?.writer.abort();
    },
    abortAll: async (): Promise<void> => {
      for (const { writer } of underWay.values()) await writer.abort();
      underWay.clear();
    },
    openCount: () => underWay.size,
    list: (): Promise<BackupInfo[]> => backupFolder().list(now()),
    settings: (): BackupSettings => settings.get(),
    openListed: (id: string, passphrase: string | null) => open(backupFolder().pathFor(id), passphrase),
    openPicked: (token: string, passphrase: string | null) => open(pickedFiles.pathOf(token), passphrase),
    /** The newest backups of this archive that can be read without a passphrase and are whole. */
    async openNewest(storeId: string | null): Promise<Source[]> {
      const found: Source[] = [];
      for (const backup of await backupFolder().list(now())) {
        if (backup.encrypted || (storeId !== null && backup.summary?.storeId !== storeId)) continue;
        if (found.length === RECOVERY_BACKUPS) break;
        const path = backupFolder().pathFor(backup.id);
        const opened =
          path === null
            ? null
            : await openBackup(path, {
                passphrase: null,
                temporaryFolder: profileFolder,
                onProgress: (bytes, total) => options.onProgress('backup/check', bytes, total),
              });
        if (opened?.ok === true) found.push(backupSource(opened.value, backup.name, null));
      }
      return found;
    },
  };
}

const UNKNOWN = refuse('backup/unknown-token', 'That backup is no longer being written. Start it again.');
