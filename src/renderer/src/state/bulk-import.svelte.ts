import type { KeptImport } from '$contract/schemas';
import type { BatchId } from '$domain/ids';
import type { Archive } from '../usecases/archive';
import { newBatch } from '../usecases/change-archive';
import { saveImportLog } from '../usecases/export-import-log';
import { interruptedImport, noteImport, type ImportRest } from '../usecases/go-on-importing';
import { importInBulk, type BulkOutcome } from '../usecases/import-in-bulk';
import type { ImportSource } from '../usecases/import-sources';
import type { Progress } from '../usecases/progress';
import type { Messages } from './messages.svelte';

export type { BulkOutcome };
export type BulkPhase = 'idle' | 'running' | 'paused' | 'done';
export type BulkCounts = Readonly<Record<BulkOutcome['kind'], number>>;

const NONE: BulkCounts = { imported: 0, duplicate: 0, refused: 0 };

export interface BulkStart {
  /** The step it goes on with, after it was cut off. */
  readonly rest?: Pick<ImportRest, 'batchId' | 'already'>;
  /** Without a window, unless a person asks for it. */
  readonly quiet?: boolean;
}

/** An import of many files, without a preview: it goes on while its window is closed. One at a time. */
export class BulkImport {
  #phase = $state<BulkPhase>('idle');
  #isShown = $state(false);
  #name = $state('');
  #outcomes = $state.raw<readonly BulkOutcome[]>([]);
  #counts = $state.raw<BulkCounts>(NONE);
  #progress = $state.raw<Progress>({ done: 0, total: 0 });
  #rate = $state(0);
  #wasStopped = $state(false);
  #interrupted = $state.raw<ImportRest | null>(null);
  #abort: AbortController | null = null;
  #resume: (() => void) | null = null;
  #paused: Promise<void> = Promise.resolve();
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #tellDone: (text: string, batchId: BatchId) => void;

  /** `tellDone` tells of a step with a way to take back just that. */
  constructor(archive: Archive, messages: Messages, tellDone: (text: string, batchId: BatchId) => void) {
    this.#archive = archive;
    this.#messages = messages;
    this.#tellDone = tellDone;
  }

  get phase(): BulkPhase {
    return this.#phase;
  }
  get isShown(): boolean {
    return this.#isShown;
  }
  get name(): string {
    return this.#name;
  }
  get outcomes(): readonly BulkOutcome[] {
    return this.#outcomes;
  }
  get counts(): BulkCounts {
    return this.#counts;
  }
  get progress(): Progress {
    return this.#progress;
  }
  /** Files a second since it began or went on. */
  get rate(): number {
    return this.#rate;
  }
  /** Whether it was cancelled, or the archive could not be written any more. */
  get wasStopped(): boolean {
    return this.#wasStopped;
  }
  get isBusy(): boolean {
    return this.#phase === 'running' || this.#phase === 'paused';
  }

  /** An import that was cut off when the app last ended, to go on with; null when there is none. */
  get interrupted(): ImportRest | null {
    return this.#interrupted;
  }

  /** Looks once, after the start. */
  async lookForInterrupted(): Promise<void> {
    this.#interrupted = await interruptedImport(this.#archive);
  }
  async goOn(): Promise<void> {
    const rest = this.#interrupted;
    this.#interrupted = null;
    if (rest) await this.start(rest.name, rest.sources, { rest });
  }
  /** What was imported stays. */
  async leaveInterrupted(): Promise<void> {
    this.#interrupted = null;
    await this.#note(null);
  }

  show(): void {
    this.#isShown = this.#phase !== 'idle';
  }
  hide(): void {
    this.#isShown = false;
    if (this.#phase === 'done') this.#phase = 'idle';
  }
  pause(): void {
    if (this.#phase !== 'running') return;
    this.#phase = 'paused';
    this.#paused = new Promise((resolve) => (this.#resume = resolve));
  }
  resume(): void {
    if (this.#phase !== 'paused') return;
    this.#phase = 'running';
    this.#resume?.();
  }
  /** What was saved stays. */
  cancel(): void {
    this.#abort?.abort();
    this.#resume?.();
  }

  /** Imports all of them; `name` is what they are called together. */
  async start(
    name: string,
    sources: readonly ImportSource[],
    { rest, quiet = false }: BulkStart = {},
  ): Promise<void> {
    if (this.isBusy) {
      this.#messages.fail({
        code: 'import/busy',
        message: 'Another import is under way. Wait until it is done, or cancel it. Nothing was changed.',
      });
      this.#isShown = true;
      return;
    }
    const abort = (this.#abort = new AbortController());
    const batchId = rest?.batchId ?? newBatch(this.#archive);
    this.#phase = 'running';
    this.#isShown = !quiet;
    this.#name = name;
    this.#outcomes = [];
    this.#counts = NONE;
    this.#progress = { done: 0, total: sources.length };
    this.#wasStopped = false;
    const tokens = sources.flatMap(({ token }) => token ?? []);
    if (tokens.length === sources.length) await this.#note({ name, batchId, tokens });
    const began = performance.now();
    try {
      const stopped = await importInBulk(this.#archive, sources, {
        batchId,
        already: rest?.already ?? 0,
        signal: abort.signal,
        ready: () => this.#paused,
        onOutcomes: (outcomes) => this.#take(outcomes),
        onProgress: (progress) => {
          this.#progress = progress;
          this.#rate = progress.done / ((performance.now() - began) / 1000);
        },
      });
      this.#wasStopped = stopped !== null || abort.signal.aborted;
      if (stopped) this.#messages.fail({ ...stopped, message: `The import stopped: ${stopped.message}` });
    } finally {
      await this.#note(null);
      this.#phase = 'done';
      this.#abort = null;
      this.#paused = Promise.resolve();
    }
    const { imported } = this.#counts;
    if (imported > 0)
      this.#tellDone(`Imported ${imported === 1 ? '1 report' : `${imported} reports`}.`, batchId);
  }

  /** Asks where, and writes what became of each file there. */
  async saveLog(): Promise<void> {
    const saved = await saveImportLog(this.#archive, this.#outcomes);
    if (!saved.ok) this.#messages.fail(saved.error);
    else if (saved.value) this.#messages.inform(`The list is written to ${saved.value.file.name}.`);
  }

  /** What cannot be noted is told, and the import goes on. */
  async #note(job: KeptImport | null): Promise<void> {
    const noted = await noteImport(this.#archive, job);
    if (!noted.ok) this.#messages.fail(noted.error);
  }

  #take(outcomes: readonly BulkOutcome[]): void {
    this.#outcomes = [...this.#outcomes, ...outcomes];
    const counts = { ...this.#counts };
    for (const { kind } of outcomes) counts[kind] += 1;
    this.#counts = counts;
  }
}
