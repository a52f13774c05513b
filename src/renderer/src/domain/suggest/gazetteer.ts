import { normaliseTerm, tokens, type Token } from '../text/normalise-term';
import type { Span } from '../text/offsets';
import type { WordPattern } from './inflection';

/** How the letters of an entry must stand in the text. */
export type Casing =
  /** As a name: the words that begin with a capital in the entry do so in the text. */
  | 'proper'
  /** In capitals, with or without dots: `US`, `U.S.`, and never the word `us`. */
  | 'capitals'
  | 'any';

/** A name to look for, and what it stands for. */
export interface Entry<T> {
  /** As the reader is told. */
  readonly form: string;
  /** Its words as they may stand in a text; never empty. */
  readonly words: readonly WordPattern[];
  readonly casing: Casing;
  readonly value: T;
}

/** Where entries stand in a text: all of the longest ones that match the same words. */
export interface Found<T> extends Span {
  readonly entries: readonly Entry<T>[];
  /** Numbers of the first and the last of its words in {@link ScannedText.words}, both included. */
  readonly from: number;
  readonly to: number;
}

/** A stretch of text cut into words, for looking things up around what was found. */
export interface ScannedText {
  readonly text: string;
  readonly words: readonly Token[];
  /** Nearly all of its letters are capitals, so that capitals say nothing. */
  readonly shouted: boolean;
}

/** The words of a name as {@link tokens} cuts them. */
export function wordsOf(name: string): string[] {
  return tokens(name).map(({ start, end }) => name.slice(start, end));
}

export function scanText(text: string): ScannedText {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  return { text, words: tokens(text), shouted: letters > 3 && small < letters / 10 };
}

const GAP = /^(?:\s{1,2}|\s?[-‐‑–—]\s?|['’])$/u;
const GAP_AFTER_SHORT = /^\.\s?$/u;
/** `St. Petersburg`: longer words before a full stop end a sentence. */
const SHORT = 2;

function joined(text: string, before: Token, after: Token): boolean {
  const gap = text.slice(before.end, after.start);
  return GAP.test(gap) || (before.term.length <= SHORT && GAP_AFTER_SHORT.test(gap));
}

/** Abbreviations that are words too: in a line of capitals only dots tell `U.S.` from `us`. */
const ALSO_WORDS = new Set(['us', 'car', 'who', 'it', 'in', 'is', 'am', 'as', 'or', 'no']);

const KAZAKH_LETTER = /[әғқңөұүһі]/iu;
const LOWER = /^\p{Ll}/u;
const POSSESSIVE = /['’‘ʼ][sS]$/u;

/** Names by the stem of their first word; looks them up in a text, the longest first. */
export class Gazetteer<T> {
  readonly #byStem = new Map<string, Entry<T>[]>();
  #longest = 0;

  constructor(entries: Iterable<Entry<T>>) {
    for (const entry of entries) {
      const { stem } = entry.words[0]!;
      const list = this.#byStem.get(stem);
      if (list) list.push(entry);
      else this.#byStem.set(stem, [entry]);
      this.#longest = Math.max(this.#longest, stem.length);
    }
  }

  /** Everything found, in order and not overlapping. What has more words wins over what has fewer. */
  find(scanned: ScannedText): Found<T>[] {
    const found: Found<T>[] = [];
    for (let at = 0; at < scanned.words.length; at += 1) {
      const match = this.#matchAt(scanned, at);
      if (match === null) continue;
      found.push(match);
      at = match.to;
    }
    return found;
  }

  #matchAt(scanned: ScannedText, at: number): Found<T> | null {
    const { term } = scanned.words[at]!;
    let best: Entry<T>[] = [];
    for (let length = Math.min(term.length, this.#longest); length > 1; length -= 1) {
      for (const entry of this.#byStem.get(term.slice(0, length)) ?? []) {
        if (entry.words.length < (best[0]?.words.length ?? 1)) continue;
        if (!matches(entry, scanned, at)) continue;
        if (entry.words.length > (best[0]?.words.length ?? 0)) best = [];
        best.push(entry);
      }
    }
    if (best.length === 0) return null;
    const to = at + best[0]!.words.length - 1;
    const last = scanned.words[to]!;
    const owned = POSSESSIVE.test(scanned.text.slice(last.start, last.end)) ? 2 : 0;
    return { start: scanned.words[at]!.start, end: last.end - owned, entries: best, from: at, to };
  }
}

function matches<T>(entry: Entry<T>, scanned: ScannedText, at: number): boolean {
  const { text, words } = scanned;
  let small = false;
  for (const [index, pattern] of entry.words.entries()) {
    const word = words[at + index];
    if (word === undefined || !word.term.startsWith(pattern.stem)) return false;
    if (index > 0 && !joined(text, words[at + index - 1]!, word)) return false;
    const rest = word.term.slice(pattern.stem.length);
    if (!pattern.endings.test(rest)) return false;
    if (pattern.russian === true && KAZAKH_LETTER.test(text.slice(word.start, word.end))) return false;
    small = pattern.smallWith?.test(rest) === true;
  }
  const last = words[at + entry.words.length - 1]!;
  return entry.casing === 'any' || small || casingHolds(entry, scanned, words[at]!, last);
}

function casingHolds<T>(
  { form, casing }: Entry<T>,
  scanned: ScannedText,
  first: Token,
  last: Token,
): boolean {
  const own = scanned.text.slice(first.start, last.end);
  if (casing === 'capitals') {
    if (/\p{Ll}/u.test(own.replace(POSSESSIVE, ''))) return false;
    return !scanned.shouted || own.includes('.') || !ALSO_WORDS.has(first.term);
  }
  if (LOWER.test(own)) return false;
  return first === last || !startsSmall(scanned.text, last) || startsSmallIn(form);
}

function startsSmall(text: string, { start, end }: Token): boolean {
  return LOWER.test(text.slice(start, end));
}

function startsSmallIn(form: string): boolean {
  return LOWER.test(wordsOf(form).at(-1) ?? '');
}

/** Whether a name is written in capitals only, as abbreviations are. */
export function isAbbreviation(name: string): boolean {
  return /^(?:\p{Lu}[\p{Lu}\p{N}.&]+)$/u.test(name) && normaliseTerm(name).length > 1;
}
