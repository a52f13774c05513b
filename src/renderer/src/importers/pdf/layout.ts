/** A piece of text as the PDF places it. Lengths in PDF points, from the page's top left corner, in reading direction. */
export interface Item {
  readonly text: string;
  /** Left edge. */
  readonly x: number;
  /** Baseline, downwards. */
  readonly y: number;
  readonly width: number;
  /** Height of the type. */
  readonly size: number;
  readonly bold: boolean;
  /** True when white space stands before it in the PDF's own order. */
  readonly spaced: boolean;
}

/** Text of one line without a wide gap in it. Lengths in PDF points. */
export interface Cell {
  readonly text: string;
  readonly x0: number;
  readonly x1: number;
  /** Baseline, downwards. */
  readonly y: number;
  /** Height of the type that most of it is set in. */
  readonly size: number;
  /** True when all of its letters are bold. */
  readonly bold: boolean;
}

/** Cells side by side in one column of a page. */
export interface Line extends Cell {
  readonly cells: readonly Cell[];
}

/** A page's text; `height` in PDF points. */
export interface PageText {
  /** From 1. */
  readonly number: number;
  readonly height: number;
  readonly cells: readonly Cell[];
  /** Text that runs in another direction than most of the page. */
  readonly rotated: readonly Cell[];
}

/** A line's cells as one; they must be in reading order. */
export function lineOf(cells: readonly Cell[]): Line {
  const main = cells.reduce((best, cell) => (cell.text.length > best.text.length ? cell : best));
  return {
    cells,
    text: cells.map(({ text }) => text).join(' '),
    x0: Math.min(...cells.map(({ x0 }) => x0)),
    x1: Math.max(...cells.map(({ x1 }) => x1)),
    y: main.y,
    size: main.size,
    bold: cells.every(({ bold }) => bold),
  };
}

/** The middle one of some numbers; 0 when there are none. */
export function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[numbers.length >> 1] ?? 0;
}

/** The key with the greatest weight; `fallback` when there is none. */
export function heaviest<K>(weights: ReadonlyMap<K, number>, fallback: K): K {
  let best = fallback;
  let most = -Infinity;
  for (const [key, weight] of weights) {
    if (weight > most) [best, most] = [key, weight];
  }
  return best;
}
