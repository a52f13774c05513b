import { noteMark } from '../rich';
import { blockAround, isBlock, isElement, words } from './dom';

/** A footnote of a page, taken out of it; its marks stand in the page's text as `noteMark(label)`. */
export interface PageNote {
  readonly label: string;
  readonly text: string;
}

export const MARK = /^[[(]?\s*(\d{1,3}|[*†‡§]{1,3}|[a-z]|[ivxlc]{1,6})\s*[\])]?[.:]?$/iu;
const NOTE_WORDS = /(?:foot|end)-?_?note|\bfn\b|fnref|noteref|ftn|cite_note|doc-noteref|sdfootnote/iu;
const BACK = /^(?:[\s\p{S}\p{P}\ufe0e\ufe0f])*$|^(?:back|return|jump)\b/iu;
const NOTES_HEADING =
  /^(?:foot|end|side)?\s?notes?:?$|^references(?: and notes)?:?$|^(?:примечани[ея]|сноски|ескертпелер|сілтемелер|anmerkungen|notas|notes de bas de page)$/iu;
/** Links and raised figures of a page that are looked at; more are no footnotes. */
const MAX_MARKS = 3000;

interface Found {
  /** What stands in the text, in the order of the page. */
  readonly marks: Element[];
  readonly printed: string;
  /** What holds the note, and is taken out. */
  readonly parts: readonly Node[];
  readonly text: string;
}

/**
 * Takes the footnotes out of a page: those that links lead to (also of Word, Google Docs and wikis), notes within the text
 * that are shown on demand, and paragraphs that begin with the raised figure that stands in the text. Marks become
 * `[label]`, notes are removed from the page and returned in the order of their first mark.
 */
export function takeFootnotes(document: Document): PageNote[] {
  const found = [...withinText(document), ...linked(document)];
  found.push(...raised(document, new Set(found.flatMap(({ marks }) => marks))));
  const usable = found.filter(({ marks, text }) => marks.length > 0 && text !== '');
  const labels = labelsFor(usable);
  const notes = usable.map(({ marks, text }, i): PageNote => {
    for (const mark of marks) replaceMark(document, mark, labels[i]!);
    return { label: labels[i]!, text };
  });
  for (const { parts } of usable) for (const part of parts) part.parentNode?.removeChild(part);
  if (notes.length > 0) removeNoteHeadings(document);
  return notes;
}

/** The printed labels where they tell the notes apart, else 1, 2, 3. */
function labelsFor(found: readonly Found[]): string[] {
  const printed = found.map((note) => MARK.exec(note.printed)?.[1] ?? '');
  const isFit = printed.every((label) => /^[\p{L}\p{N}*]{1,6}$/u.test(label));
  return isFit && new Set(printed).size === printed.length ? printed : found.map((_, i) => String(i + 1));
}

function replaceMark(document: Document, mark: Element, label: string): void {
  const text = document.createTextNode(noteMark(label));
  const parent = mark.parentElement;
  const target = parent && parent.localName === 'sup' && words(parent) === words(mark) ? parent : mark;
  target.parentNode?.replaceChild(text, target);
}

/** Notes that stand in the text itself and are shown when they are asked for. */
function withinText(document: Document): Found[] {
  const found: Found[] = [];
  for (const mark of document.querySelectorAll('.inline-footnote, [data-definition]')) {
    const inner = mark.querySelector('.footnoteContent, .footnote-content');
    const outer = mark.getAttribute('data-definition');
    const note = inner ?? (outer === null ? null : document.getElementById(outer));
    if (!note) continue;
    const text = words(note);
    note.parentNode?.removeChild(note);
    found.push({ marks: [mark], printed: words(mark), parts: [], text });
  }
  // A switch before a note in the margin: its label, its box, the note.
  for (const label of document.querySelectorAll(
    'label.margin-toggle, label.sidenote-number, label.sidenote-toggle',
  )) {
    const note =
      label.nextElementSibling?.localName === 'input' ? label.nextElementSibling.nextElementSibling : null;
    if (!note || !/(?:side|margin|foot)-?note/iu.test(note.getAttribute('class') ?? '')) continue;
    found.push({
      marks: [label],
      printed: words(label),
      parts: [note],
      text: noteText([note], words(label)),
    });
  }
  return found;
}

/** Notes that a link in the text leads to. */
function linked(document: Document): Found[] {
  const anchors = [...document.querySelectorAll('a[href*="#"], label[for]')].slice(0, MAX_MARKS);
  const named = new Map<string, Element>();
  for (const element of document.querySelectorAll('[id], a[name]')) {
    for (const name of [element.getAttribute('id'), element.getAttribute('name')]) {
      if (name !== null && name !== '' && element.localName !== 'input' && !named.has(name)) {
        named.set(name, element);
      }
    }
  }
  // Word names its notes nowhere: what links back to a mark is its note.
  for (const anchor of anchors) {
    const back = /#_ftnref(\w+)$/u.exec(anchor.getAttribute('href') ?? '')?.[1];
    if (back !== undefined && !named.has(`_ftn${back}`)) named.set(`_ftn${back}`, anchor);
  }
  // The DOM in use is wrong about the order of elements of different depth.
  const order = new Map([...document.querySelectorAll('*')].map((element, i) => [element, i]));
  const byTarget = new Map<Element, Element[]>();
  for (const anchor of anchors) {
    const target = named.get(fragmentOf(anchor));
    if (!target || target === anchor || target.contains(anchor)) continue;
    if (!MARK.test(words(anchor)) && !looksLikeMark(anchor)) continue;
    // What a note links back to stands before it.
    if (order.get(anchor)! > order.get(target)!) continue;
    const marks = byTarget.get(target);
    if (marks) marks.push(anchor);
    else byTarget.set(target, [anchor]);
  }
  const targets = [...byTarget.keys()];
  const sidenotes = new Set<Node>();
  const found = targets.flatMap((target): Found[] => {
    const marks = byTarget.get(target)!;
    const printed = words(marks[0]);
    const block = noteBlock(target);
    if (block === null || marks.some((mark) => block.contains(mark))) return [];
    const others = targets.filter((other) => other !== target && block.contains(other));
    const parts = others.length > 0 ? sliceOf(target, others) : [block];
    const raw = parts.map((part) => part.textContent ?? '').join(' ');
    const isCertain = marks.some((mark) => looksLikeMark(mark)) || looksLikeNote(block);
    if (!isCertain && !beginsWith(raw, printed) && !isItemOf(block, printed) && !linksBack(block, marks)) {
      return [];
    }
    for (const mark of marks) {
      const beside = besideMark(mark);
      if (beside) sidenotes.add(beside);
    }
    return [{ marks, printed, parts, text: noteText(parts, printed) }];
  });
  for (const note of sidenotes) note.parentNode?.removeChild(note);
  return found;
}

function fragmentOf(anchor: Element): string {
  const href = anchor.getAttribute('href');
  if (href === null) return anchor.getAttribute('for') ?? '';
  const fragment = href.slice(href.indexOf('#') + 1);
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

export function looksLikeMark(anchor: Element): boolean {
  const said = [anchor, anchor.parentElement]
    .map((each) =>
      ['class', 'role', 'rel', 'epub:type', 'data-footnote-ref', 'id', 'href']
        .map((name) => each?.getAttribute(name) ?? '')
        .join(' '),
    )
    .join(' ');
  return NOTE_WORDS.test(said) || (anchor.parentElement?.localName === 'sup' && MARK.test(words(anchor)));
}

const looksLikeNote = (block: Element): boolean =>
  NOTE_WORDS.test(
    `${block.getAttribute('class') ?? ''} ${block.getAttribute('id') ?? ''} ${block.getAttribute('role') ?? ''}`,
  );

/** The element that holds a note: the one that is named, or the block around its mark. Headings hold none. */
export function noteBlock(target: Element): Element | null {
  const block = blockAround(target);
  if (/^(?:h[1-6]|body|article|main|section|ol|ul|table|tr)$/u.test(block.localName)) return null;
  const holder = block.parentElement;
  // A paragraph that only holds the mark, beside the words.
  const isMarkOnly = MARK.test(words(block)) && holder !== null && holder.localName === 'div';
  return isMarkOnly ? holder : block;
}

/** What lies between a note's name and the next one in the same paragraph. */
function sliceOf(target: Element, others: readonly Element[]): Node[] {
  const parts: Node[] = [target];
  for (let at: Node | null = target.nextSibling; at !== null; at = at.nextSibling) {
    const node: Node = at;
    if (others.some((other) => node === other || (isElement(node) && node.contains(other)))) break;
    parts.push(node);
  }
  return parts;
}

const beginsWith = (raw: string, printed: string): boolean => {
  const label = MARK.exec(printed)?.[1];
  return (
    label !== undefined &&
    new RegExp(`^\\s*[\\[(]?\\s*${escapeLabel(label)}(?![\\p{L}\\p{N}])`, 'u').test(raw)
  );
};

const escapeLabel = (label: string): string => label.replace(/[*]/gu, '\\*');

/** Whether a block is the item of a numbered list that has the number of the mark. */
function isItemOf(block: Element, printed: string): boolean {
  if (block.localName !== 'li' || block.parentElement?.localName !== 'ol') return false;
  const items = [...block.parentElement.children].filter(({ localName }) => localName === 'li');
  const start = Number(block.parentElement.getAttribute('start') ?? '1');
  return String(start + items.indexOf(block)) === MARK.exec(printed)?.[1];
}

function linksBack(block: Element, marks: readonly Element[]): boolean {
  const names = new Set(
    marks.flatMap((mark) => [
      mark.getAttribute('id'),
      mark.getAttribute('name'),
      mark.parentElement?.getAttribute('id'),
    ]),
  );
  return [...block.querySelectorAll('a[href*="#"]')].some((link) => names.has(fragmentOf(link)));
}

/** The same note again in the margin, right behind its mark. */
function besideMark(mark: Element): Element | null {
  const from = mark.parentElement?.localName === 'sup' ? mark.parentElement : mark;
  for (let at = from.nextElementSibling, i = 0; at !== null && i < 2; at = at.nextElementSibling, i += 1) {
    if (/\bside-?note\b/iu.test(at.getAttribute('class') ?? '')) return at;
  }
  return null;
}

/** The words of a note without its mark and the links that lead back. */
function noteText(parts: readonly Node[], printed: string): string {
  const texts = parts.map((part) => {
    const copy = part.cloneNode(true);
    if (isElement(copy)) {
      if (copy.localName === 'a' && BACK.test(words(copy))) return '';
      for (const link of [...copy.querySelectorAll('a')]) {
        if (BACK.test(words(link))) link.parentNode?.removeChild(link);
      }
      for (const block of copy.querySelectorAll('p, li, div, br')) block.before(' ');
    }
    return copy.textContent ?? '';
  });
  const text = texts.join(' ').replace(/\s+/gu, ' ').trim();
  const label = MARK.exec(printed)?.[1];
  const own =
    label === undefined
      ? text
      : text.replace(
          new RegExp(`^[\\[(]?\\s*${escapeLabel(label)}(?![\\p{L}\\p{N}])\\s*[\\])]?[.:]?\\s*`, 'u'),
          '',
        );
  return own
    .replace(/^[\^↑]\s*/u, '')
    .replace(/\s*[↩↑⤴]\ufe0e?$/u, '')
    .trim();
}

/** Notes that begin with the raised or bold figure that stands raised in the text, without any link. */
function raised(document: Document, known: ReadonlySet<Element>): Found[] {
  const marks = new Map<string, Element[]>();
  const starts: { label: string; block: Element }[] = [];
  for (const sup of [...document.querySelectorAll('sup')].slice(0, MAX_MARKS)) {
    const label = /^[[(]?(\d{1,3}|[*†‡]{1,3})[\])]?$/u.exec(words(sup))?.[1];
    if (
      label === undefined ||
      isWithin(sup, known) ||
      [...sup.querySelectorAll('*')].some((inner) => known.has(inner))
    )
      continue;
    const block = blockAround(sup);
    if (opens(block, sup)) starts.push({ label, block });
    else marks.set(label, [...(marks.get(label) ?? []), sup]);
  }
  if (marks.size === 0) return [];
  for (const bold of document.querySelectorAll('hr ~ p > strong, hr ~ p > b')) {
    const label = /^(\d{1,3})$/u.exec(words(bold))?.[1];
    const block = blockAround(bold);
    if (label !== undefined && opens(block, bold)) starts.push({ label, block });
  }
  for (const list of document.querySelectorAll(
    'aside > ol, [class*="footnotes"] > ol, [id*="footnotes"] > ol',
  )) {
    const first = Number(list.getAttribute('start') ?? '1');
    [...list.children].forEach((block, i) => starts.push({ label: String(first + i), block }));
  }
  const blocks = new Set(starts.map(({ block }) => block));
  const taken = new Set<string>();
  return starts.flatMap(({ label, block }): Found[] => {
    const own = (marks.get(label) ?? []).filter((mark) => !blocks.has(blockAround(mark)));
    if (own.length === 0 || taken.has(label)) return [];
    taken.add(label);
    const parts: Node[] = [block, ...continuation(block, blocks)];
    return [{ marks: own, printed: label, parts, text: noteText(parts, label) }];
  });
}

function isWithin(element: Element, known: ReadonlySet<Element>): boolean {
  for (let at: Element | null = element; at !== null; at = at.parentElement) if (known.has(at)) return true;
  return false;
}

function opens(block: Element, element: Element): boolean {
  const own = words(block);
  return own !== words(element) && own.startsWith(words(element));
}

/** Paragraphs and lists between two notes that stand below a rule or a heading for notes belong to the first. */
function continuation(block: Element, starts: ReadonlySet<Element>): Element[] {
  const parts: Element[] = [];
  for (let at = block.nextElementSibling; at !== null && !starts.has(at); at = at.nextElementSibling) {
    if (!/^(?:p|ul|ol|blockquote)$/u.test(at.localName) || !isBelowDivider(block)) return [];
    parts.push(at);
  }
  return parts;
}

function isBelowDivider(block: Element): boolean {
  for (let at = block.previousElementSibling; at !== null; at = at.previousElementSibling) {
    if (at.localName === 'hr') return true;
    if (/^h[1-6]$/u.test(at.localName)) return NOTES_HEADING.test(words(at));
  }
  return false;
}

/** A heading for notes has nothing below it any more, nor have lists and sections that held them. */
function removeNoteHeadings(document: Document): void {
  for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    if (!NOTES_HEADING.test(words(heading))) continue;
    let after = heading.nextElementSibling;
    while (after !== null && words(after) === '' && !isHeading(after)) after = after.nextElementSibling;
    if (after === null || isHeading(after)) heading.parentNode?.removeChild(heading);
  }
}

const isHeading = (element: Element): boolean => isBlock(element) && /^h[1-6]$/u.test(element.localName);
