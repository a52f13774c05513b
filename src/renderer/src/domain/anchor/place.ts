import type { Excerpt } from '../coding/excerpt';
import { snapToGraphemes, trimSpan, type Span } from '../text/offsets';
import { describeQuote } from './selectors';

/** Where a passage stands and what it says there; the quote is that of the span. */
export type PassagePlace = Pick<Excerpt, 'span' | 'quote'>;

/**
 * A span of a text (UTF-16) as a passage is to stand on it: snapped to whole characters, and without white space at its
 * ends. Null when nothing is left.
 */
export function placeIn(text: string, span: Span): PassagePlace | null {
  const trimmed = trimSpan(text, snapToGraphemes(text, span));
  return trimmed.start === trimmed.end ? null : { span: trimmed, quote: describeQuote(text, trimmed) };
}
