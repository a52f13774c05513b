import type { Archive } from '../usecases/archive';
import {
  chooseBatchTarget,
  readQueryFile,
  runBatch,
  saveBatch,
  type BatchRow,
  type BatchTable,
} from '../usecases/batch-search';
import type { Progress } from '../usecases/progress';
import type { Messages } from './messages.svelte';

export type { BatchRow };
export type BatchPhase = 'closed' | 'choosing' | 'running' | 'done';

/** A list of queries that are asked one after another: how far it is, and what each found. */
export class BatchSearch {
  #phase = $state<BatchPhase>('closed');
  #fileName = $state('');
  #rows = $state.raw<readonly BatchRow[]>([]);
  #progress = $state.raw<Progress>({ done: 0, total: 0 });
  #notes = $state.raw<readonly string[]>([]);
  #error = $state('');
  #abort: AbortController | null = null;
  readonly #archive: Archive;
  readonly #messages: Messages;

  constructor(archive: Archive, messages: Messages) {
    this.#archive = archive;
    this.#messages = messages;
  }

  get phase(): BatchPhase {
    return this.#phase;
  }
  get fileName(): string {
    return this.#fileName;
  }
  get rows(): readonly BatchRow[] {
    return this.#rows;
  }
  get progress(): Progress {
    return this.#progress;
  }
  /** How the file was read, where it did not say itself. */
  get notes(): readonly string[] {
    return this.#notes;
  }
  /** Why the file cannot be read; empty when it can. */
  get error(): string {
    return this.#error;
  }
  /** Whether it was stopped before all queries were asked. */
  get wasStopped(): boolean {
    return this.#phase === 'done' && this.#rows.length < this.#progress.total;
  }

  open(): void {
    if (this.#phase === 'closed') this.#phase = 'choosing';
  }

  /** Reads a file and asks its queries. */
  async run(file: File): Promise<void> {
    const read = readQueryFile(new Uint8Array(await file.arrayBuffer()));
    this.#error = read.ok ? '' : `“${file.name}”: ${read.error.message}`;
    if (!read.ok) return;
    const { lines, notes } = read.value;
    this.#fileName = file.name;
    this.#notes = notes.map(({ message }) => message);
    this.#rows = [];
    this.#progress = { done: 0, total: lines.length };
    this.#phase = 'running';
    const abort = new AbortController();
    this.#abort = abort;
    this.#rows = await runBatch(this.#archive, lines, {
      signal: abort.signal,
      listReports: true,
      onProgress: (progress) => (this.#progress = progress),
    });
    this.#abort = null;
    if (this.#phase === 'running') this.#phase = 'done';
  }

  /** What was asked stays; queries under way end with nothing. */
  stop(): void {
    this.#abort?.abort();
  }

  close(): void {
    this.stop();
    this.#phase = 'closed';
    this.#rows = [];
    this.#error = '';
  }

  /** Saves what each query found, in numbers or report by report. */
  async save(table: BatchTable): Promise<void> {
    const target = await chooseBatchTarget(this.#archive, table);
    if (!target.ok) {
      this.#messages.fail(target.error);
      return;
    }
    if (target.value === null) return;
    const saved = await saveBatch(this.#archive, this.#rows, table, target.value);
    if (saved.ok) this.#messages.inform(`Written to ${saved.value.file.name}.`);
    else this.#messages.fail(saved.error);
  }
}
