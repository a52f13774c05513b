import { joinBullets } from './bullets';
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
/** The same for text that covers a part of other text; figures are half as wide as the type is high. */
const COVERED = 0.3;
/** PDF points. */
const BUCKET = 8;

interface Row {
  readonly y: number;
  readonly size: number;
  readonly items: { readonly item: Item; readonly raised: boolean }[];
}

/** Lays items out into lines by their baselines, each divided at wide gaps. `page` from 1. */
export function layOutCells(items: readonly Item[], page: number): Cell[] {
  const cells = toRows(items)
    .sort((a, b) => a.y - b.y)
    .flatMap((row) => divide(row, page));
  return joinBullets(cells);
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

/** Pieces of a line that a further one is compared with. */
const COMPARED = 4;

/** Text that is printed several times almost over itself to look bold is kept once, however it is cut into pieces. */
function withoutOverprint(items: Row['items']): Row['items'] {
  const kept: Row['items'] = [];
  for (const one of items) {
    const { item } = one;
    const under = one.raised
      ? -1
      : kept.findIndex(
          (below, i) => i >= kept.length - COMPARED && !below.raised && notPrinted(item, below.item) !== item,
        );
    if (under === -1) {
      kept.push(one);
      continue;
    }
    const below = kept[under]!;
    const rest = notPrinted(item, below.item);
    if (rest === null) kept[under] = { ...below, item: { ...below.item, bold: true } };
    // The longer one of two that begin at one place.
    else if (rest.x === item.x) kept[under] = { ...one, item: rest };
    else kept.push({ ...one, item: rest });
  }
  return kept;
}

/** What of an item is not printed by another one below it; null when nothing is, and the item itself when all of it is. */
function notPrinted(item: Item, below: Item): Item | null {
  const near = OVERPRINT * item.size;
  const end = below.x + below.width;
  if (Math.abs(item.x - below.x) < near) {
    if (below.text.startsWith(item.text)) return null;
    return item.text.startsWith(below.text) ? { ...item, bold: true } : item;
  }
  if (item.x + item.width < end + near && below.text.includes(item.text)) return null;
  const covered = end - item.x;
  if (covered < COVERED * item.size) return item;
  for (let length = Math.min(item.text.length, below.text.length) - 1; length > 0; length -= 1) {
    if (!below.text.endsWith(item.text.slice(0, length))) continue;
    const text = item.text.slice(length);
    return {
      ...item,
      text: text.trimStart(),
      x: end,
      width: item.width - covered,
      spaced: /^\s/u.test(text),
    };
  }
  return item;
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
