import { noteMark, type RichComment } from '../rich';
import { allText, childOf, childrenOf, descendants, type XmlElement } from '../xml-reader';
import type { Losses } from './losses';
import type { NoteBook } from './notes';
import { hasProperty, isOn } from './styles';
import { symbolOf } from '../symbol-fonts';

/** What the words of a paragraph need from the rest of the document. */
export interface InlineContext {
  readonly notes: NoteBook;
  /** By id; empty when they are not wanted. */
  readonly comments: ReadonlyMap<string, Omit<RichComment, 'exact'>>;
  readonly losses: Losses;
}

/** The words of a paragraph as they read once tracked changes are accepted. */
export interface ParagraphText {
  readonly text: string;
  readonly comments: readonly RichComment[];
  /** Contents of the text boxes anchored in it. */
  readonly boxes: readonly XmlElement[];
}

/**
 * Reads the words of a paragraph: runs, hyperlinks, fields (their results), controls and what tracked changes leave.
 * @see ECMA-376-1 17.3.2, 17.13.5, 17.16
 */
export function readParagraph(paragraph: XmlElement, context: InlineContext): ParagraphText {
  const reader = new ParagraphReader(context);
  reader.inside(paragraph);
  return reader.finish();
}

/** The branch of an alternative that is read: the first choice, or the fallback when only that has words. */
export function branchOf(alternative: XmlElement): XmlElement | undefined {
  const branches = childrenOf(alternative).filter(({ name }) => name === 'Choice' || name === 'Fallback');
  const hasWords = (branch: XmlElement): boolean => !(descendants(branch, 't').next().done ?? false);
  return branches.find(hasWords) ?? branches[0];
}

class ParagraphReader {
  private readonly pieces: string[] = [];
  private length = 0;
  private readonly open = new Map<string, number>();
  /** Where the words of each comment stand, by its id. */
  private readonly commented = new Map<string, readonly [start: number, end: number]>();
  private readonly boxes: XmlElement[] = [];
  /** True for each field that is open and whose code, rather than result, is being read. */
  private readonly fields: boolean[] = [];
  /** Words within the code of a field. */
  private held = '';

  constructor(private readonly context: InlineContext) {}

  inside(element: XmlElement | undefined): void {
    for (const part of element?.content ?? []) if (typeof part !== 'string') this.part(part);
  }

  finish(): ParagraphText {
    // A field that never comes to its result was damaged, and its words may be the text.
    if (this.fields.includes(true)) this.write(this.held, true);
    const text = this.pieces.join('');
    for (const [id, start] of this.open) this.comment(id, start, text.length);
    const comments = [...this.commented].map(([id, [start, end]]) => ({
      ...this.context.comments.get(id)!,
      exact: text.slice(start, end),
    }));
    return { text, comments, boxes: this.boxes };
  }

  private part(element: XmlElement): void {
    const { losses } = this.context;
    switch (element.name) {
      case 'pPr':
      case 'rPr':
      case 'sdtPr':
      case 'instrText':
      case 'delText':
      case 'delInstrText':
      case 'rt':
        return;
      case 'r':
        this.run(element);
        return;
      case 't':
        this.write(allText(element));
        return;
      case 'tab':
      case 'ptab':
      case 'br':
      case 'cr':
        this.write(' ');
        return;
      case 'noBreakHyphen':
        this.write('\u2011');
        return;
      case 'sym':
        this.symbol(element);
        return;
      case 'fldChar':
        this.field(element.attributes.get('fldCharType') ?? '');
        return;
      case 'del':
        losses.add('deletions');
        return;
      case 'moveFrom':
        losses.add('moves');
        return;
      case 'ins':
        losses.add('insertions');
        this.inside(element);
        return;
      case 'sdt':
        this.control(element);
        return;
      case 'AlternateContent':
        this.inside(branchOf(element));
        return;
      case 'oMath':
        losses.add('equations');
        this.write([...descendants(element, 't')].map(allText).join(''));
        return;
      case 'drawing':
      case 'pict':
      case 'object':
        this.drawing(element);
        return;
      case 'commentRangeStart':
        this.open.set(element.attributes.get('id') ?? '', this.length);
        return;
      case 'commentRangeEnd':
        this.closeComment(element.attributes.get('id') ?? '');
        return;
      case 'commentReference':
        this.comment(element.attributes.get('id') ?? '', this.length, this.length);
        return;
      default: {
        this.inside(element);
        return;
      }
    }
  }

  private run(run: XmlElement): void {
    if (hasProperty(childOf(run, 'rPr'), 'vanish')) {
      if (!(descendants(run, 't').next().done ?? false)) this.context.losses.add('hidden');
      return;
    }
    const content = childrenOf(run);
    const at = content.findIndex(({ name }) => name === 'footnoteReference' || name === 'endnoteReference');
    if (at === -1) {
      this.inside(run);
      return;
    }
    for (const part of content.slice(0, at)) this.part(part);
    const { name, attributes } = content[at]!;
    const custom = isOn(attributes.get('customMarkFollows'));
    const after = content.slice(at + 1);
    const words = after.filter((part) => part.name === 't').map(allText);
    const kind = name === 'footnoteReference' ? 'footnote' : 'endnote';
    const label = this.context.notes.cite(kind, attributes.get('id') ?? '', custom ? words.join('') : '');
    if (label !== null) this.write(noteMark(label));
    if (!custom || label === null) for (const part of after) this.part(part);
  }

  /** Controls of a form hold what was filled in, or else words that ask for it. */
  private control(element: XmlElement): void {
    if (hasProperty(childOf(element, 'sdtPr'), 'showingPlcHdr')) return;
    const content = childOf(element, 'sdtContent');
    if (content !== undefined) this.inside(content);
  }

  private write(text: string, always = false): void {
    if (this.fields.includes(true) && !always) {
      this.held += text;
      return;
    }
    this.pieces.push(text);
    this.length += text.length;
  }

  private field(type: string): void {
    if (type === 'begin') this.fields.push(true);
    else if (type === 'separate' && this.fields.length > 0) this.fields[this.fields.length - 1] = false;
    else if (type === 'end') this.fields.pop();
    if (!this.fields.includes(true)) this.held = '';
  }

  private symbol({ attributes }: XmlElement): void {
    const code = Number.parseInt(attributes.get('char') ?? '', 16);
    const sign = symbolOf((attributes.get('font') ?? '').toLowerCase(), code);
    if (sign === undefined) this.context.losses.add('symbols');
    else this.write(sign);
  }

  private drawing(element: XmlElement): void {
    const { losses } = this.context;
    const boxes = outermost(element, 'txbxContent');
    this.boxes.push(...boxes);
    if (boxes.length > 0) return;
    const isPicture = ['blip', 'imagedata'].some(
      (name) => !(descendants(element, name).next().done ?? false),
    );
    if (element.name === 'object') losses.add('objects');
    else if (isPicture) losses.add('pictures');
    else if (['chart', 'relIds'].some((name) => !(descendants(element, name).next().done ?? false))) {
      losses.add('objects');
    }
  }

  private closeComment(id: string): void {
    const start = this.open.get(id);
    if (start === undefined) return;
    this.open.delete(id);
    this.comment(id, start, this.length);
  }

  private comment(id: string, start: number, end: number): void {
    if (!this.context.comments.has(id) || this.commented.has(id)) return;
    this.commented.set(id, [start, end]);
  }
}

/** Elements of a name that lie in none of the same name; of alternatives one branch is looked into. */
function outermost(element: XmlElement, name: string): XmlElement[] {
  return childrenOf(element).flatMap((child) => {
    if (child.name === name) return [child];
    const within = child.name === 'AlternateContent' ? branchOf(child) : child;
    return within === undefined ? [] : outermost(within, name);
  });
}
