import { untrack } from 'svelte';
import type { ExcerptId } from '$domain/ids';

const NONE: ReadonlySet<ExcerptId> = new Set();

/** Which passages of a list are selected. One that leaves the list is not selected any more: nothing unseen is changed. */
export class PassageSelection {
  readonly #list: () => readonly ExcerptId[];
  #ids = $state.raw(NONE);
  /** Where a range begins that Shift draws. */
  #anchor = 0;

  /** Create while a component or an `$effect.root` initialises. */
  constructor(list: () => readonly ExcerptId[]) {
    this.#list = list;
    $effect(() => {
      const present = this.#list();
      untrack(() => {
        if (this.#ids.size === 0) return;
        const kept = new Set(present.filter((id) => this.#ids.has(id)));
        if (kept.size < this.#ids.size) this.#ids = kept;
      });
    });
  }

  get size(): number {
    return this.#ids.size;
  }
  has(id: ExcerptId): boolean {
    return this.#ids.has(id);
  }
  /** In the order of the list. */
  get ids(): readonly ExcerptId[] {
    return this.#list().filter((id) => this.#ids.has(id));
  }
  get isAll(): boolean {
    return this.#ids.size > 0 && this.#ids.size === this.#list().length;
  }

  /** A range that Shift draws next begins here. */
  anchorAt(index: number): void {
    this.#anchor = index;
  }

  only(index: number): void {
    this.#anchor = index;
    this.#ids = new Set(this.#list().slice(index, index + 1));
  }

  toggle(index: number): void {
    const id = this.#list()[index];
    if (id === undefined) return;
    this.#anchor = index;
    const ids = new Set(this.#ids);
    if (!ids.delete(id)) ids.add(id);
    this.#ids = ids;
  }

  /** Selects from the anchor to here, and with `keep` what was selected before as well. */
  extendTo(index: number, keep = false): void {
    const [from, to] = [Math.min(index, this.#anchor), Math.max(index, this.#anchor)];
    const range = this.#list().slice(from, to + 1);
    this.#ids = new Set(keep ? [...this.#ids, ...range] : range);
  }

  all(): void {
    this.#ids = new Set(this.#list());
  }

  clear(): void {
    this.#ids = NONE;
  }
}
