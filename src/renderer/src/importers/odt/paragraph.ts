import { uniqueLabel } from '../docx/notes';
import type { Losses } from '../docx/losses';
import { noteMark, type RichComment } from '../rich';
import { allText, childOf, childrenOf, type XmlElement } from '../xml-reader';
import type { TextStyles } from './styles';

/** What the words of a paragraph need from the rest of the document. */
export interface InlineContext {
  readonly styles: TextStyles;
  readonly losses: Losses;
  /** True when comments are wanted; they are counted in any case. */
  readonly takesComments: boolean;
  readonly comments: { count: number };
  /** Notes found, in their order. */
  readonly notes: { readonly label: string; readonly body: XmlElement; readonly isEndnote: boolean }[];
  readonly labels: Set<string>;
}

export interface ParagraphText {
  readonly text: string;
  readonly comments: readonly RichComment[];
  /** Text boxes and shapes with text that are anchored in it. */
  readonly boxes: readonly XmlElement[];
}

/**
 * Reads the words of a paragraph or heading, in their order.
 * @see ODF 1.3 part 3, 6
 */
export function readParagraph(paragraph: Pick<XmlElement, 'content'>, context: InlineContext): ParagraphText {
  const reader = new ParagraphReader(context);
  reader.inside(paragraph);
  return reader.finish();
}

const SHAPES = new Set(['custom-shape', 'rect', 'ellipse', 'circle', 'line', 'polygon', 'connector', 'path']);
const LEFT_OUT = new Set([
  'number',
  'ruby-text',
  'script',
  'event-listeners',
  'bookmark-ref-template',
  'title',
  'desc',
]);

class ParagraphReader {
  private text = '';
  private readonly comments: {
    start: number;
    end: number;
    name: string;
    comment: Omit<RichComment, 'exact'>;
  }[] = [];
  private readonly boxes: XmlElement[] = [];

  constructor(private readonly context: InlineContext) {}

  inside(element: Pick<XmlElement, 'content'>): void {
    for (const part of element.content) {
      if (typeof part === 'string') this.text += part;
      else this.part(part);
    }
  }

  finish(): ParagraphText {
    const comments = this.comments.map(({ start, end, comment }) => ({
      ...comment,
      exact: this.text.slice(start, end),
    }));
    return { text: this.text, comments, boxes: this.boxes };
  }

  private part(element: XmlElement): void {
    const { name, attributes } = element;
    const { losses, styles } = this.context;
    if (LEFT_OUT.has(name)) return;
    if (SHAPES.has(name)) {
      this.boxes.push(element);
      return;
    }
    switch (name) {
      case 's':
      case 'tab':
      case 'line-break':
        this.text += ' ';
        return;
      case 'note':
        this.note(element);
        return;
      case 'annotation':
        this.annotation(element);
        return;
      case 'annotation-end':
        this.closeAnnotation(attributes.get('name') ?? '');
        return;
      case 'frame':
        this.frame(element);
        return;
      case 'hidden-text':
      case 'hidden-paragraph':
        losses.add('hidden');
        return;
      default:
        if (name === 'span' && styles.isHidden(attributes.get('style-name'))) losses.add('hidden');
        else this.inside(element);
    }
  }

  private note(note: XmlElement): void {
    const { labels, notes } = this.context;
    const body = childOf(note, 'note-body');
    if (body === undefined) return;
    const citation = childOf(note, 'note-citation');
    const label = uniqueLabel(citation === undefined ? '' : allText(citation), labels);
    labels.add(label);
    notes.push({ label, body, isEndnote: note.attributes.get('note-class') === 'endnote' });
    this.text += noteMark(label);
  }

  private annotation(element: XmlElement): void {
    const paragraphs = childrenOf(element).filter(({ name }) => name === 'p' || name === 'list');
    const text = paragraphs.map(allText).join('\n').trim();
    if (text === '') return;
    this.context.comments.count += 1;
    if (!this.context.takesComments) return;
    const author = (childOf(element, 'creator')?.text ?? '').trim();
    const name = element.attributes.get('name') ?? '';
    const at = this.text.length;
    this.comments.push({ start: at, end: at, name, comment: { text, author } });
  }

  private closeAnnotation(name: string): void {
    const open = this.comments.find((comment) => comment.name === name && name !== '');
    if (open !== undefined) open.end = this.text.length;
  }

  private frame(frame: XmlElement): void {
    const { losses } = this.context;
    const box = childOf(frame, 'text-box');
    if (box !== undefined) this.boxes.push(box);
    else if (childOf(frame, 'object') !== undefined || childOf(frame, 'object-ole') !== undefined) {
      losses.add('objects');
    } else if (childOf(frame, 'image') !== undefined) losses.add('pictures');
    else if (childOf(frame, 'plugin') !== undefined) losses.add('media');
    else this.boxes.push(frame);
  }
}
