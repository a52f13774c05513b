import { endsSentence, startsMidSentence } from '../prose';
import type { Region } from './columns';
import { joinLines, type Vocabulary } from './hyphens';
import { heaviest, median, type Line } from './layout';
import { leadingFigure } from './marks';
import { findTableRows } from './tables';

/** Lines that were joined. Lengths in PDF points. */
export interface Paragraph {
  readonly kind: 'text' | 'bullet' | 'row' | 'note';
  readonly text: string;
  readonly size: number;
  readonly bold: boolean;
  /** Left edge of its first line, the bullet included. */
  readonly x0: number;
  readonly lines: number;
  /** Place of the page in the file, from 1. */
  readonly page: number;
  /** True when its last line ends short of the column's edge. */
  readonly short: boolean;
}

/** Measures of a document that its paragraphs are told by; size in PDF points. */
export interface Body {
  readonly size: number;
  readonly words: Vocabulary;
}

const BULLET = /^([•◦▪▫‣●○■□∙·–—*-]|[\ue000-\uf8ff])\s+(?=\S)/u;
const NUMBERED = /^(?:\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S/iu;
/** Distance of lines, as a share of the type's size, above which a paragraph ends however wide the others are set. */
const WIDE = 1.5;
/** The same as a share of the distance that lines of the column mostly have. */
const WIDER = 1.25;
/** Share of the type's size that a first line is set in at least. */
const INDENT = 0.8;
/** Share of a column's width that the last line of a paragraph falls short by when it does not end a sentence. */
const SHORT = 0.3;
/** Type of footnotes is at most this large beside the text's. */
const NOTE_SIZE = 0.93;
/** Difference of sizes within one paragraph. */
const SAME_SIZE = 0.08;

/** Joins the lines of a region to paragraphs. `page`: the page's place in the file, from 1. */
export function joinRegion(region: Region, page: number, body: Body): Paragraph[] {
  const rows = findTableRows(region);
  const flowing = region.filter((line) => !rows.has(line));
  const frame = measure(flowing);
  const firstNote = notesBegin(region, body);
  const paragraphs: Paragraph[] = [];
  let above: Line | null = null;
  for (const [at, line] of region.entries()) {
    const last = paragraphs.at(-1);
    const row = rows.get(line);
    if (row !== undefined) {
      if (row !== '') paragraphs.push({ ...begin(line, page, frame), kind: 'row', text: row });
      above = null;
    } else if (at >= firstNote) {
      if (leadingFigure(line.text) !== null) paragraphs.push({ ...begin(line, page, frame), kind: 'note' });
      else paragraphs[paragraphs.length - 1] = extend(last!, line, frame, body.words);
    } else if (last !== undefined && above !== null && goesOn(last, above, line, frame)) {
      paragraphs[paragraphs.length - 1] = extend(last, line, frame, body.words);
      above = line;
    } else {
      paragraphs.push(begin(line, page, frame));
      above = line;
    }
  }
  return paragraphs;
}

interface Frame {
  readonly left: number;
  readonly right: number;
  /** Distance of baselines. */
  readonly pitch: number;
}

function measure(lines: readonly Line[]): Frame {
  const lefts = new Map<number, number>();
  for (const { x0, text } of lines) {
    const key = Math.round(x0 / 2) * 2;
    lefts.set(key, (lefts.get(key) ?? 0) + text.length);
  }
  const pitches = lines.slice(1).map(({ y }, i) => y - lines[i]!.y);
  return {
    left: heaviest(lefts, 0),
    right: lines.reduce((most, { x1 }) => Math.max(most, x1), 0),
    pitch: median(pitches.filter((pitch) => pitch > 0)),
  };
}

function begin(line: Line, page: number, frame: Frame): Paragraph {
  const bullet = BULLET.exec(line.text);
  return {
    kind: bullet === null ? 'text' : 'bullet',
    text: bullet === null ? line.text : line.text.slice(bullet[0].length),
    size: line.size,
    bold: line.bold,
    x0: line.x0,
    lines: 1,
    page,
    short: isShort(line, frame),
  };
}

function extend(paragraph: Paragraph, line: Line, frame: Frame, words: Vocabulary): Paragraph {
  return {
    ...paragraph,
    text: joinLines(paragraph.text, line.text, words),
    bold: paragraph.bold && line.bold,
    lines: paragraph.lines + 1,
    short: isShort(line, frame),
  };
}

const isShort = ({ x1, size }: Line, { left, right }: Frame): boolean =>
  right - x1 > Math.max(2 * size, SHORT * (right - left) * 0.5);

function goesOn(last: Paragraph, above: Line, line: Line, frame: Frame): boolean {
  const distance = line.y - above.y;
  if (distance > WIDE * line.size && distance > WIDER * frame.pitch) return false;
  if (Math.abs(line.size - above.size) > SAME_SIZE * above.size) return false;
  if (BULLET.test(line.text)) return false;
  const midSentence = !endsSentence(above.text) && startsMidSentence(line.text);
  if (line.bold !== above.bold && !midSentence) return false;
  if (last.kind === 'bullet') {
    return line.x0 > last.x0 + 0.3 * line.size || (midSentence && line.x0 > last.x0 - line.size);
  }
  if (NUMBERED.test(line.text) && !midSentence && line.x0 <= last.x0 + line.size) return false;
  if (NUMBERED.test(last.text) && line.x0 > last.x0 + 0.3 * line.size) return true;
  // Titles over several lines are often centred.
  if (line.bold && above.bold) return true;
  const isIndented = line.x0 - frame.left > INDENT * line.size && line.x0 - above.x0 > INDENT * line.size;
  if (isIndented && !midSentence) return false;
  const room = frame.right - above.x1;
  const firstWord = (/^\S+/u.exec(line.text)![0].length / line.text.length) * (line.x1 - line.x0);
  if (endsSentence(above.text)) return room < firstWord + 2 * line.size;
  return midSentence || room < SHORT * (frame.right - frame.left) + firstWord;
}

/** Place of the first footnote at a region's foot: in small type, begun by a raised figure. */
function notesBegin(region: Region, body: Body): number {
  let first = region.length;
  for (let at = region.length - 1; at >= 0; at -= 1) {
    const line = region[at]!;
    if (line.size > NOTE_SIZE * body.size) break;
    if (leadingFigure(line.text) !== null) first = at;
  }
  return first;
}

/** Blocks looked back over for a paragraph that goes on in the next column or on the next page. */
const LOOK_BACK = 8;

/** Joins paragraphs that go on over columns and pages; `flows` are those of each column in reading order. */
export function joinFlows(flows: readonly (readonly Paragraph[])[], { words }: Body): Paragraph[] {
  const joined: Paragraph[] = [];
  for (const flow of flows) {
    const [first, ...rest] = flow;
    if (first === undefined) continue;
    const open = first.kind === 'text' ? openParagraph(joined, first) : -1;
    if (open === -1) joined.push(first);
    else {
      const { text, lines, short } = first;
      const above = joined[open]!;
      joined[open] = {
        ...above,
        text: joinLines(above.text, text, words),
        lines: above.lines + lines,
        short,
      };
    }
    joined.push(...rest);
  }
  return joined;
}

/** Place of the paragraph that `next` goes on with; -1 when it begins one. */
function openParagraph(joined: readonly Paragraph[], next: Paragraph): number {
  for (let at = joined.length - 1; at >= Math.max(0, joined.length - LOOK_BACK); at -= 1) {
    const { kind, size, bold, text, short, page } = joined[at]!;
    if (kind === 'note' || kind === 'row') continue;
    if (page < next.page - 1) return -1;
    const alike = Math.abs(size - next.size) <= SAME_SIZE * size && bold === next.bold;
    if (!alike) {
      if (size < next.size) continue;
      return -1;
    }
    if (endsSentence(text) || /:$/u.test(text)) return -1;
    const goes = startsMidSentence(next.text) || (!short && !NUMBERED.test(next.text));
    return goes ? at : -1;
  }
  return -1;
}
