import { candidatesFor } from '$domain/anchor/candidates';
import type { ExcerptId } from '$domain/ids';
import { blockAt } from '$domain/report/report';
import type { Result } from '$domain/result';
import type { Span } from '$domain/text/offsets';
import type { Passage } from '../storage/reads';
import type { Archive } from '../usecases/archive';
import { confirmPassages, placePassage } from '../usecases/correct-report';
import type { Messages } from './messages.svelte';
import type { ReadingSession } from './reading.svelte';

/** A place that may be what a lost passage was. */
export interface Candidate {
  readonly span: Span;
  readonly words: string;
  /** The innermost heading above it; empty before the first. */
  readonly section: string;
}

export interface LostPassage {
  readonly passage: Passage;
  readonly candidates: readonly Candidate[];
}

/** Passages of the open report that a person must look at since its text was corrected. */
export class ReviewSession {
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #reading: ReadingSession;
  readonly #lost = $derived.by(() => this.#withCandidates());
  readonly #moved = $derived.by(() =>
    this.#reading.passages.filter(({ excerpt }) => excerpt.anchoring === 'moved'),
  );

  /** Create while a component initialises. */
  constructor(archive: Archive, messages: Messages, reading: ReadingSession) {
    this.#archive = archive;
    this.#messages = messages;
    this.#reading = reading;
  }

  /** Those whose words are not in the text, with places to choose from. */
  get lost(): readonly LostPassage[] {
    return this.#lost;
  }
  /** Those that were put where their words are now, and are to be confirmed. In reading order. */
  get moved(): readonly Passage[] {
    return this.#moved;
  }

  #withCandidates(): LostPassage[] {
    const text = this.#reading.open?.text;
    if (!text) return [];
    return this.#reading.lost.map((passage) => ({
      passage,
      candidates: candidatesFor(text.text, text.blocks, passage.excerpt.quote.exact).map((span) => ({
        span,
        words: text.text.slice(span.start, span.end),
        section: blockAt(text.blocks, span.start)?.section.at(-1) ?? '',
      })),
    }));
  }

  /** Goes to the next passage to confirm, after the active one. */
  next(): void {
    const ids = this.#moved.map(({ excerpt }) => excerpt.id);
    const at = this.#reading.activeId === null ? -1 : ids.indexOf(this.#reading.activeId);
    const next = ids[(at + 1) % ids.length];
    if (next !== undefined) this.#reading.activate(next, { scroll: true });
    else if (this.#lost.length === 0) this.#messages.say('There is no passage to look at.');
  }

  async confirm(ids: readonly ExcerptId[]): Promise<void> {
    const result = await confirmPassages(this.#archive, ids);
    this.#tell(
      result,
      ids.length === 1 ? 'The passage is right where it is.' : 'The passages are right where they are.',
    );
  }

  /** Confirms the active passage and goes to the next. */
  async confirmActive(): Promise<void> {
    const id = this.#reading.activeId;
    if (id === null || !this.#moved.some(({ excerpt }) => excerpt.id === id)) {
      this.next();
      return;
    }
    const ids = this.#moved.map(({ excerpt }) => excerpt.id);
    const next = ids[ids.indexOf(id) + 1];
    await this.confirm([id]);
    if (next !== undefined) this.#reading.activate(next, { scroll: true });
  }

  /** Shows a place without choosing it. */
  show(span: Span): void {
    this.#reading.goTo(span);
  }

  async place(id: ExcerptId, span: Span): Promise<void> {
    const text = this.#reading.open?.text;
    if (!text) return;
    const result = await placePassage(this.#archive, text, id, span);
    this.#tell(result, 'The passage is in place.');
    if (result.ok) this.#reading.activate(id);
  }

  /** Puts a lost passage on the words that are selected. */
  async placeOnSelection(id: ExcerptId): Promise<void> {
    const span = this.#reading.selectedNow();
    if (span) await this.place(id, span);
    else this.#messages.inform('Select the words in the text first: with the mouse, or with the arrow keys.');
  }

  #tell(result: Result<boolean>, done: string): void {
    if (!result.ok) this.#messages.fail(result.error);
    else if (result.value) this.#messages.say(done);
  }
}
