import { tokensOf } from './follow-words';

/** The words of a text in small letters, in order. */
export const wordsOf = (text: string): string[] =>
  tokensOf(text).flatMap(({ start, end, isWord }) => (isWord ? [text.slice(start, end).toLowerCase()] : []));

/** How many words two lists have in common, each as often as in both. */
export function sharedWords(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of b) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of a) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    shared += 1;
  }
  return shared;
}
