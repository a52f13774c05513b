import type { Token } from '../text/normalise-term';
import type { Span } from '../text/offsets';

/**
 * Every place in `text` where the terms stand next to each other, in order; `found` are the text's tokens, or at least
 * those of them that are among the terms. A phrase does not reach over a blank line: blocks are joined by one.
 */
export function phraseSpans(text: string, found: readonly Token[], terms: readonly string[]): Span[] {
  const first = terms[0];
  if (first === undefined) return [];
  const spans: Span[] = [];
  for (let i = 0; i + terms.length <= found.length; i += 1) {
    if (found[i]!.term !== first) continue;
    let n = 1;
    while (
      n < terms.length &&
      found[i + n]!.term === terms[n] &&
      adjacent(text, found[i + n - 1]!, found[i + n]!)
    ) {
      n += 1;
    }
    if (n === terms.length) spans.push({ start: found[i]!.start, end: found[i + n - 1]!.end });
  }
  return spans;
}

/** Every letter and digit but lone apostrophes is part of a token, so that one between two tokens tells of a third. */
const SEPARATES = /(?![ʼʻ])[\p{L}\p{N}]|\n\n/u;

function adjacent(text: string, before: Token, after: Token): boolean {
  return !SEPARATES.test(text.slice(before.end, after.start));
}
