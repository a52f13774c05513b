import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { ExcerptId } from '$domain/ids';
import type { PassageRow } from '$domain/tabulate/passage-row';
import type { Archive } from '../usecases/archive';
import { passageRows } from '../usecases/passage-rows';

const PAGE = 100;

/** The rows of the passages view: the ids are all there, the rows are read by the page as they scroll into view. */
export class PassageTable {
  readonly #archive: Archive;
  readonly #ids: () => readonly ExcerptId[];
  readonly #rows = new SvelteMap<ExcerptId, PassageRow>();
  #loaded = new Set<number>();

  /** Create while a component initialises. A new list of ids means that rows may have changed. */
  constructor(archive: Archive, ids: () => readonly ExcerptId[]) {
    this.#archive = archive;
    this.#ids = ids;
    $effect(() => {
      const current = new Set(this.#ids());
      untrack(() => {
        this.#reload(current);
      });
    });
  }

  get ids(): readonly ExcerptId[] {
    return this.#ids();
  }

  /** The row at an index; undefined while its page is read, which asking for it starts. */
  at(index: number): PassageRow | undefined {
    this.#load(Math.floor(index / PAGE));
    const id = this.#ids()[index];
    return id === undefined ? undefined : this.#rows.get(id);
  }

  /** Reads again what was read before; must not run tracked, or every row read would start it anew. */
  #reload(current: ReadonlySet<ExcerptId>): void {
    const pages = [...this.#loaded];
    this.#loaded = new Set();
    for (const id of [...this.#rows.keys()]) if (!current.has(id)) this.#rows.delete(id);
    for (const page of pages) this.#load(page);
  }

  #load(page: number): void {
    if (this.#loaded.has(page)) return;
    this.#loaded.add(page);
    const ids = this.#ids().slice(page * PAGE, (page + 1) * PAGE);
    void (async () => {
      for await (const row of passageRows(this.#archive, ids)) this.#rows.set(row.excerpt.id, row);
    })();
  }
}
