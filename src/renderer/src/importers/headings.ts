import type { HeadingLevel } from '$domain/report/report';
import { isAside } from './head';
import { looksLikeHeading } from './numbering';
import type { Part } from './parts';
import { countWords, endsSentence, isAllCaps, isCaption } from './prose';
import type { Script } from './script';

/** Length from which a paragraph is plainly text, in UTF-16 units; a heading stands above text longer than itself. */
const TEXT_LENGTH = 80;
/** The same where blank lines on both sides set the heading off. */
const TEXT_LENGTH_SET_OFF = 30;
const MAX_WORDS_ABOVE_TEXT = 12;
const MAX_WORDS_ABOVE_HEADING = 8;
const MAX_COLON_WORDS = 6;

// What announces a list inside a sentence rather than naming a section.
const LEAD_IN =
  /(?<!\p{L})(?:following|follows|said|says|say|told|added|includes?|including|included|are|were|is|was|demand|demanded|reported|announced|listed|such as|that|следующее|следующие|сообщили|заявил[аи]?|требуют)\s*:$/iu;

const QUOTED = /^["“«„][^"”»]*["”»“]$/u;
/** `Jane Doe, teacher`: who speaks, or writes. */
const PERSON = /^\p{Lu}\p{Ll}+(?:\s\p{Lu}[\p{L}.-]*){1,2},\s\p{Ll}/u;
/** Two to four capitalised words: the name of a writer or an office. What begins like a phrase is none. */
const NAME =
  /^(?!(?:The|An?|What|Who|Why|How|Where|When|In|On|At|By|No)\s)\p{Lu}[\p{L}.’'-]*(?:,?\s(?:and\s|и\s)?\p{Lu}[\p{L}.’'-]*){1,5}$/u;

/**
 * Marks the headings that no mark-up shows: a short line without a full stop above a list, one in capitals, a numbered
 * one (`2.1 Arrests`), one set above a longer paragraph, or one above another heading. `from` is the first part that
 * may be a heading.
 */
export function findHeadings(parts: readonly Part[], from: number, main: Script | null): Part[] {
  const found = [...parts];
  const first = parts.findIndex((part, i) => i >= from && !isAside(part, main));
  // From the end, since a heading may be known by the heading below it.
  for (let i = parts.length - 1; i >= from; i -= 1) {
    const part = parts[i]!;
    if (part.kind !== 'plain') continue;
    const depth = numberedDepth(part.text);
    const above = i === first ? undefined : parts[i - 1];
    if (depth !== null) found[i] = { ...part, kind: 'heading', level: depth };
    else if (isHeading(part, above, found[i + 1], main)) found[i] = { ...part, kind: 'heading' };
  }
  return rankHeadings(found, from);
}

/** How headings without mark-up stand to each other: capitals above others, and those that end in a colon below. */
function rankOf({ text }: Part): HeadingLevel {
  if (isAllCaps(text)) return 1;
  return text.endsWith(':') ? 3 : 2;
}

/** Gives headings levels where the text shows that it has more than one: by a higher heading straight above a lower one. */
function rankHeadings(parts: readonly Part[], from: number): Part[] {
  const isFree = (part: Part | undefined): part is Part =>
    part?.kind === 'heading' && part.level === undefined;
  const stacked = parts.some((part, i) => {
    const next = parts[i + 1];
    return i >= from && isFree(part) && isFree(next) && rankOf(part) < rankOf(next);
  });
  if (!stacked || parts.some((part, i) => i >= from && part.level !== undefined)) return [...parts];
  return parts.map((part, i) => (i >= from && isFree(part) ? { ...part, level: rankOf(part) } : part));
}

/** Depth of `2.1 Arrests`, from 2; null for texts not numbered that way. */
function numberedDepth(text: string): HeadingLevel | null {
  const numbers = /^\d{1,2}((?:\.\d{1,2}){1,5})\.?\s+\p{L}/u.exec(text)?.[1];
  return numbers === undefined || !looksLikeHeading(text)
    ? null
    : (numbers.split('.').length as HeadingLevel);
}

/** `above` is undefined for what stands first below title, dek and imprint. */
function isHeading(
  part: Part,
  above: Part | undefined,
  next: Part | undefined,
  main: Script | null,
): boolean {
  const { text } = part;
  if (next === undefined || next.kind === 'footnote' || part.lines > 2) return false;
  if (isAside(part, main) || isCaption(text)) return false;
  if (above?.kind === 'list-item' && part.indent > above.indent) return false;
  if (next.kind === 'list-item' && (part.gap || !/^\p{Ll}/u.test(text)) && headsList(text)) return true;
  const question = text.endsWith('?');
  if (!looksLikeHeading(question ? text.slice(0, -1) : text)) return false;
  if (!question && isAllCaps(text)) return above !== undefined || part.gap || !next.gap;
  // A quotation set apart and the line below it, which says whose it is, look like headings.
  if (
    QUOTED.test(text) ||
    PERSON.test(text) ||
    (above !== undefined && (above.kind === 'quote' || QUOTED.test(above.text)))
  )
    return false;
  if (next.kind === 'heading') return headsHeading(part, above);
  return headsText(part, above, next, question);
}

function headsList(text: string): boolean {
  if (looksLikeHeading(text)) return true;
  const bare = text.slice(0, -1);
  if (text.endsWith('?')) return looksLikeHeading(bare);
  return (
    text.endsWith(':') && !LEAD_IN.test(text) && countWords(text) <= MAX_COLON_WORDS && looksLikeHeading(bare)
  );
}

function headsHeading(part: Part, above: Part | undefined): boolean {
  if (countWords(part.text) > MAX_WORDS_ABOVE_HEADING || !/^\p{Lu}/u.test(part.text)) return false;
  return above !== undefined && (above.kind !== 'plain' || endsSentence(above.text) || isAllCaps(above.text));
}

function headsText(part: Part, above: Part | undefined, next: Part, question: boolean): boolean {
  const isText = (next.kind === 'plain' || next.kind === 'quote') && endsSentence(next.text);
  const least = part.gap && next.gap ? TEXT_LENGTH_SET_OFF : TEXT_LENGTH;
  if (!isText || next.text.length < Math.max(least, part.text.length * 2)) return false;
  if (countWords(part.text) > MAX_WORDS_ABOVE_TEXT || /^\p{Ll}/u.test(part.text)) return false;
  if (above === undefined) return part.gap && (next.gap || !question) && !NAME.test(part.text);
  if (question) {
    const isSetOff = part.gap || (!next.gap && next.text.length >= 1.5 * TEXT_LENGTH);
    return isSetOff && !above.text.endsWith('?') && !/^\p{L}{1,3}:\s/u.test(part.text);
  }
  return part.gap || above.kind !== 'plain' || endsSentence(above.text);
}
