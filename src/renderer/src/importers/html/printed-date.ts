import { readDate } from '../dates';
import { isElement, isText, words } from './dom';

/** Where pages print the date, the likeliest first. */
const DATE_PLACES = [
  'time[pubdate]',
  '[itemprop~="datePublished"]',
  'article header time',
  'article time[datetime]',
  'header time[datetime]',
  'time[datetime]',
  'time',
  'abbr.published',
  '[class*="publish"]',
  '[class*="pubdate"]',
  '[class*="post-date"], [class*="entry-date"], [class*="article-date"], [class*="date-time"], [class*="timestamp"]',
  '[class*="dateline"], [class*="byline"], [class*="posted"]',
  '[class~="date"], [id~="date"]',
  '[class*="date"]',
];
/** Parts of a page that are about other stories, or by readers. */
const ELSEWHERE =
  'aside, nav, footer, form, [class*="related"], [class*="comment"], [class*="recommend"], [class*="popular"], [id*="comment"], [id*="related"]';
/** Characters of text between the headline and the date of a report: what stands farther off is another story's. */
const NEAR = 1200;
/** Characters of a place that may hold a date among other words. */
const DATE_TEXT = 120;
/** Characters of a line that is a date and little else. */
const DATE_LINE = 60;

/**
 * The date that a page prints for its report: the likeliest place near the headline, then a line near it that is a date,
 * then, where there is no headline, the likeliest place at all. Empty when there is none.
 */
export function printedDate(document: Document): string {
  const heading = document.querySelector('h1');
  const distances = heading ? distancesFrom(heading, document.querySelector('body')) : null;
  const isNear = (element: Element): boolean =>
    distances === null || (distances.get(element) ?? Infinity) <= NEAR;
  for (const selector of DATE_PLACES) {
    for (const place of [...document.querySelectorAll(selector)].filter(isNear).slice(0, 3)) {
      if (place.closest(ELSEWHERE) !== null) continue;
      const stated =
        place.getAttribute('datetime') ?? place.getAttribute('content') ?? place.getAttribute('title') ?? '';
      const date = dateIn(stated) || dateWithin(words(place));
      if (date !== '') return date;
    }
  }
  return distances === null ? '' : lineNear(distances);
}

/** A line of its own near the headline that is a date and little else; the nearest one. */
function lineNear(distances: ReadonlyMap<Element, number>): string {
  const near = [...distances].filter(([, distance]) => distance <= NEAR).sort(([, a], [, b]) => a - b);
  for (const [element] of near) {
    const line = [...element.childNodes]
      .filter(isText)
      .map((node) => node.data)
      .join(' ')
      .replace(/\s+/gu, ' ')
      .trim();
    if (line.length > DATE_LINE || element.closest(ELSEWHERE) !== null) continue;
    const date = dateWithin(line);
    if (date !== '') return date;
  }
  return '';
}

/** How many characters of text stand between the headline and each element, in either direction. */
function distancesFrom(heading: Element, body: Element | null): Map<Element, number> {
  const starts = new Map<Element, number>();
  let read = 0;
  let end = 0;
  const walk = (element: Element): void => {
    starts.set(element, read);
    for (const node of element.childNodes) {
      if (isElement(node)) walk(node);
      else if (isText(node)) read += node.data.trim().length;
    }
    if (element === heading) end = read;
  };
  if (body) walk(body);
  const start = starts.get(heading) ?? 0;
  return new Map(
    [...starts].map(([element, at]): [Element, number] => [
      element,
      at >= end ? at - end : Math.max(0, start - at),
    ]),
  );
}

/** The date of a timestamp in its own zone, or of a date as written; empty when there is none. */
export function dateIn(text: string): string {
  const iso = /^\s*(\d{4})-(\d{2})(?:-(\d{2}))?(?=$|[T\s])/u.exec(text);
  if (iso) return [iso[1], iso[2], iso[3]].filter((part) => part !== undefined).join('-');
  const packed = /^(\d{4})(\d{2})(\d{2})(?:\d{6})?$/u.exec(text.trim());
  if (packed) return `${packed[1]}-${packed[2]}-${packed[3]}`;
  return text === '' ? '' : (readDate(text.trim()) ?? dateWithin(text));
}

const WRITTEN =
  /\d{1,2}(?:st|nd|rd|th)?[.\s]+(?:of\s+)?\p{L}{3,12}\.?,?\s+\d{4}|\p{L}{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}[年/.]\d{1,2}[月/.]\d{1,2}/gu;

/** The first date among the words of a short text. */
function dateWithin(text: string): string {
  for (const [written] of text.slice(0, DATE_TEXT).matchAll(WRITTEN)) {
    const date = readDate(written);
    if (date !== null) return date;
  }
  return '';
}
