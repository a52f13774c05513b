import type { Span } from '$domain/text/offsets';

/** A selection with a direction: `anchor` stays, `focus` moves. Canonical offsets, UTF-16. */
export interface Cursor {
  readonly anchor: number;
  readonly focus: number;
}

export type Direction = 'forward' | 'backward';

/**
 * The sentence before or after what is selected, as a forward selection; at the ends of the report it stays.
 * A caret selects the sentence it stands in (or the next one), no cursor the first one.
 */
export function moveBySentence(
  sentences: readonly Span[],
  cursor: Cursor | null,
  direction: Direction,
): Cursor | null {
  const sentence = sentenceToSelect(sentences, cursor, direction);
  return sentence ? { anchor: sentence.start, focus: sentence.end } : cursor;
}

function sentenceToSelect(
  sentences: readonly Span[],
  cursor: Cursor | null,
  direction: Direction,
): Span | undefined {
  if (!cursor) return sentences[0];
  const start = Math.min(cursor.anchor, cursor.focus);
  const end = Math.max(cursor.anchor, cursor.focus);
  if (start === end) return sentences.find((s) => s.end > start) ?? sentences.at(-1);
  return direction === 'forward'
    ? sentences.find((s) => s.start >= end)
    : sentences.findLast((s) => s.end <= start);
}

/**
 * Moves the focus of a selection to the next edge of a unit (sentences or words, in order).
 * A selection is never emptied: one that would be turns round at its other end, and takes in the unit beyond.
 */
export function extend(units: readonly Span[], cursor: Cursor, direction: Direction): Cursor {
  const { anchor, focus } = cursor;
  if (direction === 'forward') {
    if (focus >= anchor) return { anchor, focus: endAfter(units, focus) };
    const next = startAfter(units, focus);
    if (next < anchor) return { anchor, focus: next };
    return { anchor: focus, focus: endAfter(units, anchor) };
  }
  if (focus <= anchor) return { anchor, focus: startBefore(units, focus) };
  const previous = endBefore(units, focus);
  if (previous > anchor) return { anchor, focus: previous };
  return { anchor: focus, focus: startBefore(units, anchor) };
}

const endAfter = (units: readonly Span[], from: number): number =>
  units.find((u) => u.end > from)?.end ?? from;
const startAfter = (units: readonly Span[], from: number): number =>
  units.find((u) => u.start > from)?.start ?? Infinity;
const startBefore = (units: readonly Span[], from: number): number =>
  units.findLast((u) => u.start < from)?.start ?? from;
const endBefore = (units: readonly Span[], from: number): number =>
  units.findLast((u) => u.end < from)?.end ?? -Infinity;
