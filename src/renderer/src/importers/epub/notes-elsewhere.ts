import { words } from '../html/dom';
import { looksLikeMark, MARK, noteBlock } from '../html/footnotes';
import { typesOf, type BookDocument } from './documents';

/** Links of a document that are looked at; more are an index. */
const MAX_LINKS = 5000;

interface Citation {
  readonly citing: BookDocument;
  readonly mark: Element;
  readonly target: Element;
  /** What holds the note. */
  readonly block: Element;
}

/**
 * Notes that stand in another document than the text that cites them are brought to its end, so that each document can
 * be read alone. Links into other documents lead nowhere afterwards. Returns the documents that notes were taken from.
 */
export function bringNotes(documents: readonly BookDocument[]): Set<BookDocument> {
  const order = new Map(documents.map((document, i) => [document.path, i]));
  const names = new Map<BookDocument, Map<string, Element>>();
  const found: Citation[] = [];
  const from = new Set<BookDocument>();
  for (const [i, citing] of documents.entries()) {
    for (const [mark, { path, fragment }] of [...citing.links].slice(0, MAX_LINKS)) {
      const at = order.get(path);
      const holder = at === undefined ? undefined : documents[at];
      if (holder === undefined || !mayBeMark(mark)) continue;
      // What a note links back to stands before it.
      if (at! < i && holder.linear && !typesOf(mark).some((type) => NOTEREF.has(type))) continue;
      const target = namesOf(holder, names).get(fragment);
      const block = target === undefined ? null : noteBlock(target);
      if (target === undefined || block === null) continue;
      if (!looksLikeMark(mark) && !isNote(block) && !linksBack(block, mark, citing, holder)) continue;
      found.push({ citing, mark, target, block });
      from.add(holder);
    }
  }
  move(found);
  for (const { links } of documents) {
    for (const link of links.keys()) {
      if (!(link.getAttribute('href') ?? '').startsWith('#')) link.removeAttribute('href');
    }
  }
  return from;
}

const NOTEREF: ReadonlySet<string> = new Set(['noteref', 'doc-noteref']);
const BACKLINK: ReadonlySet<string> = new Set(['backlink', 'doc-backlink', 'referrer']);

function mayBeMark(link: Element): boolean {
  const types = typesOf(link);
  if (types.some((type) => BACKLINK.has(type))) return false;
  return types.some((type) => NOTEREF.has(type)) || MARK.test(words(link));
}

const isNote = (block: Element): boolean => typesOf(block).includes('doc-footnote');

const labelOf = (link: Element): string => MARK.exec(words(link))?.[1] ?? '';

function linksBack(block: Element, mark: Element, citing: BookDocument, holder: BookDocument): boolean {
  const names = new Set(
    [mark.getAttribute('id'), mark.getAttribute('name'), mark.parentElement?.getAttribute('id')].filter(
      Boolean,
    ),
  );
  return [...block.querySelectorAll('a')].some((link) => {
    const place = holder.links.get(link);
    if (place?.path !== citing.path) return false;
    return names.has(place.fragment) || labelOf(link) === labelOf(mark);
  });
}

function namesOf(
  document: BookDocument,
  known: Map<BookDocument, Map<string, Element>>,
): Map<string, Element> {
  const before = known.get(document);
  if (before) return before;
  const names = new Map<string, Element>();
  for (const element of document.document.querySelectorAll('[id], a[name]')) {
    for (const name of [element.getAttribute('id'), element.getAttribute('name')]) {
      if (name !== null && name !== '' && !names.has(name)) names.set(name, element);
    }
  }
  known.set(document, names);
  return names;
}

/** A note that several documents cite goes to each of them. */
function move(found: readonly Citation[]): void {
  const ids = new Map<Element, string>();
  for (const { target, mark } of found) {
    if (!ids.has(target)) ids.set(target, `${target.getAttribute('id') ?? 'note'}_from${ids.size + 1}`);
    mark.setAttribute('href', `#${ids.get(target)!}`);
  }
  for (const [target, id] of ids) target.setAttribute('id', id);
  const moved = new Map<BookDocument, Set<Element>>();
  for (const { citing, block } of found) {
    const own = moved.get(citing) ?? new Set();
    moved.set(citing, own);
    if (own.has(block)) continue;
    own.add(block);
    citing.body.appendChild(citing.document.importNode(block, true));
  }
  for (const { block } of found) block.parentNode?.removeChild(block);
}
