import type { HostApi } from '$contract/host-api';
import type { PickedFile, RecoveryOptions, RecoverySource } from '$contract/schemas';
import type { Failure, Result } from '$domain/result';
import {
  exportJournal,
  findSources,
  pickBackup,
  readPickedBackup,
  rebuild,
  rewriteJournal,
  showFolder,
  type ExportedJournal,
} from '../usecases/recover';

export type { RecoverySource };

/** What the page is busy with; the buttons wait until it is done. */
export type RecoveryWork = 'looking' | 'restoring' | 'rewriting' | 'exporting' | 'reading';

/** The archive cannot be opened: what it can be restored from, and the ways out. Nothing is deleted here. */
export class RecoverySession {
  readonly fault: Failure;
  readonly #host: HostApi;
  #options = $state.raw<RecoveryOptions | null>(null);
  #chosen = $state<string | null>(null);
  #work = $state<RecoveryWork | null>('looking');
  #failure = $state.raw<Failure | null>(null);
  #exported = $state.raw<ExportedJournal | null>(null);
  #locked = $state.raw<PickedFile | null>(null);

  constructor(host: HostApi, fault: Failure) {
    this.#host = host;
    this.fault = fault;
  }

  /** Null until known. */
  get options(): RecoveryOptions | null {
    return this.#options;
  }
  get work(): RecoveryWork | null {
    return this.#work;
  }
  /** Why the last thing asked for could not be done. */
  get failure(): Failure | null {
    return this.#failure;
  }
  get exported(): ExportedJournal | null {
    return this.#exported;
  }
  /** A picked backup that needs its passphrase. */
  get locked(): PickedFile | null {
    return this.#locked;
  }
  /** Whether the store is well and only the journal beside it is damaged. */
  get isJournal(): boolean {
    return this.fault.code.startsWith('journal/');
  }
  get sources(): readonly RecoverySource[] {
    return this.#options?.sources ?? [];
  }
  /** What Restore would take. */
  get source(): RecoverySource | null {
    return this.sources.find(({ token }) => token === this.#chosen) ?? this.sources[0] ?? null;
  }
  choose(token: string): void {
    this.#chosen = token;
  }
  /** Changes that were saved and that the chosen source does not reach. */
  get missing(): number {
    return this.source ? Math.max(0, (this.#options?.lastSeq ?? 0) - this.source.seq) : 0;
  }

  async look(): Promise<void> {
    const found = await this.#during('looking', () => findSources(this.#host));
    if (found) this.#options = found.value;
  }

  /** Restores from the chosen source; this page goes away when it begins. */
  async restore(): Promise<void> {
    const { source } = this;
    if (source) await this.#leave('restoring', () => rebuild(this.#host, 'recovery', source.token));
  }

  /** Continues the journal after its last whole change, from what the store holds; this page goes away. */
  async rewriteJournal(): Promise<void> {
    await this.#leave('rewriting', () => rewriteJournal(this.#host));
  }

  async exportJournal(): Promise<void> {
    this.#exported = null;
    const exported = await this.#during('exporting', () => exportJournal(this.#host));
    if (exported) this.#exported = exported.value;
  }

  showExported(): void {
    if (this.#exported) void this.#host.showInFolder(this.#exported.token);
  }

  async showFolder(): Promise<void> {
    const shown = await showFolder(this.#host, 'archive');
    if (!shown.ok) this.#failure = shown.error;
  }

  /** Restores from a backup that lies elsewhere. One that is encrypted waits for {@link unlock}. */
  async pick(): Promise<void> {
    const picked = await this.#during('reading', () => pickBackup(this.#host));
    if (picked?.value) await this.#open(picked.value, null);
  }

  async unlock(passphrase: string): Promise<void> {
    if (this.#locked) await this.#open(this.#locked, passphrase);
  }

  async #open(file: PickedFile, passphrase: string | null): Promise<void> {
    this.#work = 'reading';
    this.#failure = null;
    const opened = await readPickedBackup(this.#host, file, passphrase);
    this.#work = null;
    if (opened.ok) {
      await this.#leave('restoring', () => rebuild(this.#host, 'restore', opened.value.token));
    } else if (opened.error.code === 'backup/encrypted') {
      this.#locked = file;
    } else {
      this.#failure = opened.error;
      if (opened.error.code !== 'backup/wrong-passphrase') this.#locked = null;
    }
  }

  async #during<T>(work: RecoveryWork, run: () => Promise<Result<T>>): Promise<{ readonly value: T } | null> {
    this.#work = work;
    this.#failure = null;
    const result = await run();
    this.#work = null;
    if (result.ok) return { value: result.value };
    this.#failure = result.error;
    return null;
  }

  /** Stays busy when it succeeds: the page is about to be replaced. */
  async #leave(work: RecoveryWork, run: () => Promise<Result<void>>): Promise<void> {
    if ((await this.#during(work, run)) !== null) this.#work = work;
  }
}
