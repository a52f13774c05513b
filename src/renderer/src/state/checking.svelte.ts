import type { Failure } from '$domain/result';
import type { Archive } from '../usecases/archive';
import { checkArchive, type CheckProgress } from '../usecases/check-archive';
import { CHECK_LABELS, checkReport, saveCheckReport } from '../usecases/check-report';
import { CHECKS, type ArchiveCheck, type CheckName } from '../usecases/checks/findings';
import type { Messages } from './messages.svelte';

/** A check as it is listed: null for one that has not ended. */
export interface ListedCheck {
  readonly name: CheckName;
  readonly label: string;
  readonly result: ArchiveCheck | null;
}

/** A check of the archive, from the menu to its report. It changes nothing. */
export class CheckSession {
  #phase = $state<'closed' | 'running' | 'done'>('closed');
  #results = $state.raw<readonly ArchiveCheck[]>([]);
  #progress = $state.raw<CheckProgress | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #at = '';
  #abort: AbortController | null = null;
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #version: string;

  constructor(archive: Archive, messages: Messages, version: string) {
    this.#archive = archive;
    this.#messages = messages;
    this.#version = version;
  }

  get phase(): 'closed' | 'running' | 'done' {
    return this.#phase;
  }
  /** Every check in order, ended or not. */
  get checks(): readonly ListedCheck[] {
    return CHECKS.map((name) => ({
      name,
      label: CHECK_LABELS[name],
      result: this.#results.find(({ check }) => check === name) ?? null,
    }));
  }
  /** How much of all checks is done, from 0 to 1: each counts the same. */
  get share(): number {
    const { done, total } = this.#progress ?? { done: 0, total: 0 };
    const ofThis = this.#phase === 'done' || total === 0 ? 0 : done / total;
    return Math.min(1, (this.#results.length + ofThis) / CHECKS.length);
  }
  /** Why the check came to nothing; null when it did not. */
  get failure(): Failure | null {
    return this.#failure;
  }
  /** Checks that found something wrong. */
  get faults(): number {
    return this.#results.filter((check) => !check.ok).length;
  }

  async start(): Promise<void> {
    if (this.#phase === 'running') return;
    this.#phase = 'running';
    this.#results = [];
    this.#progress = null;
    this.#failure = null;
    this.#at = this.#archive.ports.now();
    const abort = (this.#abort = new AbortController());
    const checked = await checkArchive(this.#archive, {
      signal: abort.signal,
      onProgress: (progress) => {
        this.#progress = progress;
      },
      onChecked: (check) => {
        this.#results = [...this.#results, check];
      },
    });
    if (abort !== this.#abort) return;
    if (abort.signal.aborted) {
      this.#phase = 'closed';
      return;
    }
    if (!checked.ok) {
      this.#results = [];
      this.#failure = checked.error;
    }
    this.#phase = 'done';
  }

  /** Stops a check that runs. */
  close(): void {
    this.#abort?.abort();
    this.#phase = 'closed';
  }

  async saveReport(): Promise<void> {
    const text = checkReport(this.#results, this.#at, this.#version);
    const saved = await saveCheckReport(this.#archive, text);
    if (!saved.ok) {
      this.#messages.fail(saved.error);
      return;
    }
    if (saved.value === null) return;
    const { file, token } = saved.value;
    this.#messages.inform(`The report is written to ${file.name}.`, {
      label: 'Show in folder',
      run: () => void this.#archive.host.showInFolder(token),
    });
  }
}
