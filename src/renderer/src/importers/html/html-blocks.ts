import type { HeadingLevel, ImportNote } from '$domain/report/report';
import { roman } from '../number-format';
import { rowText, type RichBlock } from '../rich';
import { isBlock, isElement, isHidden, isText, LEFT_OUT, MAX_DEPTH, parsePage, words } from './dom';
import { takeFootnotes, type PageNote } from './footnotes';

/** What a page held beside its text, counted. */
export interface Losses {
  pictures: number;
  embeds: number;
  forms: number;
  links: number;
  hidden: number;
}

export const noLosses = (): Losses => ({ pictures: 0, embeds: 0, forms: 0, links: 0, hidden: 0 });

export interface HtmlText {
  readonly blocks: RichBlock[];
  readonly notes: ImportNote[];
  /** What the document calls itself; empty when it does not. */
  readonly title: string;
  /** BCP 47 tag that the document states; empty when it does not. */
  readonly language: string;
}

/**
 * All text of an HTML document or fragment, in its order: headings, paragraphs, lists with their numbers, quotes, rows of
 * tables, footnotes linked. Nothing is fetched or run; what is left out is counted in `notes`. Never throws because of what
 * the document holds.
 */
export function htmlBlocks(html: string): HtmlText {
  const document = parsePage(html);
  const losses = noLosses();
  const footnotes = takeFootnotes(document);
  const body = document.querySelector('body')!;
  const blocks = [...blocksOf(body, losses), ...noteBlocks(footnotes)];
  return {
    blocks,
    notes: lossNotes(losses),
    title: words(document.querySelector('title')),
    language: document.documentElement.getAttribute('lang') ?? '',
  };
}

export const noteBlocks = (notes: readonly PageNote[]): RichBlock[] =>
  notes.map(({ label, text }) => ({ kind: 'note', label, text }));

export function lossNotes({ pictures, embeds, forms, links, hidden }: Losses): ImportNote[] {
  const counted: readonly (readonly [number, string, string])[] = [
    [pictures, 'images', 'Pictures were left out, their captions kept'],
    [embeds, 'embeds', 'Videos and other embedded pages were left out'],
    [forms, 'forms', 'Fields and buttons of forms were left out'],
    [links, 'links', 'Links kept their words; their addresses were left out'],
    [hidden, 'hidden', 'Parts that the page does not show were left out'],
  ];
  return counted
    .filter(([count]) => count > 0)
    .map(([count, code, message]) => ({ code: `import/${code}`, message: `${message}: ${count}.` }));
}

type Frame =
  | { readonly kind: 'plain' | 'quote' | 'pre' }
  | ItemFrame
  | { readonly kind: 'heading'; readonly level: HeadingLevel };

interface ItemFrame {
  readonly kind: 'item';
  readonly depth: number;
  /** Absent for bullets. */
  readonly label?: string;
  /** False once the item's first paragraph stands. */
  isOpen: boolean;
}

/** The blocks of an element's text, in its order; what is left out is added to `losses`. */
export function blocksOf(root: Element, losses: Losses): RichBlock[] {
  const writer = new BlockWriter(losses);
  writer.children(root, { kind: 'plain' }, 0, 0);
  writer.end({ kind: 'plain' });
  return writer.blocks;
}

class BlockWriter {
  readonly blocks: RichBlock[] = [];
  #text = '';
  /** Line breaks in a row; two end a paragraph. */
  #breaks = 0;

  constructor(private readonly losses: Losses) {}

  children(element: Element, frame: Frame, lists: number, depth: number): void {
    if (depth > MAX_DEPTH) {
      this.#add(element.textContent);
      return;
    }
    for (const node of element.childNodes) this.#node(node, frame, lists, depth + 1);
  }

  /** Ends the block that the text so far belongs to. */
  end(frame: Frame): void {
    const text = this.#text.replace(/\s+/gu, ' ').trim();
    this.#text = '';
    this.#breaks = 0;
    if (text !== '') this.blocks.push(blockFor(frame, text));
  }

  #add(text: string): void {
    if (text.trim() !== '') this.#breaks = 0;
    this.#text += text;
  }

  #node(node: Node, frame: Frame, lists: number, depth: number): void {
    if (isText(node)) {
      if (frame.kind === 'pre') this.#lines(node.data, frame);
      else this.#add(node.data);
      return;
    }
    if (!isElement(node)) return;
    const name = node.localName;
    const lost = LEFT_OUT[name];
    if (lost !== undefined) {
      this.#lose(lost);
      return;
    }
    if (isHidden(node)) {
      if (words(node) !== '') this.losses.hidden += 1;
      return;
    }
    if (name === 'br') {
      this.#breaks += 1;
      if (this.#breaks > 1) this.end(frame);
      else this.#text += ' ';
      return;
    }
    if (name === 'a' && /^https?:/iu.test(node.getAttribute('href') ?? '')) this.losses.links += 1;
    if (!isBlock(node)) {
      this.children(node, frame, lists, depth);
      return;
    }
    this.end(frame);
    const inner = this.#block(node, frame, lists, depth);
    this.end(inner);
  }

  #block(element: Element, frame: Frame, lists: number, depth: number): Frame {
    const name = element.localName;
    const level = /^h([1-6])$/u.exec(name)?.[1];
    let inner = frame;
    if (level !== undefined) inner = { kind: 'heading', level: Number(level) as HeadingLevel };
    else if (name === 'blockquote') inner = { kind: 'quote' };
    else if (name === 'pre') inner = { kind: 'pre' };
    else if (name === 'ol' || name === 'ul' || name === 'menu') {
      this.#list(element, lists + 1, depth);
      return frame;
    } else if (name === 'tr') {
      this.#row(element);
      return frame;
    }
    this.children(element, inner, lists, depth);
    return inner;
  }

  #list(list: Element, lists: number, depth: number): void {
    let value = Number.parseInt(list.getAttribute('start') ?? '1', 10) || 1;
    for (const child of list.childNodes) {
      if (!isElement(child) || child.localName !== 'li') {
        this.#node(child, { kind: 'plain' }, lists, depth + 1);
        continue;
      }
      const own = Number.parseInt(child.getAttribute('value') ?? '', 10);
      if (!Number.isNaN(own)) value = own;
      const label = list.localName === 'ol' ? `${numberText(value, list.getAttribute('type'))}.` : undefined;
      value += 1;
      const frame: ItemFrame = {
        kind: 'item',
        depth: lists,
        isOpen: true,
        ...(label === undefined ? {} : { label }),
      };
      this.end({ kind: 'plain' });
      if (!isHidden(child)) this.children(child, frame, lists, depth + 1);
      this.end(frame);
    }
  }

  /** A row that holds whole paragraphs lays out the page, and is no row of figures. */
  #row(row: Element): void {
    const cells = [...row.children].filter(({ localName }) => localName === 'td' || localName === 'th');
    const isLayout =
      cells.length === 1 ||
      cells.some((cell) => cell.querySelector('p, ul, ol, h1, h2, h3, h4, table, blockquote'));
    if (isLayout) {
      for (const cell of cells) {
        this.children(cell, { kind: 'plain' }, 0, 0);
        this.end({ kind: 'plain' });
      }
      return;
    }
    const text = rowText(cells.map((cell) => (isHidden(cell) ? '' : words(cell))));
    if (text !== '') this.blocks.push({ kind: 'table-row', text });
  }

  #lines(text: string, frame: Frame): void {
    for (const part of text.split(/\n\s*\n/u)) {
      this.#add(part);
      if (text.includes('\n\n')) this.end(frame);
    }
  }

  #lose(what: (typeof LEFT_OUT)[string]): void {
    if (what === 'picture') this.losses.pictures += 1;
    if (what === 'embed') this.losses.embeds += 1;
    if (what === 'form') this.losses.forms += 1;
  }
}

function blockFor(frame: Frame, text: string): RichBlock {
  switch (frame.kind) {
    case 'heading':
      return { kind: 'heading', level: frame.level, text };
    case 'quote':
      return { kind: 'quote', text };
    case 'item': {
      // Only the first paragraph of an item carries its mark.
      if (!frame.isOpen) return { kind: 'plain', text };
      frame.isOpen = false;
      const { depth, label } = frame;
      return { kind: 'item', depth, text, ...(label === undefined ? {} : { label }) };
    }
    default:
      return { kind: 'plain', text };
  }
}

/** The number of an item as the list prints it. @see https://html.spec.whatwg.org/#attr-ol-type */
function numberText(value: number, type: string | null): string {
  if (value < 1) return String(value);
  if (type === 'a' || type === 'A') {
    if (value > 26) return String(value);
    return String.fromCharCode((type === 'a' ? 96 : 64) + value);
  }
  if (type !== 'i' && type !== 'I') return String(value);
  return type === 'I' ? roman(value).toUpperCase() : roman(value);
}
