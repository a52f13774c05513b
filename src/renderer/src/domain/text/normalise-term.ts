import type { Span } from './offsets';

/** A word of a text: what it is compared by, and where it stands (UTF-16, half-open, in the text given). */
export interface Token extends Span {
  readonly term: string;
}

/** Rises whenever {@link tokens} would answer differently for some text: indexes made by another version are stale. */
export const NORMALISER_VERSION = 2;

/** Soft hyphens, joiners and the like: they stand inside words and are no part of how these are spelt. */
const INVISIBLE = '\\u00ad\\u200b-\\u200d\\u2060\\ufeff';

const TOKEN = new RegExp(
  [
    // Dotted abbreviations: U.S., т.е.
    String.raw`\p{L}\p{M}*(?:\.\p{L}\p{M}*)+(?![\p{L}\p{N}\p{M}])\.?`,
    // Grouped numbers: 2,298 and 1,234.5, also with no-break spaces.
    String.raw`(?<!\d[.,])\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)(?:\.\d+)?`,
    // Decimals with a point or a comma, but not dates such as 06.01.2022.
    String.raw`(?<!\d[.,])\d+[.,]\d+(?![.,]?\d)`,
    // Words, with apostrophes inside.
    String.raw`[\p{L}\p{N}][\p{L}\p{N}\p{M}${INVISIBLE}]*(?:['’‘][\p{L}\p{N}][\p{L}\p{N}\p{M}${INVISIBLE}]*)*`,
  ].join('|'),
  'gu',
);

const GROUPED_NUMBER = /^\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?$/u;
const DECIMAL = /^\d+[.,]\d+$/u;
const PLAIN_ASCII = /^[A-Za-z0-9]*$/u;
const POSSESSIVE = /['’‘ʼ][sS]$/u;
/** Accents; the vowel signs and hamzas of Arabic. */
const COMBINING_MARKS = /[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670]/gu;

/** What one lower-case letter is compared as. Filled by {@link foldLetter} with every further letter met. */
const FOLDED_LETTERS = new Map<string, string>([
  // Dropping its breve would make й another letter, и.
  ['й', 'й'],
  // Kazakh letters become the Russian ones, so that a keyboard without them is enough.
  ...pairs('әа ғг қк ңн өо ұу үу һх іи'),
  ...pairs('ıi łl øo đd ςσ'),
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  // Arabic: a final form that is written either way, and the stretching stroke.
  ...pairs('ىي ٱا'),
  ['\u0640', ''],
  ...['\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff'].map((mark): [string, string] => [mark, '']),
  ...['.', "'", '’', '‘', 'ʼ', 'ʻ'].map((mark): [string, string] => [mark, '']),
]);

function pairs(list: string): [string, string][] {
  return list.split(' ').map((pair) => [pair[0]!, pair[1]!]);
}

/** Scripts that are written without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** The first letter of those: Thai. */
const FIRST_UNSPACED = 0x0e00;
const RUN = new RegExp(`(?:${UNSPACED.source}[\\p{M}ー]*)+|(?:(?!${UNSPACED.source}).)+`, 'gsu');
const LETTER = /\P{M}\p{M}*/gu;

/** Whether a term is a single letter of a script without spaces: there it stands for every pair that begins with it. */
export function isUnspacedLetter(term: string): boolean {
  return term.charCodeAt(0) >= FIRST_UNSPACED && UNSPACED.test(term) && term.match(LETTER)!.length === 1;
}

/**
 * The words of a text in order, with exact spans whatever normalising does to their length.
 * Hyphens, slashes and white space separate; `U.S.` is one token, `2,298` is `2298`, `3,5` is `3.5`. Text without spaces comes in
 * pairs of letters, each beginning one letter on: what is sought is cut alike, and no dictionary is asked.
 */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  forEachToken(text, (term, start, end) => {
    found.push({ term, start, end });
  });
  return found;
}

/** Calls `visit` for every token that {@link tokens} finds. */
export function forEachToken(text: string, visit: (term: string, start: number, end: number) => void): void {
  for (let at = 0; at < text.length;) {
    const kind = kindAt(text, at);
    if (kind === SEPARATOR || kind === JOINER) {
      at += 1;
      continue;
    }
    const end = kind === LETTER_ALONE ? plainWordEnd(text, at) : -1;
    if (end !== -1) {
      visit(plainTerm(text, at, end), at, end);
      at = end;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (match === null) return;
    const [word] = match;
    at = match.index + word.length;
    if (mayBeUnspaced(word) && UNSPACED.test(word)) visitPairs(word, match.index, visit);
    else {
      const term = normaliseTerm(word);
      if (term !== '') visit(term, match.index, at);
    }
  }
}

/** Kinds of characters, for words that need no regular expression: most of them. */
const [UNSEEN, UNKNOWN, SEPARATOR, LETTER_ALONE, DIGIT, JOINER] = [0, 1, 2, 3, 4, 5] as const;
/** By code, up to the end of Cyrillic, for those that were seen. */
const KINDS = new Uint8Array(0x530);
/** What a letter that was seen is compared as, by code. */
const FOLDED = new Uint16Array(KINDS.length);

function see(code: number): number {
  const character = String.fromCharCode(code);
  const folded = normaliseTerm(character);
  FOLDED[code] = folded.charCodeAt(0);
  return (KINDS[code] = kindOf(character, folded));
}

function kindOf(character: string, folded: string): number {
  if (/\d/u.test(character)) return DIGIT;
  if (/\p{L}/u.test(character) && folded.length === 1) return LETTER_ALONE;
  if (".'".includes(character)) return JOINER;
  return character < '\u0080' || character === '\u00a0' ? SEPARATOR : UNKNOWN;
}

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < KINDS.length) {
    const kind = KINDS[code]!;
    return kind === UNSEEN ? see(code) : kind;
  }
  // Dashes and quotation marks, without those that may be apostrophes.
  return (code >= 0x2012 && code <= 0x2017) || (code >= 0x201a && code <= 0x201f) ? SEPARATOR : UNKNOWN;
}

/**
 * Where the word that begins here ends, when it has nothing but letters that are each folded by itself, and digits, and nothing follows
 * that could belong to it; else -1.
 */
function plainWordEnd(text: string, start: number): number {
  let end = start + 1;
  let kind: number = SEPARATOR;
  for (; end < text.length; end += 1) {
    kind = kindAt(text, end);
    if (kind !== LETTER_ALONE && kind !== DIGIT) break;
  }
  if (end === text.length || kind === SEPARATOR) return end;
  // A point after several letters ends a sentence.
  return end - start > 1 && text.charCodeAt(end) === POINT ? end : -1;
}
const POINT = 0x2e;

/** Longer words are rare. */
const LONGEST = 32;
const units = new Uint16Array(LONGEST);
/** Terms met lately, by a hash of their units: a text has few words that are new, and a term that is known already is compared at once. */
const MET = new Array<string>(1 << 14).fill('');

function plainTerm(text: string, start: number, end: number): string {
  const length = end - start;
  if (length > LONGEST) return normaliseTerm(text.slice(start, end));
  let hash = length;
  for (let i = 0; i < length; i += 1) {
    const unit = FOLDED[text.charCodeAt(start + i)]!;
    units[i] = unit;
    hash = Math.imul(hash, 31) + unit;
  }
  const place = (hash ^ (hash >>> 14)) & (MET.length - 1);
  const met = MET[place]!;
  if (met.length === length) {
    let same = 0;
    while (same < length && met.charCodeAt(same) === units[same]) same += 1;
    if (same === length) return met;
  }
  // Made anew: a slice would keep the whole text in memory.
  return (MET[place] = String.fromCharCode.apply(null, units.subarray(0, length) as never));
}

/** Most words are told by their ends: those of text without spaces begin or end with it. */
function mayBeUnspaced(word: string): boolean {
  return word.charCodeAt(0) >= FIRST_UNSPACED || word.charCodeAt(word.length - 1) >= FIRST_UNSPACED;
}

function visitPairs(word: string, offset: number, visit: Parameters<typeof forEachToken>[1]): void {
  for (const run of word.matchAll(RUN)) {
    const letters = UNSPACED.test(run[0]) ? [...run[0].matchAll(LETTER)] : [];
    const last = Math.max(1, letters.length - 1);
    for (let i = 0; i < last; i += 1) {
      const start = run.index + (letters[i]?.index ?? 0);
      const after = letters[i + 2];
      const end = letters.length > 0 && after ? run.index + after.index : run.index + run[0].length;
      const term = normaliseTerm(word.slice(start, end));
      if (term !== '') visit(term, offset + start, offset + end);
    }
  }
}

/**
 * What a single word is compared by: compatibility form (NFKC), lower case, without the accents of Latin, Cyrillic
 * and Greek letters, Kazakh letters folded to Russian ones, without dots, apostrophes and the English possessive.
 * Expects one word as {@link tokens} finds them; empty when nothing of it is a letter or digit.
 */
export function normaliseTerm(word: string): string {
  if (PLAIN_ASCII.test(word)) return word.toLowerCase();
  if (GROUPED_NUMBER.test(word)) return word.replace(/[,\u00a0\u202f]/gu, '');
  if (DECIMAL.test(word)) return word.replace(',', '.');
  let term = '';
  for (const letter of word.replace(POSSESSIVE, '').normalize('NFKC').toLowerCase()) {
    term += FOLDED_LETTERS.get(letter) ?? foldLetter(letter);
  }
  return term;
}

function foldLetter(letter: string): string {
  const decomposed = letter.normalize('NFD');
  const bare = decomposed.replace(COMBINING_MARKS, '');
  // A letter that loses no mark stays composed: Hangul would otherwise fall apart into jamo.
  const folded = bare === decomposed ? letter : (FOLDED_LETTERS.get(bare) ?? bare);
  FOLDED_LETTERS.set(letter, folded);
  return folded;
}
