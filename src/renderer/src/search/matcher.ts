import type { TextScope } from '$domain/query/query';
import type { BlockKind } from '$domain/report/report';
import { tokens, type Token } from '$domain/text/normalise-term';
import type { Span } from '$domain/text/offsets';
import { occurrences } from './occurrences';
import type { PositionRange } from './report-terms';
import { termsOf, type ExpandedLeaf } from './text/expansion';

/** A place that answers a leaf of the query, which has this number. */
export interface Match extends Span {
  readonly clause: number;
}

/** Where a text stands: in a memo, in a report's title, or in a block. */
export type Place = 'memo' | 'title' | BlockKind;

/**
 * Finds in a text what a query seeks. Matches come in order and do not overlap. `placeAt` tells where an offset of the
 * text lies.
 */
export type Matcher = (text: string, placeAt: (offset: number) => Place) => Match[];

interface Sought {
  readonly scope: TextScope | null;
  readonly words: readonly ReadonlySet<string>[];
  readonly slop: number | null;
}

/** A matcher for the leaves that a query seeks. */
export function matcherFor(leaves: readonly ExpandedLeaf[]): Matcher {
  const all = leaves.map(({ scope, words, slop }): Sought => ({
    scope,
    slop,
    words: words.map((word) => new Set(termsOf(word))),
  }));
  const terms = new Set(all.flatMap(({ words }) => words.flatMap((word) => [...word])));
  const hasNear = all.some(({ slop }) => slop !== null);
  if (terms.size === 0) return () => [];
  return (text, placeAt) => {
    const found = occurrences(text, terms);
    if (found.length === 0) return [];
    const everyToken = hasNear ? tokens(text) : [];
    const matches: Match[] = [];
    all.forEach(({ scope, words, slop }, clause) => {
      for (const span of spansOf(text, { words, slop }, found, everyToken)) {
        if (isIn(placeAt(span.start), scope)) matches.push({ start: span.start, end: span.end, clause });
      }
    });
    return withoutOverlaps(matches);
  };
}

/** Whether words in a place are sought by a leaf with this scope. */
function isIn(place: Place, scope: TextScope | null): boolean {
  switch (scope) {
    case null:
      return true;
    case 'text':
      return place !== 'title' && place !== 'memo';
    case 'title':
    case 'memo':
    case 'dek':
    case 'footnote':
      return place === scope;
  }
}

function spansOf(
  text: string,
  { words, slop }: Pick<Sought, 'words' | 'slop'>,
  found: readonly Token[],
  everyToken: readonly Token[],
): readonly Span[] {
  if (words.length === 1) return found.filter(({ term }) => words[0]!.has(term));
  return slop === null ? phraseSpans(text, found, words) : nearSpans(text, everyToken, words, slop);
}

/**
 * Every place where the words stand next to each other, in order, each as any of its terms; `found` are the text's tokens, or
 * at least those of them that are among the terms. A phrase does not reach over a blank line: blocks are joined by one.
 */
export function phraseSpans(
  text: string,
  found: readonly Token[],
  words: readonly ReadonlySet<string>[],
): Span[] {
  const spans: Span[] = [];
  for (let i = 0; i + words.length <= found.length; i += 1) {
    if (!words[0]!.has(found[i]!.term)) continue;
    let n = 1;
    while (
      n < words.length &&
      words[n]!.has(found[i + n]!.term) &&
      adjacent(text, found[i + n - 1]!, found[i + n]!)
    ) {
      n += 1;
    }
    if (n === words.length) spans.push({ start: found[i]!.start, end: found[i + n - 1]!.end });
  }
  return spans;
}

/** Every letter and digit but lone apostrophes is part of a token, so that one between two tokens tells of a third. */
const SEPARATES = /(?![ʼʻ])[\p{L}\p{N}]|\n\n/u;

function adjacent(text: string, before: Token, after: Token): boolean {
  return !SEPARATES.test(text.slice(before.end, after.start));
}

/** The words themselves, wherever all of them stand with at most `slop` others between them. */
function nearSpans(
  text: string,
  everyToken: readonly Token[],
  words: readonly ReadonlySet<string>[],
  slop: number,
): Span[] {
  const most = words.length + slop;
  const spans = new Map<number, Span>();
  for (let from = 0; from < everyToken.length; from += 1) {
    if (!words.some((word) => word.has(everyToken[from]!.term))) continue;
    const end = Math.min(everyToken.length, from + most);
    const window: PositionRange = { from, to: withinParagraph(text, everyToken, from, end) };
    const stretch = everyToken.slice(window.from, window.to);
    if (!words.every((word) => stretch.some(({ term }) => word.has(term)))) continue;
    for (const token of stretch) {
      if (words.some((word) => word.has(token.term))) spans.set(token.start, token);
    }
  }
  return [...spans.values()];
}

function withinParagraph(text: string, all: readonly Token[], from: number, end: number): number {
  for (let i = from + 1; i < end; i += 1) {
    if (text.slice(all[i - 1]!.end, all[i]!.start).includes('\n\n')) return i;
  }
  return end;
}

function withoutOverlaps(matches: Match[]): Match[] {
  matches.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Match[] = [];
  for (const match of matches) {
    if (match.start >= (kept.at(-1)?.end ?? 0)) kept.push(match);
  }
  return kept;
}
