import { parsePage, words } from '../html/dom';
import { decodePage } from '../html/decode-page';
import { allText, childOf, descendants } from '../xml-reader';
import type { ZipArchive } from '../zip/zip-archive';
import { readBookXml } from './book-xml';
import type { BookPackage } from './package';
import { resolveLink } from './paths';
import { asHtml } from './xhtml';

/** What the table of contents calls the files of a book, by their path: the first entry that leads to each. */
export async function readContents(
  archive: ZipArchive,
  { nav, ncx }: BookPackage,
): Promise<Map<string, string>> {
  const titles = nav === null ? new Map<string, string>() : await readNav(archive, nav);
  return titles.size > 0 || ncx === null ? titles : readNcx(archive, ncx);
}

/** @see https://www.w3.org/TR/epub-33/#sec-nav */
async function readNav(archive: ZipArchive, path: string): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  const bytes = await archive.read(path);
  const page = bytes.ok ? decodePage(bytes.value, undefined) : null;
  if (page?.ok !== true) return titles;
  const lists = [...parsePage(asHtml(page.value.text)).querySelectorAll('nav')];
  const isContents = (list: Element): boolean => /\btoc\b/u.test(list.getAttribute('epub:type') ?? '');
  const contents = lists.find(isContents) ?? lists[0];
  for (const link of contents?.querySelectorAll('a[href]') ?? []) {
    add(titles, words(link), link.getAttribute('href') ?? '', path);
  }
  return titles;
}

/** @see https://idpf.org/epub/20/spec/OPF_2.0.1_draft.htm#Section2.4.1 */
async function readNcx(archive: ZipArchive, path: string): Promise<Map<string, string>> {
  const titles = new Map<string, string>();
  const ncx = archive.has(path) ? await readBookXml(archive, path) : null;
  const map = ncx?.ok === true ? childOf(ncx.value, 'navMap') : undefined;
  for (const point of map === undefined ? [] : descendants(map, 'navPoint')) {
    const label = childOf(point, 'navLabel');
    const title = label === undefined ? '' : allText(label).replace(/\s+/gu, ' ').trim();
    add(titles, title, childOf(point, 'content')?.attributes.get('src') ?? '', path);
  }
  return titles;
}

function add(titles: Map<string, string>, title: string, href: string, from: string): void {
  const place = resolveLink(href, from);
  if (title !== '' && place !== null && !titles.has(place.path)) titles.set(place.path, title);
}
