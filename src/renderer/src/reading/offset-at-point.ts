import { offsetOfPoint } from './span-range';

/**
 * The canonical offset (UTF-16) under a point in viewport pixels, or null where there is no report text.
 * The nearest caret position counts only when its character really lies under the point.
 */
export function offsetAtPoint(root: HTMLElement, x: number, y: number): number | null {
  const caret = document.caretPositionFromPoint(x, y);
  if (!caret || !root.contains(caret.offsetNode)) return null;
  const offset = offsetOfPoint(caret.offsetNode, caret.offset);
  if (offset === null) return null;
  for (const from of [caret.offset, caret.offset - 1]) {
    if (characterIsAt(caret.offsetNode as Text, from, x, y)) return offset - caret.offset + from;
  }
  return null;
}

function characterIsAt(node: Text, offset: number, x: number, y: number): boolean {
  if (offset < 0 || offset >= node.length) return false;
  const range = new Range();
  range.setStart(node, offset);
  range.setEnd(node, offset + 1);
  return [...range.getClientRects()].some((r) => x >= r.left && x <= r.right && y >= r.top && y <= r.bottom);
}

/** The canonical offset (UTF-16) of the caret position nearest to a point in viewport pixels; null outside the text. */
export function offsetNearPoint(root: HTMLElement, x: number, y: number): number | null {
  const caret = document.caretPositionFromPoint(x, y);
  return caret && root.contains(caret.offsetNode) ? offsetOfPoint(caret.offsetNode, caret.offset) : null;
}
