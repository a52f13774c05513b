const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

const LATIN = 'abcdefghijklmnopqrstuvwxyz';
// Lists count without ё, й, ъ, ы and ь.
const RUSSIAN = 'абвгдежзиклмнопрстуфхцчшщэюя';

/** Numbers above it are written in figures, as letters would repeat without end. */
const MAX_LETTERS = 780;
const MAX_ROMAN = 3999;

/**
 * A number as lists and notes print it. `format`: a name of `ST_NumberFormat`; figures for those that are not known.
 * @see ECMA-376-1 17.18.59
 */
export function formatNumber(value: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return letters(value, LATIN);
    case 'upperLetter':
      return letters(value, LATIN).toUpperCase();
    case 'russianLower':
      return letters(value, RUSSIAN);
    case 'russianUpper':
      return letters(value, RUSSIAN).toUpperCase();
    case 'lowerRoman':
      return roman(value);
    case 'upperRoman':
      return roman(value).toUpperCase();
    case 'decimalZero':
      return value < 10 ? `0${value}` : String(value);
    case 'ordinal':
      return `${value}${ordinalEnding(value)}`;
    case 'none':
      return '';
    default:
      return String(value);
  }
}

/** Letters of an alphabet, doubled when it is used up: `z`, `aa`, `bb`. */
function letters(value: number, alphabet: string): string {
  if (value < 1 || value > MAX_LETTERS) return String(value);
  return alphabet[(value - 1) % alphabet.length]!.repeat(Math.ceil(value / alphabet.length));
}

/** Lower-case Roman figures; Arabic ones where there are none. */
export function roman(value: number): string {
  if (value < 1 || value > MAX_ROMAN) return String(value);
  let rest = value;
  let written = '';
  for (const [worth, sign] of ROMAN) {
    while (rest >= worth) {
      written += sign;
      rest -= worth;
    }
  }
  return written;
}

function ordinalEnding(value: number): string {
  if (value % 100 >= 11 && value % 100 <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][value % 10] ?? 'th';
}
