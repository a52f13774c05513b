import { observe } from '../storage/observe';

/** A query over the archive that runs again whenever what it read has changed, here or in a worker. */
export class LiveQuery<T> {
  #value = $state.raw<T>();
  #error = $state.raw<unknown>(undefined);
  #status = $state<'loading' | 'ready' | 'error'>('loading');

  /**
   * `prepare` runs inside an effect: what it reads of runes restarts the query; the function it returns runs against
   * the store. Null from `prepare` means there is nothing to ask, and clears the value. Create while a component or an
   * `$effect.root` initialises. The last value stays while a new one loads.
   */
  constructor(prepare: () => (() => Promise<T>) | null) {
    $effect(() => {
      const query = prepare();
      this.#status = 'loading';
      if (!query) {
        this.#value = undefined;
        return;
      }
      return observe(query, {
        next: (value) => {
          this.#value = value;
          this.#error = undefined;
          this.#status = 'ready';
        },
        error: (error) => {
          this.#error = error;
          this.#status = 'error';
          // Nobody may be looking at this query: the root component tells the person.
          void Promise.reject(error instanceof Error ? error : new Error(String(error)));
        },
      });
    });
  }

  /** The latest result; undefined until the first one, which may itself be undefined. */
  get value(): T | undefined {
    return this.#value;
  }
  get status(): 'loading' | 'ready' | 'error' {
    return this.#status;
  }
  get error(): unknown {
    return this.#error;
  }
}
