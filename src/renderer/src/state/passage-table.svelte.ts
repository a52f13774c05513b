import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { ExcerptId } from '$domain/ids';
import type { PassageRow } from '$domain/tabulate/passage-row';
import type { Archive } from '../usecases/archive';
import { passageRows } from '../usecases/passage-rows';

const PAGE = 100;
/** Pages that stay: what is on screen and around it. Older ones are read again when one comes back to them. */
const PAGES_KEPT = 8;

/** The rows of the passages view: the ids are all there, the rows are read by the page as they scroll into view. */
export class PassageTable {
  readonly #archive: Archive;
  readonly #ids: () => readonly ExcerptId[];
  readonly #rows = new SvelteMap<ExcerptId, PassageRow>();
  /** The pages read or being read, with the ids they were read for, least recently asked for first. */
  readonly #pages = new Map<number, readonly ExcerptId[]>();

  /** Create while a component initialises. A new list of ids means that rows may have changed. */
  constructor(archive: Archive, ids: () => readonly ExcerptId[]) {
    this.#archive = archive;
    this.#ids = ids;
    $effect(() => {
      void this.#ids();
      untrack(() => {
        this.#reload();
      });
    });
  }

  get ids(): readonly ExcerptId[] {
    return this.#ids();
  }

  /** The row at an index; undefined while its page is read, which asking for it starts. */
  at(index: number): PassageRow | undefined {
    const id = this.#ids()[index];
    if (id === undefined) return undefined;
    this.#load(Math.floor(index / PAGE));
    return this.#rows.get(id);
  }

  /** Reads again what was read before, and drops the rows that are elsewhere now. */
  #reload(): void {
    const pages = [...this.#pages.keys()];
    const before = new Set(this.#rows.keys());
    this.#pages.clear();
    for (const page of pages) {
      this.#load(page);
      for (const id of this.#pages.get(page) ?? []) before.delete(id);
    }
    for (const id of before) this.#rows.delete(id);
  }

  #load(page: number): void {
    const known = this.#pages.get(page);
    const ids = known ?? this.#ids().slice(page * PAGE, (page + 1) * PAGE);
    this.#pages.delete(page);
    if (ids.length === 0) return;
    this.#pages.set(page, ids);
    if (known) return;
    const [oldest] = this.#pages.keys();
    if (this.#pages.size > PAGES_KEPT && oldest !== undefined) this.#pages.delete(oldest);
    void (async () => {
      for await (const row of passageRows(this.#archive, ids)) this.#rows.set(row.excerpt.id, row);
      this.#forgetUnkept();
    })();
  }

  /** Rows are dropped once a page came in, not while a page is drawn: that would draw it again. */
  #forgetUnkept(): void {
    if (this.#rows.size <= PAGES_KEPT * PAGE) return;
    const kept = new Set([...this.#pages.values()].flat());
    for (const id of [...this.#rows.keys()]) if (!kept.has(id)) this.#rows.delete(id);
  }
}
