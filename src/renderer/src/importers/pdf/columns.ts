import { lineOf, median, type Cell, type Line } from './layout';

/** Lines of one column, or of what goes across columns, from top to bottom. */
export type Region = readonly Line[];

/** Lines that must begin at one place for a column to begin there. */
const MIN_LINES = 3;
/** PDF points that beginnings of lines at one place may lie apart. */
const ALIGNED = 2;
/** Characters of a column's line in the middle; shorter ones are cells of a table or a form. */
const MIN_CHARACTERS = 15;
/** Columns side by side that are looked for; newspapers have up to eight. */
const MAX_DEPTH = 8;
/** Places looked at for each gutter. */
const MAX_CANDIDATES = 40;

/** Orders a page's cells: column after column, with what goes across them above and below. */
export function findRegions(cells: readonly Cell[], depth = 0): Region[] {
  const gutter = depth < MAX_DEPTH ? findGutter(cells) : null;
  if (gutter === null) return cells.length === 0 ? [] : [toLines(cells)];
  const regions: Region[] = [];
  let across: Cell[] = [];
  const flush = (): void => {
    if (across.length > 0) regions.push(toLines(across));
    across = [];
  };
  for (const band of bandsAt(cells, gutter)) {
    if (band.across) {
      across.push(...band.cells);
      continue;
    }
    const left = band.cells.filter(({ x0 }) => x0 < gutter);
    const right = band.cells.filter(({ x0 }) => x0 >= gutter);
    if (left.length === 0 || right.length === 0) {
      across.push(...band.cells);
      continue;
    }
    flush();
    regions.push(...findRegions(left, depth + 1), ...findRegions(right, depth + 1));
  }
  flush();
  return regions;
}

interface Band {
  readonly across: boolean;
  readonly cells: Cell[];
}

/** Stretches of a page from top to bottom that a gutter goes through, and those of text that goes across it. */
function bandsAt(cells: readonly Cell[], gutter: number): Band[] {
  const bands: Band[] = [];
  for (const cell of [...cells].sort((a, b) => a.y - b.y || a.x0 - b.x0)) {
    const across = cell.x0 < gutter - ALIGNED && cell.x1 > gutter;
    const last = bands.at(-1);
    if (last !== undefined && last.across === across) last.cells.push(cell);
    else if (last?.across === true && last.cells.some(({ y }) => y === cell.y)) last.cells.push(cell);
    else bands.push({ across, cells: [cell] });
  }
  return bands;
}

/** Where the right one of two columns begins that divide most of the text, in PDF points; null when there is one only. */
function findGutter(cells: readonly Cell[]): number | null {
  if (cells.length < 2 * MIN_LINES) return null;
  const starts = new Map<number, number>();
  for (const { x0 } of cells) {
    const key = Math.round(x0 / ALIGNED);
    starts.set(key, (starts.get(key) ?? 0) + 1);
  }
  const candidates = [...starts]
    .map(([key]) => ({
      x: (key - 0.5) * ALIGNED,
      count: (starts.get(key) ?? 0) + (starts.get(key + 1) ?? 0),
    }))
    .filter(({ count }) => count >= MIN_LINES)
    .sort((a, b) => b.count - a.count)
    .slice(0, MAX_CANDIDATES);
  let best: number | null = null;
  let most = 0;
  for (const { x } of candidates) {
    const score = scoreGutter(cells, x);
    // Of two places as good the left one has the indented lines of its column on its right.
    if (score > most || (score === most && score > 0 && x < best!)) [best, most] = [x, score];
  }
  return best;
}

function scoreGutter(cells: readonly Cell[], gutter: number): number {
  let score = 0;
  for (const band of bandsAt(cells, gutter)) {
    if (band.across) continue;
    const left = band.cells.filter(({ x0 }) => x0 < gutter);
    const right = band.cells.filter(({ x0 }) => x0 >= gutter);
    if (!isColumn(left) || !isColumn(right) || !overlap(left, right)) continue;
    score += Math.min(left.length, right.length);
  }
  return score;
}

function isColumn(cells: readonly Cell[]): boolean {
  return cells.length >= MIN_LINES && median(cells.map(({ text }) => text.length)) >= MIN_CHARACTERS;
}

/** Text below other text is no column beside it, however far to the right. */
function overlap(left: readonly Cell[], right: readonly Cell[]): boolean {
  return right[0]!.y < left.at(-1)!.y && left[0]!.y < right.at(-1)!.y;
}

/** Cells of one baseline become a line. */
function toLines(cells: readonly Cell[]): Line[] {
  const lines: Cell[][] = [];
  for (const cell of [...cells].sort((a, b) => a.y - b.y || a.x0 - b.x0)) {
    const last = lines.at(-1);
    if (last !== undefined && Math.abs(last[0]!.y - cell.y) < 0.3 * Math.min(last[0]!.size, cell.size)) {
      last.push(cell);
    } else lines.push([cell]);
  }
  return lines.map((line) => lineOf(line.sort((a, b) => a.x0 - b.x0)));
}
