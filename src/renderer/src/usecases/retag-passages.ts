import { isRetagged, retaggedPairs, type Retag } from '$domain/change/retag';
import { samePair, type Pair } from '$domain/coding/excerpt';
import type { BatchId, ExcerptId } from '$domain/ids';
import type { Result } from '$domain/result';
import { passagesByIds } from '../storage/reads';
import type { Archive } from './archive';
import { changePassages } from './change-archive';
import { actorResolver, type PairInput } from './tag-passage';

/** What is to be done with the pairs of several passages, as a person says it: the actors may be new. */
export interface RetagInput {
  readonly remove: readonly Pair[] | 'all';
  readonly add: readonly PairInput[];
}

/**
 * Changes the pairs of many passages, in one undo step; many are backed up first. The value says whether anything changed.
 * Fails with `actor/…` for a refused name, and as `changePassages` does.
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
  const newActors = actors.created;
  const retag = { remove: input.remove, add: pairs.value };
  return changePassages(archive, excerptIds, batchId, (ids) => ({
    kind: 'retag-passages',
    excerptIds: ids,
    retag,
    newActors,
  }));
}

/** The pairs of some passages as they are now: what a retag is chosen and previewed from. */
export interface HeldPairs {
  /** One list a passage that is still there, in the order the researcher gave them. */
  readonly lists: readonly (readonly Pair[])[];
  /** Each pair once, with the number of passages that have it; most first. */
  readonly pairs: readonly { readonly pair: Pair; readonly passages: number }[];
}

/** Reads the pairs of these passages. Of very many, one pass over the tables. */
export async function heldPairs(archive: Archive, excerptIds: readonly ExcerptId[]): Promise<HeldPairs> {
  const passages = await passagesByIds(archive.db, excerptIds);
  const lists = passages.map(({ assignments }) => assignments.map(({ pair }) => pair));
  const counts = new Map<string, { pair: Pair; passages: number }>();
  for (const list of lists) {
    // A passage counts once for a pair, however often it has it.
    const own = list.filter((pair, i) => list.findIndex((other) => samePair(other, pair)) === i);
    for (const pair of own) {
      const key = [pair.actorId, pair.country?.code, pair.country?.role].join(' ');
      const count = counts.get(key);
      if (count) count.passages += 1;
      else counts.set(key, { pair, passages: 1 });
    }
  }
  return { lists, pairs: [...counts.values()].sort((a, b) => b.passages - a.passages) };
}

/** What a retag would do to passages with these pairs. */
export interface RetagPreview {
  /** Passages that end up with other pairs. */
  readonly changed: number;
  /** Of those, passages that end up with none. */
  readonly bare: number;
}

/** Counts what a retag would do, without doing it. */
export function previewRetag({ lists }: HeldPairs, retag: Retag): RetagPreview {
  let [changed, bare] = [0, 0];
  for (const pairs of lists) {
    if (!isRetagged(pairs, retag)) continue;
    changed += 1;
    if (retaggedPairs(pairs, retag).length === 0) bare += 1;
  }
  return { changed, bare };
}
