import type { NewHits, SavedSearch } from '$domain/query/saved-search';
import type { BatchId } from '$domain/ids';
import type { Archive } from '../usecases/archive';
import { newBatch } from '../usecases/change-archive';
import {
  changeSearch,
  deleteSearch,
  listSearches,
  markSeen,
  newSince,
  renameSearch,
  saveSearch,
} from '../usecases/saved-searches';
import {
  clearSearches,
  forgetSearch,
  rememberSearch,
  usedSearches,
  type UsedQuery,
} from '../usecases/search-history';
import { queryReader } from '../usecases/read-query';
import { LiveQuery } from './live-query.svelte';
import type { Messages } from './messages.svelte';
import type { SearchSession } from './search.svelte';

export type { SavedSearch, UsedQuery };

/** What is being done to a saved search: a new one of the query in the box, or another name for one. */
export type SavedSearchJob =
  | { readonly kind: 'save'; readonly query: string }
  | { readonly kind: 'rename'; readonly search: SavedSearch };

/** A query was really used once it has stood so long, milliseconds. */
const USED_AFTER = 3000;
/** New hits are counted once the archive has been quiet so long, milliseconds. */
const COUNT_AFTER = 1000;

/** Searches that are kept under a name, what is new in them, and the queries that were used lately. */
export class SavedSearches {
  readonly #archive: Archive;
  readonly #messages: Messages;
  readonly #search: SearchSession;
  readonly #tellDone: (text: string, batchId: BatchId) => void;
  readonly #list: LiveQuery<SavedSearch[]>;
  readonly #used: LiveQuery<UsedQuery[]>;
  #fresh = $state.raw<ReadonlyMap<string, NewHits>>(new Map());
  #job = $state.raw<SavedSearchJob | null>(null);

  /** Create while a component initialises. `tellDone` tells of a step with a way to take back just that. */
  constructor(
    archive: Archive,
    messages: Messages,
    search: SearchSession,
    tellDone: (text: string, batchId: BatchId) => void,
  ) {
    this.#archive = archive;
    this.#messages = messages;
    this.#search = search;
    this.#tellDone = tellDone;
    this.#list = new LiveQuery(() => () => listSearches(archive));
    this.#used = new LiveQuery(() => () => usedSearches(archive));
    $effect(() => {
      void search.text;
      void search.result;
      const timer = setTimeout(() => this.noteUse(), USED_AFTER);
      return () => {
        clearTimeout(timer);
      };
    });
    $effect(() => {
      const list = this.list;
      if (search.status.state !== 'ready' || list.length === 0) return;
      const timer = setTimeout(() => void this.#count(list), COUNT_AFTER);
      return () => {
        clearTimeout(timer);
      };
    });
  }

  /** The query in the box was really used: remembers it. */
  noteUse(): void {
    const { text, error, result } = this.#search;
    if (text.trim() === '' || error !== null || result === null) return;
    const { reports, passages } = result;
    void rememberSearch(this.#archive, { query: text, reports, passages });
  }

  /** By name. */
  get list(): readonly SavedSearch[] {
    return this.#list.value ?? [];
  }
  /** The queries used lately, newest first. */
  get used(): readonly UsedQuery[] {
    return this.#used.value ?? [];
  }
  /** What a saved search finds that it did not find when it was opened last; null when nothing is known. */
  newIn({ id }: SavedSearch): NewHits | null {
    return this.#fresh.get(id) ?? null;
  }
  get job(): SavedSearchJob | null {
    return this.#job;
  }
  /** Asks for a name for the query in the box. */
  save(): void {
    const query = this.#search.text.trim();
    if (query !== '' && this.#search.error === null) this.#job = { kind: 'save', query };
  }
  rename(search: SavedSearch): void {
    this.#job = { kind: 'rename', search };
  }
  close(): void {
    this.#job = null;
  }

  /** Does the job under a name. The value is the sentence that says why not; null when it is done. */
  async finish(name: string): Promise<string | null> {
    const job = this.#job;
    if (job === null) return null;
    const batchId = newBatch(this.#archive);
    if (job.kind === 'rename') {
      const renamed = await renameSearch(this.#archive, job.search.id, name, batchId);
      if (!renamed.ok) return renamed.error.message;
      this.#tellDone(`“${job.search.name}” is now “${name.trim()}”.`, batchId);
    } else {
      const saved = await saveSearch(this.#archive, { name, query: job.query, order: null }, batchId);
      if (!saved.ok) return saved.error.message;
      this.#tellDone(`Saved the search “${name.trim()}”.`, batchId);
      void this.#see(saved.value, job.query);
    }
    this.close();
    return null;
  }

  /** Puts a saved query into the box; what it finds now is seen. */
  async open(search: SavedSearch): Promise<void> {
    this.#search.text = search.query;
    await this.#see(search.id, search.query);
  }

  /** Keeps the query that is in the box under the name of this search. */
  async replace(search: SavedSearch): Promise<void> {
    const batchId = newBatch(this.#archive);
    const query = this.#search.text.trim();
    const changed = await changeSearch(this.#archive, search.id, { query, order: search.order }, batchId);
    if (!changed.ok) {
      this.#messages.fail(changed.error);
      return;
    }
    this.#tellDone(`“${search.name}” now asks for ${query}.`, batchId);
    await this.#see(search.id, query);
  }

  async remove(search: SavedSearch): Promise<void> {
    const batchId = newBatch(this.#archive);
    const removed = await deleteSearch(this.#archive, search.id, batchId);
    if (removed.ok) this.#tellDone(`Deleted the search “${search.name}”.`, batchId);
    else this.#messages.fail(removed.error);
  }

  /** Forgets one of the queries used lately. */
  async forget(query: string): Promise<void> {
    await forgetSearch(this.#archive, query);
  }

  async forgetUsed(): Promise<void> {
    await clearSearches(this.#archive);
    this.#messages.inform('The queries used lately are forgotten.');
  }

  async #see(id: SavedSearch['id'], query: string): Promise<void> {
    const found = await this.#find(id, query);
    if (found === null) return;
    await markSeen(this.#archive, id, found);
    this.#fresh = new Map(this.#fresh).set(id, { reports: 0, passages: 0 });
  }

  async #count(list: readonly SavedSearch[]): Promise<void> {
    const fresh = new Map<string, NewHits>();
    for (const { id, query } of list) {
      const found = await this.#find(id, query);
      const hits = found && (await newSince(this.#archive, id, found));
      if (hits !== null) fresh.set(id, hits);
    }
    this.#fresh = fresh;
  }

  /** Null for a query that cannot be read any more, or that is asked anew. */
  async #find(id: string, text: string) {
    const query = (await queryReader(this.#archive))(text);
    if (!query.ok) return null;
    const options = { caller: `saved ${id}`, limit: 0, everyReport: true };
    const result = await this.#archive.search.query(query.value, options);
    return result && { reportIds: result.reportIds ?? [], passageIds: result.passageIds };
  }
}
