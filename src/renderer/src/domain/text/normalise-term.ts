import type { Span } from './offsets';

/** A word of a text: what it is compared by, and where it stands (UTF-16, half-open, in the text given). */
export interface Token extends Span {
  readonly term: string;
}

/** Rises whenever {@link tokens} would answer differently for some text: indexes made by another version are stale. */
export const NORMALISER_VERSION = 1;

const TOKEN = new RegExp(
  [
    // Dotted abbreviations: U.S., т.е.
    String.raw`\p{L}\p{M}*(?:\.\p{L}\p{M}*)+(?![\p{L}\p{N}\p{M}])\.?`,
    // Grouped numbers: 2,298 and 1,234.5, also with no-break spaces.
    String.raw`(?<!\d[.,])\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)(?:\.\d+)?`,
    // Decimals with a point or a comma, but not dates such as 06.01.2022.
    String.raw`(?<!\d[.,])\d+[.,]\d+(?![.,]?\d)`,
    // Words, with apostrophes inside.
    String.raw`[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’‘][\p{L}\p{N}][\p{L}\p{N}\p{M}]*)*`,
  ].join('|'),
  'gu',
);

const GROUPED_NUMBER = /^\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?$/u;
const DECIMAL = /^\d+[.,]\d+$/u;
const PLAIN_ASCII = /^[A-Za-z0-9]*$/u;
const POSSESSIVE = /['’‘ʼ][sS]$/u;
const COMBINING_MARKS = /[\u0300-\u036f]/gu;

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
  ...['.', "'", '’', '‘', 'ʼ', 'ʻ'].map((mark): [string, string] => [mark, '']),
]);

function pairs(list: string): [string, string][] {
  return list.split(' ').map((pair) => [pair[0]!, pair[1]!]);
}

/**
 * The words of a text in order, with exact spans whatever normalising does to their length.
 * Hyphens, slashes and white space separate; `U.S.` is one token, `2,298` is `2298`, `3,5` is `3.5`.
 */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const term = normaliseTerm(match[0]);
    if (term !== '') found.push({ term, start: match.index, end: match.index + match[0].length });
  }
  return found;
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
