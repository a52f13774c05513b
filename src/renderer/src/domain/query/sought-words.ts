import { printQuery } from './print';
import { anyOf, soughtTexts, type Query, type QueryNode, type TextLeaf } from './query';

/** The longest misspelt word, in code points, that one letter is allowed to differ in; longer ones may differ in two. */
const ONE_LETTER_UP_TO = 7;

/**
 * The words that a query seeks, without its other conditions, as a query's text that means the same when it is complete. `guessed` are
 * the words, as typed, that stand for those that resemble them. Empty when no words are sought.
 */
export function soughtWords(query: Query, guessed: ReadonlySet<string> = new Set()): string {
  const words = anyOf(soughtTexts(query).map((leaf) => spelledOut(leaf, guessed)));
  return words === null ? '' : `(${printQuery(words)})`;
}

function spelledOut(leaf: TextLeaf, guessed: ReadonlySet<string>): QueryNode {
  if (leaf.kind !== 'word') return leaf;
  const { scope, raw, boost } = leaf;
  if (guessed.has(raw)) {
    return { kind: 'fuzzy', scope, raw, boost, edits: [...raw].length > ONE_LETTER_UP_TO ? 2 : 1 };
  }
  const word: TextLeaf = { kind: 'word', scope, raw, boost };
  return leaf.unfinished ? anyOf([word, { ...word, kind: 'prefix' }])! : word;
}
