import type { ReportId } from '$domain/ids';

/** Something about each report that was used lately, up to `most` in all by `sizeOf`. */
export class RecentReports<T> {
  readonly #kept = new Map<ReportId, T>();
  #size = 0;
  /** Rises with every change, so that nothing read before a change is kept after it. */
  #generation = 0;

  constructor(
    private readonly most: number,
    private readonly sizeOf: (value: T) => number,
  ) {}

  get generation(): number {
    return this.#generation;
  }

  get(id: ReportId): T | undefined {
    const value = this.#kept.get(id);
    if (value === undefined) return undefined;
    // The order of the map is the order of use.
    this.#kept.delete(id);
    this.#kept.set(id, value);
    return value;
  }

  /** Keeps what was read at `generation`, unless something changed since; drops what was unused the longest. */
  keep(id: ReportId, value: T, generation: number): void {
    if (generation !== this.#generation) return;
    this.#drop(id);
    this.#kept.set(id, value);
    this.#size += this.sizeOf(value);
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.most) break;
      this.#drop(oldest);
    }
  }

  /** The report or something on it changed. */
  forget(id: ReportId): void {
    this.#generation += 1;
    this.#drop(id);
  }

  #drop(id: ReportId): void {
    const value = this.#kept.get(id);
    if (value === undefined) return;
    this.#size -= this.sizeOf(value);
    this.#kept.delete(id);
  }
}
