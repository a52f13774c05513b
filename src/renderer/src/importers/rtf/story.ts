import type { Losses } from '../docx/losses';
import { flatten } from '../docx/story';
import type { ParagraphStyle } from '../docx/styles';
import type { HeadingLevel } from '$domain/report/report';
import { rowText, type RichBlock, type RichComment } from '../rich';

/** What a paragraph's end says of the paragraph. */
export interface ParagraphPlace {
  readonly style: ParagraphStyle;
  /** Level that the paragraph states itself; undefined when its style decides. */
  readonly outline: HeadingLevel | null | undefined;
  /** From 0. */
  readonly listLevel: number;
  readonly isItem: boolean;
  /** Tables that the paragraph stands in, one within the other. */
  readonly tables: number;
}

/** How a tracked change or the like marks words. */
export type Mark = 'deletions' | 'insertions' | 'moves' | 'hidden';

interface OpenTable {
  cell: RichBlock[];
  cells: RichBlock[][];
}

/** Deepest tables within each other; those further inside are read as if they stood in the last. */
const MAX_TABLES = 16;
/** Deepest list level that the format has, from 0. */
const MAX_LIST_LEVEL = 8;

/** Collects what flows in one place (the body, a note, a comment, a text box) as blocks, in their order. */
export class Story {
  private readonly blocks: RichBlock[] = [];
  private pieces: string[] = [];
  /** Characters of the paragraph so far. */
  length = 0;
  private comments: (RichComment & { readonly start: number; readonly end: number })[] = [];
  private starts = new Map<string, number>();
  private ends = new Map<string, number>();
  /** Number or bullet of the paragraph as printed; null when it has none. */
  private label: string | null = null;
  private mark: Mark | null = null;
  /** Open tables, the outermost first. */
  private readonly tables: OpenTable[] = [];
  /** Rows of the outermost table. */
  private rows: RichBlock[][][] = [];
  /** Words of text boxes, which follow the paragraph they are anchored in. */
  private boxes: RichBlock[] = [];

  constructor(private readonly losses: Losses) {}

  write(text: string, mark: Mark | null = null): void {
    if (mark !== this.mark && mark !== null) this.losses.add(mark);
    this.mark = mark;
    if (mark === 'deletions' || mark === 'moves' || mark === 'hidden') return;
    this.pieces.push(text);
    this.length += text.length;
  }

  /** Takes back what was written last of the paragraph, which begins where something was written, and returns it. */
  takeFrom(start: number): string {
    let taken = '';
    while (this.length > start) {
      const piece = this.pieces.pop()!;
      this.length -= piece.length;
      taken = piece + taken;
    }
    return taken;
  }

  setLabel(label: string): void {
    this.label = label;
  }

  startComment(id: string): void {
    this.starts.set(id, this.length);
  }

  endComment(id: string): void {
    this.ends.set(id, this.length);
  }

  addComment(id: string, comment: Omit<RichComment, 'exact'>): void {
    const [start, end] = [this.starts.get(id), this.ends.get(id) ?? this.length];
    this.comments.push({ ...comment, exact: '', start: start ?? end, end });
  }

  addBox(box: readonly RichBlock[]): void {
    append(this.boxes, box);
  }

  endParagraph(place: ParagraphPlace, isDeleted = false): void {
    if (isDeleted) {
      this.losses.add('deletions');
      return;
    }
    const made = this.takeParagraph(place);
    if (place.tables === 0) this.endTable();
    append(this.cellAt(place.tables), made);
  }

  endCell(place: ParagraphPlace): void {
    const depth = Math.max(1, place.tables);
    append(this.cellAt(depth), this.takeParagraph(place));
    const table = this.tables[Math.min(depth, MAX_TABLES) - 1]!;
    table.cells.push(table.cell);
    table.cell = [];
  }

  endRow(tables: number): void {
    const depth = Math.min(Math.max(1, tables), MAX_TABLES);
    while (this.tables.length > depth) this.closeInnermost();
    if (this.tables.length === depth) this.closeInnermost();
  }

  /** The blocks, when nothing more follows. */
  finish(place: ParagraphPlace): RichBlock[] {
    this.endParagraph(place);
    this.endTable();
    return this.blocks;
  }

  private takeParagraph(place: ParagraphPlace): RichBlock[] {
    const text = this.pieces.join('').replace(/\p{Surrogate}/gu, '\ufffd');
    const comments = this.comments.map(({ start, end, author, text: words }) => ({
      exact: text.slice(start, end),
      text: words,
      author,
    }));
    const about = comments.length === 0 ? { text } : { text, comments };
    const block = this.blockOf(about, place);
    const boxes = this.boxes;
    this.pieces = [];
    this.length = 0;
    this.comments = [];
    this.starts = new Map();
    this.ends = new Map();
    this.label = null;
    this.mark = null;
    this.boxes = [];
    return text.trim() === '' ? boxes : [block, ...boxes];
  }

  private blockOf(about: Pick<RichBlock, 'text' | 'comments'>, place: ParagraphPlace): RichBlock {
    const { role } = place.style;
    if (role === 'title' || role === 'dek') {
      const isFirst = !this.blocks.some(({ kind }) => kind === role);
      if (isFirst) return { ...about, kind: role };
      return role === 'title' ? { ...about, kind: 'heading', level: 1 } : { ...about, kind: 'plain' };
    }
    const label = this.label === null ? undefined : printedNumber(this.label);
    const level = place.outline === undefined ? place.style.outline : place.outline;
    if (level !== null) {
      const text = label === undefined ? about.text : `${label} ${about.text}`;
      return { ...about, kind: 'heading', level, text };
    }
    if (this.label !== null || place.isItem) {
      const depth = Math.min(Math.max(0, place.listLevel), MAX_LIST_LEVEL) + 1;
      return { ...about, kind: 'item', depth, ...(label === undefined ? {} : { label }) };
    }
    return { ...about, kind: role };
  }

  /** Where the blocks of a cell so deep inside tables are put; those of the story for 0. */
  private cellAt(tables: number): RichBlock[] {
    const depth = Math.min(tables, MAX_TABLES);
    if (depth === 0) return this.blocks;
    while (this.tables.length < depth) this.tables.push({ cell: [], cells: [] });
    return this.tables[depth - 1]!.cell;
  }

  private closeInnermost(): void {
    const { cell, cells } = this.tables.pop()!;
    if (cell.length > 0) cells.push(cell);
    const outer = this.tables.at(-1);
    if (outer === undefined) this.rows.push(cells);
    else outer.cell.push(...rowBlocks(cells));
  }

  private endTable(): void {
    while (this.tables.length > 0) this.closeInnermost();
    const { rows } = this;
    this.rows = [];
    // A table of one cell is a frame around text.
    if (rows.length === 1 && rows[0]!.length === 1) append(this.blocks, rows[0]![0]!);
    else for (const row of rows) append(this.blocks, rowBlocks(row));
  }
}

function append<T>(to: T[], items: readonly T[]): void {
  for (const item of items) to.push(item);
}

function rowBlocks(cells: readonly RichBlock[][]): RichBlock[] {
  const read = cells.map(flatten);
  const text = rowText(read.map((cell) => cell.text));
  const comments = read.flatMap((cell) => cell.comments);
  return text === '' ? [] : [{ kind: 'table-row', text, ...(comments.length === 0 ? {} : { comments }) }];
}

/** A list number; undefined for bullets, of which the letter o is one. */
function printedNumber(label: string): string | undefined {
  const tidy = label.replace(/\s+/gu, ' ').trim();
  return /[\p{L}\p{N}]/u.test(tidy) && tidy !== 'o' ? tidy : undefined;
}
