import type { HeadingLevel } from '$domain/report/report';
import { flatten } from '../docx/story';
import { rowText, type RichBlock } from '../rich';
import { childrenOf, type XmlElement } from '../xml-reader';
import { ListCounter, type ListStyle } from './lists';
import { readParagraph, type InlineContext } from './paragraph';

/** What the paragraphs of a document need from its other parts. */
export interface StoryContext extends InlineContext {
  readonly lists: ReadonlyMap<string, ListStyle>;
  /** Numbers of headings. */
  readonly outline: ListCounter;
  /** Counters of lists that later ones may go on with, by their ids. */
  readonly counters: Map<string, ListCounter>;
  /** The last counter of each list style. */
  readonly lastOfStyle: Map<string, ListCounter>;
}

/** Where a paragraph stands in a list. */
interface ItemPlace {
  readonly depth: number;
  readonly counter: ListCounter;
  readonly start: string | undefined;
}

/**
 * Reads what flows in one element (the text, a note, a cell, a text box) as blocks, in their order. The first title and
 * subtitle are the report's; others are headings and paragraphs.
 * @see ODF 1.3 part 3, 5, 9
 */
export function readStory(element: XmlElement, context: StoryContext): RichBlock[] {
  const reader = new StoryReader(context);
  reader.inside(element, null);
  return reader.blocks;
}

const SKIPPED = new Set([
  'tracked-changes',
  'forms',
  'sequence-decls',
  'variable-decls',
  'user-field-decls',
  'alphabetical-index-auto-mark-file',
  'table-of-content-source',
  'alphabetical-index-source',
  'illustration-index-source',
  'table-index-source',
  'object-index-source',
  'user-index-source',
  'bibliography-source',
  'title',
  'desc',
]);

class StoryReader {
  readonly blocks: RichBlock[] = [];

  constructor(private readonly context: StoryContext) {}

  inside(element: XmlElement, place: ItemPlace | null): void {
    for (const child of childrenOf(element)) this.part(child, place);
  }

  private part(element: XmlElement, place: ItemPlace | null): void {
    const { name, attributes } = element;
    if (SKIPPED.has(name)) return;
    switch (name) {
      case 'p':
      case 'h':
        this.paragraph(element, place);
        return;
      case 'list':
        this.list(element, place);
        return;
      case 'numbered-paragraph':
        this.numberedParagraph(element);
        return;
      case 'table':
        this.table(element);
        return;
      case 'section':
        if (attributes.get('display') === 'none') this.context.losses.add('hidden');
        else this.inside(element, null);
        return;
      case 'frame':
      case 'custom-shape':
        this.blocks.push(...this.boxes(readParagraph({ content: [element] }, this.context).boxes));
        return;
      default:
        this.inside(element, null);
    }
  }

  private paragraph(paragraph: XmlElement, place: ItemPlace | null): void {
    const { styles, outline, lists } = this.context;
    const { attributes, name } = paragraph;
    const style = styles.paragraph(attributes.get('style-name'));
    const { text, comments, boxes } = readParagraph(paragraph, this.context);
    const about = comments.length === 0 ? { text } : { text, comments };
    const level = name === 'h' ? levelOf(attributes.get('outline-level')) : style.outline;
    if (style.role === 'title' || style.role === 'dek') {
      const { role } = style;
      const isFirst = !this.blocks.some((block) => block.kind === role);
      if (isFirst) this.push({ ...about, kind: role });
      else if (role === 'title') this.push({ ...about, kind: 'heading', level: 1 });
      else this.push({ ...about, kind: 'plain' });
    } else if (level !== null && text.trim() !== '') {
      const isNumbered = name === 'h' && attributes.get('is-list-header') !== 'true';
      const own = lists.get(style.list ?? '') === undefined ? outline : this.counterOf(style.list ?? '');
      const number =
        place?.counter.next(place.depth, place.start) ?? (isNumbered ? own.next(level, undefined) : '');
      this.push({ ...about, kind: 'heading', level, text: number === '' ? text : `${number} ${text}` });
    } else if (place !== null) {
      const label = place.counter.next(place.depth, place.start);
      const { depth } = place;
      this.push(label === '' ? { ...about, kind: 'item', depth } : { ...about, kind: 'item', depth, label });
    } else this.push({ ...about, kind: style.role });
    this.blocks.push(...this.boxes(boxes));
  }

  private list(list: XmlElement, place: ItemPlace | null): void {
    const depth = (place?.depth ?? 0) + 1;
    const counter = this.counterFor(list, place);
    if (list.attributes.get('continue-numbering') !== 'true' && place !== null) counter.restart(depth);
    for (const item of childrenOf(list)) {
      if (item.name !== 'list-item' && item.name !== 'list-header') continue;
      let isFirst = item.name === 'list-item';
      const start = item.attributes.get('start-value');
      for (const child of childrenOf(item)) {
        const isParagraph = child.name === 'p' || child.name === 'h';
        if (child.name === 'list') this.list(child, { depth, counter, start: undefined });
        // Further paragraphs of an item have no mark of their own.
        else this.part(child, isParagraph && isFirst ? { depth, counter, start } : null);
        if (isParagraph) isFirst = false;
      }
    }
  }

  private counterFor(list: XmlElement, place: ItemPlace | null): ListCounter {
    const { lists, counters, lastOfStyle } = this.context;
    const name = list.attributes.get('style-name');
    const style = name === undefined ? place?.counter.style : lists.get(name);
    const goesOn = list.attributes.get('continue-numbering') === 'true' && name !== undefined;
    const counter =
      counters.get(list.attributes.get('continue-list') ?? '') ??
      (goesOn ? lastOfStyle.get(name) : undefined) ??
      (place !== null && style === place.counter.style ? place.counter : new ListCounter(style ?? new Map()));
    const id = list.attributes.get('id');
    if (id !== undefined) counters.set(id, counter);
    if (name !== undefined) lastOfStyle.set(name, counter);
    return counter;
  }

  private counterOf(style: string): ListCounter {
    const { lists, lastOfStyle } = this.context;
    const counter = lastOfStyle.get(style) ?? new ListCounter(lists.get(style) ?? new Map());
    lastOfStyle.set(style, counter);
    return counter;
  }

  private numberedParagraph(element: XmlElement): void {
    const { attributes } = element;
    const counter = this.counterOf(attributes.get('style-name') ?? '');
    this.inside(element, {
      depth: levelOf(attributes.get('level')),
      counter,
      start: attributes.get('start-value'),
    });
  }

  private boxes(boxes: readonly XmlElement[]): RichBlock[] {
    return boxes.flatMap((box) => readStory(box, this.context));
  }

  private push(block: RichBlock): void {
    if (block.text.trim() !== '') this.blocks.push(block);
  }

  private table(table: XmlElement): void {
    const rows = rowsOf(table).map((row) =>
      childrenOf(row).filter(({ name }) => name === 'table-cell' || name === 'covered-table-cell'),
    );
    // A table of one cell is a frame around text.
    if (rows.length === 1 && rows[0]!.length === 1) {
      this.blocks.push(...readStory(rows[0]![0]!, this.context));
      return;
    }
    for (const row of rows) {
      const read = row.map((cell) => flatten(readStory(cell, this.context)));
      const comments = read.flatMap((cell) => cell.comments);
      const text = rowText(read.map((cell) => cell.text));
      this.push({ kind: 'table-row', text, ...(comments.length === 0 ? {} : { comments }) });
    }
  }
}

function rowsOf(table: XmlElement): XmlElement[] {
  return childrenOf(table).flatMap((child) => {
    if (child.name === 'table-row') return [child];
    return /^table-(?:header-rows|rows|row-group)$/u.test(child.name) ? rowsOf(child) : [];
  });
}

/** A level from 1 as a heading's; level 1 where none is said. */
function levelOf(level: string | undefined): HeadingLevel {
  const number = Number(level ?? 1);
  return (Number.isInteger(number) ? Math.max(1, Math.min(number, 6)) : 1) as HeadingLevel;
}
