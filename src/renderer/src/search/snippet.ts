import { snapToGraphemes, type Span } from '$domain/text/offsets';
import type { Match } from './matcher';

/** Length a snippet aims at, UTF-16 units; one long cluster of matches may make it longer. */
export const SNIPPET_LENGTH = 200;
/** A sentence's end is preferred to a word's when it leaves at least this much. */
const SHORTEST_SENTENCE_CUT = 120;

/** How many different clauses the matches answer. */
export function coverage(matches: readonly Match[]): number {
  return new Set(matches.map((match) => match.clause)).size;
}

export interface Snippet {
  readonly span: Span;
  readonly clipped: { readonly start: boolean; readonly end: boolean };
  /** Those that lie inside the snippet. */
  readonly matches: readonly Match[];
}

/**
 * Cuts about {@link SNIPPET_LENGTH} units around the matches of `region` that answer most clauses, then are most; the
 * beginning of the region when there are none. Never leaves the region's paragraph, never cuts a word or a grapheme.
 * `matches` are those inside the region, in order.
 */
export function cutSnippet(text: string, region: Span, matches: readonly Match[]): Snippet {
  const cluster = densestCluster(text, matches);
  const from = cluster[0]?.start ?? region.start;
  const to = cluster.at(-1)?.end ?? region.start;
  const paragraph = paragraphAt(text, region, from);
  const span = growCluster(text, paragraph, { start: from, end: to });
  return {
    span,
    clipped: { start: span.start > region.start, end: span.end < region.end },
    matches: matches.filter((match) => match.start >= span.start && match.end <= span.end),
  };
}

function densestCluster(text: string, matches: readonly Match[]): readonly Match[] {
  let best: readonly Match[] = [];
  let bestCoverage = 0;
  for (let i = 0; i < matches.length; i += 1) {
    const limit = matches[i]!.start + SNIPPET_LENGTH;
    let j = i + 1;
    while (j < matches.length && matches[j]!.end <= limit && !breaks(text, matches[j - 1]!, matches[j]!))
      j += 1;
    const cluster = matches.slice(i, j);
    const covered = coverage(cluster);
    if (covered > bestCoverage || (covered === bestCoverage && cluster.length > best.length)) {
      best = cluster;
      bestCoverage = covered;
    }
  }
  return best;
}

function breaks(text: string, before: Span, after: Span): boolean {
  return text.slice(before.end, after.start).includes('\n\n');
}

/** The part of `region` between the blank lines around `offset`. */
function paragraphAt(text: string, region: Span, offset: number): Span {
  const before = text.slice(region.start, offset).lastIndexOf('\n\n');
  const after = text.slice(offset, region.end).indexOf('\n\n');
  return {
    start: before === -1 ? region.start : region.start + before + 2,
    end: after === -1 ? region.end : offset + after,
  };
}

function growCluster(text: string, paragraph: Span, cluster: Span): Span {
  if (paragraph.end - paragraph.start <= SNIPPET_LENGTH) return paragraph;
  const slack = Math.max(0, SNIPPET_LENGTH - (cluster.end - cluster.start));
  const earliest = Math.max(
    paragraph.start,
    Math.min(cluster.start - Math.floor(slack / 2), paragraph.end - SNIPPET_LENGTH),
  );
  const start = earliest === paragraph.start ? earliest : cutBefore(text, earliest, cluster.start);
  const latest = Math.min(paragraph.end, Math.max(cluster.end, start + SNIPPET_LENGTH));
  return { start, end: latest === paragraph.end ? latest : cutAfter(text, start, cluster.end, latest) };
}

const SENTENCE_END = /[.!?…]["'”’»)\]]*(?=\s)/gu;

/** The first beginning of a sentence, else of a word, from `earliest` to `cluster`. */
function cutBefore(text: string, earliest: number, cluster: number): number {
  const slice = text.slice(earliest, cluster);
  const border = /[.!?…]["'”’»)\]]*\s+/u.exec(slice) ?? /\s+/u.exec(slice);
  if (border !== null) return earliest + border.index + border[0].length;
  return snapToGraphemes(text, { start: earliest, end: cluster }).start;
}

/** The last end of a sentence, unless that is too short, else of a word, from `cluster` to `latest`. */
function cutAfter(text: string, start: number, cluster: number, latest: number): number {
  const slice = text.slice(cluster, latest + 1);
  const sentence = [...slice.matchAll(SENTENCE_END)].at(-1);
  if (sentence !== undefined) {
    const end = cluster + sentence.index + sentence[0].length;
    if (end - start >= SHORTEST_SENTENCE_CUT) return end;
  }
  const word = /\s+\S*$/u.exec(slice);
  if (word !== null) return cluster + word.index;
  return snapToGraphemes(text, { start, end: latest }).end;
}
