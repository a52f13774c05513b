import { rowText, type RichBlock, type RichComment } from '../rich';
import { allText, childOf, childrenOf, descendants, type XmlElement } from '../xml-reader';
import type { Numbering } from './numbering';
import { branchOf, readParagraph, type InlineContext } from './paragraph';
import { hasProperty, listPlace, outlineOf, toHeading, valueOf, type ParagraphStyle } from './styles';

/** What the paragraphs of a document need from its other parts. */
export interface StoryContext extends InlineContext {
  readonly styles: (id: string | undefined) => ParagraphStyle;
  readonly numbering: Numbering;
}

/**
 * Reads what flows in one element (the body, a note, a cell, a text box) as blocks, in their order. The first title and
 * subtitle are the report's; others are headings and paragraphs.
 * @see ECMA-376-1 17.2.2, 17.3.1, 17.4
 */
export function readStory(element: XmlElement, context: StoryContext): RichBlock[] {
  const reader = new StoryReader(context);
  reader.inside(element);
  return reader.finish();
}

/** What a story says as one text, such as a note or a cell, with the comments in it. */
export function flatten(blocks: readonly RichBlock[]): { text: string; comments: RichComment[] } {
  return {
    text: blocks
      .map(
        (block) => (block.kind === 'item' && block.label !== undefined ? `${block.label} ` : '') + block.text,
      )
      .join(' '),
    comments: blocks.flatMap((block) => block.comments ?? []),
  };
}

class StoryReader {
  private readonly blocks: RichBlock[] = [];
  /** Words of paragraphs whose end was deleted, so that the next one goes on with them. */
  private carried: { text: string; comments: readonly RichComment[] } | null = null;

  constructor(private readonly context: StoryContext) {}

  inside(element: XmlElement | undefined): void {
    for (const part of element?.content ?? []) if (typeof part !== 'string') this.part(part);
  }

  finish(): RichBlock[] {
    if (this.carried !== null) this.push({ kind: 'plain', ...this.carried });
    return this.blocks;
  }

  private part(element: XmlElement): void {
    const { losses } = this.context;
    switch (element.name) {
      case 'p':
        this.paragraph(element);
        return;
      case 'tbl':
        this.table(element);
        return;
      case 'sdt': {
        const content = childOf(element, 'sdtContent');
        const isEmpty = hasProperty(childOf(element, 'sdtPr'), 'showingPlcHdr');
        if (content !== undefined && !isEmpty) this.inside(content);
        return;
      }
      case 'AlternateContent':
        this.inside(branchOf(element));
        return;
      case 'altChunk':
        losses.add('chunks');
        return;
      case 'del':
        losses.add('deletions');
        return;
      case 'moveFrom':
        losses.add('moves');
        return;
      case 'oMathPara':
      case 'oMath':
        losses.add('equations');
        this.push({ kind: 'plain', text: [...descendants(element, 't')].map(allText).join(' ') });
        return;
      case 'sectPr':
      case 'tblPr':
      case 'tcPr':
        return;
      default: {
        this.inside(element);
        return;
      }
    }
  }

  private paragraph(paragraph: XmlElement): void {
    const { styles, numbering, losses } = this.context;
    const properties = childOf(paragraph, 'pPr');
    const id = valueOf(properties, 'pStyle');
    const style = styles(id);
    const own = readParagraph(paragraph, this.context);
    const text = (this.carried?.text ?? '') + own.text;
    const comments = [...(this.carried?.comments ?? []), ...own.comments];
    const mark = childOf(properties, 'rPr');
    if (childOf(mark, 'del') !== undefined || childOf(mark, 'moveFrom') !== undefined) {
      if (childOf(mark, 'del') !== undefined) losses.add('deletions');
      this.carried = { text, comments };
    } else {
      this.carried = null;
      const item = numbering.next({ ...style.list, ...listPlace(properties) }, id);
      const outline = outlineOf(properties);
      const level = outline === undefined ? style.outline : toHeading(outline);
      const about = comments.length === 0 ? { text } : { text, comments };
      this.push(this.blockOf(about, style, level, item));
    }
    for (const box of own.boxes) this.push(...readStory(box, this.context));
  }

  private blockOf(
    about: Pick<RichBlock, 'text' | 'comments'>,
    { role }: ParagraphStyle,
    level: ReturnType<typeof toHeading>,
    item: ReturnType<Numbering['next']>,
  ): RichBlock {
    if (role === 'title' || role === 'dek') {
      const isFirst = !this.blocks.some((block) => block.kind === role);
      if (isFirst) return { ...about, kind: role };
      return role === 'title' ? { ...about, kind: 'heading', level: 1 } : { ...about, kind: 'plain' };
    }
    if (level !== null) {
      const text = item?.kind === 'number' ? `${item.label} ${about.text}` : about.text;
      return about.text.trim() === ''
        ? { ...about, kind: 'plain' }
        : { ...about, kind: 'heading', level, text };
    }
    if (item !== null) {
      const depth = item.level + 1;
      return item.kind === 'bullet'
        ? { ...about, kind: 'item', depth }
        : { ...about, kind: 'item', depth, label: item.label };
    }
    return { ...about, kind: role };
  }

  private push(...blocks: readonly RichBlock[]): void {
    for (const block of blocks) if (block.text.trim() !== '') this.blocks.push(block);
  }

  private table(table: XmlElement): void {
    const rows = within(table, 'tr').filter((row) => !this.isDeleted(childOf(row, 'trPr'), 'del'));
    const cells = rows.map((row) =>
      within(row, 'tc').filter((cell) => !this.isDeleted(childOf(cell, 'tcPr'), 'cellDel')),
    );
    // A table of one cell is a frame around text.
    if (cells.length === 1 && cells[0]!.length === 1) {
      this.push(...readStory(cells[0]![0]!, this.context));
      return;
    }
    for (const row of cells) {
      const read = row.map((cell) => flatten(readStory(cell, this.context)));
      const comments = read.flatMap((cell) => cell.comments);
      const text = rowText(read.map((cell) => cell.text));
      this.push({ kind: 'table-row', text, ...(comments.length === 0 ? {} : { comments }) });
    }
  }

  private isDeleted(properties: XmlElement | undefined, name: string): boolean {
    if (childOf(properties, name) === undefined) return false;
    this.context.losses.add('deletions');
    return true;
  }
}

/** Rows or cells of a table, also those that controls and the like are put around. */
function within(element: XmlElement, name: 'tr' | 'tc'): XmlElement[] {
  return childrenOf(element).flatMap((child) => {
    if (child.name === name) return [child];
    return /^(?:sdt|sdtContent|customXml|ins|moveTo|smartTag)$/u.test(child.name) ? within(child, name) : [];
  });
}
