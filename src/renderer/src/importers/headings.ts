import type { HeadingLevel } from '$domain/report/report';
import { isAside } from './head';
import { looksLikeHeading } from './numbering';
import type { Part } from './parts';
import { countWords, endsSentence, isAllCaps } from './prose';
import type { Script } from './script';

/** Length from which a paragraph is plainly text, in UTF-16 units; a heading stands above text longer than itself. */
const TEXT_LENGTH = 80;
const MAX_WORDS_ABOVE_TEXT = 12;
const MAX_COLON_WORDS = 6;

// What announces a list inside a sentence rather than naming a section.
const LEAD_IN =
  /(?<!\p{L})(?:following|follows|said|says|say|told|added|includes?|including|included|are|were|is|was|demand|demanded|reported|announced|listed|such as|that|следующее|следующие|сообщили|заявил[аи]?|требуют)\s*:$/iu;

const CAPTION = /^(?:photo|image|picture|video|map|graphic|caption|credit|фото|видео|карта)\b/iu;

/**
 * Marks the headings that no mark-up shows: a short line without a full stop above a list, one in capitals, a numbered
 * one (`2.1 Arrests`), or one set above a longer paragraph. `from` is the first part that may be a heading.
 */
export function findHeadings(parts: readonly Part[], from: number, main: Script | null): Part[] {
  return parts.map((part, i) => {
    if (i < from || part.kind !== 'plain') return part;
    const depth = numberedDepth(part.text);
    if (depth !== null) return { ...part, kind: 'heading', level: depth };
    return isHeading(part, parts[i - 1], parts[i + 1], main) ? { ...part, kind: 'heading' } : part;
  });
}

/** Depth of `2.1 Arrests`, from 2; null for texts not numbered that way. */
function numberedDepth(text: string): HeadingLevel | null {
  const numbers = /^\d{1,2}((?:\.\d{1,2}){1,5})\.?\s+\p{L}/u.exec(text)?.[1];
  return numbers === undefined || !looksLikeHeading(text)
    ? null
    : (numbers.split('.').length as HeadingLevel);
}

function isHeading(
  part: Part,
  above: Part | undefined,
  next: Part | undefined,
  main: Script | null,
): boolean {
  if (next === undefined || next.kind === 'footnote' || part.lines > 2) return false;
  if (isAside(part, main) || CAPTION.test(part.text)) return false;
  if (next.kind === 'list-item' && headsList(part.text)) return true;
  const question = part.text.endsWith('?');
  if (!looksLikeHeading(question ? part.text.slice(0, -1) : part.text)) return false;
  return (!question && isAllCaps(part.text)) || headsText(part, above, next, question);
}

function headsList(text: string): boolean {
  if (looksLikeHeading(text)) return true;
  const bare = text.slice(0, -1);
  if (text.endsWith('?')) return looksLikeHeading(bare);
  return (
    text.endsWith(':') && !LEAD_IN.test(text) && countWords(text) <= MAX_COLON_WORDS && looksLikeHeading(bare)
  );
}

function headsText(part: Part, above: Part | undefined, next: Part, question: boolean): boolean {
  const isText = (next.kind === 'plain' || next.kind === 'quote') && endsSentence(next.text);
  if (!isText || next.text.length < Math.max(TEXT_LENGTH, part.text.length * 2)) return false;
  if (countWords(part.text) > MAX_WORDS_ABOVE_TEXT || /^\p{Ll}/u.test(part.text)) return false;
  if (question) return part.gap && next.gap;
  return part.gap || above === undefined || above.kind !== 'plain' || endsSentence(above.text);
}
