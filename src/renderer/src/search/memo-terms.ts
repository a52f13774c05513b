import { plainTerms } from './report-terms';
import type { TierDocument } from './tiers/tier';

/** The fields of what is kept of passages by itself, by their numbers: memos, and the words of those that lost their place. */
export const MEMO_FIELDS = { memo: 0, lost: 1 } as const;

export function memoTerms(
  id: string,
  { memo, lost }: { readonly memo: string; readonly lost: string },
): TierDocument {
  return { ...plainTerms(id, [memo, lost]), attributes: [] };
}
