import type { BackupInfo, JobProgress, OpenedBackup, PickedFile } from '$contract/schemas';
import type { Failure } from '$domain/result';
import type { Archive } from '../usecases/archive';
import { summariseArchive, type ArchiveSummary } from '../usecases/backup-folder';
import { pickBackup } from '../usecases/recover';
import { openBackup, restore } from '../usecases/restore';
import type { Messages } from './messages.svelte';

/** `locked`: waits for the passphrase. `refused`: the backup cannot be used, or restoring did not begin. */
export type RestorePhase = 'closed' | 'locked' | 'checking' | 'preview' | 'restoring' | 'refused';

type Source = { readonly listed: BackupInfo } | { readonly picked: PickedFile };

/** Restoring a backup, from choosing it to the page that builds it. Nothing is changed before the last step. */
export class RestoreSession {
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #backups: () => readonly BackupInfo[];
  #phase = $state<RestorePhase>('closed');
  #source = $state.raw<Source | null>(null);
  #opened = $state.raw<OpenedBackup | null>(null);
  #now = $state.raw<ArchiveSummary | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #progress = $state.raw<JobProgress | null>(null);
  /** Answers that belong to a dialog closed meanwhile are dropped. */
  #turn = 0;

  /** `backups`: those of the folder, newest first. */
  constructor(archive: Archive, messages: Messages, backups: () => readonly BackupInfo[]) {
    this.#archive = archive;
    this.#messages = messages;
    this.#backups = backups;
  }

  get phase(): RestorePhase {
    return this.#phase;
  }
  get name(): string {
    const source = this.#source;
    return source ? ('listed' in source ? source.listed.name : source.picked.name) : '';
  }
  /** The backup, read and found whole. */
  get opened(): OpenedBackup | null {
    return this.#opened;
  }
  /** What the archive holds now. */
  get now(): ArchiveSummary | null {
    return this.#now;
  }
  get failure(): Failure | null {
    return this.#failure;
  }
  /** How far the reading is, from 0 to 1; null while that is not known. */
  get share(): number | null {
    const progress = this.#progress;
    return progress && progress.total > 0 ? Math.min(1, progress.done / progress.total) : null;
  }
  /** Whether the backup is of the archive that is open. */
  get isSame(): boolean {
    return this.#opened !== null && this.#opened.summary.storeId === this.#now?.storeId;
  }
  /** Changes of the open archive that the backup does not have. */
  get gone(): number {
    if (!this.#now || !this.#opened) return 0;
    return this.isSame ? Math.max(0, this.#now.changes - this.#opened.summary.changes) : this.#now.changes;
  }
  /** The backup to try when this one cannot be used. */
  get older(): BackupInfo | null {
    const source = this.#source;
    if (!source || !('listed' in source)) return null;
    const list = this.#backups();
    return list[list.findIndex(({ id }) => id === source.listed.id) + 1] ?? null;
  }

  async openListed(backup: BackupInfo): Promise<void> {
    await this.#start({ listed: backup }, backup.encrypted);
  }

  async pick(): Promise<void> {
    const picked = await pickBackup(this.#archive.host);
    if (!picked.ok) this.#messages.fail(picked.error);
    else if (picked.value) await this.#start({ picked: picked.value }, false);
  }

  async unlock(passphrase: string): Promise<void> {
    await this.#check(passphrase);
  }

  close(): void {
    // Once it has begun the page is on its way out.
    if (this.#phase === 'restoring') return;
    this.#turn += 1;
    this.#phase = 'closed';
    this.#source = null;
    this.#opened = null;
    this.#failure = null;
  }

  async restore(): Promise<void> {
    const opened = this.#opened;
    if (this.#phase !== 'preview' || !opened) return;
    this.#phase = 'restoring';
    const begun = await restore(this.#archive, opened);
    if (begun.ok) return;
    this.#failure = begun.error;
    this.#phase = 'refused';
  }

  async #start(source: Source, encrypted: boolean): Promise<void> {
    this.#source = source;
    this.#opened = null;
    this.#failure = null;
    if (encrypted) this.#phase = 'locked';
    else await this.#check(null);
  }

  async #check(passphrase: string | null): Promise<void> {
    const source = this.#source;
    if (!source) return;
    const turn = (this.#turn += 1);
    this.#phase = 'checking';
    this.#failure = null;
    this.#progress = null;
    const unfollow = this.#archive.host.onProgress((progress) => {
      if (progress.job === 'backup/check') this.#progress = progress;
    });
    try {
      const opened = await openBackup(this.#archive, source, passphrase);
      const now = await summariseArchive(this.#archive);
      if (turn !== this.#turn) return;
      if (opened.ok) {
        this.#opened = opened.value;
        this.#now = now;
        this.#phase = 'preview';
        return;
      }
      const asks =
        opened.error.code === 'backup/encrypted' || opened.error.code === 'backup/wrong-passphrase';
      this.#phase = asks ? 'locked' : 'refused';
      this.#failure = opened.error.code === 'backup/encrypted' ? null : opened.error;
    } finally {
      unfollow();
    }
  }
}
