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
  for (const match of text.matchAll(TOKEN)) {
    const [word] = match;
    if (mayBeUnspaced(word) && UNSPACED.test(word)) {
      takePairs(word, match.index, found);
      continue;
    }
    const term = normaliseTerm(word);
    if (term !== '') found.push({ term, start: match.index, end: match.index + word.length });
  }
  return found;
}

/** Most words are told by their ends: those of text without spaces begin or end with it. */
function mayBeUnspaced(word: string): boolean {
  return word.charCodeAt(0) >= FIRST_UNSPACED || word.charCodeAt(word.length - 1) >= FIRST_UNSPACED;
}

function takePairs(word: string, offset: number, found: Token[]): void {
  for (const run of word.matchAll(RUN)) {
    const letters = UNSPACED.test(run[0]) ? [...run[0].matchAll(LETTER)] : [];
    const last = Math.max(1, letters.length - 1);
    for (let i = 0; i < last; i += 1) {
      const start = run.index + (letters[i]?.index ?? 0);
      const after = letters[i + 2];
      const end = letters.length > 0 && after ? run.index + after.index : run.index + run[0].length;
      const term = normaliseTerm(word.slice(start, end));
      if (term !== '') found.push({ term, start: offset + start, end: offset + end });
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
