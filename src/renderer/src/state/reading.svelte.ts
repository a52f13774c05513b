import type { Actor } from '$domain/coding/actor';
import type { Pair } from '$domain/coding/excerpt';
import { assessmentOf, NOT_ASSESSED, samePair } from '$domain/coding/excerpt';
import type { ActorId, CodeId, ExcerptId, ReportId } from '$domain/ids';
import type { Original, Report, ReportText } from '$domain/report/report';
import type { Span } from '$domain/text/offsets';
import {
  originalOf,
  passagesByIds,
  passagesOfReport,
  reportsByIds,
  textOf,
  type Passage,
} from '../storage/reads';
import type { Archive } from '../usecases/archive';
import { deletePassages } from '../usecases/change-archive';
import type { CodeInput } from '../usecases/codes';
import { editPassage, tagPassage, type CodingInput, type PairInput } from '../usecases/tag-passage';
import { LiveQuery } from './live-query.svelte';
import type { Messages } from './messages.svelte';
import type { PaletteDraft, PalettePlace, Place } from './place';

export interface OpenReport {
  readonly report: Report;
  readonly text: ReportText;
  readonly original: Original | undefined;
}

export type Palette =
  { readonly mode: 'create'; readonly span: Span } | { readonly mode: 'edit'; readonly passage: Passage };

/** Somewhere the reading view is to go; a new object each time, so the same place can be asked for twice. */
export interface Jump {
  readonly span: Span;
  readonly flash: boolean;
  /** Brings the span to the top of the view, not to its middle. */
  readonly toTop?: boolean;
  /** What is to be selected once it is there; null for nothing, left out for what is selected already. */
  readonly select?: Span | null;
}

const RECENT_PAIRS = 9;

type ReadingPlace = Omit<Place, 'view' | 'search' | 'correction'>;

/** The report being read: its text, its passages, what is selected and what is being tagged. */
export class ReadingSession {
  #reportId = $state<ReportId | null>(null);
  #activeId = $state<ExcerptId | null>(null);
  #selection = $state.raw<Span | null>(null);
  #palette = $state.raw<Palette | null>(null);
  /** The palette whose content is being saved. */
  #saving: Palette | null = null;
  #draft = $state.raw<PaletteDraft | null>(null);
  /** Where {@link resume} is still on its way to: a page that goes before it is there must not forget it. */
  #resuming = $state.raw<ReadingPlace | null>(null);
  #top = $state<number | null>(null);
  #jump = $state.raw<Jump | null>(null);
  #hits = $state.raw<readonly Span[]>([]);
  #recent = $state.raw<readonly Pair[]>([]);
  #lastPairs = $state.raw<readonly Pair[]>([]);
  #lastCodes = $state.raw<readonly CodeId[]>([]);
  #readSelection: () => Span | null = () => null;
  readonly #open: LiveQuery<OpenReport | null>;
  readonly #passages: LiveQuery<Passage[]>;
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #actors: () => ReadonlyMap<ActorId, Actor>;

  /** Create while a component initialises. */
  constructor(archive: Archive, messages: Messages, actors: () => ReadonlyMap<ActorId, Actor>) {
    this.#archive = archive;
    this.#messages = messages;
    this.#actors = actors;
    const { db } = archive;
    this.#open = new LiveQuery(() => {
      const id = this.#reportId;
      return id === null
        ? null
        : async () => {
            const [report] = await reportsByIds(db, [id]);
            const text = report && (await textOf(db, report));
            return report && text ? { report, text, original: await originalOf(db, id) } : null;
          };
    });
    this.#passages = new LiveQuery(() => {
      const id = this.#reportId;
      return id === null ? null : () => passagesOfReport(db, id);
    });
  }

  get reportId(): ReportId | null {
    return this.#reportId;
  }
  /** The open report; null while it loads or when it is gone. */
  get open(): OpenReport | null {
    const open = this.#open.value ?? null;
    return open?.report.id === this.#reportId ? open : null;
  }
  get isGone(): boolean {
    return this.#reportId !== null && this.#open.status === 'ready' && this.#open.value === null;
  }
  get #all(): readonly Passage[] {
    return (this.#passages.value ?? []).filter(({ excerpt }) => excerpt.reportId === this.#reportId);
  }
  /** Those that stand in its text, in reading order; empty until loaded. */
  get passages(): readonly Passage[] {
    const revision = this.open?.report.revision;
    return this.#all.filter(({ excerpt }) => excerpt.revision === revision);
  }
  /** Those whose words are not in its text since it was corrected. */
  get lost(): readonly Passage[] {
    return this.#all.filter(({ excerpt }) => excerpt.anchoring === 'orphaned');
  }
  get activeId(): ExcerptId | null {
    return this.#activeId;
  }
  get selection(): Span | null {
    return this.#selection;
  }
  get palette(): Palette | null {
    return this.#palette;
  }
  get jump(): Jump | null {
    return this.#jump;
  }
  /** Where the current search stands in this report. */
  get hits(): readonly Span[] {
    return this.#hits;
  }
  get recentPairs(): readonly Pair[] {
    return this.#recent;
  }
  get canRepeat(): boolean {
    return this.#selection !== null && this.#lastPairs.length > 0;
  }

  /** Opens a report, at a place when one is given. */
  show(reportId: ReportId, at: { span?: Span; excerptId?: ExcerptId; hits?: readonly Span[] } = {}): void {
    if (reportId !== this.#reportId) {
      this.#reportId = reportId;
      this.#resuming = null;
      this.#selection = null;
      this.#top = null;
      this.#setPalette(null);
    }
    this.#activeId = at.excerptId ?? null;
    this.#hits = at.hits ?? [];
    this.#jump = at.span ? { span: at.span, flash: true } : null;
  }
  close(): void {
    this.#reportId = null;
    this.#resuming = null;
    this.#setPalette(null);
    this.#activeId = null;
  }

  select(span: Span | null): void {
    this.#selection = span;
  }

  /**
   * Tells how to read what is selected at this moment: the page reports selections a frame late, and a key may be
   * faster. Null from `read` means that what was reported last still holds.
   */
  followSelection(read: () => Span | null): void {
    this.#readSelection = read;
  }

  /** Makes a passage the active one. Asked from outside the text, it scrolls there and lets go of what was selected. */
  activate(id: ExcerptId | null, options: { scroll: boolean } = { scroll: false }): void {
    this.#activeId = id;
    const passage = this.passages.find(({ excerpt }) => excerpt.id === id);
    if (!passage || !options.scroll) return;
    this.#selection = null;
    this.#jump = { span: passage.excerpt.span, flash: true, select: null };
  }

  /** Goes to the passage after or before the active one, in reading order. */
  step(by: 1 | -1): void {
    const list = this.passages;
    const at = list.findIndex(({ excerpt }) => excerpt.id === this.#activeId);
    const next = list[at === -1 ? (by === 1 ? 0 : list.length - 1) : at + by];
    if (next) this.activate(next.excerpt.id, { scroll: true });
  }

  /** Goes to a span without changing what is active. */
  goTo(span: Span): void {
    this.#jump = { span, flash: false };
  }

  /** What is selected at this moment. */
  selectedNow(): Span | null {
    this.#selection = this.#readSelection() ?? this.#selection;
    return this.#selection;
  }

  /** Opens the palette on the selection. */
  tagSelection(): void {
    const span = this.selectedNow();
    if (span) this.#setPalette({ mode: 'create', span });
    else
      this.#messages.inform('Select some words first: with the mouse, or with the arrow keys in the text.');
  }

  edit(id: ExcerptId): void {
    const passage = this.#all.find(({ excerpt }) => excerpt.id === id);
    if (!passage) return;
    this.activate(id);
    this.#setPalette({ mode: 'edit', passage });
  }

  /** Opens the palette on a passage of whatever report, which becomes the open one. */
  async editAnywhere(id: ExcerptId): Promise<void> {
    const [passage] = await passagesByIds(this.#archive.db, [id]);
    if (!passage) return;
    const { reportId } = passage.excerpt;
    if (this.#reportId !== reportId || this.#activeId !== id) this.show(reportId, placeOf(passage));
    this.#setPalette({ mode: 'edit', passage });
  }

  closePalette(): void {
    this.#setPalette(null);
  }

  /** What is in the palette and not saved. */
  get draft(): PaletteDraft | null {
    return this.#draft;
  }
  keepDraft(draft: PaletteDraft): void {
    this.#draft = draft;
  }
  /** The text came to rest with this offset at the top of the view. */
  restAt(top: number | null): void {
    this.#top = top;
  }

  get place(): ReadingPlace {
    if (this.#resuming) return this.#resuming;
    const palette = this.#palette;
    const draft = this.#draft;
    return {
      reportId: this.#reportId,
      top: this.#top,
      activeId: this.#activeId,
      selection: this.#selection,
      palette:
        palette === null
          ? null
          : palette.mode === 'create'
            ? { mode: 'create', span: palette.span, draft }
            : { mode: 'edit', excerptId: palette.passage.excerpt.id, draft },
    };
  }

  /** Goes back to a place. What is not there any more is left out; a report that is gone closes by itself. */
  resume(place: ReadingPlace): void {
    const { reportId, top, activeId, selection, palette } = place;
    if (reportId === null) return;
    this.#reportId = reportId;
    this.#activeId = activeId;
    this.#top = top;
    this.#resuming = place;
    // A store that cannot be read leaves it as it is: the page is then loaded once more.
    void this.#resumeText(reportId, top, selection, palette).then(() => {
      if (this.#resuming === place) this.#resuming = null;
    });
  }

  async #resumeText(
    reportId: ReportId,
    top: number | null,
    selection: Span | null,
    palette: PalettePlace | null,
  ): Promise<void> {
    const [report] = await reportsByIds(this.#archive.db, [reportId]);
    const text = report && (await textOf(this.#archive.db, report));
    if (!text || this.#reportId !== reportId) return;
    const fits = (span: Span): boolean => span.end <= text.text.length;
    const selected = selection && fits(selection) ? selection : null;
    this.#selection = selected;
    const at = top !== null && top < text.text.length ? top : 0;
    this.#jump = { span: { start: at, end: at + 1 }, flash: false, toTop: true, select: selected };
    if (palette?.mode === 'create' && fits(palette.span)) {
      this.#setPalette({ mode: 'create', span: palette.span }, palette.draft);
    } else if (palette?.mode === 'edit') {
      const [passage] = await passagesByIds(this.#archive.db, [palette.excerptId]);
      if (passage?.excerpt.reportId === this.#reportId)
        this.#setPalette({ mode: 'edit', passage }, palette.draft);
    }
  }

  #setPalette(palette: Palette | null, draft: PaletteDraft | null = null): void {
    this.#palette = palette;
    this.#draft = draft;
  }

  /** Saves what the palette holds. A refusal is told and leaves the palette open. */
  async save(input: CodingInput): Promise<void> {
    const palette = this.#palette;
    const open = this.open;
    // A second press while it is being saved must not save it twice.
    if (!palette || this.#saving === palette) return;
    if (palette.mode === 'create' && !open) return;
    this.#saving = palette;
    try {
      const saved =
        palette.mode === 'edit'
          ? await this.#edit(palette.passage.excerpt.id, input)
          : await this.#create(open!, palette.span, input);
      // What is saved shows before it is on the disk, and another palette may be open by then.
      if (saved && this.#palette === palette) this.#setPalette(null);
    } finally {
      this.#saving = null;
    }
  }

  async #edit(id: ExcerptId, input: CodingInput): Promise<boolean> {
    const edited = await editPassage(this.#archive, id, input);
    if (edited.ok) this.#messages.say('Passage saved.');
    else this.#messages.fail(edited.error);
    return edited.ok;
  }

  /** Tags the selection with the pairs and codes used last. */
  async repeat(): Promise<void> {
    const open = this.open;
    const span = this.selectedNow();
    if (!open || !span || this.#lastPairs.length + this.#lastCodes.length === 0) {
      this.#messages.inform('Nothing to repeat yet: tag a passage, then select the next one and press “.”.');
      return;
    }
    await this.#create(open, span, {
      pairs: this.#lastPairs.map(inputOf),
      codes: this.#lastCodes.map(codeInput),
      memo: '',
      ...NOT_ASSESSED,
    });
  }

  /** One of the recent pairs, the newest being 0; null when there is none, which is told. */
  recentInput(index: number): PairInput | null {
    const pair = this.#recent[index];
    if (pair) return inputOf(pair);
    const known = this.#recent.length;
    this.#messages.inform(
      known === 0
        ? 'There is no recent pair yet: tag a passage first.'
        : `There ${known === 1 ? 'is 1 recent pair' : `are ${known} recent pairs`}: press 1${known === 1 ? '' : ` to ${known}`}.`,
    );
    return null;
  }

  /** Tags the selection with one of the recent pairs, the newest being 0; or adds it to the passage that is active. */
  async tagWithRecent(index: number): Promise<void> {
    const open = this.open;
    const pair = this.recentInput(index);
    if (!open || !pair) return;
    const span = this.selectedNow();
    if (span) {
      const before = this.#recent;
      const input = { pairs: [pair], codes: [], memo: '', ...NOT_ASSESSED };
      // A digit goes on meaning the same pair.
      if (await this.#create(open, span, input)) this.#recent = before;
      return;
    }
    const passage = this.passages.find(({ excerpt }) => excerpt.id === this.#activeId);
    if (passage) await this.#addPair(passage, this.#recent[index]!);
    else this.#messages.inform('Select some words, or choose a passage, then press the digit.');
  }

  async #addPair(passage: Passage, pair: Pair): Promise<void> {
    const { excerpt, assignments, memo } = passage;
    const pairs = assignments.map((assignment) => assignment.pair);
    if (pairs.some((known) => samePair(known, pair))) {
      this.#messages.inform('The passage has this pair already.');
      return;
    }
    await this.#edit(excerpt.id, {
      pairs: [...pairs, pair].map(inputOf),
      codes: excerpt.codes.map(codeInput),
      memo: memo?.text ?? '',
      ...assessmentOf(excerpt),
    });
  }

  async remove(id: ExcerptId): Promise<void> {
    const result = await deletePassages(this.#archive, [id]);
    if (!result.ok) {
      this.#messages.fail(result.error);
      return;
    }
    if (this.#activeId === id) this.#activeId = null;
    if (this.#palette?.mode === 'edit' && this.#palette.passage.excerpt.id === id) this.#setPalette(null);
    this.#messages.say('Passage deleted. Undo brings it back.');
  }

  async #create(open: OpenReport, span: Span, input: CodingInput): Promise<boolean> {
    const tagged = await tagPassage(this.#archive, open.text, span, input);
    if (!tagged.ok) {
      this.#messages.fail(tagged.error);
      return false;
    }
    const passages = await passagesOfReport(this.#archive.db, open.report.id);
    const saved = passages.find(({ excerpt }) => excerpt.id === tagged.value);
    // Undone already, by a key pressed while it was being saved.
    if (!saved) return true;
    const pairs = saved.assignments.map(({ pair }) => pair);
    this.#activeId = tagged.value;
    this.#lastPairs = pairs;
    this.#lastCodes = saved.excerpt.codes;
    this.#recent = [
      ...pairs,
      ...this.#recent.filter((pair) => !pairs.some((other) => samePair(pair, other))),
    ].slice(0, RECENT_PAIRS);
    const names = pairs.map((pair) => this.describe(pair)).join('; ');
    const place = passages.indexOf(saved) + 1;
    this.#messages.say(`Tagged${names === '' ? '' : `: ${names}`}. Passage ${place} of ${passages.length}.`);
    return true;
  }

  /** A pair in words: "Protesters, KAZ location". */
  describe(pair: Pair): string {
    const actor = pair.actorId === null ? null : (this.#actors().get(pair.actorId)?.name ?? 'unknown actor');
    const country = pair.country ? `${pair.country.code} ${pair.country.role}` : null;
    return [actor, country].filter((part) => part !== null).join(', ');
  }
}

/** Where to go for a passage; one that is lost is shown in the list, as it has no place in the text. */
export function placeOf({ excerpt }: Pick<Passage, 'excerpt'>): { span?: Span; excerptId: ExcerptId } {
  const { id, span, anchoring } = excerpt;
  return anchoring === 'orphaned' ? { excerptId: id } : { span, excerptId: id };
}

function codeInput(id: CodeId): CodeInput {
  return { kind: 'existing', id };
}

function inputOf(pair: Pair): PairInput {
  return {
    actor: pair.actorId === null ? null : { kind: 'existing', id: pair.actorId },
    country: pair.country,
  };
}
