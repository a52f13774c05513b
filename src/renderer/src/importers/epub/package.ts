import { fail, ok, type Failure, type Result } from '$domain/result';
import { childOf, childrenOf, descendants, type XmlElement } from '../xml-reader';
import type { ZipArchive } from '../zip/zip-archive';
import { readBookXml } from './book-xml';
import { resolveLink } from './paths';

/** A document of a book that is read one after the other. */
export interface SpineItem {
  readonly path: string;
  /** False for what is only shown when a link is followed. */
  readonly linear: boolean;
}

/** The package document of a book: what it consists of, in which order. */
export interface BookPackage {
  readonly metadata: XmlElement | undefined;
  /** Text documents only, each once. */
  readonly spine: readonly SpineItem[];
  /** Entries of the spine that name no file of the book. */
  readonly broken: number;
  /** The navigation document of EPUB 3 and the table of contents of EPUB 2, where there are any. */
  readonly nav: string | null;
  readonly ncx: string | null;
  /** Paths of pages that only list the contents. */
  readonly contentsPages: ReadonlySet<string>;
}

interface Item {
  readonly path: string | null;
  readonly type: string;
  readonly properties: readonly string[];
}

const CONTAINER = 'META-INF/container.xml';

const NO_PACKAGE: Failure = {
  code: 'import/epub-no-package',
  message:
    'The e-book does not say which of its files are its text: its package document is missing. The file is damaged.',
};

/**
 * Reads the package document of a book. Fails with `import/epub-no-package` when it is not there, and with the codes of
 * `readBookXml` when it cannot be read.
 */
export async function readPackage(archive: ZipArchive): Promise<Result<BookPackage>> {
  const path = await packagePath(archive);
  if (path === null) return fail(NO_PACKAGE);
  const root = await readBookXml(archive, path);
  if (!root.ok) return root;
  return root.value.name === 'package' ? ok(packageOf(root.value, path)) : fail(NO_PACKAGE);
}

async function packagePath(archive: ZipArchive): Promise<string | null> {
  const container = archive.has(CONTAINER) ? await readBookXml(archive, CONTAINER) : null;
  const named = container?.ok === true ? [...descendants(container.value, 'rootfile')] : [];
  const isPackage = (file: XmlElement): boolean => file.attributes.get('media-type') === PACKAGE_TYPE;
  for (const file of [...named.filter(isPackage), ...named.filter((each) => !isPackage(each))]) {
    const full = file.attributes.get('full-path') ?? '';
    const path = archive.has(full) ? full : (resolveLink(full, '')?.path ?? '');
    if (archive.has(path)) return path;
  }
  return archive.entries.find(({ name }) => /\.opf$/iu.test(name))?.name ?? null;
}

const PACKAGE_TYPE = 'application/oebps-package+xml';
const TEXT_TYPE = /^(?:application\/xhtml\+xml|text\/html|text\/x-oeb1-document)\b/iu;
const TEXT_NAME = /\.x?html?$/iu;

function packageOf(root: XmlElement, path: string): BookPackage {
  const items = manifestOf(root, path);
  const spine = childOf(root, 'spine');
  const { read, broken } = spineOf(spine, items);
  const all = [...items.values()];
  const ofId = items.get(spine?.attributes.get('toc') ?? '');
  const ncx = ofId?.path ?? all.find(({ type }) => /dtbncx/iu.test(type))?.path ?? null;
  const nav = all.find(({ properties }) => properties.includes('nav'))?.path ?? null;
  const guide = childrenOf(childOf(root, 'guide'), 'reference').flatMap(({ attributes }) => {
    const page = attributes.get('type') === 'toc' ? resolveLink(attributes.get('href') ?? '', path) : null;
    // A place within a page says that there is more on it than the contents.
    return page === null || page.fragment !== '' ? [] : [page.path];
  });
  return {
    metadata: childOf(root, 'metadata'),
    spine: read,
    broken,
    nav,
    ncx,
    contentsPages: new Set([...guide, ...(nav === null ? [] : [nav])]),
  };
}

function manifestOf(root: XmlElement, path: string): Map<string, Item> {
  const items = new Map<string, Item>();
  for (const { attributes } of childrenOf(childOf(root, 'manifest'), 'item')) {
    const id = attributes.get('id') ?? '';
    if (items.has(id)) continue;
    items.set(id, {
      path: resolveLink(attributes.get('href') ?? '', path)?.path ?? null,
      type: attributes.get('media-type') ?? '',
      properties: (attributes.get('properties') ?? '').split(/\s+/u),
    });
  }
  return items;
}

const isText = ({ type, path }: Item): boolean =>
  TEXT_TYPE.test(type) || (path !== null && TEXT_NAME.test(path));

/** A book without a spine is read in the order of its manifest. */
function spineOf(
  spine: XmlElement | undefined,
  items: ReadonlyMap<string, Item>,
): { read: SpineItem[]; broken: number } {
  const entries = childrenOf(spine, 'itemref').map(({ attributes }) => ({
    item: items.get(attributes.get('idref') ?? ''),
    linear: attributes.get('linear') !== 'no',
  }));
  const listed =
    entries.length > 0 ? entries : [...items.values()].filter(isText).map((item) => ({ item, linear: true }));
  const byPath = new Map<string, SpineItem>();
  let broken = 0;
  for (const { item, linear } of listed) {
    const path = item?.path ?? null;
    if (item === undefined || path === null) broken += 1;
    else if (isText(item) && !byPath.has(path)) byPath.set(path, { path, linear });
  }
  return { read: [...byPath.values()], broken };
}
