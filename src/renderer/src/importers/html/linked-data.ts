/** What a page says of its article in JSON-LD; each is empty when it does not. */
export interface LinkedData {
  readonly headline: string;
  readonly author: string;
  readonly publisher: string;
  readonly published: string;
  readonly created: string;
  readonly language: string;
  readonly url: string;
  readonly articleBody: string;
}

type Thing = Readonly<Record<string, unknown>>;

const ARTICLE = /(?:Article|BlogPosting|Posting|Report|Review|Recipe|Story|LiveBlogPosting)$/u;
const PAGE = /^(?:WebPage|ItemPage)$/u;
/** Characters of all such data of a page that are read. */
const MAX_LENGTH = 2_000_000;
/** How deep things lie within each other. */
const MAX_DEPTH = 8;

/**
 * Reads the linked data of a page: the first article in it, else what it says of the page itself.
 * @see https://www.w3.org/TR/json-ld11/ @see https://schema.org/Article
 */
export function linkedData(document: Document): LinkedData {
  const things: Thing[] = [];
  let left = MAX_LENGTH;
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const text = script.textContent;
    left -= text.length;
    if (left > 0) collect(parse(text), things, 0);
  }
  const article = things.find((thing) => typesOf(thing).some((type) => ARTICLE.test(type)));
  const page = things.find((thing) => typesOf(thing).some((type) => PAGE.test(type)));
  const of = (name: string): string => text(article?.[name]) || (article ? '' : text(page?.[name]));
  const ids = new Map(things.map((thing) => [text(thing['@id']), thing]));
  const named = (value: unknown): string => namesOf(value, ids).join(', ');
  return {
    headline: text(article?.['headline']) || text(article?.['name']),
    author: named(article?.['author'] ?? article?.['creator']),
    publisher: named(article?.['publisher'] ?? page?.['publisher']),
    published: of('datePublished'),
    created: of('dateCreated'),
    language: of('inLanguage'),
    url: text(article?.['url']) || text(idOf(article?.['mainEntityOfPage'])),
    articleBody: text(article?.['articleBody']),
  };
}

function parse(json: string): unknown {
  const bare = json
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/u, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/u, '');
  try {
    return JSON.parse(bare) as unknown;
  } catch {
    try {
      // Line breaks within texts, which many pages leave in.
      return JSON.parse(bare.replace(/[\r\n\t]+/gu, ' ')) as unknown;
    } catch {
      return null;
    }
  }
}

function collect(value: unknown, things: Thing[], depth: number): void {
  if (depth > MAX_DEPTH || value === null || typeof value !== 'object') return;
  if (Array.isArray(value)) {
    for (const each of value) collect(each, things, depth + 1);
    return;
  }
  const thing = value as Thing;
  if (typesOf(thing).length > 0) things.push(thing);
  for (const name of [
    '@graph',
    'mainEntity',
    'mainEntityOfPage',
    'itemListElement',
    'item',
    'publisher',
    'author',
  ]) {
    collect(thing[name], things, depth + 1);
  }
}

const typesOf = (thing: Thing): string[] =>
  [thing['@type']].flat().filter((type): type is string => typeof type === 'string');

const idOf = (value: unknown): unknown =>
  value !== null && typeof value === 'object' ? ((value as Thing)['@id'] ?? (value as Thing)['url']) : value;

function text(value: unknown): string {
  if (Array.isArray(value)) return text(value[0]);
  return typeof value === 'string' ? decodeEntities(value).trim() : '';
}

function namesOf(value: unknown, ids: ReadonlyMap<string, Thing>): string[] {
  const names = [value].flat().flatMap((each): string[] => {
    if (typeof each === 'string') return /^https?:/iu.test(each) ? [] : [text(each)];
    if (each === null || typeof each !== 'object') return [];
    const thing = each as Thing;
    const known = thing['name'] === undefined ? ids.get(text(thing['@id'])) : thing;
    return [text((known ?? thing)['name'])];
  });
  return [...new Set(names.filter((name) => name !== ''))];
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  ndash: '–',
  mdash: '—',
};

/** Pages put texts into their data as they stand in the mark-up. */
function decodeEntities(value: string): string {
  return value.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/giu, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name)] ?? whole;
    const code = decimal === undefined ? Number.parseInt(String(hex), 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
