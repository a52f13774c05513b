import type { Change } from '$domain/change/change';
import type { Archive } from '../usecases/archive';

/**
 * Something that is read from the store once, which takes long in a large archive, and then follows the changes. Create
 * while a component initialises.
 */
export class Following<T> {
  #value = $state.raw<T>();
  #error = $state.raw<unknown>(null);
  /** The last change that is in the value. */
  #seq = 0;
  /** What was committed while the store was read. */
  readonly #waiting: Change[] = [];
  readonly #after: (value: T, ops: Change['ops']) => T;

  /** `read`: the value with the number of the last change in it; `after`: what a change makes of it. */
  constructor(
    feed: Archive['feed'],
    read: () => Promise<{ readonly seq: number; readonly value: T }>,
    after: (value: T, ops: Change['ops']) => T,
  ) {
    this.#after = after;
    $effect(() => feed.listen((change) => this.#take(change)));
    read().then(
      ({ seq, value }) => {
        this.#value = value;
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

  /** What went wrong when it was read; null when all is well. */
  get error(): unknown {
    return this.#error;
  }
  /** Undefined until it is read. */
  get value(): T | undefined {
    return this.#value;
  }

  #take(change: Change): void {
    if (this.#value === undefined) this.#waiting.push(change);
    else if (change.seq > this.#seq) {
      this.#value = this.#after(this.#value, change.ops);
      this.#seq = change.seq;
    }
  }
}
