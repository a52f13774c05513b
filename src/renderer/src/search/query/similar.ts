import { tokens } from '$domain/text/normalise-term';
import type { SoughtLeaf } from '../hits';
import type { ArchiveIndex } from '../index';
import type { SimilarWord } from '../protocol';
import { TEXT_FIELDS } from '../tiers/tier';

/** Words told of each that is nowhere. */
const MOST_TOLD = 3;
/** A shorter word resembles too many. */
const SHORTEST = 4;

/**
 * For each word of a query that no report has, the words most like it that reports have: those that were looked for instead,
 * and where nothing was found those to try.
 */
export function similarWords(
  index: ArchiveIndex,
  sought: readonly SoughtLeaf[],
  isNothingFound: boolean,
): SimilarWord[] {
  return sought.flatMap(({ raw, expanded }): SimilarWord[] => {
    if (expanded.isGuessed) {
      const meant = mostLike(index, expanded.words[0]!.forms[0]!.term, 2);
      return meant.length === 0 ? [] : [{ asked: raw, meant, isUsed: true }];
    }
    if (!isNothingFound) return [];
    return tokens(raw).flatMap(({ term, start, end }): SimilarWord[] => {
      const isKnown = index.text.tiers.some((tier) => tier.find(term) !== -1);
      if (isKnown || [...term].length < SHORTEST) return [];
      const meant = mostLike(index, term, 1);
      return meant.length === 0 ? [] : [{ asked: raw.slice(start, end), meant, isUsed: false }];
    });
  });
}

/** The fewest letters different first, then the most frequent. */
function mostLike(index: ArchiveIndex, term: string, edits: number): string[] {
  const found = new Map<string, { distance: number; documents: number }>();
  for (const tier of index.text.tiers) {
    for (const { ref, distance } of tier.resembling(term, edits)) {
      const here = TEXT_FIELDS.reduce((sum, _, field) => sum + tier.frequency(ref, field), 0);
      const word = tier.termOf(ref);
      const documents = here + (found.get(word)?.documents ?? 0);
      if (documents > 0) found.set(word, { distance, documents });
    }
  }
  return [...found]
    .sort(([, a], [, b]) => a.distance - b.distance || b.documents - a.documents)
    .slice(0, MOST_TOLD)
    .map(([word]) => word);
}
