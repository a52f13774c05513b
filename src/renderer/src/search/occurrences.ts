import { normaliseTerm, tokens, type Token } from '$domain/text/normalise-term';

/**
 * The tokens of a text whose term is one of `terms`, in order: what filtering `tokens(text)` gives, in a fraction of
 * the time. No token reaches over white space, and most of what stands between white space is one plain word, whose
 * length and first letter mostly tell that it is none of the terms.
 */
export function occurrences(text: string, terms: ReadonlySet<string>): Token[] {
  const shapes = new Set<number>();
  for (const term of terms) shapes.add(shape(term.length, term.charCodeAt(0)));
  const found: Token[] = [];
  const takeTokens = (from: number, to: number): void => {
    for (const { term, start, end } of tokens(text.slice(from, to))) {
      if (terms.has(term)) found.push({ term, start: from + start, end: from + end });
    }
  };
  /** Where the last stretch of words that are not plain began; -1 outside of such a stretch. */
  let unplain = -1;
  for (let at = 0; at < text.length; at += 1) {
    const from = at;
    let start = -1;
    let end = -1;
    let plain = true;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === SPACE || code === NEWLINE) break;
      if (isPlain(code)) {
        if (start === -1) start = at;
        else if (end !== -1) plain = false;
      } else if (code > LAST_ASCII) {
        plain = false;
      } else if (start !== -1 && end === -1) {
        end = at;
      }
    }
    if (!plain) {
      if (unplain === -1) unplain = from;
      continue;
    }
    if (start === -1) continue;
    if (unplain !== -1) takeTokens(unplain, from);
    unplain = -1;
    if (end === -1) end = at;
    if (!shapes.has(shape(end - start, foldedFirst(text.charCodeAt(start))))) continue;
    const term = normaliseTerm(text.slice(start, end));
    if (terms.has(term)) found.push({ term, start, end });
  }
  if (unplain !== -1) takeTokens(unplain, text.length);
  return found;
}

const SPACE = 32;
const NEWLINE = 10;
const LAST_ASCII = 127;

/** Words of different shape are different words. */
function shape(length: number, firstCode: number): number {
  return length * 0x1_0000 + firstCode;
}

/** ASCII letters and digits, and Cyrillic letters: normalising makes each of them exactly one unit. */
function isPlain(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    (code >= 0x400 && code <= 0x52f && !(code >= 0x482 && code <= 0x489))
  );
}

const foldedCodes = new Map<number, number>();

function foldedFirst(code: number): number {
  let folded = foldedCodes.get(code);
  if (folded === undefined) {
    folded = normaliseTerm(String.fromCharCode(code)).charCodeAt(0);
    foldedCodes.set(code, folded);
  }
  return folded;
}
