import { overlaps, trimSpan, type Span } from '../text/offsets';

/** Something that stands on a stretch of the text. Its span is never empty. */
export interface Spanned {
  readonly id: string;
  readonly span: Span;
}

/** Reading order: where they begin; of those that begin together the longest first, then by id. */
export function byPlace(a: Spanned, b: Spanned): number {
  return a.span.start - b.span.start || b.span.end - a.span.end || (a.id < b.id ? -1 : 1);
}

/**
 * The layer of each span, from 0, by id: spans that share text never share a layer, and there are no more layers than
 * spans at the fullest place. Each takes the lowest layer that is free where it begins, whatever the order of `items`.
 */
export function layersOf(items: readonly Spanned[]): ReadonlyMap<string, number> {
  const layers = new Map<string, number>();
  /** Where the last span of each layer ends. */
  const ends: number[] = [];
  for (const { id, span } of items.toSorted(byPlace)) {
    const free = ends.findIndex((end) => end <= span.start);
    const layer = free === -1 ? ends.length : free;
    ends[layer] = span.end;
    layers.set(id, layer);
  }
  return layers;
}

/**
 * What stands at a place (UTF-16), shortest first, so that one inside another comes before it. An empty place is a
 * caret: it stands before the character at its offset.
 */
export function standingAt<T extends Spanned>(items: readonly T[], place: Span): T[] {
  const { start, end } = place;
  const length = ({ span }: Spanned): number => span.end - span.start;
  return items
    .filter(({ span }) =>
      start === end ? span.start <= start && start < span.end : overlaps(span, { start, end }),
    )
    .sort((a, b) => length(a) - length(b) || byPlace(a, b));
}

/** The one after `activeId` in a list, round and round; the first when none of the list is active. */
export function nextInTurn<T extends Spanned>(list: readonly T[], activeId: string | null): T | undefined {
  return list[(list.findIndex(({ id }) => id === activeId) + 1) % list.length];
}

/** Whether two spans share text, or nothing but white space is between them. */
export function touch(text: string, a: Span, b: Span): boolean {
  const between = { start: Math.min(a.end, b.end), end: Math.max(a.start, b.start) };
  if (between.start >= between.end) return true;
  const left = trimSpan(text, between);
  return left.start === left.end;
}

/** From where the first begins to where the last ends. */
export function unionOf(spans: readonly Span[]): Span {
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
}
