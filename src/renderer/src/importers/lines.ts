import { endsInFullStop } from './prose';

/** What a line looks like on its own, before its neighbours are considered. */
export type LineShape =
  | { readonly kind: 'plain' }
  | { readonly kind: 'bullet'; readonly marker: string }
  | { readonly kind: 'numbered'; readonly label: string; readonly value: number; readonly style: string }
  /** Looks like the beginning of a footnote: `(1) Term`, `[1] text`, `¹ text`. */
  | { readonly kind: 'note'; readonly mark: string; readonly label: string }
  | { readonly kind: 'quote' }
  /** `# Heading`. */
  | { readonly kind: 'heading'; readonly level: number }
  /** A line of dashes or the like: underlines the line above or separates what is around it. */
  | { readonly kind: 'rule'; readonly char: string }
  | { readonly kind: 'table-row' };

export interface Line {
  /** The whole line without white space around it. */
  readonly full: string;
  /** The line without its bullet, quote or heading mark; numbers and footnote marks stay. */
  readonly text: string;
  /** Column of the first character; a tab reaches the next multiple of four. */
  readonly indent: number;
  /** True when a blank line, a separator or the beginning of the text stands before it. */
  readonly gap: boolean;
  readonly shape: LineShape;
  /** True for a line of a paragraph that is wholly in italics, which Markdown has. */
  readonly emphasised?: boolean;
}

const RULE = /^([-=_*~#·•—–])(?:\s*\1){2,}$/u;
const BULLET = /^(--|[-*•–—·▪▫◦‣⁃●○■□►▶➤➢➔→❖◆◇✓✔✦🔹🔸🔷🔶+])\ufe0f?(?:\s+(.*)|$)/u;
// Marks that no word begins with may stand close to it.
const TIGHT_BULLET = /^([•·▪▫◦‣⁃●○■□►▶➤➢➔❖◆◇✓✔✦🔹🔸🔷🔶])\ufe0f?(\S.*)$/u;
const NUMBERED = /^(?:(\d{1,3})([.)])|(\p{L})([.)]))\s+\S/u;
const NOTE =
  /^(?:\((\d{1,3}|\*{1,3}|\p{Ll}(?=\)\s))\)|\[(\d{1,3}|\*{1,3}|\p{Ll})\]:?|([⁰¹²³⁴-⁹]{1,3}))(?=\s|$|\p{L})/u;
const HEADING = /^(#{1,6})\s+(.*?)(?:\s+#+)?$/u;
// Two marks close to a word are no hashtag; one is none when words follow that have none, above everything else.
const TIGHT_HEADING = /^(#{2,6})([^#\s].*?)(?:\s*#+)?$/u;
const TIGHT_TITLE = /^(#)(\p{L}[^#]*\s[^#]*)$/u;
const QUOTE = /^>(?:\s?>)*\s?(.*)$/u;
/** Marks that print nothing and may stand before a bullet: zero-width space, word joiner, direction marks. */
const INVISIBLE_START = /^[\u200b\u200e\u200f\u2060]+/u;

/** Cuts a clean text (LF only) into its non-blank lines. Separators are dropped unless they underline the line above. */
export function readLines(text: string): Line[] {
  const lines: Line[] = [];
  let gap = true;
  for (const raw of text.split('\n')) {
    const full = trimLine(raw);
    if (full === '') {
      gap = true;
      continue;
    }
    const { shape, text: own } = shapeOf(full, lines.length === 0);
    if (shape.kind === 'rule') {
      if (gap || !underlines(shape.char, lines.at(-1)!)) {
        gap = true;
        continue;
      }
    }
    lines.push({ full, text: own, indent: indentOf(raw), gap, shape });
    gap = shape.kind === 'rule';
  }
  return tableRows(otherBullets(looseDashes(lines)));
}

const BLANK = /[\s\u200b]/u;

function trimLine(raw: string): string {
  let start = 0;
  let end = raw.length;
  while (start < end && BLANK.test(raw[start]!)) start += 1;
  while (end > start && BLANK.test(raw[end - 1]!)) end -= 1;
  return raw.slice(start, end);
}

function shapeOf(full: string, first: boolean): { shape: LineShape; text: string } {
  const seen = full.replace(INVISIBLE_START, '');
  const read = markedShape(seen, first);
  // In a line without a mark they may set the direction of the text.
  return read.shape.kind === 'plain' ? { shape: read.shape, text: full } : read;
}

function markedShape(full: string, first: boolean): { shape: LineShape; text: string } {
  const rule = RULE.exec(full);
  if (rule !== null) return { shape: { kind: 'rule', char: rule[1]! }, text: '' };
  const bullet = BULLET.exec(full) ?? TIGHT_BULLET.exec(full);
  if (bullet !== null) return { shape: { kind: 'bullet', marker: bullet[1]! }, text: bullet[2] ?? '' };
  const note = NOTE.exec(full);
  if (note !== null) {
    const label = note[1] ?? note[2] ?? note[3]!;
    return { shape: { kind: 'note', mark: note[0], label }, text: full };
  }
  const numbered = NUMBERED.exec(full);
  if (numbered !== null) {
    const [, figure, figureEnd, letter, letterEnd] = numbered;
    const label = figure === undefined ? letter! + letterEnd! : figure + figureEnd!;
    const value = figure === undefined ? letter!.codePointAt(0)! : Number(figure);
    return { shape: { kind: 'numbered', label, value, style: styleOf(label) }, text: full };
  }
  const heading = HEADING.exec(full) ?? TIGHT_HEADING.exec(full) ?? (first ? TIGHT_TITLE.exec(full) : null);
  if (heading !== null && heading[2] !== '') {
    return { shape: { kind: 'heading', level: heading[1]!.length }, text: heading[2]! };
  }
  const quote = QUOTE.exec(full);
  if (quote !== null) return { shape: { kind: 'quote' }, text: quote[1]!.trim() };
  return { shape: { kind: 'plain' }, text: full };
}

/** How items of one list are numbered: `12.` and `3.` are of one style, `a)` and `B)` are not. */
export function styleOf(label: string): string {
  return label
    .replace(/\d+/u, '1')
    .replace(/\p{Lu}/u, 'A')
    .replace(/\p{Ll}/u, 'a');
}

function underlines(char: string, above: Line): boolean {
  if (above.shape.kind !== 'plain' || above.full.length > 200) return false;
  // Dashes below a sentence divide it from what follows.
  return char === '=' || (char === '-' && !endsInFullStop(above.full));
}

function indentOf(raw: string): number {
  let column = 0;
  for (const char of raw) {
    if (char === ' ' || char === '\u00a0') column += 1;
    else if (char === '\t') column += 4 - (column % 4);
    else break;
  }
  return column;
}

// Emoji lie above, in UTF-16 units.
const FIRST_SYMBOL = 0x2190;
const EMOJI = /^(\p{Extended_Pictographic})\ufe0f?\s*\S/u;
const LETTER_BULLET = /^o\t\s*(\S.*)$/u;

/** Emoji before each of several lines are bullets that mean something, so they stay; an "o" is what is left of a hollow bullet. */
function otherBullets(lines: readonly Line[]): Line[] {
  const mayBegin = ({ full }: Line): boolean => full.charCodeAt(0) >= FIRST_SYMBOL || full.startsWith('o\t');
  if (!lines.some(mayBegin)) return [...lines];
  const emoji = lines.map(({ shape, full }) => (shape.kind === 'plain' ? EMOJI.exec(full)?.[1] : undefined));
  let inList = false;
  return lines.map((line, i): Line => {
    const hollow = inList && line.shape.kind === 'plain' ? LETTER_BULLET.exec(line.full) : null;
    inList = line.shape.kind === 'bullet' || hollow !== null;
    if (hollow !== null) return { ...line, text: hollow[1]!, shape: { kind: 'bullet', marker: '○' } };
    const own = emoji[i];
    const repeated = own !== undefined && (own === emoji[i - 1] || own === emoji[i + 1]);
    return repeated ? { ...line, shape: { kind: 'bullet', marker: own } } : line;
  });
}

// "-Almaty" is a bullet when its neighbour is one too; alone it may be a minus sign or a name.
const TIGHT_DASH = /^([-–—])(\p{Lu}.*)$/u;

function looseDashes(lines: Line[]): Line[] {
  const tight = lines.map((line) => (line.shape.kind === 'plain' ? TIGHT_DASH.exec(line.full) : null));
  return lines.map((line, i) => {
    const match = tight[i] ?? null;
    if (match === null || ((tight[i - 1] ?? null) === null && (tight[i + 1] ?? null) === null)) return line;
    return { ...line, text: match[2]!, shape: { kind: 'bullet', marker: match[1]! } };
  });
}

/** Lines below each other with the same number of tabs within are rows of a table. */
function tableRows(lines: readonly Line[]): Line[] {
  if (!lines.some(({ full }) => full.includes('\t'))) return [...lines];
  const tabs = lines.map(({ shape, full }) => (shape.kind === 'plain' ? full.split('\t').length - 1 : 0));
  return lines.map((line, i): Line => {
    const own = tabs[i]!;
    const withAbove = own === tabs[i - 1] && !line.gap;
    const withBelow = own === tabs[i + 1] && !lines[i + 1]!.gap;
    if (own === 0 || !(withAbove || withBelow)) return line;
    const row = line.full
      .split('\t')
      .map((cell) => cell.trim())
      .join(' | ');
    return { ...line, full: row, text: row, shape: { kind: 'table-row' } };
  });
}
