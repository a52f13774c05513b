import type { ReportMetadata } from '$domain/report/report';
import type { Archive } from '../usecases/archive';
import {
  readSources,
  withoutTwins,
  type Candidate,
  type ColumnMapping,
  type Offer,
  type ReadyCandidate,
  type ReadChoices,
  type SourceReading,
} from '../usecases/draft-reports';
import { importReports, type ImportOutcome } from '../usecases/import-reports';
import { droppedSource, pastedSource, pickedSource, type ImportSource } from '../usecases/import-sources';
import type { Progress } from '../usecases/progress';
import { blocksOf, sideOfReport, type ComparedSide, type Comparison } from './comparison';
import type { BulkImport } from './bulk-import.svelte';
import type { Messages } from './messages.svelte';

export type { ColumnMapping, Offer, ReadChoices, ReadyCandidate };

/** Files that are shown before they are imported; nobody looks through more of them. */
const PREVIEWED = 50;
/** Files that may hold thousands of reports each. */
const HOLDS_MANY = /\.(?:zip|csv|tsv|xls[xm]?|json|jsonl|ndjson|ris)$/iu;
/** Files whose first rows are shown, so that a person can say what is in which column. */
const TABLE = /\.(?:csv|tsv|xls[xm]?|json|jsonl|ndjson)$/iu;

export type ImportPhase = 'closed' | 'reading' | 'preview' | 'saving';

/** A candidate in the preview, with what the researcher corrected. */
export interface PreviewItem {
  readonly key: number;
  readonly candidate: Candidate;
  readonly metadata: ReportMetadata | null;
  readonly corrected: Partial<ReportMetadata>;
  /** Whether it is counted by itself, although it is much like another report. */
  readonly isOwnStory: boolean;
}

type RefusedOutcome = Extract<ImportOutcome, { kind: 'refused' }>;

/** An import from choosing files to saving reports. One at a time. */
export class ImportSession {
  #phase = $state<ImportPhase>('closed');
  #items = $state.raw<readonly PreviewItem[]>([]);
  #chosen = $state(0);
  #progress = $state.raw<Progress>({ done: 0, total: 0 });
  #isReading = $state(false);
  #abort: AbortController | null = null;
  /** Files that are being read again, by their place. */
  readonly #rereads = new Map<number, AbortController>();
  #sources: readonly ImportSource[] = [];
  #readings = $state.raw<readonly SourceReading[]>([]);
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

  /** Whether a file is being read again, as a person chose. */
  get isReading(): boolean {
    return this.#isReading;
  }
  /** Whether the first rows of a table stand for the others, which are imported with them. */
  get isCut(): boolean {
    return this.#sources.some(
      ({ choices }, i) =>
        choices?.rows !== undefined && (this.#readings[i]?.parsed.length ?? 0) >= choices.rows,
    );
  }
  /** What can be chosen about the file that the chosen candidate is from. */
  get offers(): readonly Offer[] {
    const { chosen } = this;
    return chosen ? (this.#readings[chosen.candidate.source]?.offers ?? []) : [];
  }

  choose(key: number): void {
    this.#chosen = key;
  }

  /** Corrects what the importer found, for one candidate. */
  correct(key: number, patch: Partial<ReportMetadata>): void {
    this.#items = this.#items.map((item) =>
      item.key === key && item.metadata
        ? { ...item, metadata: { ...item.metadata, ...patch }, corrected: { ...item.corrected, ...patch } }
        : item,
    );
  }

  /** Counts a candidate by itself, or as one story with the report that it is much like. */
  setOwnStory(key: number, isOwnStory: boolean): void {
    this.#items = this.#items.map((item) => (item.key === key ? { ...item, isOwnStory } : item));
  }

  /** A candidate beside the report, or the other candidate, that it is much like; null when that is gone. */
  async compare({ candidate, metadata }: PreviewItem): Promise<Comparison | null> {
    if (candidate.kind !== 'ready' || candidate.like === null) return null;
    const sideOf = ({ draft, name }: ReadyCandidate, title: string): ComparedSide => ({
      title: title || name,
      from: name,
      blocks: blocksOf(draft),
    });
    const { of } = candidate.like;
    const left =
      of.kind === 'report'
        ? await sideOfReport(this.#archive, of.reportId)
        : sideOf(of.candidate, of.candidate.draft.metadata.title);
    return left && { left, right: sideOf(candidate, metadata?.title ?? '') };
  }

  /** Reads the file of the chosen candidate again, in another way. What was corrected by hand stays. */
  async readAgain(choices: ReadChoices): Promise<void> {
    const at = this.chosen?.candidate.source;
    if (this.#phase !== 'preview' || at === undefined) return;
    const source = this.#sources[at]!;
    const again = { ...source, choices: { ...source.choices, ...choices } };
    this.#sources = this.#sources.map((each, i) => (i === at ? again : each));
    this.#rereads.get(at)?.abort();
    const abort = new AbortController();
    this.#rereads.set(at, abort);
    this.#isReading = true;
    try {
      const [reading] = await readSources(this.#archive, [again], { signal: abort.signal });
      if (abort.signal.aborted || !reading) return;
      const parsed = reading.parsed.map((each) => ({ ...each, source: at }));
      this.#readings = this.#readings.map((each, i) => (i === at ? { ...reading, parsed } : each));
      await this.#show(abort.signal);
    } finally {
      if (this.#rereads.get(at) === abort) this.#rereads.delete(at);
      this.#isReading = this.#rereads.size > 0;
    }
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
    const [only] = sources;
    if (sources.length === 1 && TABLE.test(only!.name)) {
      await this.#start([{ ...only!, choices: { rows: PREVIEWED } }]);
    } else if (sources.length <= PREVIEWED && !holdsMany) await this.#start(sources);
    else await this.#bulk.start(sources.length === 1 ? `“${sources[0]!.name}”` : name, sources);
  }

  /** `html`: the same as rich text, empty when there is none. */
  async paste(text: string, html = ''): Promise<void> {
    if (text.trim() !== '') await this.#start([pastedSource(text, html)]);
  }

  /** Closes the preview, or stops what is under way; what was saved stays. */
  cancel(): void {
    this.#abort?.abort();
    if (this.#phase !== 'saving') this.#close();
  }

  /** Saves. What could not be saved stays in the preview as it was corrected, to be saved again. */
  async save(): Promise<void> {
    if (this.#phase !== 'preview' || this.#isReading) return;
    const barred = this.#archive.gate.barred;
    if (barred) {
      this.#messages.fail(barred);
      return;
    }
    if (this.isCut) {
      const sources = this.#sources.map(({ choices: { rows: _, ...choices } = {}, ...source }) => ({
        ...source,
        choices,
      }));
      this.#close();
      await this.#bulk.start(`“${sources[0]!.name}”`, sources);
      return;
    }
    const items = this.#items;
    const wanted = items.flatMap(({ key, candidate, metadata, isOwnStory }) =>
      candidate.kind === 'ready' && metadata
        ? [
            {
              key,
              candidate,
              isOwnStory,
              metadata: { ...metadata, title: metadata.title.trim() || candidate.name },
            },
          ]
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
    this.#sources = sources;
    this.#progress = { done: 0, total: sources.length };
    const abort = (this.#abort = new AbortController());
    try {
      const readings = await readSources(this.#archive, sources, {
        signal: abort.signal,
        onProgress: (progress) => {
          this.#progress = progress;
        },
      });
      if (abort.signal.aborted) return;
      this.#readings = readings;
      await this.#show(abort.signal);
      if (abort.signal.aborted) return;
      this.#chosen = Math.max(
        0,
        this.#items.findIndex(({ candidate }) => candidate.kind === 'ready'),
      );
      this.#phase = 'preview';
    } catch (error) {
      this.#close();
      throw error;
    }
  }

  /** Shows what was read. Corrections stay with what has the same name in the same file; what was chosen stays. */
  async #show(signal: AbortSignal): Promise<void> {
    const readings = this.#readings;
    const candidates = await withoutTwins(
      this.#archive,
      readings.flatMap(({ parsed }) => parsed),
    );
    // Where another file was read again meanwhile, what comes of both is shown then.
    if (signal.aborted || readings !== this.#readings) return;
    const place = ({ name, source }: Candidate): string => `${source} ${name}`;
    const corrections = new Map(this.#items.map(({ candidate, corrected }) => [place(candidate), corrected]));
    const before = this.chosen?.candidate;
    this.#items = candidates.map((candidate, key) => {
      const corrected = corrections.get(place(candidate)) ?? {};
      const metadata = candidate.kind === 'ready' ? { ...candidate.draft.metadata, ...corrected } : null;
      return { key, candidate, metadata, corrected, isOwnStory: false };
    });
    if (!before) return;
    const same = this.#items.find(({ candidate }) => place(candidate) === place(before));
    this.#chosen =
      (same ?? this.#items.find(({ candidate }) => candidate.source === before.source))?.key ?? 0;
  }

  #close(): void {
    for (const abort of this.#rereads.values()) abort.abort();
    this.#phase = 'closed';
    this.#items = [];
    this.#sources = [];
    this.#readings = [];
    this.#isReading = false;
    this.#abort = null;
  }
}
