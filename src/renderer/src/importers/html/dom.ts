import { parseHTML } from 'linkedom/worker';

/** Elements deeper within each other than this are read as one stretch of text: no page is written that way. */
export const MAX_DEPTH = 300;

/** What ends a line of text, by local name. */
const BLOCKS = new Set(
  (
    'address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);

/** What holds no text of the page, by local name, with what it is called when it is counted as left out. */
export const LEFT_OUT: Readonly<Record<string, 'script' | 'picture' | 'embed' | 'form' | 'head'>> = {
  head: 'head',
  script: 'script',
  style: 'script',
  noscript: 'script',
  template: 'script',
  svg: 'picture',
  img: 'picture',
  picture: 'picture',
  canvas: 'picture',
  iframe: 'embed',
  object: 'embed',
  embed: 'embed',
  video: 'embed',
  audio: 'embed',
  select: 'form',
  textarea: 'form',
  button: 'form',
  input: 'form',
  datalist: 'form',
};

/**
 * Parses a page into a document that runs nothing and loads nothing. There is always a `body`, also for a fragment.
 */
export function parsePage(source: string): Document {
  const html = flattened(source);
  const document = documentOf(html);
  const isWhole =
    (document.documentElement as Element | null)?.localName === 'html' &&
    document.querySelector('body') !== null;
  return isWhole ? document : documentOf(`<!doctype html><html><head></head><body>${html}</body></html>`);
}

/** Elements that pages nest; paragraphs and items, which may be left open, are closed by the next one. */
const NESTING =
  /<(\/?)(a|article|aside|b|big|blockquote|center|div|dl|em|fieldset|font|form|i|ol|section|small|span|strong|table|tbody|td|tr|u|ul)(?=[\s/>])[^<>]*>/giu;

/** The source without the tags that lie deeper than {@link MAX_DEPTH}: what looks at each with all around it would take hours. */
function flattened(source: string): string {
  let depth = 0;
  let deepest = 0;
  for (const [, closes] of source.matchAll(NESTING)) {
    depth = closes === '/' ? Math.max(0, depth - 1) : depth + 1;
    deepest = Math.max(deepest, depth);
  }
  if (deepest <= MAX_DEPTH) return source;
  depth = 0;
  const flat = source.replace(NESTING, (tag, closes: string) => {
    const at = closes === '/' ? depth : depth + 1;
    depth = closes === '/' ? Math.max(0, depth - 1) : at;
    return at > MAX_DEPTH ? ' ' : tag;
  });
  return flat.replace(/ {2,}/gu, ' ');
}

function documentOf(html: string): Document {
  return (parseHTML(html) as unknown as { document: Document }).document;
}

export const isElement = (node: Node): node is Element => node.nodeType === 1;
export const isText = (node: Node): node is Text => node.nodeType === 3;

export function isBlock(node: Node): boolean {
  return isElement(node) && BLOCKS.has(node.localName);
}

/** Whether a page keeps an element from being seen, by an attribute or a style of its own. */
export function isHidden(element: Element): boolean {
  if (element.hasAttribute('hidden')) return true;
  const style = element.getAttribute('style');
  return style !== null && /(?:display\s*:\s*none|visibility\s*:\s*hidden)/iu.test(style);
}

/** The words of an element in one line. */
export function words(node: Node | null | undefined): string {
  return (node?.textContent ?? '').replace(/\s+/gu, ' ').trim();
}

/** The nearest element that is a block, the element itself included. */
export function blockAround(element: Element): Element {
  let at: Element = element;
  while (!isBlock(at) && at.parentElement !== null) at = at.parentElement;
  return at;
}
