import type { Change } from '$domain/change/change';

/** Tells whoever derives something from the archive of every change, in order, once it is committed. */
export class ChangeFeed {
  readonly #listeners = new Set<(change: Change) => void>();

  /** Returns the function that ends it. */
  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(change: Change): void {
    for (const listener of this.#listeners) listener(change);
  }
}
