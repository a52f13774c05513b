import type { ImportNote } from '$domain/report/report';
import { decodePage } from '../html/decode-page';
import { parsePage, words } from '../html/dom';
import type { ZipArchive } from '../zip/zip-archive';
import type { BookPackage } from './package';
import { resolveLink, type Place } from './paths';
import { asHtml } from './xhtml';

/** Most documents of a book that are read; a Bible has about 1,300. */
export const MAX_DOCUMENTS = 2000;
/** Bytes that the documents read may have together; all are held at once, since notes stand in other ones. */
export const MAX_DOCUMENT_BYTES = 30 * 1024 * 1024;

/** A text document of a book, parsed. */
export interface BookDocument {
  readonly path: string;
  /** False for what is only shown when a link is followed. */
  readonly linear: boolean;
  readonly document: Document;
  readonly body: Element;
  /** WHATWG label of the encoding. */
  readonly encoding: string;
  /** BCP 47 tag that it states; empty when it does not. */
  readonly language: string;
  /** Links into other files of the book. */
  readonly links: ReadonlyMap<Element, Place>;
}

export interface BookDocuments {
  readonly documents: readonly BookDocument[];
  /** Files that are missing or cannot be read. */
  readonly broken: number;
  readonly notes: readonly ImportNote[];
}

/** Reads the text documents of a book in their order, up to the bounds above; pages that only list its contents are none. */
export async function readDocuments(archive: ZipArchive, book: BookPackage): Promise<BookDocuments> {
  const sizes = new Map(archive.entries.map(({ name, size }) => [name, size]));
  const texts = book.spine.filter(({ path }) => !book.contentsPages.has(path));
  // A book of one file has its contents on it as well.
  const wanted = texts.length === 0 ? book.spine : texts;
  const documents: BookDocument[] = [];
  let broken = book.broken;
  let bytes = 0;
  for (const [i, { path, linear }] of wanted.entries()) {
    bytes += sizes.get(path) ?? 0;
    if (i >= MAX_DOCUMENTS || bytes > MAX_DOCUMENT_BYTES) {
      return { documents, broken, notes: [tooLong(wanted.length - i)] };
    }
    const read = await archive.read(path);
    const page = read.ok ? decodePage(read.value, undefined) : null;
    if (page?.ok === true) documents.push(documentOf(path, linear, page.value));
    else broken += 1;
  }
  return { documents, broken, notes: [] };
}

const tooLong = (left: number): ImportNote => ({
  code: 'import/epub-too-long',
  message: `The e-book is longer than can be read at once; documents at its end were left out: ${left}.`,
});

function documentOf(
  path: string,
  linear: boolean,
  { text, encoding }: { readonly text: string; readonly encoding: string },
): BookDocument {
  const document = parsePage(asHtml(text));
  const root = document.documentElement;
  tellTypes(document);
  return {
    path,
    linear,
    document,
    body: document.querySelector('body')!,
    encoding,
    language: root.getAttribute('lang') ?? root.getAttribute('xml:lang') ?? '',
    links: linksOf(document, path),
  };
}

/** Signs of a page's number; what is longer is text that was named wrongly. */
const MAX_PAGE_NUMBER = 12;

/**
 * Notes are named as web pages name them; numbers of printed pages are no text.
 * @see https://www.w3.org/TR/epub-ssv-11/
 */
function tellTypes(document: Document): void {
  for (const element of document.querySelectorAll('*')) {
    const types = typesOf(element);
    if (types.some((type) => type === 'footnote' || type === 'endnote' || type === 'rearnote')) {
      element.setAttribute('role', 'doc-footnote');
    }
    const isBreak = types.includes('pagebreak') || types.includes('doc-pagebreak');
    if (isBreak && words(element).length <= MAX_PAGE_NUMBER) element.textContent = '';
  }
}

/** What an element is, in words of EPUB and of ARIA. */
export function typesOf(element: Element): string[] {
  const said = `${element.getAttribute('epub:type') ?? ''} ${element.getAttribute('role') ?? ''}`;
  return said.split(/\s+/u).filter(Boolean);
}

/** Links within the document itself lose the name of its file. */
function linksOf(document: Document, path: string): Map<Element, Place> {
  const links = new Map<Element, Place>();
  for (const link of document.querySelectorAll('a[href]')) {
    const place = resolveLink(link.getAttribute('href') ?? '', path);
    if (place === null) continue;
    if (place.path === path) link.setAttribute('href', `#${place.fragment}`);
    else links.set(link, place);
  }
  return links;
}
