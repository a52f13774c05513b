import type { Progress, Work } from '../usecases/progress';

/** Work that takes a while: how far it is, and a way to stop it. */
export class LongWork {
  #progress = $state.raw<Progress>({ done: 0, total: 0 });
  #abort = new AbortController();

  get progress(): Progress {
    return this.#progress;
  }

  /** Begins anew; the use case takes what is returned. */
  begin(): Required<Work> {
    this.#progress = { done: 0, total: 0 };
    this.#abort = new AbortController();
    return {
      signal: this.#abort.signal,
      onProgress: (progress) => {
        this.#progress = progress;
      },
    };
  }

  stop(): void {
    this.#abort.abort();
  }
}
