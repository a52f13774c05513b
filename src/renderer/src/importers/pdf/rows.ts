import type { Cell, Item } from './layout';
import { raisedFigure } from './marks';

/** Share of the type's size that baselines of one line may lie apart. */
const SAME_BASELINE = 0.3;
/** Least distance of baselines, in PDF points, below which they are the same whatever the size. */
const MIN_TOLERANCE = 0.5;
/** Type at most this large beside other type may be raised. */
const SMALL = 0.8;
/** Share of the larger type's size that a figure is raised at least and at most. */
const RAISED = [0.1, 0.65] as const;
/** Gap that divides words, as a share of the type's size. */
const WORD_GAP = 0.15;
/** Gap that divides cells, as a share of the type's size; justified lines seldom have as wide ones. */
const CELL_GAP = 0.9;
/** Share of the type's size that the same text may be printed beside itself to look bold. */
const OVERPRINT = 0.12;
/** PDF points. */
const BUCKET = 8;

interface Row {
  readonly y: number;
  readonly size: number;
  readonly items: { readonly item: Item; readonly raised: boolean }[];
}

/** Lays items out into lines by their baselines, each divided at wide gaps. `page` from 1. */
export function layOutCells(items: readonly Item[], page: number): Cell[] {
  return toRows(items)
    .sort((a, b) => a.y - b.y)
    .flatMap((row) => divide(row, page));
}

function toRows(items: readonly Item[]): Row[] {
  const rows: Row[] = [];
  const buckets = new Map<number, Row[]>();
  const near = (y: number, reach: number): Row[] => {
    const found: Row[] = [];
    for (let key = Math.floor((y - reach) / BUCKET); key <= Math.floor((y + reach) / BUCKET); key += 1) {
      found.push(...(buckets.get(key) ?? []));
    }
    return found.sort((a, b) => Math.abs(a.y - y) - Math.abs(b.y - y));
  };
  // Larger type first, so that what is raised finds the line it belongs to.
  const sorted = items.map((item, order) => ({ item, order })).sort((a, b) => b.item.size - a.item.size);
  for (const { item } of sorted) {
    const reach = Math.min(Math.max(item.size * 2, MIN_TOLERANCE), 10 * BUCKET);
    const rowsNear = near(item.y, reach);
    const own = rowsNear.find((row) => isSameBaseline(row, item));
    const above = own === undefined ? rowsNear.find((row) => isRaisedIn(row, item)) : undefined;
    if (own !== undefined) own.items.push({ item, raised: false });
    else if (above !== undefined) above.items.push({ item, raised: true });
    else {
      const row: Row = { y: item.y, size: item.size, items: [{ item, raised: false }] };
      rows.push(row);
      const key = Math.floor(item.y / BUCKET);
      buckets.set(key, [...(buckets.get(key) ?? []), row]);
    }
  }
  return rows;
}

function isSameBaseline(row: Row, item: Item): boolean {
  const tolerance = Math.max(MIN_TOLERANCE, SAME_BASELINE * item.size);
  // A small figure close to a large baseline may still be raised.
  if (/^\d{1,3}$/u.test(item.text) && isRaisedIn(row, item)) return false;
  return Math.abs(row.y - item.y) <= tolerance;
}

function isRaisedIn(row: Row, item: Item): boolean {
  const by = row.y - item.y;
  if (item.size > row.size * SMALL || by < RAISED[0] * row.size || by > RAISED[1] * row.size) return false;
  return row.items.some(({ item: { x, width, size } }) => {
    const gap = Math.max(item.x - (x + width), x - (item.x + item.width));
    return gap < size * 0.5 && gap > -size;
  });
}

const FIGURE = /^(?:\d{1,3}|[*†‡§])$/u;
const RAISED_FIGURES = /[⁰¹²³⁴-⁹]+/gu;

function divide(row: Row, page: number): Cell[] {
  const items = withoutOverprint([...row.items].sort((a, b) => a.item.x - b.item.x));
  const cells: Cell[] = [];
  let run: typeof items = [];
  let text = '';
  let end = -Infinity;
  const finish = (): void => {
    if (run.length > 0) cells.push(cellOf(run, text, row.y));
    [run, text] = [[], ''];
  };
  for (const one of items) {
    const { item, raised } = one;
    const gap = item.x - end;
    if (gap > CELL_GAP * Math.max(item.size, run.at(-1)?.item.size ?? 0)) finish();
    const figure = raised && FIGURE.test(item.text);
    const spaced = run.length > 0 && !figure && (gap > WORD_GAP * item.size || (item.spaced && gap >= 0));
    const own = figure
      ? raisedFigure(page, item.text)
      : item.text.replace(RAISED_FIGURES, (figures) => raisedFigure(page, figures));
    text += spaced ? ` ${own}` : own;
    run.push(one);
    end = Math.max(run.length === 1 ? -Infinity : end, item.x + item.width);
  }
  finish();
  return cells;
}

/** Text that is printed several times almost over itself to look bold is kept once. */
function withoutOverprint(items: Row['items']): Row['items'] {
  const kept: Row['items'] = [];
  for (const one of items) {
    const { item } = one;
    const last = kept.at(-1);
    if (last !== undefined && Math.abs(item.x - last.item.x) < OVERPRINT * item.size) {
      if (last.item.text.startsWith(item.text)) {
        kept[kept.length - 1] = { ...last, item: { ...last.item, bold: true } };
        continue;
      }
      if (item.text.startsWith(last.item.text)) {
        kept[kept.length - 1] = { ...one, item: { ...item, bold: true } };
        continue;
      }
    }
    kept.push(one);
  }
  return kept;
}

function cellOf(run: Row['items'], text: string, y: number): Cell {
  let longest = run[0]!.item;
  const bySize = new Map<number, number>();
  for (const { item, raised } of run) {
    if (raised) continue;
    const weight = (bySize.get(item.size) ?? 0) + item.text.length;
    bySize.set(item.size, weight);
    if (weight > (bySize.get(longest.size) ?? 0)) longest = item;
  }
  const lettered = run.filter(({ item }) => /\p{L}/u.test(item.text));
  return {
    text,
    x0: run[0]!.item.x,
    x1: Math.max(...run.map(({ item }) => item.x + item.width)),
    y,
    size: longest.size,
    bold: lettered.length > 0 && lettered.every(({ item }) => item.bold),
  };
}
