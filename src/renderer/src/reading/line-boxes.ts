/** A stretch of one line, in pixels. */
export interface LineBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Whether its block is read from right to left. */
  readonly isRtl: boolean;
}

/** One box for each line, of boxes in reading order: those on the same line become one. Empty boxes are left out. */
export function linesOfBoxes(boxes: readonly LineBox[]): LineBox[] {
  const lines: LineBox[] = [];
  for (const box of boxes) {
    if (box.width === 0 || box.height === 0) continue;
    const last = lines.at(-1);
    if (last && areOnOneLine(last, box)) lines[lines.length - 1] = around(last, box);
    else lines.push(box);
  }
  return lines;
}

function areOnOneLine(a: LineBox, b: LineBox): boolean {
  const shared = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return shared > Math.min(a.height, b.height) / 2;
}

function around(a: LineBox, b: LineBox): LineBox {
  const left = Math.min(a.left, b.left);
  const top = Math.min(a.top, b.top);
  return {
    left,
    top,
    width: Math.max(a.left + a.width, b.left + b.width) - left,
    height: Math.max(a.top + a.height, b.top + b.height) - top,
    isRtl: a.isRtl,
  };
}
