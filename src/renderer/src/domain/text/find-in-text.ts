import { normaliseTerm } from './normalise-term';
import { snapToGraphemes, type Span } from './offsets';

const LETTER = /\p{L}/u;
const MARK = /\p{M}/u;

/** Characters people type one way and print another; white space is handled apart. */
const AS_TYPED = new Map(
  [
    ["'", '‘’ʼʻ‚'],
    ['"', '“”„«»'],
    ['-', '‐‑‒–—−'],
  ].flatMap(([typed, printed]) => [...printed!].map((c): [string, string] => [c, typed!])),
);

/**
 * Every place where `needle` stands in `text`, from left to right and not overlapping; UTF-16, whole graphemes.
 * Case, accents, the shape of quotation marks, apostrophes and dashes, and the kind of white space do not count.
 */
export function findInText(text: string, needle: string): Span[] {
  const wanted = fold(needle.trim()).folded;
  if (wanted === '') return [];
  const { folded, starts } = fold(text);
  const found: Span[] = [];
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
    const last = starts[at + wanted.length - 1]!;
    const end = last + String.fromCodePoint(text.codePointAt(last)!).length;
    found.push(snapToGraphemes(text, { start: starts[at]!, end }));
  }
  return found;
}

/** `starts[i]` is the offset in `text` of the character that gave `folded[i]`. */
function fold(text: string): { folded: string; starts: number[] } {
  const starts: number[] = [];
  let folded = '';
  let offset = 0;
  for (const character of text) {
    const as = foldCharacter(character);
    for (let i = 0; i < as.length; i += 1) starts.push(offset);
    folded += as;
    offset += character.length;
  }
  return { folded, starts };
}

function foldCharacter(character: string): string {
  if (character <= '~') return character <= ' ' ? ' ' : character.toLowerCase();
  if (LETTER.test(character)) return normaliseTerm(character);
  if (MARK.test(character)) return '';
  return /\s/u.test(character) ? ' ' : (AS_TYPED.get(character) ?? character);
}
