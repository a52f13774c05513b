import { moveEdge, type Edge } from '$domain/anchor/edges';
import { byPlace, nextInTurn, standingAt, touch } from '$domain/anchor/layers';
import type { ExcerptId } from '$domain/ids';
import type { Result } from '$domain/result';
import type { Span } from '$domain/text/offsets';
import { shortQuote } from '$domain/text/short-quote';
import { passagesByIds, type Passage } from '../storage/reads';
import type { Archive } from '../usecases/archive';
import { joinPassages, resizePassage, splitPassage } from '../usecases/reshape-passages';
import type { Messages } from './messages.svelte';
import type { ReadingSession } from './reading.svelte';

interface Standing {
  readonly id: ExcerptId;
  readonly span: Span;
  readonly passage: Passage;
}

/** Passages on the same words: reaching each of them, and giving them another extent. */
export class OverlapSession {
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #reading: ReadingSession;
  #readPlace: () => Span | null = () => null;
  /** Where the caret or selection was last, UTF-16. */
  #place: Span | null = null;
  /** Where it was when the active passage became active: what came later is what is meant. */
  #placeThen: Span | null = null;
  /** The ids of the passages that were clicked last. */
  #clicked = '';
  /** Changes of extent one after another: a key may be pressed again before the last one is saved. */
  #work: Promise<unknown> = Promise.resolve();

  /** Create while a component initialises. */
  constructor(archive: Archive, messages: Messages, reading: ReadingSession) {
    this.#archive = archive;
    this.#messages = messages;
    this.#reading = reading;
    $effect(() => {
      void reading.activeId;
      this.#placeThen = this.#placeNow();
    });
    $effect(() => {
      void reading.reportId;
      this.#place = null;
      this.#clicked = '';
    });
  }

  /** Tells how to read where the caret or selection is at this moment; null when it is not in the report. */
  followPlace(read: () => Span | null): void {
    this.#readPlace = read;
  }

  /** The caret or selection is here now (UTF-16). */
  standAt(place: Span): void {
    this.#place = place;
  }

  /** The page reports a place a frame late, and a key may be faster. */
  #placeNow(): Span | null {
    this.#place = this.#readPlace() ?? this.#place;
    return this.#place;
  }

  /**
   * A click on the text at an offset (UTF-16). Where one passage is, the first click chooses it and a second one edits
   * it. Where there are several, the first click chooses the shortest and each further one the next.
   */
  click(offset: number): void {
    const here = this.#standing({ start: offset, end: offset });
    const clicked = here.map(({ id }) => id).join(' ');
    const again = clicked === this.#clicked;
    this.#clicked = clicked;
    const { activeId } = this.#reading;
    const [first] = here;
    if (!first) return;
    if (here.length === 1) this.open(first.id);
    else this.#choose(again ? nextInTurn(here, activeId)! : first, here);
  }

  /** Chooses a passage, and edits the one that is chosen already. */
  open(id: ExcerptId): void {
    if (id === this.#reading.activeId) this.#reading.edit(id);
    else this.#reading.activate(id);
  }

  /** Goes to the next passage at the caret, the selection or the active passage, shortest first. */
  cycle(): void {
    const { activeId } = this.#reading;
    const here = this.#here();
    const next = nextInTurn(here, activeId);
    if (!next) this.#messages.say('No passage here.');
    else this.#choose(next, here);
  }

  #choose(chosen: Standing, here: readonly Standing[]): void {
    this.#reading.activate(chosen.id);
    const pairs = chosen.passage.assignments.map(({ pair }) => this.#reading.describe(pair)).join('; ');
    const what = [pairs, shortQuote(chosen.passage.excerpt.quote.exact)].filter((part) => part !== '');
    this.#messages.say(`Passage ${here.indexOf(chosen) + 1} of ${here.length} here: ${what.join(': ')}`);
  }

  #here(): Standing[] {
    const place = this.#placeNow();
    const then = this.#placeThen;
    const atPlace = place ? this.#standing(place) : [];
    const active = this.#all().find(({ id }) => id === this.#reading.activeId);
    if (!active || atPlace.some(({ id }) => id === active.id)) return atPlace;
    const hasMoved = place?.start !== then?.start || place?.end !== then?.end;
    return hasMoved && atPlace.length > 0 ? atPlace : this.#standing(active.span);
  }

  #all(): Standing[] {
    return this.#reading.passages.map((passage) => ({
      id: passage.excerpt.id,
      span: passage.excerpt.span,
      passage,
    }));
  }

  #standing(place: Span): Standing[] {
    return standingAt(this.#all(), place);
  }

  /** Moves an end of the active passage by a word or a mark of punctuation, in reading direction. */
  moveEdge(edge: Edge, direction: 'forward' | 'backward'): Promise<void> {
    const id = this.#reading.activeId;
    return this.#inTurn(async () => {
      const passage = id === null ? null : await this.#read(id);
      const text = this.#reading.open?.text;
      if (!passage || !text) return;
      const { span } = passage.excerpt;
      const moved = moveEdge(text.text, span, edge, direction);
      if (moved === span) this.#messages.say('It ends here.');
      else await this.#resize(passage.excerpt.id, moved);
    });
  }

  /** Gives a passage another extent (UTF-16). Resolves when it is saved or was refused. */
  resize(id: ExcerptId, span: Span): Promise<void> {
    return this.#inTurn(() => this.#resize(id, span));
  }

  async #resize(id: ExcerptId, span: Span): Promise<void> {
    const text = this.#reading.open?.text;
    if (!text) return;
    const changed = await resizePassage(this.#archive, text, id, span);
    if (!this.#succeeded(changed) || !changed.value) return;
    const passage = await this.#read(id);
    if (passage) this.#messages.say(`Passage resized: ${shortQuote(passage.excerpt.quote.exact)}`);
  }

  /** Cuts the active passage, or the shortest at the caret, where the caret is or the selection begins. */
  split(): Promise<void> {
    const place = this.#placeNow();
    return this.#inTurn(async () => {
      const text = this.#reading.open?.text;
      if (!text) return;
      const inside = ({ span }: Standing): boolean =>
        place !== null && [place.start, place.end].some((at) => span.start < at && at < span.end);
      const all = standingAt(this.#all(), { start: 0, end: text.text.length });
      const target =
        all.find((each) => each.id === this.#reading.activeId && inside(each)) ?? all.find(inside);
      if (!target || !place) {
        this.#messages.inform('Click inside a passage, at the word that the second part is to begin with.');
        return;
      }
      const at = target.span.start < place.start ? place.start : place.end;
      const split = await splitPassage(this.#archive, text, target.passage.excerpt, at);
      if (!this.#succeeded(split)) return;
      this.#reading.activate(target.id);
      const [first, second] = await passagesByIds(this.#archive.db, [target.id, split.value]);
      if (first && second) {
        const [one, other] = [first, second].map(({ excerpt }) => shortQuote(excerpt.quote.exact));
        this.#messages.say(`Passage split: ${one} and ${other}`);
      }
    });
  }

  /** Joins the active passage with the next one in reading order that overlaps or touches it, else the one before. */
  join(): Promise<void> {
    return this.#inTurn(async () => {
      const text = this.#reading.open?.text;
      const all = this.#all().sort(byPlace);
      const at = all.findIndex(({ id }) => id === this.#reading.activeId);
      const active = all[at];
      if (!text || !active) return;
      const touches = ({ span }: Standing): boolean => touch(text.text, active.span, span);
      const other = all.slice(at + 1).find(touches) ?? all.slice(0, at).findLast(touches);
      if (!other) {
        this.#messages.inform('No other passage overlaps or touches this one.');
        return;
      }
      const joined = await joinPassages(this.#archive, text, [active.passage, other.passage]);
      if (!this.#succeeded(joined)) return;
      this.#reading.activate(joined.value);
      const passage = await this.#read(joined.value);
      if (passage) this.#messages.say(`Passages joined: ${shortQuote(passage.excerpt.quote.exact)}`);
    });
  }

  async #read(id: ExcerptId): Promise<Passage | undefined> {
    return (await passagesByIds(this.#archive.db, [id]))[0];
  }

  #succeeded<T>(result: Result<T>): result is Extract<Result<T>, { ok: true }> {
    if (!result.ok) this.#messages.fail(result.error);
    return result.ok;
  }

  #inTurn(job: () => Promise<void>): Promise<void> {
    const done = this.#work.then(job);
    this.#work = done.catch(() => undefined);
    return done;
  }
}
