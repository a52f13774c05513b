import type { Actor } from '$domain/coding/actor';
import type { CountryCode } from '$domain/ids';
import type { FindCountry, QueryError } from '$domain/query/parse';
import { parseQuery } from '$domain/query/parse';
import type { SearchQuery } from '$domain/query/query';
import type { Archive } from '../usecases/archive';
import {
  countryFinder,
  type Hit,
  type ReportHit,
  type SearchResult,
  type SearchStatus,
} from '../usecases/find-passages';

export type { Hit, ReportHit };

const DEBOUNCE_MS = 60;
const REPORTS_SHOWN = 50;

/** The search box, the chosen facets, and what the archive answers: the one query that screens and exports share. */
export class SearchSession {
  text = $state('');
  #actors = $state.raw<readonly string[]>([]);
  #countries = $state.raw<readonly CountryCode[]>([]);
  #result = $state.raw<SearchResult | null>(null);
  #status = $state.raw<SearchStatus>({ state: 'loading', done: 0, total: 0 });
  #failure = $state<string | null>(null);
  #findCountry = $state.raw<FindCountry>();
  #changes = $state(0);
  readonly #archive: Archive;

  readonly #parsed = $derived(parseQuery(this.text, this.#findCountry));

  /** Create while a component initialises: it asks again whenever the query or the archive changes. */
  constructor(archive: Archive) {
    this.#archive = archive;
    void countryFinder().then((find) => {
      this.#findCountry = find;
    });
    $effect(() =>
      archive.search.onStatus((status) => {
        // A change was indexed, or the index became ready: the answer may differ now.
        if (status.state === 'ready' || this.#result === null) this.#changes += 1;
        this.#status = status;
      }),
    );
    $effect(() => {
      const query = this.query;
      void this.#changes;
      if (!query) return;
      const typed = this.text !== '';
      const timer = setTimeout(() => void this.#ask(query), typed ? DEBOUNCE_MS : 0);
      return () => {
        clearTimeout(timer);
      };
    });
  }

  /** What is asked for; null while the box holds an error. */
  get query(): SearchQuery | null {
    const parsed = this.#parsed;
    if (!parsed.ok) return null;
    return {
      ...parsed.value,
      actors: [...new Set([...parsed.value.actors, ...this.#actors])],
      countries: [...new Set([...parsed.value.countries, ...this.#countries])],
    };
  }
  get error(): QueryError | null {
    return this.#parsed.ok ? null : this.#parsed.error;
  }
  /** The last answer; it stays while a newer one is under way. */
  get result(): SearchResult | null {
    return this.#result;
  }
  get status(): SearchStatus {
    return this.#status;
  }
  get failure(): string | null {
    return this.#failure;
  }
  /** Whether anything is asked for, so that results should be shown. */
  get isActive(): boolean {
    return this.text.trim() !== '' || this.isFiltered;
  }
  get isFiltered(): boolean {
    return this.#actors.length > 0 || this.#countries.length > 0;
  }

  hasActor(actor: Actor): boolean {
    return this.#actors.includes(actor.name);
  }
  hasCountry(code: CountryCode): boolean {
    return this.#countries.includes(code);
  }
  toggleActor(actor: Actor): void {
    this.#actors = toggled(this.#actors, actor.name);
  }
  toggleCountry(code: CountryCode): void {
    this.#countries = toggled(this.#countries, code);
  }
  clearFilters(): void {
    this.#actors = [];
    this.#countries = [];
  }
  clear(): void {
    this.text = '';
    this.clearFilters();
  }

  /** Asks again once the index knows every change: what is exported must be what is shown, not what was. */
  async refresh(): Promise<SearchResult | null> {
    await this.#archive.search.sync();
    if (this.query) await this.#ask(this.query);
    return this.#result;
  }

  async #ask(query: SearchQuery): Promise<void> {
    try {
      const result = await this.#archive.search.query(query, { caller: 'window', limit: REPORTS_SHOWN });
      if (!result) return;
      this.#result = result;
      this.#failure = null;
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
    }
  }
}

function toggled<T>(list: readonly T[], value: T): readonly T[] {
  return list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
}
