import { blockAt, type Block, type CanonicalText } from '../report/report';
import { sentencesAround, type PassageUnit } from '../suggest/proposal';
import { snapToGraphemes, type Span } from '../text/offsets';
import { sentenceSpans } from '../text/sentences';
import type { Excerpt } from './excerpt';

/** What would become a passage where words were found; spans are UTF-16, in the canonical text. */
export interface HitPassage {
  readonly span: Span;
  /** The words found in it, in order. */
  readonly matches: readonly Span[];
  /** The sentence around them, or the whole title or heading. */
  readonly context: Span;
}

/**
 * What becomes a passage of each place where words were found, in order; `matches` are in order and do not overlap. Words in
 * one sentence make one passage when sentences are wanted. The title is left out where the words stand elsewhere too: a
 * report is named by it.
 */
export function hitPassages(
  { text, blocks }: CanonicalText,
  matches: readonly Span[],
  unit: PassageUnit,
): HitPassage[] {
  const sentences = new Map<Block, readonly Span[]>();
  const sentencesOf = (block: Block): readonly Span[] => {
    const known = sentences.get(block) ?? sentenceSpans(text, block.span);
    sentences.set(block, known);
    return known;
  };
  const found = matches.flatMap((match) => {
    const block = blockAt(blocks, match.start);
    if (!block) return [];
    const isWhole = block.kind === 'title' || block.kind === 'heading';
    const context = isWhole ? block.span : sentencesAround(sentencesOf(block), match);
    return [{ match, context, isTitle: block.kind === 'title' }];
  });
  const body = found.filter(({ isTitle }) => !isTitle);
  const passages: HitPassage[] = [];
  for (const { match, context } of body.length > 0 ? body : found) {
    const last = passages.at(-1);
    if (unit === 'words') {
      passages.push({ span: snapToGraphemes(text, match), matches: [match], context });
    } else if (last && context.start < last.span.end) {
      const span = { start: last.span.start, end: Math.max(last.span.end, context.end) };
      passages[passages.length - 1] = { span, matches: [...last.matches, match], context: span };
    } else {
      passages.push({ span: context, matches: [match], context });
    }
  }
  return passages;
}

/** Whether a passage stands on just this span of the text of this revision. */
export function standsOn(
  excerpt: Pick<Excerpt, 'span' | 'revision' | 'anchoring'>,
  revision: number,
  { start, end }: Span,
): boolean {
  return (
    excerpt.revision === revision &&
    excerpt.anchoring !== 'orphaned' &&
    excerpt.span.start === start &&
    excerpt.span.end === end
  );
}
