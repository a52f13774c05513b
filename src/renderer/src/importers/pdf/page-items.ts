import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Item } from './layout';

type TextContent = Awaited<ReturnType<PDFPageProxy['getTextContent']>>;

/** Items of a page by the direction their text runs in, the one with most text first. Lengths in PDF points. */
export interface PageItems {
  readonly height: number;
  readonly main: readonly Item[];
  readonly others: readonly (readonly Item[])[];
}

interface Placed {
  readonly item: Item;
  /** Degrees clockwise as the page is shown, 0 to 359. */
  readonly angle: number;
}

/** Names of fonts that say they are bold. */
const BOLD = /bold|black|heavy|semibold|demi(?!ng)/iu;

/** True when a font's name in the PDF says that it is bold. */
export const isBoldName = (name: string): boolean => BOLD.test(name);

/** Turns a page's text to items in reading direction. `boldFonts`: the library's names of fonts that are bold. */
export function readItems(
  page: PDFPageProxy,
  content: TextContent,
  boldFonts: ReadonlySet<string>,
): PageItems {
  const viewport = page.getViewport({ scale: 1 });
  const placed = place(content, viewport.transform, boldFonts);
  const groups = new Map<number, Placed[]>();
  for (const one of placed) {
    const group = groups.get(one.angle);
    if (group === undefined) groups.set(one.angle, [one]);
    else group.push(one);
  }
  const turned = [...groups]
    .map(([angle, group]) => turn(group, angle, viewport.width, viewport.height))
    .sort((a, b) => letters(b.items) - letters(a.items));
  const [main, ...others] = turned;
  if (main === undefined) return { height: viewport.height, main: [], others: [] };
  return { height: main.height, main: main.items, others: others.map(({ items }) => items) };
}

const letters = (items: readonly Item[]): number => items.reduce((sum, { text }) => sum + text.length, 0);

function place(
  content: TextContent,
  [a, b, c, d, e, f]: readonly number[],
  boldFonts: ReadonlySet<string>,
): Placed[] {
  const placed: Placed[] = [];
  let spaced = false;
  for (const piece of content.items) {
    if (!('str' in piece)) continue;
    const text = cleanPiece(piece.str);
    if (text.trim() === '') {
      spaced ||= text !== '' || piece.hasEOL;
      continue;
    }
    const [ma, mb, mc, md, me, mf] = piece.transform as number[];
    const along = { x: a! * ma! + c! * mb!, y: b! * ma! + d! * mb! };
    const up = { x: a! * mc! + c! * md!, y: b! * mc! + d! * md! };
    const x = a! * me! + c! * mf! + e!;
    const y = b! * me! + d! * mf! + f!;
    const size = Math.hypot(up.x, up.y);
    if (![x, y, size, piece.width].every(Number.isFinite) || size === 0) continue;
    const angle = (Math.round((Math.atan2(along.y, along.x) * 180) / Math.PI) + 360) % 360;
    const item = {
      text: text.trim(),
      x,
      y,
      width: Math.abs(piece.width),
      size,
      bold: boldFonts.has(piece.fontName),
      spaced: spaced || /^\s/u.test(text),
    };
    placed.push({ item, angle });
    spaced = /\s$/u.test(text) || piece.hasEOL;
  }
  return placed;
}

/** Ligatures of f become letters; control characters have no place in a text. */
function cleanPiece(text: string): string {
  return (
    text
      .replace(/[\ufb00-\ufb06]/gu, (ligature) => ligature.normalize('NFKC'))
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000e-\u001f\u007f]/gu, '')
  );
}

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/gu;

/** Turns items of one direction so that it goes from left to right, on a page that is turned with them. */
function turn(
  placed: readonly Placed[],
  angle: number,
  width: number,
  height: number,
): { items: Item[]; height: number } {
  const [cos, sin] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const xOf = (x: number, y: number): number => x * cos + y * sin;
  const yOf = (x: number, y: number): number => y * cos - x * sin;
  const corners = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ] as const;
  const xs = corners.map(([x, y]) => xOf(x, y));
  const ys = corners.map(([x, y]) => yOf(x, y));
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const top = Math.min(...ys);
  const text = placed.map(({ item }) => item.text).join('');
  // A page that is read from the right is laid out as its mirror image, so that all orders are the same.
  const mirrored = (text.match(RIGHT_TO_LEFT)?.length ?? 0) > text.length / 2;
  const items = placed.map(({ item }): Item => {
    const x = xOf(item.x, item.y);
    return {
      ...item,
      x: mirrored ? right - x - item.width : x - left,
      y: yOf(item.x, item.y) - top,
    };
  });
  return { items, height: Math.max(...ys) - top };
}
