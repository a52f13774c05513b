import type { Failure } from '$domain/result';

export const BARS = ['read-only', 'space', 'journal', 'deadline', 'build'] as const;
export type Bar = (typeof BARS)[number];

/** Whether the archive may be written to just now. Each reason to bar it comes and goes by itself. */
export class WriteGate {
  readonly #bars = new Map<Bar, Failure>();
  readonly #holds = new Map<Bar, number>();
  readonly #listeners = new Set<() => void>();

  /** The weightiest reason why nothing may be written; null when it may. */
  get barred(): Failure | null {
    for (const bar of BARS) {
      const failure = this.#bars.get(bar);
      if (failure) return failure;
    }
    return null;
  }

  /** Why the archive is only looked at; null when it is not. */
  get readOnly(): Failure | null {
    return this.#bars.get('read-only') ?? null;
  }

  bar(bar: Bar, failure: Failure): void {
    this.#bars.set(bar, failure);
    this.#tell();
  }

  lift(bar: Bar): void {
    if (this.#bars.delete(bar)) this.#tell();
  }

  /** Bars until every holder has called what it was given. */
  hold(bar: Bar, failure: Failure): () => void {
    this.#holds.set(bar, (this.#holds.get(bar) ?? 0) + 1);
    this.bar(bar, failure);
    return () => {
      const left = (this.#holds.get(bar) ?? 1) - 1;
      this.#holds.set(bar, left);
      if (left === 0) this.lift(bar);
    };
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
