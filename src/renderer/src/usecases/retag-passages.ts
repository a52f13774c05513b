import { isRetagged, retagged, type Retag, type Retagged } from '$domain/change/retag';
import { assessmentOf, samePair, type Assessment, type Pair } from '$domain/coding/excerpt';
import type { BatchId, CodeId, ExcerptId } from '$domain/ids';
import type { Result } from '$domain/result';
import { passagesByIds } from '../storage/reads';
import type { Archive } from './archive';
import { changePassages } from './change-archive';
import { codeResolver, type CodeInput } from './codes';
import { actorResolver, type PairInput } from './tag-passage';

/** What is to be done with several passages, as a person says it: actors and codes may be new. */
export interface RetagInput {
  readonly remove: readonly Pair[] | 'all';
  readonly add: readonly PairInput[];
  readonly removeCodes: readonly CodeId[];
  readonly addCodes: readonly CodeInput[];
  /** Only what is to be another; the rest stays. */
  readonly assess: Partial<Assessment>;
}

/**
 * Changes the pairs, codes and judgements of many passages, in one undo step; many are backed up first. The value says
 * whether anything changed.
 * Fails with `actor/…` or `code/…` for a refused name, and as `changePassages` does.
 */
export async function retagPassages(
  archive: Archive,
  excerptIds: readonly ExcerptId[],
  input: RetagInput,
  batchId: BatchId,
): Promise<Result<boolean>> {
  const actors = await actorResolver(archive);
  const pairs = actors.resolve(input.add);
  if (!pairs.ok) return pairs;
  const resolver = await codeResolver(archive);
  const codes = resolver.resolve(input.addCodes);
  if (!codes.ok) return codes;
  const newActors = actors.created;
  const newCodes = resolver.created;
  const { remove, removeCodes, assess } = input;
  const retag = { remove, add: pairs.value, removeCodes, addCodes: codes.value, assess };
  return changePassages(archive, excerptIds, batchId, (ids) => ({
    kind: 'retag-passages',
    excerptIds: ids,
    retag,
    newActors,
    newCodes,
  }));
}

/** The pairs and codes of some passages as they are now: what a retag is chosen and previewed from. */
export interface HeldPairs {
  /** What each passage that is still there has, in the order the researcher gave it. */
  readonly lists: readonly Retagged[];
  /** Each pair once, with the number of passages that have it; most first. */
  readonly pairs: readonly { readonly pair: Pair; readonly passages: number }[];
  /** Likewise for each code. */
  readonly codes: readonly { readonly code: CodeId; readonly passages: number }[];
}

/** Reads the pairs and codes of these passages. Of very many, one pass over the tables. */
export async function heldPairs(archive: Archive, excerptIds: readonly ExcerptId[]): Promise<HeldPairs> {
  const passages = await passagesByIds(archive.db, excerptIds);
  const lists = passages.map(({ excerpt, assignments }) => ({
    pairs: assignments.map(({ pair }) => pair),
    codes: excerpt.codes,
    assessment: assessmentOf(excerpt),
  }));
  const counts = new Map<string, { pair: Pair; passages: number }>();
  const codeCounts = new Map<CodeId, number>();
  for (const { pairs: list, codes } of lists) {
    for (const code of codes) codeCounts.set(code, (codeCounts.get(code) ?? 0) + 1);
    // A passage counts once for a pair, however often it has it.
    const own = list.filter((pair, i) => list.findIndex((other) => samePair(other, pair)) === i);
    for (const pair of own) {
      const key = [pair.actorId, pair.country?.code, pair.country?.role].join(' ');
      const count = counts.get(key);
      if (count) count.passages += 1;
      else counts.set(key, { pair, passages: 1 });
    }
  }
  return {
    lists,
    pairs: [...counts.values()].sort((a, b) => b.passages - a.passages),
    codes: [...codeCounts]
      .map(([code, passages]) => ({ code, passages }))
      .sort((a, b) => b.passages - a.passages),
  };
}

/** What a retag would do to passages with these pairs and codes. */
export interface RetagPreview {
  /** Passages that end up with other pairs, codes or judgements. */
  readonly changed: number;
  /** Of those, passages that end up with no pair. */
  readonly bare: number;
}

/** Counts what a retag would do, without doing it. */
export function previewRetag({ lists }: HeldPairs, retag: Retag): RetagPreview {
  let [changed, bare] = [0, 0];
  for (const has of lists) {
    if (!isRetagged(has, retag)) continue;
    changed += 1;
    if (has.pairs.length > 0 && retagged(has, retag).pairs.length === 0) bare += 1;
  }
  return { changed, bare };
}
