import type { Span } from '../text/offsets';

/**
 * The words of a passage with what stands before and after them.
 * @see https://www.w3.org/TR/annotation-model/#text-quote-selector
 */
export interface TextQuoteSelector {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** Context kept on either side of a quote, in grapheme clusters. Hypothesis keeps the same number of UTF-16 units. */
export const CONTEXT_GRAPHEMES = 32;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const MAX_UNITS_PER_GRAPHEME = 16;

/** Describes a span of `text` by its words. Invariant: `exact === text.slice(span.start, span.end)`. */
export function describeQuote(text: string, span: Span): TextQuoteSelector {
  const reach = CONTEXT_GRAPHEMES * MAX_UNITS_PER_GRAPHEME;
  const before = [...graphemes.segment(text.slice(Math.max(0, span.start - reach), span.start))];
  const after = [...graphemes.segment(text.slice(span.end, span.end + reach))];
  return {
    exact: text.slice(span.start, span.end),
    prefix: before
      .slice(-CONTEXT_GRAPHEMES)
      .map((s) => s.segment)
      .join(''),
    suffix: after
      .slice(0, CONTEXT_GRAPHEMES)
      .map((s) => s.segment)
      .join(''),
  };
}

/** Every place where `exact` stands in `text`, in order, overlaps included. Empty for an empty quote. */
export function findQuote(text: string, exact: string): Span[] {
  if (exact === '') return [];
  const spans: Span[] = [];
  for (let at = text.indexOf(exact); at !== -1; at = text.indexOf(exact, at + 1)) {
    spans.push({ start: at, end: at + exact.length });
  }
  return spans;
}
