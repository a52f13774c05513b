import { readLines } from '../lines';
import { noteMark, type RichBlock } from '../rich';
import { findRegions } from './columns';
import { stripFurniture } from './furniture';
import { gatherWords } from './hyphens';
import { lineOf, type PageText } from './layout';
import { leadingFigure, replaceRaised } from './marks';
import { joinFlows, joinRegion, type Paragraph } from './paragraphs';
import { bodyStyle, rankHeadings, type Rank } from './styles';

/** The blocks of a document, and what was left out or moved on the way. */
export interface FoundBlocks {
  readonly blocks: readonly RichBlock[];
  /** Running heads, feet and page numbers left out. */
  readonly removed: number;
  readonly sample: string;
  /** Lines in another direction, put at their page's end. */
  readonly rotated: number;
  /** What is added to a page's place in the file to get its printed number. */
  readonly offset: number;
}

/** Recovers the blocks of pages. */
export function findBlocks(given: readonly PageText[]): FoundBlocks {
  const { pages, removed, sample, offset } = stripFurniture(given);
  const columns = pages.map((page) => ({ page, regions: findRegions(page.cells) }));
  const lines = columns.flatMap(({ regions }) => regions.flat());
  const style = bodyStyle(lines);
  const body = { size: style.size, words: gatherWords(lines.map(({ text }) => text)) };
  const flows = columns.flatMap(({ page, regions }) =>
    regions.map((region) => joinRegion(region, page.number, body)),
  );
  const flowing = joinFlows(flows, body);
  const ranks = rankHeadings(flowing, style);
  const asides = pages.flatMap((page) => asidesOf(page));
  const ordered = placeAsides(flowing, asides);
  const shift = offset ?? 0;
  return {
    blocks: toBlocks(ordered, ranks, shift),
    removed,
    sample,
    rotated: asides.length,
    offset: shift,
  };
}

/** Rotated text, each line by itself: what belongs together is seldom told by its place. */
function asidesOf({ number, rotated }: PageText): Paragraph[] {
  return rotated.map((cell) => {
    const { text, size, x0 } = lineOf([cell]);
    return { kind: 'text', text, size, bold: false, x0, lines: 1, page: number, short: true };
  });
}

function placeAsides(flowing: readonly Paragraph[], asides: readonly Paragraph[]): Paragraph[] {
  const ordered: Paragraph[] = [];
  let next = 0;
  for (const paragraph of flowing) {
    while (next < asides.length && asides[next]!.page < paragraph.page) ordered.push(asides[next++]!);
    ordered.push(paragraph);
  }
  return [...ordered, ...asides.slice(next)];
}

function toBlocks(
  paragraphs: readonly Paragraph[],
  ranks: ReadonlyMap<Paragraph, Rank>,
  shift: number,
): RichBlock[] {
  const { labelOf, byMark } = labelNotes(paragraphs);
  const write = (page: number, figure: string): string | null => {
    const label = byMark.get(`${page}.${plainFigure(figure)}`);
    return label === undefined ? null : noteMark(label);
  };
  const blocks = paragraphs.map((paragraph, at): RichBlock => {
    const note = labelOf.get(paragraph);
    const own = note === undefined ? paragraph.text : leadingFigure(paragraph.text)!.rest;
    const base = { text: replaceRaised(own, write), page: paragraph.page + shift };
    if (note !== undefined) return { ...base, kind: 'note', label: note };
    const rank = ranks.get(paragraph);
    if (rank === 'title') return { ...base, kind: 'title' };
    if (rank !== undefined) return { ...base, kind: 'heading', level: rank };
    if (paragraph.kind === 'row') return { ...base, kind: 'table-row' };
    if (paragraph.kind === 'bullet') return { ...base, kind: 'item', depth: depthAt(paragraphs, at) };
    return { ...base, kind: 'plain' };
  });
  return blocks.filter(({ text }) => hasWords(text));
}

/** False for a bullet or another mark with nothing behind it, which makes no block. */
const hasWords = (text: string): boolean => readLines(text).some((line) => line.text !== '');

const plainFigure = (figure: string): string => figure.normalize('NFKC');

/** Gives each footnote a label of its own: its figure, and how often that was met where pages begin anew. */
function labelNotes(paragraphs: readonly Paragraph[]): {
  labelOf: Map<Paragraph, string>;
  byMark: Map<string, string>;
} {
  const labelOf = new Map<Paragraph, string>();
  const byMark = new Map<string, string>();
  const met = new Map<string, number>();
  for (const paragraph of paragraphs) {
    if (paragraph.kind !== 'note') continue;
    const figure = plainFigure(leadingFigure(paragraph.text)!.figure);
    const count = (met.get(figure) ?? 0) + 1;
    met.set(figure, count);
    const label = count === 1 ? figure : `${figure}-${count}`;
    labelOf.set(paragraph, label);
    byMark.set(`${paragraph.page}.${figure}`, label);
  }
  return { labelOf, byMark };
}

/** PDF points that an item is set in by beside one it lies in. */
const STEP = 4;
const MAX_DEPTH = 6;

/** Depth of a bullet in its list, from 1, by how far the bullets above it are set in. */
function depthAt(paragraphs: readonly Paragraph[], at: number): number {
  let depth = 1;
  let edge = paragraphs[at]!.x0;
  for (let i = at - 1; i >= 0 && at - i < 100 && paragraphs[i]!.kind === 'bullet'; i -= 1) {
    if (paragraphs[i]!.page !== paragraphs[at]!.page || paragraphs[i]!.x0 > edge - STEP) continue;
    depth += 1;
    edge = paragraphs[i]!.x0;
  }
  return Math.min(depth, MAX_DEPTH);
}
