import { samePair, type Pair } from '../coding/excerpt';

/** How the pairs of several passages are to change: some go, then some come. */
export interface Retag {
  /** `all` drops every pair a passage has, those that come again aside. */
  readonly remove: readonly Pair[] | 'all';
  readonly add: readonly Pair[];
}

/** The pairs of a passage after a retag: what stays keeps its order, what comes stands last, and no pair twice. */
export function retaggedPairs(current: readonly Pair[], { remove, add }: Retag): readonly Pair[] {
  const kept = remove === 'all' ? [] : current.filter((pair) => !holds(remove, pair));
  return [...kept, ...add].reduce<Pair[]>((pairs, pair) => {
    if (!holds(pairs, pair)) pairs.push(pair);
    return pairs;
  }, []);
}

/** Whether a retag leaves a passage with other pairs, or its pairs in another order. */
export function isRetagged(current: readonly Pair[], retag: Retag): boolean {
  const after = retaggedPairs(current, retag);
  return after.length !== current.length || after.some((pair, i) => !samePair(pair, current[i]!));
}

function holds(pairs: readonly Pair[], pair: Pair): boolean {
  return pairs.some((other) => samePair(other, pair));
}
