const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';

/** A document of a book: what stands in its body. */
export const page = (body: string, more = ''): string =>
  `${HEAD}<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"${more}><head><title>Cranes</title><link rel="stylesheet" href="a.css"/></head><body>${body}</body></html>`;

export interface BookParts {
  /** Bodies by the name of their file, in the order of the spine; a name that begins with `-` is not linear. */
  readonly pages: Readonly<Record<string, string>>;
  /** Elements of the metadata. */
  readonly metadata?: string;
  /** What stands in the navigation document's list; without it there is none. */
  readonly nav?: string;
  /** Points of the table of contents of EPUB 2. */
  readonly ncx?: string;
  readonly guide?: string;
  /** Further files, or others in their place. */
  readonly files?: Readonly<Record<string, string>>;
}

export const TITLE = '<dc:title>Cranes of the North</dc:title>';

/** The files of an e-book, by their path. */
export function bookFiles({ pages, metadata, nav, ncx, guide, files }: BookParts): Record<string, string> {
  const names = Object.keys(pages).map((name) => ({
    name: name.replace(/^-/u, ''),
    linear: !name.startsWith('-'),
  }));
  const items = names.map(
    ({ name }, i) => `<item id="p${i}" href="text/${name}" media-type="application/xhtml+xml"/>`,
  );
  if (nav !== undefined) {
    items.push('<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>');
  }
  if (ncx !== undefined) items.push('<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>');
  const spine = names.map(({ linear }, i) => `<itemref idref="p${i}"${linear ? '' : ' linear="no"'}/>`);
  return {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': `${HEAD}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`,
    'OPS/book.opf': `${HEAD}<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">${metadata ?? TITLE}</metadata><manifest>${items.join('')}</manifest><spine${ncx === undefined ? '' : ' toc="ncx"'}>${spine.join('')}</spine>${guide === undefined ? '' : `<guide>${guide}</guide>`}</package>`,
    ...Object.fromEntries(
      names.map(({ name }, i) => [`OPS/text/${name}`, page(Object.values(pages)[i]!)]),
    ),
    ...(nav === undefined
      ? {}
      : { 'OPS/nav.xhtml': page(`<nav epub:type="toc"><h1>Contents</h1><ol>${nav}</ol></nav>`) }),
    ...(ncx === undefined
      ? {}
      : {
          'OPS/toc.ncx': `${HEAD}<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd"><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>${ncx}</navMap></ncx>`,
        }),
    ...files,
  };
}
