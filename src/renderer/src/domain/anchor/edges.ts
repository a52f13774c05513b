import { snapToGraphemes, trimSpan, type Span } from '../text/offsets';

export type Edge = 'start' | 'end';

const words = new Intl.Segmenter('und', { granularity: 'word' });
/** UTF-16 units looked at on either side; longer than any word. */
const REACH = 400;

/**
 * Moves one edge of a span (UTF-16) by a word or a mark of punctuation, over white space. It stays as it is at the end
 * of the text and where it would become empty.
 */
export function moveEdge(text: string, span: Span, edge: Edge, direction: 'forward' | 'backward'): Span {
  const from = span[edge];
  const window = {
    start: Math.max(0, from - REACH),
    end: Math.min(text.length, from + REACH),
  };
  const stops = [...words.segment(text.slice(window.start, window.end))]
    .filter(({ segment }) => segment.trim() !== '')
    .map(({ index, segment }) => window.start + index + (edge === 'end' ? segment.length : 0));
  const to =
    direction === 'forward' ? stops.find((stop) => stop > from) : stops.findLast((stop) => stop < from);
  const empties = to !== undefined && (edge === 'end' ? to <= span.start : to >= span.end);
  return to === undefined || empties ? span : placeEdge(text, span, edge, to);
}

/**
 * Puts one edge of a span at an offset (UTF-16), or as near as leaves it a character, without cutting a grapheme
 * cluster. An offset beyond the other edge stops before it.
 */
export function placeEdge(text: string, span: Span, edge: Edge, offset: number): Span {
  const { start, end } = span;
  if (edge === 'start') {
    const moved = snapToGraphemes(text, { start: Math.min(offset, end), end: Math.min(offset, end) }).start;
    return moved < end
      ? { start: moved, end }
      : { start: snapToGraphemes(text, { start: end - 1, end }).start, end };
  }
  const moved = snapToGraphemes(text, { start, end: Math.max(offset, start) }).end;
  return moved > start
    ? { start, end: moved }
    : { start, end: snapToGraphemes(text, { start, end: start + 1 }).end };
}

/**
 * The two parts of a span (UTF-16) that is cut at an offset; null when either would hold nothing but white space. A cut
 * inside a word moves to its beginning, in the first word to its end.
 */
export function splitSpan(text: string, span: Span, offset: number): readonly [Span, Span] | null {
  if (offset <= span.start || offset >= span.end) return null;
  const cut = betweenWords(text, span, offset);
  const first = trimSpan(text, { start: span.start, end: cut });
  const second = trimSpan(text, { start: cut, end: span.end });
  return first.start < first.end && second.start < second.end ? [first, second] : null;
}

function betweenWords(text: string, { start, end }: Span, offset: number): number {
  const from = Math.max(start, offset - REACH);
  const word = words.segment(text.slice(from, Math.min(end, offset + REACH))).containing(offset - from);
  if (word === undefined || word.index + from === offset) return offset;
  return word.index + from > start ? word.index + from : word.index + from + word.segment.length;
}
