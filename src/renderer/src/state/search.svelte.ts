import {
  choiceOf,
  choose,
  chooseImportant,
  withFullNames,
  withoutFilters,
  type Choice,
  type Choosable,
  type ChoosableName,
} from '$domain/query/choose';
import type { Country } from '$domain/coding/country';
import type { PassageOrder } from '$domain/query/order';
import { parseQuery, type QueryError } from '$domain/query/parse';
import { isFiltered, printQuery, type Named, type SearchQuery } from '$domain/query/query';
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

export interface SearchInputs {
  /** All actors and all codes: choosing one by name must mean it alone. */
  actors: () => readonly Named[];
  codes: () => readonly Named[];
  /** All countries; none until they are loaded. */
  countries: () => readonly Country[];
  /** How the passages found are to stand. */
  order: () => PassageOrder;
}

/**
 * The search box and what the archive answers: the one query that screens and exports share. What is chosen in the facets
 * stands in the box as well, so that a query can be read, kept and changed in one place.
 */
export class SearchSession {
  text = $state('');
  #result = $state.raw<SearchResult | null>(null);
  #status = $state.raw<SearchStatus>({ state: 'loading', done: 0, total: 0 });
  #failure = $state<string | null>(null);
  #changes = $state(0);
  readonly #archive: Archive;
  readonly #inputs: SearchInputs;

  readonly #findCountry = $derived.by(() => {
    const countries = this.#inputs.countries();
    return countries.length === 0 ? undefined : countryFinder(countries);
  });
  readonly #parsed = $derived(parseQuery(this.text, this.#findCountry));
  /** The query by full names, where a facet's values are looked up. */
  readonly #named = $derived(this.#parsed.ok ? withFullNames(this.#parsed.value, this.#names) : null);

  /** Create while a component initialises: it asks again whenever the query, the order or the archive changes. */
  constructor(archive: Archive, inputs: SearchInputs) {
    this.#archive = archive;
    this.#inputs = inputs;
    $effect(() =>
      archive.search.onStatus((status) => {
        // A change was indexed, or the index became ready: the answer may differ now.
        if (status.state === 'ready' || this.#result === null) this.#changes += 1;
        this.#status = status;
      }),
    );
    $effect(() => {
      const query = this.query;
      const order = inputs.order();
      void this.#changes;
      if (!query) return;
      const typed = this.text !== '';
      const timer = setTimeout(() => void this.#ask(query, order), typed ? DEBOUNCE_MS : 0);
      return () => {
        clearTimeout(timer);
      };
    });
  }

  get #names(): Parameters<typeof withFullNames>[1] {
    return { actors: this.#inputs.actors(), codes: this.#inputs.codes() };
  }
  /** What is asked for; null while the box holds an error. */
  get query(): SearchQuery | null {
    return this.#parsed.ok ? this.#parsed.value : null;
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
    return this.text.trim() !== '';
  }
  get isFiltered(): boolean {
    return this.#parsed.ok && isFiltered(this.#parsed.value);
  }

  choiceOf<N extends ChoosableName>(name: N, value: Choosable[N]): Choice {
    return this.#named ? choiceOf(this.#named, name, value) : null;
  }
  /** Whether passages that are important are asked for, or those that are not. */
  get important(): boolean | null {
    return this.query?.assessed?.important ?? null;
  }
  /** Asks for a value, excludes it, or neither. Changes nothing while the box holds an error. */
  choose<N extends ChoosableName>(name: N, value: Choosable[N], choice: Choice): void {
    if (this.#named) this.text = printQuery(choose(this.#named, name, value, choice));
  }
  chooseImportant(important: boolean | null): void {
    if (this.query) this.text = printQuery(chooseImportant(this.query, important));
  }
  clearFilters(): void {
    if (this.query) this.text = printQuery(withoutFilters(this.query));
  }
  clear(): void {
    this.text = '';
  }

  /** Asks again once the index knows every change: what is exported must be what is shown, not what was. */
  async refresh(): Promise<SearchResult | null> {
    await this.#archive.search.sync();
    if (this.query) await this.#ask(this.query, this.#inputs.order());
    return this.#result;
  }

  async #ask(query: SearchQuery, order: PassageOrder): Promise<void> {
    try {
      const options = { caller: 'window', limit: REPORTS_SHOWN, order };
      const result = await this.#archive.search.query(query, options);
      if (!result) return;
      this.#result = result;
      this.#failure = null;
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
    }
  }
}
