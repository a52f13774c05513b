import type { Span } from './offsets';

/** A word or a single mark of punctuation; white space is not one. */
export interface Token extends Span {
  readonly isWord: boolean;
  /** Whether a sentence or paragraph ends before it: what comes next may have come from elsewhere. */
  readonly isFirst: boolean;
}

const TOKEN = /[\p{L}\p{M}\p{N}]+(?:['’ʼ-][\p{L}\p{M}\p{N}]+)*|[^\s]/gu;
const WORD = /^[\p{L}\p{M}\p{N}]/u;
const END = /[.!?…。؟]/u;

/** The words and marks of a text, in order; UTF-16. */
export function tokensOf(text: string): Token[] {
  let last = 0;
  return Array.from(text.matchAll(TOKEN), (match) => {
    const start = match.index;
    const between = text.slice(Math.max(0, last - 1), start);
    last = start + match[0].length;
    return {
      start,
      end: last,
      isWord: WORD.test(match[0]),
      isFirst: /\n/u.test(between) || END.test(between),
    };
  });
}

/** Two texts word by word. */
export interface Followed {
  readonly before: readonly Token[];
  readonly after: readonly Token[];
  /** For each token before, the index of the one after that it became; -1 where it is gone or that cannot be told. */
  readonly became: Int32Array;
}

/** Words and marks of which a phrase is made that tells one place from another. */
const PHRASE = 3;
const NONE = -1;
const SEVERAL = -2;

/**
 * Follows each word of a text into another. A phrase that is said only once in either text is where it is, as are the
 * beginnings and ends of the texts. The words between two of them are followed where both lead to the same place. Where
 * they lead to different places — one of two sentences that read the same is gone, or one more came — it cannot be told
 * which it was, and none of them is followed. Words that went elsewhere together are followed there. O(N + M).
 */
export function followWords(before: string, after: string): Followed {
  const a = tokensOf(before);
  const b = tokensOf(after);
  const ids = new Map<string, number>();
  const idsOf = (text: string, tokens: readonly Token[]): Int32Array =>
    Int32Array.from(tokens, ({ start, end }) => {
      const word = text.slice(start, end);
      const id = ids.get(word) ?? ids.size;
      ids.set(word, id);
      return id;
    });
  const became = new Follower(
    { words: idsOf(before, a), tokens: a },
    { words: idsOf(after, b), tokens: b },
  ).became();
  return { before: a, after: b, became };
}

interface Words {
  /** A number for each word, the same for the same word. */
  readonly words: Int32Array;
  readonly tokens: readonly Token[];
}

/** Where each phrase within a sentence begins; {@link SEVERAL} for those that are there more than once. */
function placesOf({ words, tokens }: Words): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (let i = 0; i + PHRASE <= words.length; i += 1) {
    if (tokens[i + 1]!.isFirst || tokens[i + 2]!.isFirst) continue;
    const phrase = words.subarray(i, i + PHRASE).join(' ');
    places.set(phrase, places.has(phrase) ? SEVERAL : i);
  }
  return places;
}

/** Collects what is said of each word: by the phrases it is in, and by those before and after it. */
class Follower {
  readonly #old: Int32Array;
  readonly #now: Int32Array;
  /** For each word of the old text that begins a phrase which is there only once: where that is now. */
  readonly #phrases: Int32Array;
  readonly #became: Int32Array;
  readonly #was: Int32Array;
  readonly #fromBefore: Uint8Array;
  readonly #fromAfter: Uint8Array;
  /** Whether a phrase of its own sentence leads to it. */
  readonly #fromSentence: Uint8Array;
  readonly #tokens: readonly Token[];

  constructor(before: Words, after: Words) {
    this.#old = before.words;
    this.#now = after.words;
    this.#became = new Int32Array(this.#old.length).fill(NONE);
    this.#was = new Int32Array(this.#now.length).fill(NONE);
    this.#fromBefore = new Uint8Array(this.#old.length);
    this.#fromAfter = new Uint8Array(this.#old.length);
    this.#fromSentence = new Uint8Array(this.#old.length);
    this.#tokens = before.tokens;
    this.#phrases = new Int32Array(this.#old.length).fill(NONE);
    const places = placesOf(after);
    for (const [phrase, i] of placesOf(before))
      if (i !== SEVERAL) this.#phrases[i] = places.get(phrase) ?? NONE;
  }

  /** What all agree on, without the words that might as well be what came or went beside them. */
  became(): Int32Array {
    this.#forward(0, 0);
    this.#backward(this.#old.length, this.#now.length);
    this.#phrases.forEach((j, i) => {
      if (j < 0) return;
      this.#forward(i, j);
      this.#backward(i + PHRASE, j + PHRASE);
    });
    const became = this.#became.map((j, i) => {
      const isKnown = this.#fromSentence[i] === 1 || (this.#fromBefore[i] === 1 && this.#fromAfter[i] === 1);
      return isKnown && j >= 0 && this.#was[j] === i ? j : NONE;
    });
    const was = new Int32Array(this.#now.length).fill(NONE);
    became.forEach((j, i) => {
      if (j !== NONE) was[j] = i;
    });
    const doubtful = [...slidOver(this.#old, became), ...slidOver(this.#now, was).map((j) => was[j]!)];
    for (const i of doubtful) became[i] = NONE;
    return became;
  }

  /** From a phrase on, up to the next one, which goes on from there by itself. */
  #forward(i: number, j: number): void {
    let isWithin = this.#phrases[i] === j;
    for (let by = 0; i + by < this.#old.length && this.#old[i + by] === this.#now[j + by]; by += 1) {
      if (by > 0 && this.#phrases[i + by] === j + by) return;
      isWithin &&= by === 0 || !this.#tokens[i + by]!.isFirst;
      this.#claim(i + by, j + by, this.#fromBefore, isWithin);
    }
  }

  /** From the end of a phrase back, likewise. */
  #backward(i: number, j: number): void {
    let isWithin = this.#phrases[i - PHRASE] === j - PHRASE;
    for (let by = 1; by <= i && by <= j && this.#old[i - by] === this.#now[j - by]; by += 1) {
      const phrase = i - by - PHRASE + 1;
      if (by > 1 && phrase >= 0 && this.#phrases[phrase] === j - by - PHRASE + 1) return;
      isWithin &&= by === 1 || !this.#tokens[i - by + 1]!.isFirst;
      this.#claim(i - by, j - by, this.#fromAfter, isWithin);
    }
  }

  #claim(i: number, j: number, from: Uint8Array, isWithin: boolean): void {
    this.#became[i] = this.#became[i] === NONE || this.#became[i] === j ? j : SEVERAL;
    this.#was[j] = this.#was[j] === NONE || this.#was[j] === i ? i : SEVERAL;
    from[i] = 1;
    if (isWithin) this.#fromSentence[i] = 1;
  }
}

/**
 * The words that are followed, beside a stretch that is not, on which the stretch could stand just as well: of `q x q x`
 * one `q x` too many may be the first or the second.
 */
function slidOver(words: Int32Array, followed: Int32Array): number[] {
  const over: number[] = [];
  for (let from = followed.indexOf(NONE); from !== -1; from = followed.indexOf(NONE, from)) {
    let to = from;
    while (to < words.length && followed[to] === NONE) to += 1;
    for (
      let by = 1;
      by <= from && words[from - by] === words[to - by] && followed[from - by] !== NONE;
      by += 1
    ) {
      over.push(from - by);
    }
    for (let by = 0; to + by < words.length && words[from + by] === words[to + by]; by += 1) {
      if (followed[to + by] === NONE) break;
      over.push(to + by);
    }
    from = to;
  }
  return over;
}

/** Of the tokens that are followed, those whose order is the same in both texts: as many as possible. O(N log N). */
export function inOrder(became: Int32Array): readonly boolean[] {
  const tails: number[] = [];
  const previous = new Int32Array(became.length).fill(NONE);
  became.forEach((j, i) => {
    if (j === NONE) return;
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (became[tails[middle]!]! < j) low = middle + 1;
      else high = middle;
    }
    previous[i] = tails[low - 1] ?? NONE;
    tails[low] = i;
  });
  const ordered = Array.from(became, () => false);
  for (let i = tails.at(-1) ?? NONE; i !== NONE; i = previous[i]!) ordered[i] = true;
  return ordered;
}
