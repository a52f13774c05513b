import type { Block } from '../report/report';
import { overlaps, type Span } from '../text/offsets';
import { sentenceSpans } from '../text/sentences';
import { sharedWords, wordsOf } from '../text/shared-words';
import { findQuote } from './selectors';

/** Places offered for a passage that is lost; more are not looked through. */
const MOST = 5;
/** Share of their words that a passage and a place must have in common. */
const LIKENESS = 0.3;

/**
 * Places in a text (UTF-16) that may be what a passage was: its very words, wherever they are, then the sentences that are
 * most like it, as many together as it had. At most five, best first, none on the same words. For a person to choose from.
 */
export function candidatesFor(text: string, blocks: readonly Block[], quote: string): Span[] {
  const exact = findQuote(text, quote).slice(0, MOST);
  const words = wordsOf(quote);
  const together = Math.max(1, sentenceSpans(quote, { start: 0, end: quote.length }).length);
  const alike = blocks.flatMap((block) => {
    const sentences = sentenceSpans(text, block.span);
    return sentences.flatMap((first, i) => {
      const span = { start: first.start, end: (sentences[i + together - 1] ?? sentences.at(-1)!).end };
      const own = wordsOf(text.slice(span.start, span.end));
      const likeness = (2 * sharedWords(words, own)) / (words.length + own.length);
      return likeness >= LIKENESS ? [{ span, likeness }] : [];
    });
  });
  const found = [...exact];
  for (const { span } of alike.sort((a, b) => b.likeness - a.likeness)) {
    if (found.length === MOST) break;
    if (!found.some((other) => overlaps(other, span))) found.push(span);
  }
  return found;
}
