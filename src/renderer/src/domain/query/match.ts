import type { Token } from '../text/normalise-term';
import type { Span } from '../text/offsets';

/**
 * Every place in `text` where the terms stand next to each other, in order; `found` are the text's tokens.
 * A phrase does not reach over a blank line: blocks are joined by one.
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
      !blankLine(text, found[i + n - 1]!, found[i + n]!)
    ) {
      n += 1;
    }
    if (n === terms.length) spans.push({ start: found[i]!.start, end: found[i + n - 1]!.end });
  }
  return spans;
}

function blankLine(text: string, before: Token, after: Token): boolean {
  return text.slice(before.end, after.start).includes('\n\n');
}
