import type { Span } from './offsets';
import { trimSpan } from './offsets';

const sentences = new Intl.Segmenter('und', { granularity: 'sentence' });
const words = new Intl.Segmenter('und', { granularity: 'word' });

// Abbreviations that a capital letter or a figure often follows within the sentence; compared in lower case, without the final dot.
const ABBREVIATIONS = new Set(
  (
    'mr mrs ms mx dr prof st sr jr gen col lt maj capt sgt cmdr adm gov sen rep pres hon rev no nos vol art sec fig ' +
    'vs cf ca approx inc ltd co corp dept jan feb mar apr jun jul aug sept sep oct nov dec e.g i.e u.n u.s u.k ' +
    'г гг ул им рис стр ст п пп тыс млн млрд долл руб проф акад ген полк т.е т.н т.к см ср напр'
  ).split(' '),
);

const LAST_WORD = /(?:^|[\s(“"«—–-])([\p{L}.]+)\.$/u;
const INITIALS = /^\p{Lu}(?:\.\p{Lu})*$/u;
// After initials such as "U.S." these words begin a new sentence far more often than they go on with the old one.
const STARTERS =
  /^["“«(]?(?:The|This|That|These|Those|It|He|She|They|We|In|On|At|But|And|However|Meanwhile|Earlier|Later)\s/u;

/** UTF-16 units looked at on either side of a boundary; longer than any abbreviation. */
const LOOK_BACK = 24;

function goesOn(before: string, after: string): boolean {
  const word = LAST_WORD.exec(before)?.[1];
  if (word === undefined) return false;
  if (INITIALS.test(word)) return word.length === 1 || !STARTERS.test(after);
  return ABBREVIATIONS.has(word.toLowerCase());
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
