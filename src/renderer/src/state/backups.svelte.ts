import type { BackupFile, BackupInfo, BackupSettings, JobProgress } from '$contract/schemas';
import type { Failure, Result } from '$domain/result';
import type { Archive } from '../usecases/archive';
import { backUpWhenDue } from '../usecases/automatic-backups';
import { backUp } from '../usecases/back-up';
import {
  backUpToFile,
  chooseBackupFolder,
  readBackupFolder,
  setAutomaticBackups,
  summariseArchive,
} from '../usecases/backup-folder';
import { showFolder } from '../usecases/recover';
import { purge } from '../usecases/restore';
import type { Messages } from './messages.svelte';

export type { BackupInfo, BackupFile };

/** The first look at what is due waits for the window to be of use. */
const FIRST_LOOK_MS = 5000;
/** An app that stays open for days backs up as one that is started each day. */
const LOOK_EVERY_MS = 60 * 60 * 1000;
/** Changes after which it is looked again: a small part of those after which a backup is due. */
const CHANGES_BETWEEN_LOOKS = 25;

/** Stopped by the person: nothing to tell. */
const STOPPED = new Set(['backup/cancelled', 'backup/stopped']);

/** The backup folder and the backups being made, one at a time. */
export class BackupsState {
  readonly #archive: Archive;
  readonly #messages: Messages;
  #settings = $state.raw<BackupSettings | null>(null);
  #list = $state.raw<readonly BackupInfo[] | null>(null);
  #storeId = $state<string | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #running = $state<'asked' | 'automatic' | null>(null);
  #progress = $state.raw<JobProgress | null>(null);
  #made = $state.raw<{ readonly file: BackupFile; readonly token: string | null } | null>(null);
  #purging = $state(false);
  #abort: AbortController | null = null;
  #told = false;
  #due: Promise<unknown> = Promise.resolve();

  constructor(archive: Archive, messages: Messages) {
    this.#archive = archive;
    this.#messages = messages;
  }

  /** Null until read. */
  get settings(): BackupSettings | null {
    return this.#settings;
  }
  /** Newest first; null until read. */
  get list(): readonly BackupInfo[] | null {
    return this.#list;
  }
  /** Why the folder cannot be read. */
  get failure(): Failure | null {
    return this.#failure;
  }
  /** Whether the person waits for a backup. */
  get isAsked(): boolean {
    return this.#running === 'asked';
  }
  /** Whether a backup is being written; to look whether one is due does not count. */
  get isWriting(): boolean {
    return this.isAsked || (this.#running === 'automatic' && this.#progress !== null);
  }
  /** From 0 to 1; null while that is not known. */
  get share(): number | null {
    const progress = this.#progress;
    return progress && progress.total > 0 ? Math.min(1, progress.done / progress.total) : null;
  }
  /** The backup made last, in this window and by the person's wish. */
  get made(): BackupFile | null {
    return this.#made?.file ?? null;
  }
  get purging(): boolean {
    return this.#purging;
  }
  /** UTC instant of this archive's newest backup; null when there is none, or it is not known yet. */
  get newestAt(): string | null {
    return this.#list?.find(({ summary }) => summary?.storeId === this.#storeId)?.at ?? null;
  }
  isOwn(backup: BackupInfo): boolean {
    return backup.summary === null || backup.summary.storeId === this.#storeId;
  }

  /** Reads the folder again. */
  async load(): Promise<void> {
    this.#storeId = (await summariseArchive(this.#archive)).storeId;
    const folder = await readBackupFolder(this.#archive);
    this.#failure = folder.ok ? null : folder.error;
    if (!folder.ok) return;
    this.#settings = folder.value.settings;
    this.#list = folder.value.backups;
  }

  async setAutomatic(on: boolean): Promise<void> {
    this.#take(await setAutomaticBackups(this.#archive, on));
  }

  async chooseFolder(): Promise<void> {
    this.#take(await chooseBackupFolder(this.#archive));
    await this.load();
  }

  #take(settings: Result<BackupSettings>): void {
    if (settings.ok) this.#settings = settings.value;
    else this.#messages.fail(settings.error);
  }

  async showFolder(): Promise<void> {
    const shown = await showFolder(this.#archive.host, 'backups');
    if (!shown.ok) this.#messages.fail(shown.error);
  }

  /** Backs up into the folder. */
  async backUpNow(): Promise<void> {
    await this.#ask(async (signal) => {
      const made = await backUp(this.#archive, { kind: 'manual', target: null, passphrase: null, signal });
      return made.ok ? { ok: true, value: { file: made.value, token: null } } : made;
    });
  }

  /** The whole archive as one file. The value says whether it was written. */
  async toFile(passphrase: string | null): Promise<boolean> {
    return this.#ask((signal) => backUpToFile(this.#archive, { passphrase, signal }));
  }

  cancel(): void {
    this.#abort?.abort();
  }

  /** Shows the backup made last where it lies. */
  showMade(): void {
    const token = this.#made?.token;
    if (token) void this.#archive.host.showInFolder(token);
    else void this.showFolder();
  }

  async #ask(
    make: (signal: AbortSignal) => Promise<Result<{ file: BackupFile; token: string | null } | null>>,
  ): Promise<boolean> {
    if (this.#running === 'asked') {
      this.#messages.inform('A backup is being made already. Wait until it is done.');
      return false;
    }
    await this.#due;
    const abort = (this.#abort = new AbortController());
    this.#made = null;
    const made = await this.#run('asked', () => make(abort.signal));
    if (!made.ok) {
      if (!STOPPED.has(made.error.code)) this.#messages.fail(made.error);
      return false;
    }
    if (made.value === null) return false;
    this.#made = made.value;
    const { name, missing } = made.value.file;
    if (missing > 0) {
      this.#messages.fail({
        code: 'backup/originals-missing',
        message: `${missing} imported files are missing or damaged in the archive folder, so they are not in this backup; everything else is. Older backups that hold them are kept. Check the archive to see which.`,
      });
    }
    this.#messages.inform(`Backed up as ${name}, read back and found whole.`, {
      label: 'Show in folder',
      run: () => this.showMade(),
    });
    await this.load();
    return true;
  }

  async #run<T>(by: 'asked' | 'automatic', make: () => Promise<T>): Promise<T> {
    this.#running = by;
    this.#progress = null;
    const unfollow = this.#archive.host.onProgress((progress) => {
      if (progress.job === 'backup') this.#progress = progress;
    });
    try {
      return await make();
    } finally {
      unfollow();
      this.#running = null;
      this.#progress = null;
    }
  }

  /** Backs up by itself when it is due, for as long as the window lives. Returns what ends it. */
  keepUp(): () => void {
    const { journal } = this.#archive;
    let lookedAt = journal.state.seq;
    const look = (): void => {
      lookedAt = journal.state.seq;
      void this.#backUpWhenDue();
    };
    const first = setTimeout(look, FIRST_LOOK_MS);
    const often = setInterval(look, LOOK_EVERY_MS);
    const unfollow = journal.onState((state) => {
      if (state.kind === 'saved' && state.seq >= lookedAt + CHANGES_BETWEEN_LOOKS) look();
    });
    return () => {
      clearTimeout(first);
      clearInterval(often);
      unfollow();
    };
  }

  async #backUpWhenDue(): Promise<void> {
    // Whatever bars writing is told already, and a store that is only looked at is not backed up over good ones.
    if (this.#running !== null || this.#archive.gate.barred) return;
    const due = this.#run('automatic', () => backUpWhenDue(this.#archive));
    this.#due = due;
    const made = await due;
    if (made?.ok === false) {
      if (this.#told) return;
      this.#told = true;
      this.#messages.fail({ ...made.error, message: `No automatic backup: ${made.error.message}` });
      return;
    }
    if (made !== null) this.#told = false;
    await this.load();
  }

  /** Removes for good what was deleted; the page opens again on the new store. */
  async purge(): Promise<void> {
    this.#purging = true;
    const begun = await purge(this.#archive);
    if (begun.ok) return;
    this.#purging = false;
    this.#messages.fail(begun.error);
  }
}
