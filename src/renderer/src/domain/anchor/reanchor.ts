import { followWords, inOrder, type Token } from '../text/follow-words';
import { trimSpan, type Span } from '../text/offsets';
import { findQuote } from './selectors';

/**
 * Where the words of a passage are in a corrected text.
 * `kept`: the same words at their own place. `moved`: the same words, and no others like them, at another place.
 * `changed`: at their place, but other words by now. `lost`: nowhere for certain.
 */
export type Reanchored =
  { readonly kind: 'kept' | 'moved' | 'changed'; readonly span: Span } | { readonly kind: 'lost' };

/** Words beside a passage that must be unchanged too, before a few words count as the same ones. */
const SUPPORT = 4;
/** A passage of as many words needs nothing beside it. */
const LONG_ENOUGH = 6;
/** Share of the words that must be left of a passage whose words changed. */
const LIKENESS = 0.5;
/** A quote of fewer words or characters may stand elsewhere by chance. */
const DISTINCT_WORDS = 4;
const DISTINCT_UNITS = 20;

/**
 * Follows passages into a corrected text: by their position, carried along by the words around them; then by their
 * exact words; then by what their words became between neighbours that are unchanged. A place is given only where it is
 * certain: the same words that stand more than once, and words whose neighbours went too, are lost. O(N log N) for the
 * two texts, then O(length) for each passage.
 * @param spans UTF-16, in `before`
 * @returns one for each span, in the same order
 */
export function reanchor(before: string, after: string, spans: readonly Span[]): Reanchored[] {
  const words = new Correction(before, after);
  return spans.map(
    (span) => words.carried(span) ?? words.exactElsewhere(span) ?? words.changed(span) ?? { kind: 'lost' },
  );
}

/** Two texts and what became of each word. */
class Correction {
  readonly #before: string;
  readonly #after: string;
  readonly #tokens: readonly Token[];
  readonly #newTokens: readonly Token[];
  readonly #became: Int32Array;
  /** Words of the new text that are followed from the old one. */
  readonly #was: ReadonlySet<number>;
  readonly #inOrder: readonly boolean[];

  constructor(before: string, after: string) {
    const followed = followWords(before, after);
    this.#before = before;
    this.#after = after;
    this.#tokens = followed.before;
    this.#newTokens = followed.after;
    this.#became = followed.became;
    this.#was = new Set(followed.became);
    this.#inOrder = inOrder(followed.became);
  }

  /** The same words, carried along by the words around them. */
  carried(span: Span): Reanchored | null {
    const { from, to } = within(this.#tokens, span);
    const words = this.#countWords(from, to);
    const lead = this.#firstFollowedWord(from, to);
    if (lead === null) return null;
    const kind = this.#inOrder[lead] ? 'kept' : 'moved';
    const [left, right] = this.#runAround(lead);
    if (words < LONG_ENOUGH && this.#countWords(left, right) < words + SUPPORT) return null;
    // White space may have changed: each end goes by the word it is in.
    if (left <= from && right >= to) {
      return {
        kind,
        span: { start: this.#offsetOf(span.start, from), end: this.#offsetOf(span.end, to - 1) },
      };
    }
    // A mark at the end may belong to either of two sentences, whichever of them went.
    if (this.#countWords(Math.max(left, from), Math.min(right, to)) < words) return null;
    const start = this.#offsetOf(span.start, lead);
    const exact = this.#before.slice(span.start, span.end);
    return this.#after.startsWith(exact, start) ? { kind, span: { start, end: start + exact.length } } : null;
  }

  /** The same words, of which there are no others. */
  exactElsewhere(span: Span): Reanchored | null {
    const exact = this.#before.slice(span.start, span.end);
    if (!this.#isDistinct(span)) return null;
    const [found, ...others] = findQuote(this.#after, exact);
    return found !== undefined && others.length === 0 ? { kind: 'moved', span: found } : null;
  }

  /** Whether a part of it within a sentence is said only once: where sentences meet is no wording of its own. */
  #isDistinct(span: Span): boolean {
    const { from, to } = within(this.#tokens, span);
    let start = from;
    for (let end = from + 1; end <= to; end += 1) {
      if (end < to && !this.#tokens[end]!.isFirst) continue;
      const part = this.#before.slice(this.#tokens[start]!.start, this.#tokens[end - 1]!.end);
      const isLong = this.#countWords(start, end) >= DISTINCT_WORDS && part.length >= DISTINCT_UNITS;
      if (isLong && [this.#before, this.#after].every((text) => findQuote(text, part).length === 1))
        return true;
      start = end;
    }
    return false;
  }

  /** What is now between the words that stood around it. */
  changed(span: Span): Reanchored | null {
    const { from, to } = within(this.#tokens, span);
    if (from === to) return null;
    const start = this.#startAfter(span, from);
    const end = this.#endBefore(span, to);
    if (start === null || end === null || start >= end) return null;
    const now = trimSpan(this.#after, { start, end });
    const own = new Set(this.#became.subarray(from, to));
    let words = 0;
    let left = 0;
    let strangers = 0;
    const inside = within(this.#newTokens, now);
    for (let j = inside.from; j < inside.to; j += 1) {
      const isOwn = own.has(j);
      // What was moved into the passage stands between its own words; beside them it is no part of it.
      if (isOwn) strangers = 0;
      else if (this.#was.has(j)) strangers += 1;
      if (left === 0 && strangers > 0) return null;
      if (!this.#newTokens[j]!.isWord) continue;
      words += 1;
      if (isOwn) left += 1;
    }
    const most = Math.max(this.#countWords(from, to), words);
    return strangers === 0 && left >= 1 && left >= most * LIKENESS ? { kind: 'changed', span: now } : null;
  }

  /** Where the passage begins now; null where neither its first word nor what stands before it is certain. */
  #startAfter(span: Span, from: number): number | null {
    if (this.#isFirm(from)) return this.#offsetOf(span.start, from);
    if (from === 0 || !this.#isFirm(from - 1)) return null;
    return this.#newTokens[this.#became[from - 1]!]!.end;
  }

  #endBefore(span: Span, to: number): number | null {
    if (this.#isFirm(to - 1)) return this.#offsetOf(span.end, to - 1);
    if (to === this.#tokens.length || !this.#isFirm(to)) return null;
    return this.#newTokens[this.#became[to]!]!.start;
  }

  /** Whether a word is certain and not alone in it. */
  #isFirm(index: number): boolean {
    if (this.#became[index] === -1) return false;
    const [left, right] = this.#runAround(index);
    return this.#countWords(left, right) >= SUPPORT || left === 0 || right === this.#tokens.length;
  }

  /** The words around one that is certain, which became words next to each other. */
  #runAround(index: number): [left: number, right: number] {
    let left = index;
    let right = index + 1;
    const follows = (i: number): boolean => this.#became[i]! - this.#became[index]! === i - index;
    while (left > 0 && this.#became[left - 1] !== -1 && follows(left - 1)) left -= 1;
    while (right < this.#tokens.length && this.#became[right] !== -1 && follows(right)) right += 1;
    return [left, right];
  }

  #firstFollowedWord(from: number, to: number): number | null {
    for (let i = from; i < to; i += 1) if (this.#tokens[i]!.isWord && this.#became[i] !== -1) return i;
    return null;
  }

  #countWords(from: number, to: number): number {
    let words = 0;
    for (let i = from; i < to; i += 1) if (this.#tokens[i]!.isWord) words += 1;
    return words;
  }

  /** An offset in the old text, as far from a word that is certain as it was. */
  #offsetOf(offset: number, index: number): number {
    return this.#newTokens[this.#became[index]!]!.start + offset - this.#tokens[index]!.start;
  }
}

/** The words that a span touches, as indices. */
function within(tokens: readonly Token[], span: Span): { from: number; to: number } {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.end <= span.start) low = middle + 1;
    else high = middle;
  }
  let to = low;
  while (to < tokens.length && tokens[to]!.start < span.end) to += 1;
  return { from: low, to };
}
