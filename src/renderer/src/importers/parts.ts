import type { HeadingLevel } from '$domain/report/report';
import type { Line } from './lines';
import { isPublicationName, readMetadataLine, type LineMetadata } from './metadata';
import { endsClause, endsSentence, startsMidSentence } from './prose';

/** A stretch of lines that belong together, on its way to becoming a block. */
export interface Part {
  readonly kind: 'plain' | 'heading' | 'list-item' | 'numbered' | 'note' | 'footnote' | 'quote' | 'table-row';
  readonly text: string;
  /** Column of the first line. */
  readonly indent: number;
  /** True when a blank line stands before it. */
  readonly gap: boolean;
  /** Lines joined into it. */
  readonly lines: number;
  /** For headings with mark-up: their level. Headings without any are found later. */
  readonly level?: HeadingLevel;
  /** For list items their bullet, for numbered items their number, for notes and footnotes their label. */
  readonly label?: string;
  readonly value?: number;
  readonly style?: string;
  /** For footnotes: the term that is explained. */
  readonly term?: string;
  /** What the line says about the report, when it is such a line. */
  readonly metadata?: LineMetadata;
  /** For parts that a document marks as its title or dek. */
  readonly role?: 'title' | 'dek';
  /** Printed page it begins on, from 1. */
  readonly page?: number;
  /** For paragraphs wholly in italics, which Markdown has. */
  readonly emphasised?: boolean;
}

export interface GroupOptions {
  /** True when a paragraph ends at a blank line only, as in Markdown. */
  readonly flowing: boolean;
}

/** How the lines of a text were broken: by the writer, or by a program at `width` characters. */
export interface Wrapping {
  readonly wrapped: boolean;
  readonly width: number;
}

const MAX_WRAP_WIDTH = 130;
const MIN_WRAP_WIDTH = 30;
/** Share of line breaks within a sentence above which a text counts as wrapped; running English has about 0.7. */
const WRAPPED_SHARE = 0.3;

/** Finds out whether line breaks fall within sentences, which writers do not do. */
export function measureWrapping(lines: readonly Line[]): Wrapping {
  let pairs = 0;
  let within = 0;
  let width = 0;
  for (let i = 1; i < lines.length; i += 1) {
    const above = lines[i - 1]!;
    const line = lines[i]!;
    const length = above.indent + above.full.length;
    if (line.gap || line.shape.kind !== 'plain' || above.shape.kind === 'heading') continue;
    if (length < MIN_WRAP_WIDTH || length > MAX_WRAP_WIDTH) continue;
    pairs += 1;
    if (endsSentence(above.full) || !(startsMidSentence(line.full) || isCaseless(line.full))) continue;
    within += 1;
    width = Math.max(width, length);
  }
  return { wrapped: within > 0 && within >= pairs * WRAPPED_SHARE, width };
}

const isCaseless = (text: string): boolean => /^\p{Lo}/u.test(text);

/** Lines at the beginning and end of a text that may say something about the report. */
const HEAD_LINES = 25;
const TAIL_LINES = 8;

/** Joins lines to parts: paragraphs that were wrapped, items that go on below, headings that are underlined. */
export function groupLines(lines: readonly Line[], options: GroupOptions): Part[] {
  const parts: Part[] = [];
  const wrapping = measureWrapping(lines);
  const confirmed = confirmNumbers(lines);
  const stopped = itemsEndInStops(lines);
  const metadata = readMetadata(lines);
  lines.forEach((line, i) => {
    const last = parts.at(-1);
    const above = lines[i - 1];
    if (line.shape.kind === 'rule') {
      if (last?.kind === 'plain' && last.lines === 1) {
        parts[parts.length - 1] = { ...last, kind: 'heading', level: line.shape.char === '=' ? 1 : 2 };
      }
      return;
    }
    if (last !== undefined && above !== undefined && !line.gap && above.shape.kind !== 'rule') {
      const runsOn = wrapping.wrapped && last.kind === 'plain' && brokenByWidth(above, line, wrapping.width);
      const startsPart =
        (line.shape.kind === 'numbered' && confirmed.has(i)) || (line.shape.kind === 'note' && !runsOn);
      const isMetadata = !runsOn && (last.metadata ?? metadata[i]) !== undefined;
      const plain =
        line.shape.kind === 'plain' || line.shape.kind === 'numbered' || line.shape.kind === 'note';
      if (
        (plain && !startsPart && !isMetadata && goesOn(last, above, line, wrapping, stopped, options)) ||
        (line.shape.kind === 'quote' && last.kind === 'quote' && last.text !== '' && line.text !== '')
      ) {
        parts[parts.length - 1] = { ...last, text: joinLines(last.text, line.text), lines: last.lines + 1 };
        return;
      }
    }
    parts.push(startPart(line, confirmed.has(i), metadata[i]));
  });
  return parts.filter((part) => part.text !== '');
}

function startPart(line: Line, confirmed: boolean, metadata: LineMetadata | undefined): Part {
  const base = {
    text: line.text,
    indent: line.indent,
    gap: line.gap,
    lines: 1,
    ...(line.emphasised === true ? { emphasised: true } : {}),
  };
  const { shape } = line;
  if (metadata !== undefined) return { ...base, kind: 'plain', metadata };
  switch (shape.kind) {
    case 'bullet':
      return { ...base, kind: 'list-item', label: shape.marker };
    case 'numbered':
      return confirmed
        ? { ...base, kind: 'numbered', label: shape.label, value: shape.value, style: shape.style }
        : { ...base, kind: 'plain' };
    case 'note':
      return { ...base, kind: 'note', label: shape.label, style: shape.mark };
    case 'heading':
      return { ...base, kind: 'heading', level: shape.level as HeadingLevel };
    case 'quote':
      return { ...base, kind: 'quote' };
    case 'table-row':
      return { ...base, kind: 'table-row' };
    default:
      return { ...base, kind: 'plain' };
  }
}

/** What each line says about the report; a publication's name alone does so beside another such line. */
function readMetadata(lines: readonly Line[]): (LineMetadata | undefined)[] {
  const stated = lines.map((line, i) => metadataOf(line, i, lines.length));
  return stated.map((own, i) => {
    const line = lines[i]!;
    const beside = stated[i - 1] ?? stated[i + 1];
    if (own !== undefined || beside === undefined || i === 0 || line.shape.kind !== 'plain') return own;
    return isPublicationName(line.full) ? { source: line.full } : undefined;
  });
}

function metadataOf(line: Line, index: number, count: number): LineMetadata | undefined {
  if (index >= HEAD_LINES && index < count - TAIL_LINES) return undefined;
  if (line.shape.kind !== 'plain' && line.shape.kind !== 'numbered') return undefined;
  // A headline may begin with "By"; nobody begins a page with a byline.
  if (index === 0 && /^by\s/iu.test(line.full)) return undefined;
  return readMetadataLine(line.full) ?? undefined;
}

function brokenByWidth(above: Line, line: Line, width: number): boolean {
  if (!endsSentence(above.full) && startsMidSentence(line.full)) return true;
  const firstWord = /^\S+/u.exec(line.full)?.[0] ?? '';
  return above.indent + above.full.length + 1 + firstWord.length > width;
}

function goesOn(
  last: Part,
  above: Line,
  line: Line,
  wrapping: Wrapping,
  stopped: boolean,
  options: GroupOptions,
): boolean {
  const isItem = last.kind === 'list-item' || last.kind === 'numbered' || last.kind === 'note';
  if (!isItem && last.kind !== 'plain' && !(last.kind === 'quote' && options.flowing)) return false;
  if (last.text === '') return true;
  if (isItem && line.indent > last.indent) return true;
  // A term stands on its own line above its definition, in Markdown too.
  if (options.flowing) return last.kind !== 'note' || last.lines > 1 || endsClause(last.text);
  // The first line of a paragraph may be set in.
  if (!isItem && line.indent >= above.indent + 2) return false;
  if (wrapping.wrapped) return brokenByWidth(above, line, wrapping.width);
  if (above.full.length < MIN_WRAP_WIDTH || endsSentence(above.full)) return false;
  if (startsMidSentence(line.full)) return true;
  return last.kind === 'list-item' && stopped && !endsClause(last.text) && endsSentence(line.full);
}

/** Joins two lines of one paragraph; a word divided by a hyphen keeps it, since it may belong to the word. */
function joinLines(above: string, below: string): string {
  if (above === '') return below;
  return /\p{L}-$/u.test(above) && /^\p{Ll}/u.test(below) ? above + below : `${above} ${below}`;
}

function itemsEndInStops(lines: readonly Line[]): boolean {
  const items = lines.filter((line) => line.shape.kind === 'bullet');
  return items.filter((line) => endsSentence(line.text)).length > items.length / 2;
}

/** A number begins an item when the number before or after it begins one too: "2022. It was" and "6. The" by chance do not. */
function confirmNumbers(lines: readonly Line[]): Set<number> {
  const confirmed = new Set<number>();
  const lastOfStyle = new Map<string, { index: number; value: number }>();
  lines.forEach(({ shape }, index) => {
    if (shape.kind !== 'numbered') return;
    const before = lastOfStyle.get(shape.style);
    if (before !== undefined && before.value + 1 === shape.value) confirmed.add(before.index).add(index);
    else if (isNestedFirst(lines[index]!, lines[index - 1])) confirmed.add(index);
    lastOfStyle.set(shape.style, { index, value: shape.value });
  });
  return confirmed;
}

/** True for a `1.` set in below an item: it begins a list, even with one item only. */
function isNestedFirst(line: Line, above: Line | undefined): boolean {
  const isItem = above?.shape.kind === 'bullet' || above?.shape.kind === 'numbered';
  return isItem && line.shape.kind === 'numbered' && line.shape.value === 1 && line.indent > above.indent + 1;
}
