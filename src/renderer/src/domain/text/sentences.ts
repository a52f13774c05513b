import type { Span } from './offsets';
import { trimSpan } from './offsets';

const sentences = new Intl.Segmenter('und', { granularity: 'sentence' });
const words = new Intl.Segmenter('und', { granularity: 'word' });

const setOf = (text: string): ReadonlySet<string> => new Set(text.split(' '));

// Compared in lower case, without the final dot.
/** A name or a word of the same sentence follows. */
const ABBREVIATIONS = setOf(
  'mr mrs ms mx dr prof st mt ft gen col lt maj capt sgt cmdr adm gov sen rep pres hon rev vs cf ca approx e.g i.e ' +
    'ул просп пер обл проф акад ген тыс млн млрд т.е т.н т.к ср напр вул буд тис див қ z u bzw ggf',
);
/** A figure follows: "No. 4" goes on, but "They said no." ends. */
const BEFORE_FIGURES = setOf(
  'no nos p pp vol ch art sec fig para nr jan feb mar apr jun jul aug sep sept oct nov dec д кв ст п пп стр рис табл гл см',
);
/** Before a name these belong to it (г. Алматы), after a figure they are a year or a measure, which may end a sentence. */
const AFTER_FIGURES = setOf('г гг м с р рр');
/** May end a sentence as well: the next word tells. */
const OPEN = setOf('inc ltd co corp dept jr sr u.n u.s u.k');

const LAST_WORD = /(?:^|[\s(“"«—–-])([\p{L}.]+)\.$/u;
const INITIALS = /^\p{Lu}(?:\.\p{Lu})*$/u;
// After these words' abbreviation a name follows; otherwise "им" is a pronoun.
const NAMED_AFTER =
  /(?:театр|школ|универ|институт|завод|площад|парк|стадион|больниц|академ|музе|библиотек|аэропорт|центр|филармон)\p{L}*\s+им\.$/iu;
// After initials such as "U.S." these words begin a new sentence far more often than they go on with the old one.
const STARTERS =
  /^["“«(]?(?:The|This|That|These|Those|It|He|She|They|We|In|On|At|But|And|However|Meanwhile|Earlier|Later)\s/u;
const WEEKDAY = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day/u;
const ORDINAL_DAY = /(?:^|\s)\d{1,2}\.$/u;
const GERMAN_MONTH =
  /^(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)(?!\p{L})/u;
/** "“Go!” he cried." goes on: the standard looks for a small letter after a full stop only. */
const CRY = /[!?…]["”’»“)]*$/u;

/** UTF-16 units looked at on either side of a boundary; longer than any abbreviation with the word before it. */
const LOOK_BACK = 32;

function goesOn(before: string, after: string): boolean {
  if (CRY.test(before)) return /^\p{Ll}/u.test(after);
  if (ORDINAL_DAY.test(before)) return GERMAN_MONTH.test(after);
  const word = LAST_WORD.exec(before)?.[1];
  if (word === undefined) return false;
  const small = word.toLowerCase();
  if (small === 'a.m' || small === 'p.m') return WEEKDAY.test(after);
  if (OPEN.has(small) || INITIALS.test(word)) return !STARTERS.test(after);
  if (AFTER_FIGURES.has(small)) return !/\d\s*\p{L}+\.$/u.test(before);
  if (small === 'им') return NAMED_AFTER.test(before);
  if (small === 'долл') return after.startsWith('США');
  return ABBREVIATIONS.has(small) || (BEFORE_FIGURES.has(small) && /^\d/u.test(after));
}

/**
 * The sentences of `text` inside `within` (UTF-16), in order, without the white space around them. Call it per block:
 * a sentence never runs over a line break. Abbreviations and initials ("Mr. Tokayev", "U.S. troops", "No. 4") do not
 * end a sentence.
 * @see https://www.unicode.org/reports/tr29/#Sentence_Boundaries
 */
export function sentenceSpans(text: string, within: Span): Span[] {
  const spans: Span[] = [];
  let open: number | null = null;
  const piece = text.slice(within.start, within.end);
  for (const { index, segment } of sentences.segment(piece)) {
    const from: number = open ?? index;
    const end = index + segment.length;
    const lineEnds = segment.endsWith('\n');
    if (
      !lineEnds &&
      goesOn(piece.slice(Math.max(from, end - LOOK_BACK), end).trimEnd(), piece.slice(end, end + LOOK_BACK))
    ) {
      open = from;
      continue;
    }
    open = null;
    push(spans, text, within.start + from, within.start + end);
  }
  if (open !== null) push(spans, text, within.start + open, within.end);
  return spans;
}

function push(spans: Span[], text: string, start: number, end: number): void {
  const span = trimSpan(text, { start, end });
  if (span.start < span.end) spans.push(span);
}

/**
 * The words of `text` inside `within` (UTF-16), in order: letters and figures, without punctuation and white space.
 * @see https://www.unicode.org/reports/tr29/#Word_Boundaries
 */
export function wordSpans(text: string, within: Span): Span[] {
  const spans: Span[] = [];
  for (const { index, segment, isWordLike } of words.segment(text.slice(within.start, within.end))) {
    const start = within.start + index;
    if (isWordLike === true) spans.push({ start, end: start + segment.length });
  }
  return spans;
}
