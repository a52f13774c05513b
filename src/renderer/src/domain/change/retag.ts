import { assessmentOf, sameAssessment, samePair, type Assessment, type Pair } from '../coding/excerpt';
import type { CodeId } from '../ids';

/** How several passages are to change: some pairs and codes go, then some come, and what is judged of them is set. */
export interface Retag {
  /** `all` drops every pair a passage has, those that come again aside. */
  readonly remove: readonly Pair[] | 'all';
  readonly add: readonly Pair[];
  readonly removeCodes: readonly CodeId[];
  readonly addCodes: readonly CodeId[];
  /** Only what is to be another; the rest stays. */
  readonly assess: Partial<Assessment>;
}

/** What a retag changes of a passage. */
export interface Retagged {
  readonly pairs: readonly Pair[];
  readonly codes: readonly CodeId[];
  readonly assessment: Assessment;
}

/** What a passage has after a retag: what stays keeps its order, what comes stands last, and nothing twice. */
export function retagged({ pairs, codes, assessment }: Retagged, retag: Retag): Retagged {
  const { remove, add, removeCodes, addCodes, assess } = retag;
  const kept = remove === 'all' ? [] : pairs.filter((pair) => !holds(remove, pair));
  return {
    pairs: [...kept, ...add].reduce<Pair[]>((all, pair) => {
      if (!holds(all, pair)) all.push(pair);
      return all;
    }, []),
    codes: [...new Set([...codes.filter((code) => !removeCodes.includes(code)), ...addCodes])],
    assessment: assessmentOf({ ...assessment, ...assess }),
  };
}

/** Whether a retag leaves a passage with other pairs, codes or judgements, or with them in another order. */
export function isRetagged(current: Retagged, retag: Retag): boolean {
  const after = retagged(current, retag);
  return (
    !sameAssessment(after.assessment, current.assessment) ||
    !sameCodes(after.codes, current.codes) ||
    after.pairs.length !== current.pairs.length ||
    after.pairs.some((pair, i) => !samePair(pair, current.pairs[i]!))
  );
}

export function sameCodes(a: readonly CodeId[], b: readonly CodeId[]): boolean {
  return a.length === b.length && a.every((code, i) => code === b[i]);
}

function holds(pairs: readonly Pair[], pair: Pair): boolean {
  return pairs.some((other) => samePair(other, pair));
}
