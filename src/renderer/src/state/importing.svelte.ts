import type { ReportMetadata } from '$domain/report/report';
import type { Archive } from '../usecases/archive';
import {
  draftReports,
  droppedSource,
  importReports,
  pastedSource,
  pickedSource,
  type Candidate,
  type ImportOutcome,
  type ImportSource,
  type Progress,
} from '../usecases/import-reports';
import type { BulkImport } from './bulk-import.svelte';
import type { Messages } from './messages.svelte';

/** Files that are shown before they are imported; nobody looks through more of them. */
const PREVIEWED = 50;
/** Files that may hold thousands of reports each. */
const HOLDS_MANY = /\.(?:zip|csv|tsv|xls[xm]?|json|jsonl|ndjson|ris)$/iu;

export type ImportPhase = 'closed' | 'reading' | 'preview' | 'saving';

/** A candidate in the preview, with what the researcher corrected. */
export interface PreviewItem {
  readonly key: number;
  readonly candidate: Candidate;
  readonly metadata: ReportMetadata | null;
}

type RefusedOutcome = Extract<ImportOutcome, { kind: 'refused' }>;

/** An import from choosing files to saving reports. One at a time. */
export class ImportSession {
  #phase = $state<ImportPhase>('closed');
  #items = $state.raw<readonly PreviewItem[]>([]);
  #chosen = $state(0);
  #progress = $state.raw<Progress>({ done: 0, total: 0 });
  #abort: AbortController | null = null;
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #bulk: BulkImport;
  readonly #onImported: (firstId: string) => void;

  /** `bulk`: what takes over where there are more files than a person would look through. */
  constructor(archive: Archive, messages: Messages, bulk: BulkImport, onImported: (firstId: string) => void) {
    this.#archive = archive;
    this.#bulk = bulk;
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
    await this.#begin(
      `${files.length} files`,
      files.map((file) => pickedSource(this.#archive, file)),
    );
  }

  async pickFolder(): Promise<void> {
    const folder = await this.#archive.host.pickFolder();
    if (folder === null) return;
    if (folder.left > 0) {
      this.#messages.inform(
        `“${folder.name}” holds more than can be imported at once; ${folder.left.toLocaleString('en')} files of it are left for another import.`,
      );
    }
    const sources = folder.files.map((file) => pickedSource(this.#archive, file));
    if (sources.length > 0) await this.#bulk.start(`“${folder.name}”`, sources);
    else this.#messages.inform(`There is no file in “${folder.name}”.`);
  }

  async drop(files: readonly File[]): Promise<void> {
    const opened = await this.#archive.host.openDropped([...files]);
    const sources = files.flatMap((file, i) => {
      const picked = opened[i] ?? null;
      return picked === null
        ? [droppedSource(file)]
        : picked.map((each) => pickedSource(this.#archive, each));
    });
    const isFolder = opened.some((picked) => picked?.some(({ name }) => name.includes('/')) ?? false);
    if (isFolder && sources.length > 0) {
      await this.#bulk.start(files.length === 1 ? `“${files[0]!.name}”` : `${sources.length} files`, sources);
    } else if (files.length > 0 && sources.length === 0) {
      this.#messages.inform('There is no file in what was dropped.');
    } else await this.#begin(`${sources.length} files`, sources);
  }

  /** A few files are previewed; many, and archives of many, are imported as they come. */
  async #begin(name: string, sources: readonly ImportSource[]): Promise<void> {
    if (sources.length === 0) return;
    const holdsMany = sources.some((source) => HOLDS_MANY.test(source.name));
    if (sources.length <= PREVIEWED && !holdsMany) await this.#start(sources);
    else await this.#bulk.start(sources.length === 1 ? `“${sources[0]!.name}”` : name, sources);
  }

  async paste(text: string): Promise<void> {
    if (text.trim() !== '') await this.#start([pastedSource(text)]);
  }

  /** Closes the preview, or stops what is under way; what was saved stays. */
  cancel(): void {
    this.#abort?.abort();
    if (this.#phase !== 'saving') this.#close();
  }

  /** Saves. What could not be saved stays in the preview as it was corrected, to be saved again. */
  async save(): Promise<void> {
    if (this.#phase !== 'preview') return;
    const barred = this.#archive.gate.barred;
    if (barred) {
      this.#messages.fail(barred);
      return;
    }
    const items = this.#items;
    const wanted = items.flatMap(({ key, candidate, metadata }) =>
      candidate.kind === 'ready' && metadata
        ? [{ key, candidate, metadata: { ...metadata, title: metadata.title.trim() || candidate.name } }]
        : [],
    );
    if (wanted.length === 0) return;
    this.#phase = 'saving';
    this.#progress = { done: 0, total: wanted.length };
    const abort = (this.#abort = new AbortController());
    let left: readonly PreviewItem[] = [];
    try {
      const outcomes = await importReports(this.#archive, wanted, {
        signal: abort.signal,
        onProgress: (progress) => {
          this.#progress = progress;
        },
      });
      const refused = outcomes.flatMap((outcome) => (outcome.kind === 'refused' ? [outcome] : []));
      if (refused.length > 0 && !abort.signal.aborted) {
        const saved = new Set(
          wanted.filter((_, index) => outcomes[index]?.kind === 'imported').map(({ key }) => key),
        );
        left = items.filter(({ key, candidate }) => candidate.kind === 'ready' && !saved.has(key));
      }
      this.#tell(outcomes, refused);
    } finally {
      if (left.length > 0) {
        this.#items = left;
        this.#chosen = left[0]!.key;
        this.#abort = null;
        this.#phase = 'preview';
      } else {
        this.#close();
      }
    }
  }

  #tell(outcomes: readonly ImportOutcome[], refused: readonly RefusedOutcome[]): void {
    // A full disk refuses every file for the same reason, which is told once.
    for (const reason of new Set(refused.map(({ failure }) => failure.message))) {
      const names = refused.flatMap(({ name, failure }) => (failure.message === reason ? [name] : []));
      const which = names.length === 1 ? names[0]! : `${names.length} reports`;
      this.#messages.fail({ code: refused[0]!.failure.code, message: `Not imported, ${which}: ${reason}` });
    }
    const imported = outcomes.flatMap((outcome) => (outcome.kind === 'imported' ? [outcome.report] : []));
    const first = imported[0];
    if (!first) return;
    this.#messages.inform(
      imported.length === 1 ? `Imported “${first.title}”.` : `Imported ${imported.length} reports.`,
    );
    this.#onImported(first.id);
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
