import { isLanguageTag } from '$domain/report/language-tag';
import { readDate } from '../dates';
import { webAddress, type LineMetadata } from '../metadata';
import { words } from './dom';
import { linkedData, type LinkedData } from './linked-data';
import { dateIn, printedDate } from './printed-date';

/** What a page says of itself, beside its text. */
export interface PageMetadata extends LineMetadata {
  /** The text of the article as the page gives it to machines; empty when it does not. */
  readonly articleBody: string;
}

/**
 * Reads what a page says of itself: linked data first, then what it tells other sites, then what it prints.
 * @see https://schema.org/Article @see https://ogp.me/
 */
export function pageMetadata(document: Document, html: string): PageMetadata {
  const data = linkedData(document);
  const meta = metaReader(document);
  const source =
    meta('og:site_name') || data.publisher || meta('application-name', 'publisher', 'dc.publisher');
  const saved = savedFrom(html);
  const address = addressOf(document, meta, data) || saved.address;
  const title = titleOf(document, meta, data, source);
  const author = authorOf(document, meta, data);
  const published = publishedOf(document, meta, data, address);
  const language = languageOf(document, meta, data);
  const said = {
    title,
    author,
    published,
    language,
    sourceUrl: address,
    source: source || hostOf(address),
    captured: saved.captured,
  };
  return {
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== '')),
    articleBody: data.articleBody,
  };
}

type MetaReader = (...names: string[]) => string;

/** The first filled value of `meta` elements with these names, which are lower case. */
function metaReader(document: Document): MetaReader {
  const values = new Map<string, string>();
  for (const attribute of ['property', 'name', 'itemprop', 'http-equiv']) {
    for (const element of document.querySelectorAll(`meta[${attribute}]`)) {
      const value = (element.getAttribute('content') ?? '').replace(/\s+/gu, ' ').trim();
      for (const name of (element.getAttribute(attribute) ?? '').toLowerCase().split(/\s+/u)) {
        if (name !== '' && value !== '' && !values.has(name)) values.set(name, value);
      }
    }
  }
  return (...names) => names.map((name) => values.get(name)).find((value) => value !== undefined) ?? '';
}

const SEPARATOR = /^(?:\s+[|–—\-:»·•/\\]+\s|\s*[|»]|:\s)/u;

/** The title that the page prints, without the name of the site. */
function titleOf(document: Document, meta: MetaReader, data: LinkedData, site: string): string {
  const headings = [...document.querySelectorAll('h1')].map(words).filter((text) => text !== '');
  const own = words(document.querySelector('title'));
  const stated = [
    data.headline,
    meta('dc:title', 'dc.title', 'dcterms.title', 'dcterm:title'),
    meta('og:title'),
    meta('title', 'headline', 'twitter:title', 'parsely-title'),
  ].filter((title) => title !== '');
  const [first = own, ...others] = stated.length > 0 ? [...stated, own] : [];
  if (first === '') return headings.length === 1 ? headings[0]! : '';
  const bare = withoutSite(first, site);
  const printed = headings.find((text) => isSame(text, first) || isSame(text, bare));
  if (printed !== undefined) return isSame(printed, first) ? first : printed;
  // A title that begins with a heading of the page holds the names of site and section as well.
  const inside = headings.find((text) => text.length > 15 && first.startsWith(text));
  if (inside !== undefined && SEPARATOR.test(first.slice(inside.length))) return inside;
  if (!headings.some((text) => isAlike(text, first))) {
    const confirmed = headings.find((text) =>
      others.some((other) => isSame(text, withoutSite(other, site)) || other.startsWith(`${text} `)),
    );
    if (confirmed !== undefined) return confirmed;
  }
  return stated.length === 0 ? withoutSection(bare) : bare;
}

/** Whether two headlines share half of their words: a page may print another one than it tells other sites. */
export function isAlike(a: string, b: string): boolean {
  const own = new Set(a.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  const other = b.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return other.filter((word) => own.has(word)).length >= other.length / 2;
}

const isSame = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Takes the name of the site off either end. */
function withoutSite(title: string, site: string): string {
  if (site === '') return title;
  const parts = title.split(/(\s+[|–—\-:»·•/]+\s+|\s*[|»]\s*)/u);
  if (parts.length < 3) return title;
  if (isSame(parts.at(-1)!, site)) return parts.slice(0, -2).join('').trim();
  return isSame(parts[0]!, site) ? parts.slice(2).join('').trim() : title;
}

const MIN_TITLE_WORDS = 4;

/** Of the window's title: the part before the last bar or dash, where enough of it is left. */
function withoutSection(title: string): string {
  const cut = /^(.*)\s[|–—\-»·]\s[^|–—\-»·]*$/u.exec(title)?.[1]?.trim();
  return cut !== undefined && cut.split(/\s+/u).length >= MIN_TITLE_WORDS ? cut : title;
}

const MAX_AUTHOR = 120;

function authorOf(document: Document, meta: MetaReader, data: LinkedData): string {
  const stated =
    data.author ||
    meta(
      'author',
      'article:author',
      'byl',
      'dc.creator',
      'dc:creator',
      'dcterms.creator',
      'parsely-author',
      'sailthru.author',
    );
  for (const text of [stated, ...printedAuthors(document)]) {
    const name = authorName(text);
    if (name !== '') return name;
  }
  return '';
}

const AUTHOR_PLACES = [
  '[rel~="author"], [itemprop~="author"] [itemprop~="name"]',
  '[itemprop~="author"]',
  '.byline, .by-line, .author-name, .article-author',
  '[class*="byline"]',
  '[class~="author"]',
];

/** What the page prints where the author stands, the likeliest first; what begins with “By” before the rest. */
function printedAuthors(document: Document): string[] {
  const texts = AUTHOR_PLACES.flatMap((place) =>
    [...document.querySelectorAll(place)].slice(0, 3).map(words),
  );
  return [...texts.filter((text) => /^by\s/iu.test(text)), ...texts];
}

/** A date behind the name, or what one does about it. */
const NAME_END =
  /(?:\s+[-–—,]|,)?\s+(?:(?:published|posted|updated|on|at)\s.*|(?:\p{L}{3,9}\.?\s+)?\d{1,2},?\s.*|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*\.?\s+\d.*)$/iu;

function authorName(text: string): string {
  const name = text
    .replace(/^(?:written\s+)?by\s*:?\s+/iu, '')
    .replace(/^(?:автор|текст)\s*:\s*/iu, '')
    .replace(/\s*[|·•]\s.*$/u, '')
    .replace(NAME_END, '')
    .trim();
  const isName = name.length <= MAX_AUTHOR && /\p{L}/u.test(name) && !/^https?:|@|[{}<>]/u.test(name);
  return isName && readDate(name) === null ? name : '';
}

const DATE_NAMES = [
  'article:published_time',
  'og:published_time',
  'og:article:published_time',
  'datepublished',
  'dc.date.issued',
  'dcterms.issued',
  'dc.date',
  'dc:date',
  'dcterms.date',
  'dcterms.created',
  'dc.date.created',
  'parsely-pub-date',
  'sailthru.date',
  'pubdate',
  'publishdate',
  'publish-date',
  'publish_date',
  'published-date',
  'article.published',
  'publication_date',
  'citation_publication_date',
  'cxenseparse:recs:publishtime',
  'originalpublicationdate',
  'date',
  'created',
];
function publishedOf(document: Document, meta: MetaReader, data: LinkedData, address: string): string {
  for (const text of [data.published, ...DATE_NAMES.map((name) => meta(name)), data.created]) {
    const date = dateIn(text);
    if (date !== '') return date;
  }
  const printed = printedDate(document);
  if (printed !== '') return printed;
  const [, year, month, day] =
    /\/(20\d\d|19\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?:\/|-|$)/u.exec(address) ?? [];
  return year === undefined ? '' : `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
}

function languageOf(document: Document, meta: MetaReader, data: LinkedData): string {
  const stated = [
    document.documentElement.getAttribute('lang'),
    document.documentElement.getAttribute('xml:lang'),
    meta('content-language', 'language', 'dc.language', 'inlanguage'),
    data.language,
    meta('og:locale'),
  ];
  for (const tag of stated) {
    const tidy = (tag ?? '').trim().replace('_', '-');
    if (tidy !== '' && isLanguageTag(tidy)) return tidy;
  }
  return '';
}

function addressOf(document: Document, meta: MetaReader, data: LinkedData): string {
  const stated = [
    document.querySelector('link[rel~="canonical"]')?.getAttribute('href') ?? '',
    meta('og:url'),
    data.url,
    meta('twitter:url'),
  ];
  return (
    stated.map((text) => (/^https?:\/\//iu.test(text) ? webAddress(text) : '')).find((text) => text !== '') ??
    ''
  );
}

function hostOf(address: string): string {
  return /^https?:\/\/(?:www\.)?([^/:?#]+)/iu.exec(address)?.[1] ?? '';
}

/** What browsers and savers of pages write into them: where the page was, and when it was saved. */
function savedFrom(html: string): { readonly address: string; readonly captured: string } {
  const head = html.slice(0, 4000);
  const browser = /<!--\s*saved from url=\(\d+\)(https?:\/\/[^\s>]+)/iu.exec(head)?.[1];
  const saver = /Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n>]+)/iu.exec(head);
  const address = browser ?? saver?.[1] ?? '';
  const captured = /(\p{L}{3})\s+(\d{1,2})\s+(\d{4})/u.exec(saver?.[2] ?? '');
  return {
    address: /^https?:/iu.test(address) ? webAddress(address) : '',
    captured: captured ? (readDate(`${captured[2]} ${captured[1]} ${captured[3]}`) ?? '') : '',
  };
}
