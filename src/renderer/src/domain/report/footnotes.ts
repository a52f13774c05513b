import type { Span } from '../text/offsets';
import type { Block } from './report';

type Style = 'round' | 'square' | 'raised' | 'star' | 'half';

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

// A raised figure after a unit of length is a power (km²), not a mark.
const MARKS =
  /\((?<round>\d{1,3}|\*{1,3}|\p{Ll})\)|\[(?<square>[\p{L}\p{N}*_-]{1,40})\]|(?<!(?:^|[^\p{L}])(?:[kcdm]?m|ft))(?<raised>[⁰¹²³⁴-⁹]{1,3})|(?<=[^\s*])(?<star>\*{1,3}|[†‡])(?![*\p{L}\p{N}])|(?<half>\d{1,2}(?<=[\p{L}»”"]\s?\d{1,2}))\)/gu;

/** Footnotes whose term is searched for; a bound, since each search reads the whole text. */
const MAX_TERM_SEARCHES = 200;

/** `¹²` as `12`; other characters stay. */
export function plainFigures(mark: string): string {
  return mark.replace(/[⁰¹²³⁴-⁹]/gu, (figure) => String(SUPERSCRIPTS.indexOf(figure)));
}

/**
 * Gives every footnote block its mentions: the marks in the text that carry its label, in the footnote's own style
 * when there are any (`(1)` for a footnote that begins with `(1)`), otherwise the first place where its term stands
 * as a whole word. `terms` holds the terms by block index.
 */
export function linkFootnotes(
  text: string,
  blocks: readonly Block[],
  terms: ReadonlyMap<number, string>,
): Block[] {
  if (!blocks.some((block) => block.kind === 'footnote')) return [...blocks];
  const marks = collectMarks(text, blocks);
  let searches = 0;
  return blocks.map((block, index) => {
    if (block.kind !== 'footnote') return block;
    const mentions = markedMentions(
      marks,
      block.label,
      styleOf(text.slice(block.span.start, block.span.start + 1)),
    );
    const term = terms.get(index);
    if (mentions.length > 0 || term === undefined || searches >= MAX_TERM_SEARCHES) {
      return { ...block, mentions };
    }
    searches += 1;
    const found = findTerm(text, blocks, term);
    return { ...block, mentions: found === null ? [] : [found] };
  });
}

function styleOf(first: string): Style {
  if (/\d/u.test(first)) return 'half';
  if (first === '(') return 'round';
  if (first === '[') return 'square';
  return SUPERSCRIPTS.includes(first) ? 'raised' : 'star';
}

type Marks = ReadonlyMap<string, Span[]>;

function collectMarks(text: string, blocks: readonly Block[]): Marks {
  const marks = new Map<string, Span[]>();
  for (const block of blocks) {
    if (block.kind === 'footnote') continue;
    for (const match of text.slice(block.span.start, block.span.end).matchAll(MARKS)) {
      // What a block begins with numbers the block; it points nowhere.
      if (match.index === 0) continue;
      const groups = Object.entries(match.groups as Record<Style, string | undefined>);
      const [style, label] = groups.find(([, value]) => value !== undefined)!;
      const key = `${style} ${plainFigures(label!)}`;
      const start = block.span.start + match.index;
      const spans = marks.get(key) ?? [];
      spans.push({ start, end: start + match[0].length });
      marks.set(key, spans);
    }
  }
  return marks;
}

function markedMentions(marks: Marks, label: string, own: Style): Span[] {
  const styles: Style[] = [own, 'square', 'round', 'raised', 'star'];
  for (const style of styles) {
    const spans = marks.get(`${style} ${label}`);
    if (spans !== undefined) return spans;
  }
  return [];
}

/**
 * The first place where a footnote's term stands as a whole word: in running text before headings and the title, as
 * written before any case, and with other endings only where it does not stand as it is. Articles, brackets and
 * quotation marks around the term do not count.
 */
function findTerm(text: string, blocks: readonly Block[], term: string): Span | null {
  const body = blocks.filter((b) => b.kind !== 'footnote' && b.kind !== 'heading' && b.kind !== 'title');
  const heads = blocks.filter((b) => b.kind === 'heading' || b.kind === 'title');
  const lower = lowerCase(text);
  const forms = formsOf(term);
  for (const words of [...forms.map(asWritten), ...forms.map(inflected)]) {
    const lowerWords = words.map((word) => ({ ...word, start: lowerCase(word.start) }));
    const found =
      findWords(text, body, words) ??
      findWords(lower, body, lowerWords) ??
      findWords(lower, heads, lowerWords);
    if (found !== null) return found;
  }
  return null;
}

/** A word of a term: what it begins with, and how many letters may follow. */
interface TermWord {
  readonly start: string;
  readonly ending: number;
}

/** Letters at the end of a word that change with its case in Slavic and Turkic languages, and the least that must stay. */
const ENDING = 2;
const MIN_STEM = 4;

const asWritten = (term: string): TermWord[] => [{ start: term, ending: 0 }];

/** Words that also fit `Национальной гвардии` for `Национальная гвардия`. Latin words only gain an ending. */
function inflected(term: string): TermWord[] {
  return term.split(/\s+/u).map((word) => {
    if (word.length < MIN_STEM + ENDING || !/^\p{L}+$/u.test(word)) return { start: word, ending: 0 };
    return /\p{Script=Cyrillic}/u.test(word)
      ? { start: word.slice(0, -ENDING), ending: 4 }
      : { start: word, ending: 3 };
  });
}

/** Lower case of the same length, so that offsets stay true. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return Array.from(text, (char) => {
    const small = char.toLowerCase();
    return small.length === char.length ? small : char;
  }).join('');
}

// A pattern made for each term would say this shorter, but making one with Unicode classes takes a millisecond.
const LETTER = /\p{L}/u;
const WORD_CHARACTER = /[\p{L}\p{N}]/u;

/** The first place in the blocks where the words stand one after the other, as whole words. */
function findWords(text: string, blocks: readonly Block[], words: readonly TermWord[]): Span | null {
  const first = words[0]!.start;
  for (const { span } of blocks) {
    const last = span.end - first.length;
    for (
      let at = text.indexOf(first, span.start);
      at !== -1 && at <= last;
      at = text.indexOf(first, at + 1)
    ) {
      if (at > span.start && WORD_CHARACTER.test(characterBefore(text, at))) continue;
      const end = endOfWords(text, at, span.end, words);
      if (end !== null) return { start: at, end };
    }
  }
  return null;
}

function endOfWords(text: string, start: number, limit: number, words: readonly TermWord[]): number | null {
  let at = start;
  for (const [index, word] of words.entries()) {
    const afterSpace = index === 0 ? at : afterWhiteSpace(text, at);
    if ((index > 0 && afterSpace === at) || !text.startsWith(word.start, afterSpace)) return null;
    at = afterSpace + word.start.length;
    for (let more = 0; more < word.ending && LETTER.test(text[at] ?? ''); more++) at += 1;
    if (WORD_CHARACTER.test(String.fromCodePoint(text.codePointAt(at) ?? 32))) return null;
  }
  return at <= limit ? at : null;
}

function afterWhiteSpace(text: string, at: number): number {
  let next = at;
  while (/\s/u.test(text[next] ?? '')) next += 1;
  return next;
}

function characterBefore(text: string, at: number): string {
  const unit = text[at - 1]!;
  return /[\udc00-\udfff]/u.test(unit) ? text.slice(at - 2, at) : unit;
}

function formsOf(term: string): string[] {
  const bare = (part: string): string =>
    part
      .trim()
      .replace(/^["“”„«'‘]+|["“”»'’]+$/gu, '')
      .replace(/^(?:the|an?)\s+/iu, '')
      .trim();
  const bracketed = /\(([^()]+)\)/u.exec(term);
  const forms = [bare(term)];
  if (bracketed !== null) forms.push(bare(term.replace(bracketed[0], '')), bare(bracketed[1]!));
  return forms.filter((form) => form !== '');
}
