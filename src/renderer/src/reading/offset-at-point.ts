import { offsetOfPoint } from './span-range';

/**
 * The canonical offset (UTF-16) under a point in viewport pixels, or null where there is no report text.
 * The nearest caret position counts only when its character really lies under the point.
 */
export function offsetAtPoint(root: HTMLElement, x: number, y: number): number | null {
  const point = caretPoint(x, y);
  if (!point || !root.contains(point.node)) return null;
  const offset = offsetOfPoint(point.node, point.offset);
  if (offset === null) return null;
  for (const from of [point.offset, point.offset - 1]) {
    if (characterIsAt(point.node as Text, from, x, y)) return offset - point.offset + from;
  }
  return null;
}

function caretPoint(x: number, y: number): { node: Node; offset: number } | null {
  // Chromium has the standard function from 128 on; the other one is what came before it.
  if (typeof document.caretPositionFromPoint === 'function') {
    const position = document.caretPositionFromPoint(x, y);
    return position && { node: position.offsetNode, offset: position.offset };
  }
  const range = document.caretRangeFromPoint(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

function characterIsAt(node: Text, offset: number, x: number, y: number): boolean {
  if (offset < 0 || offset >= node.length) return false;
  const range = new Range();
  range.setStart(node, offset);
  range.setEnd(node, offset + 1);
  return [...range.getClientRects()].some((r) => x >= r.left && x <= r.right && y >= r.top && y <= r.bottom);
}
