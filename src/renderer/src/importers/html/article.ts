import { Readability } from '@mozilla/readability';
import { isElement, isText, words } from './dom';

/** What was taken for the article of a page. */
export interface Article {
  readonly root: Element;
  /** Paragraphs of the page that are not in it. */
  readonly leftOut: number;
}

/** Characters from which something can be an article. */
const LEAST = 250;
/** Characters below which it is none: a page with so little text is read as a whole. */
const SHORT = 80;
/** Share of common words, of both texts, from which what was found is what the page says its article is. */
const AGREES = 0.6;
/** Elements of a page above which its article is not looked for: it would take too long. */
const MAX_ELEMENTS = 60_000;
/** Characters that Readability would read of a page; it reads each once for every pair of elements around it. */
const MAX_READ = 800_000_000;
const PLACES =
  '[itemprop~="articleBody"], article, [role="article"], main, [role="main"], .article-body, .entry-content, .post-content, #content';

/**
 * Finds the article of a page by Readability, and checks it against what the page says its article is and against the
 * places where articles usually stand, since it misses short ones and takes comments for long ones. The page is changed.
 * Null when there is no stretch of text that could be one.
 */
export function findArticle(document: Document, articleBody: string): Article | null {
  const body = document.querySelector('body')!;
  if (document.querySelectorAll('*').length > MAX_ELEMENTS || readOf(body) > MAX_READ) return null;
  const paragraphs = paragraphsOf(body).length;
  const places = placesOf(document).map((place) => place.cloneNode(true) as Element);
  const found = readability(document);
  const root = best(found, places, articleBody);
  if (root === null) return null;
  pruneSections(root);
  prune(root);
  return { root, leftOut: Math.max(0, paragraphs - paragraphsOf(root).length) };
}

/** How many characters Readability would read. */
function readOf(body: Element): number {
  let read = 0;
  const walk = (element: Element, depth: number): void => {
    for (const node of element.childNodes) {
      if (isElement(node)) walk(node, depth + 1);
      else if (isText(node)) read += (node.data.length * depth * depth) / 2;
    }
  };
  walk(body, 1);
  return read;
}

function readability(document: Document): Element | null {
  try {
    const parsed = new Readability<Node>(document, {
      charThreshold: LEAST,
      keepClasses: true,
      serializer: (node) => node,
    }).parse();
    return parsed?.content && isElement(parsed.content) ? parsed.content : null;
  } catch {
    // It takes for granted what odd pages lack; the places where articles stand are left to look at.
    return null;
  }
}

function best(found: Element | null, places: readonly Element[], articleBody: string): Element | null {
  const candidates = [...(found ? [found] : []), ...places].filter((each) => words(each).length > 0);
  const wanted = bag(articleBody);
  if (wanted.size >= 60) {
    const scored = candidates
      .map((root) => ({ root, score: likeness(wanted, bag(words(root))) }))
      .sort((a, b) => b.score - a.score);
    const own = scored.find(({ root }) => root === found);
    if (own && own.score >= AGREES) return own.root;
    if (scored[0] && scored[0].score > (own?.score ?? 0)) return scored[0].root;
  }
  if (found && words(found).length >= LEAST) return found;
  const place = candidates
    .filter((each) => each !== found)
    .sort((a, b) => proseLength(b) - proseLength(a))[0];
  if (place && proseLength(place) > Math.max(SHORT, found ? proseLength(found) : 0)) return place;
  return found && words(found).length >= SHORT ? found : null;
}

/** The innermost of the places where articles stand. */
function placesOf(document: Document): Element[] {
  const places = [...document.querySelectorAll(PLACES)].slice(0, 40);
  return places.filter((place) => proseLength(place) > 80).slice(0, 12);
}

const paragraphsOf = (root: Element): Element[] =>
  [...root.querySelectorAll('p')].filter((paragraph) => words(paragraph).length > 40);

/** Characters of paragraphs that are no lists of links. */
function proseLength(root: Element): number {
  return paragraphsOf(root)
    .filter((paragraph) => linkShare(paragraph) < 0.5)
    .reduce((sum, paragraph) => sum + words(paragraph).length, 0);
}

function linkShare(element: Element): number {
  const all = words(element).length;
  if (all === 0) return 0;
  return [...element.querySelectorAll('a')].reduce((sum, link) => sum + words(link).length, 0) / all;
}

function bag(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Twice the common words by all words of both. */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let common = 0;
  let all = 0;
  for (const [word, count] of a) {
    common += Math.min(count, b.get(word) ?? 0);
    all += count;
  }
  for (const count of b.values()) all += count;
  return all === 0 ? 0 : (2 * common) / all;
}

const ASIDE =
  /^(?:read (?:more|also|next|full)|also read|see also|related(?: (?:articles?|stories|topics))?|more (?:on|from)|recommended|most (?:read|popular)|share this|follow us|sign up|subscribe|advertisement|click here|photo gallery|читайте (?:также|далее)|по теме|подписывайтесь|реклама|оқи отырыңыз|сондай-ақ оқыңыз)(?!\p{L})/iu;
const ASIDE_LENGTH = 160;

/** What sites put over comments of readers and over lists of their other stories, and nothing else. */
const SECTION =
  /^(?:(?:\d+\s+)?(?:comments?|reader comments|responses)(?:\s*\(?\d+\)?)?|leave a (?:comment|reply)|join the (?:conversation|discussion)|related (?:stories|articles|news|topics|posts|coverage)|more (?:stories|news|from .{2,30})|most (?:read|popular|viewed)|you (?:may|might) also like|recommended(?: for you)?|(?:\d+\s+)?комментари(?:и|ев|й|я)(?:\s*\(?\d+\)?)?|материалы по теме|читайте также|похожие (?:материалы|новости|статьи)|самое (?:читаемое|популярное)|популярное|пікірлер(?:\s*\(?\d+\)?)?|тақырып бойынша|ұқсас (?:жаңалықтар|материалдар)|ең көп оқылған(?:дар)?)\s*:?$/iu;
/** Share of the text that such a section has at most: an article may have a chapter of that name. */
const SECTION_SHARE = 0.6;

/** Takes out sections of other stories and of comments: a heading that says so, with all that stands in its element. */
function pruneSections(root: Element): void {
  const whole = words(root).length;
  for (const heading of [...root.querySelectorAll('h2, h3, h4, h5, strong, b, th')]) {
    if (!SECTION.test(words(heading))) continue;
    let section = heading;
    while (
      section.parentElement !== null &&
      section.parentElement !== root &&
      words(section.parentElement).startsWith(words(heading)) &&
      words(section.parentElement).length <= whole * SECTION_SHARE
    ) {
      section = section.parentElement;
    }
    if (section !== heading) section.remove();
  }
}

/** Takes out what leads to other pages: paragraphs and lists that are only links, and lines that say so. */
function prune(root: Element): void {
  for (const element of [...root.querySelectorAll('p, li, div, h2, h3, h4, ul, aside')]) {
    const text = words(element);
    if (text === '' || element.querySelector('p') !== null) continue;
    const isLinkList =
      element.localName === 'ul' &&
      linkShare(element) > 0.9 &&
      element.querySelectorAll('li').length > 2 &&
      text.length / element.querySelectorAll('li').length < 120;
    const isAside =
      text.length < ASIDE_LENGTH && ASIDE.test(text) && (linkShare(element) > 0.4 || text.length < 40);
    if (isLinkList || isAside) element.parentNode?.removeChild(element);
  }
}
