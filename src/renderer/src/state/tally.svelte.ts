import { tallyAfter, type Tally } from '$domain/change/tally';
import type { ActorId, CodeId, ReportId } from '$domain/ids';
import { countUses } from '../storage/reads';
import type { Archive } from '../usecases/archive';
import { Following } from './following.svelte';

/**
 * Passages of each report and code, and uses of each actor. They are counted once, which takes long in a large archive, and then
 * follow the changes. Create while a component initialises.
 */
export class TallyState {
  readonly #tally: Following<Tally>;

  constructor({ db, feed }: Pick<Archive, 'db' | 'feed'>) {
    this.#tally = new Following(
      feed,
      async () => {
        const { seq, tally } = await countUses(db);
        return { seq, value: tally };
      },
      tallyAfter,
    );
  }

  /** What went wrong when the rows were counted; null when all is well. */
  get error(): unknown {
    return this.#tally.error;
  }
  /** 0 until the rows are counted. */
  passagesOf(id: ReportId): number {
    return this.#tally.value?.passages.get(id) ?? 0;
  }
  /** 0 until the rows are counted. */
  usesOf(id: ActorId): number {
    return this.#tally.value?.uses.get(id) ?? 0;
  }
  /** Passages that have this very code. 0 until the rows are counted. */
  passagesWith(id: CodeId): number {
    return this.#tally.value?.codes.get(id) ?? 0;
  }
  readonly passages = $derived.by(() => {
    let total = 0;
    for (const count of this.#tally.value?.passages.values() ?? []) total += count;
    return total;
  });
}
