import type { ArchiveIndex } from './index';
import { Evaluation } from './query/evaluate';
import { bestReports } from './query/rank';
import { ShardDamaged } from './shards/paged-bytes';
import type { Shard } from './shards/shard';

/** Reports that are found, as many as a first page shows. */
const FEW = 20;

/**
 * Asks an index for a word of one of its shards, so that the code is compiled, and the pages are in memory through which every look-up
 * goes: the first query takes half the time then. Says nothing of damage, which the first query will find.
 */
export function warmUp(index: ArchiveIndex, { dictionary }: Shard): void {
  if (dictionary.size === 0) return;
  try {
    const raw = dictionary.at(dictionary.size >>> 1);
    const word = { kind: 'word', scope: null, raw, boost: 1 } as const;
    const found = new Evaluation(index, () => [], [word]).find(word);
    bestReports(index, found, [], FEW, 'best');
  } catch (error) {
    if (!(error instanceof ShardDamaged)) throw error;
  }
}
