declare const unit: unique symbol;

/** Offset in UTF-16 code units: what `slice`, `Range` and the search index count. Inside the app only. */
export type Utf16Offset = number & { readonly [unit]?: 'utf16' };
/** Offset in Unicode code points: what every file we write or read counts. */
export type CodePointOffset = number & { readonly [unit]: 'code-point' };

/** A stretch of a report's canonical text, UTF-16, half-open: `text.slice(start, end)`. */
export interface Span {
  readonly start: Utf16Offset;
  readonly end: Utf16Offset;
}

/**
 * The same stretch in Unicode code points, half-open.
 * @see https://www.w3.org/TR/annotation-model/#text-position-selector
 */
export interface TextPositionSelector {
  readonly start: CodePointOffset;
  readonly end: CodePointOffset;
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

function splitsPair(text: string, offset: number): boolean {
  return (
    offset > 0 &&
    offset < text.length &&
    isHighSurrogate(text.charCodeAt(offset - 1)) &&
    isLowSurrogate(text.charCodeAt(offset))
  );
}

/**
 * Converts spans of one text to code points in a single pass, whatever their order.
 * Lone surrogates count as one code point, as in `[...text]`.
 */
export function toPositionSelectors(text: string, spans: readonly Span[]): TextPositionSelector[] {
  const convert = converter(
    text,
    spans.flatMap((s) => [s.start, s.end]),
  );
  return spans.map((s) => ({ start: convert(s.start), end: convert(s.end) }));
}

/** Converts one span to code points; O(end). For many spans of one text use {@link toPositionSelectors}. */
export function toPositionSelector(text: string, span: Span): TextPositionSelector {
  return toPositionSelectors(text, [span])[0]!;
}

function converter(text: string, offsets: readonly number[]): (offset: number) => CodePointOffset {
  const sorted = [...new Set(offsets)].sort((a, b) => a - b);
  const table = new Map<number, CodePointOffset>();
  let units = 0;
  let points = 0;
  for (const target of sorted) {
    while (units < target && units < text.length) {
      const pair = isHighSurrogate(text.charCodeAt(units)) && isLowSurrogate(text.charCodeAt(units + 1));
      units += pair ? 2 : 1;
      points += 1;
    }
    // An offset inside a surrogate pair belongs to the character it would cut.
    table.set(target, (units > target ? points - 1 : points) as CodePointOffset);
  }
  return (offset) => table.get(offset)!;
}

/**
 * Converts a code-point selector to a span of `text`.
 * Offsets past the end are clamped to the text's length.
 */
export function toSpan(text: string, selector: TextPositionSelector): Span {
  let units = 0;
  let points = 0;
  const advance = (target: number): number => {
    while (points < target && units < text.length) {
      const pair = isHighSurrogate(text.charCodeAt(units)) && isLowSurrogate(text.charCodeAt(units + 1));
      units += pair ? 2 : 1;
      points += 1;
    }
    return units;
  };
  const start = advance(selector.start);
  return { start, end: advance(selector.end) };
}

const MAX_GRAPHEME_CONTEXT = 64;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Widens a span so that it cuts no grapheme cluster (start moves left, end moves right) and lies inside the text.
 * Looks at most 64 UTF-16 units to either side of an edge, which covers every emoji sequence in use.
 * @see https://www.w3.org/TR/annotation-model/#text-quote-selector (SHOULD NOT cut a grapheme cluster)
 */
export function snapToGraphemes(text: string, span: Span): Span {
  const start = Math.max(0, Math.min(span.start, text.length));
  const end = Math.max(start, Math.min(span.end, text.length));
  return { start: graphemeEdge(text, start, 'left'), end: graphemeEdge(text, end, 'right') };
}

function graphemeEdge(text: string, offset: number, direction: 'left' | 'right'): number {
  if (offset === 0 || offset === text.length) return offset;
  let from = Math.max(0, offset - MAX_GRAPHEME_CONTEXT);
  if (splitsPair(text, from)) from -= 1;
  let to = Math.min(text.length, offset + MAX_GRAPHEME_CONTEXT);
  if (splitsPair(text, to)) to += 1;
  const segment = graphemes.segment(text.slice(from, to)).containing(offset - from);
  if (segment === undefined || segment.index + from === offset) return offset;
  return direction === 'left' ? segment.index + from : segment.index + from + segment.segment.length;
}

/** Drops white space at both ends of a span; a span of white space only becomes empty at its start. */
export function trimSpan(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && /\s/u.test(text[start]!)) start += 1;
  while (end > start && /\s/u.test(text[end - 1]!)) end -= 1;
  return { start, end };
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
