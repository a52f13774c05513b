import type { Change } from '$domain/change/change';
import { tallyAfter, type Tally } from '$domain/change/tally';
import type { ActorId, CodeId, ReportId } from '$domain/ids';
import { countUses } from '../storage/reads';
import type { Archive } from '../usecases/archive';

/**
 * Passages of each report and code, and uses of each actor. They are counted once, which takes long in a large archive, and then
 * follow the changes. Create while a component initialises.
 */
export class TallyState {
  #tally = $state.raw<Tally>();
  #error = $state.raw<unknown>(null);
  /** The last change that is counted in. */
  #seq = 0;
  /** What was committed while the rows were counted. */
  readonly #waiting: Change[] = [];

  constructor({ db, feed }: Pick<Archive, 'db' | 'feed'>) {
    $effect(() => feed.listen((change) => this.#take(change)));
    countUses(db).then(
      ({ seq, tally }) => {
        this.#tally = tally;
        this.#seq = seq;
        for (const change of this.#waiting.splice(0)) this.#take(change);
      },
      (error: unknown) => {
        this.#error = error;
        // The root component tells the person.
        void Promise.reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  /** What went wrong when the rows were counted; null when all is well. */
  get error(): unknown {
    return this.#error;
  }
  /** 0 until the rows are counted. */
  passagesOf(id: ReportId): number {
    return this.#tally?.passages.get(id) ?? 0;
  }
  /** 0 until the rows are counted. */
  usesOf(id: ActorId): number {
    return this.#tally?.uses.get(id) ?? 0;
  }
  /** Passages that have this very code. 0 until the rows are counted. */
  passagesWith(id: CodeId): number {
    return this.#tally?.codes.get(id) ?? 0;
  }
  readonly passages = $derived.by(() => {
    let total = 0;
    for (const count of this.#tally?.passages.values() ?? []) total += count;
    return total;
  });

  #take(change: Change): void {
    if (this.#tally === undefined) this.#waiting.push(change);
    else if (change.seq > this.#seq) {
      this.#tally = tallyAfter(this.#tally, change.ops);
      this.#seq = change.seq;
    }
  }
}
