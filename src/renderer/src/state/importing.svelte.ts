import type { ReportMetadata } from '$domain/report/report';
import type { Archive } from '../usecases/archive';
import {
  draftReports,
  droppedSource,
  importReports,
  pastedSource,
  pickedSource,
  type Candidate,
  type ImportSource,
  type Progress,
} from '../usecases/import-reports';
import type { Messages } from './messages.svelte';

export type ImportPhase = 'closed' | 'reading' | 'preview' | 'saving';

/** A candidate in the preview, with what the researcher corrected. */
export interface PreviewItem {
  readonly key: number;
  readonly candidate: Candidate;
  readonly metadata: ReportMetadata | null;
}

/** An import from choosing files to saving reports. One at a time. */
export class ImportSession {
  #phase = $state<ImportPhase>('closed');
  #items = $state.raw<readonly PreviewItem[]>([]);
  #chosen = $state(0);
  #progress = $state.raw<Progress>({ done: 0, total: 0 });
  #abort: AbortController | null = null;
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #onImported: (firstId: string) => void;

  constructor(archive: Archive, messages: Messages, onImported: (firstId: string) => void) {
    this.#archive = archive;
    this.#messages = messages;
    this.#onImported = onImported;
  }

  get phase(): ImportPhase {
    return this.#phase;
  }
  get items(): readonly PreviewItem[] {
    return this.#items;
  }
  get progress(): Progress {
    return this.#progress;
  }
  get chosen(): PreviewItem | undefined {
    return this.#items.find((item) => item.key === this.#chosen);
  }
  get readyCount(): number {
    return this.#items.filter((item) => item.candidate.kind === 'ready').length;
  }

  choose(key: number): void {
    this.#chosen = key;
  }

  /** Corrects what the importer found, for one candidate. */
  correct(key: number, patch: Partial<ReportMetadata>): void {
    this.#items = this.#items.map((item) =>
      item.key === key && item.metadata ? { ...item, metadata: { ...item.metadata, ...patch } } : item,
    );
  }

  async pick(): Promise<void> {
    const files = await this.#archive.host.pickReports();
    if (files.length > 0) await this.#start(files.map((file) => pickedSource(this.#archive, file)));
  }

  async drop(files: readonly File[]): Promise<void> {
    if (files.length > 0) await this.#start(files.map(droppedSource));
  }

  async paste(text: string): Promise<void> {
    if (text.trim() !== '') await this.#start([pastedSource(text)]);
  }

  /** Closes the preview, or stops what is under way; what was saved stays. */
  cancel(): void {
    this.#abort?.abort();
    if (this.#phase !== 'saving') this.#close();
  }

  async save(): Promise<void> {
    if (this.#phase !== 'preview') return;
    const confirmed = this.#items.flatMap(({ candidate, metadata }) =>
      candidate.kind === 'ready' && metadata
        ? [{ candidate, metadata: { ...metadata, title: metadata.title.trim() || candidate.name } }]
        : [],
    );
    if (confirmed.length === 0) return;
    this.#phase = 'saving';
    this.#progress = { done: 0, total: confirmed.length };
    const abort = (this.#abort = new AbortController());
    try {
      const outcomes = await importReports(this.#archive, confirmed, {
        signal: abort.signal,
        onProgress: (progress) => {
          this.#progress = progress;
        },
      });
      const imported = outcomes.flatMap((outcome) => (outcome.kind === 'imported' ? [outcome.report] : []));
      for (const outcome of outcomes) {
        if (outcome.kind !== 'refused') continue;
        this.#messages.fail({ ...outcome.failure, message: `${outcome.name}: ${outcome.failure.message}` });
      }
      const first = imported[0];
      if (first) {
        this.#messages.inform(
          imported.length === 1 ? `Imported “${first.title}”.` : `Imported ${imported.length} reports.`,
        );
        this.#onImported(first.id);
      }
    } finally {
      this.#close();
    }
  }

  async #start(sources: readonly ImportSource[]): Promise<void> {
    if (this.#phase !== 'closed') return;
    this.#phase = 'reading';
    this.#progress = { done: 0, total: sources.length };
    const abort = (this.#abort = new AbortController());
    try {
      const candidates = await draftReports(this.#archive, sources, {
        signal: abort.signal,
        onProgress: (progress) => {
          this.#progress = progress;
        },
      });
      if (abort.signal.aborted) return;
      this.#items = candidates.map((candidate, key) => ({
        key,
        candidate,
        metadata: candidate.kind === 'ready' ? candidate.draft.metadata : null,
      }));
      this.#chosen = Math.max(
        0,
        candidates.findIndex((candidate) => candidate.kind === 'ready'),
      );
      this.#phase = 'preview';
    } catch (error) {
      this.#close();
      throw error;
    }
  }

  #close(): void {
    this.#phase = 'closed';
    this.#items = [];
    this.#abort = null;
  }
}
