import {
  choiceOf,
  choose,
  chooseDates,
  chooseImportant,
  datesOf,
  importantOf,
  withFullNames,
  withoutFilters,
  type Choice,
  type ChosenField,
  type KnownNames,
} from '$domain/query/choose';
import { Pace, timeLeft } from '$domain/time-left';
import { completionsAt, type Completion, type KnownValues } from '$domain/query/complete';
import type { Country } from '$domain/coding/country';
import type { DateRange } from '$domain/query/date-range';
import type { Named } from '$domain/query/names';
import type { PassageOrder } from '$domain/query/order';
import { readQuery, type QueryError, type QueryMark } from '$domain/query/parse';
import { printQuery } from '$domain/query/print';
import { isFiltered, type FieldValue, type Query } from '$domain/query/query';
import { languageNames } from '$domain/report/language-name';
import type { Archive } from '../usecases/archive';
import {
  countryFinder,
  type DateBucket,
  type FacetValue,
  type Hit,
  type MatchedForms,
  type ReportHit,
  type ReportOrder,
  type SearchResult,
  type SearchStatus,
} from '../usecases/find-passages';

export type {
  Choice,
  ChosenField,
  Completion,
  DateBucket,
  DateRange,
  FacetValue,
  Hit,
  MatchedForms,
  QueryError,
  QueryMark,
};
export type { ReportHit, ReportOrder, SearchResult };

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

/** A place among the hits of the reports that are listed: `index` of its hits, -1 for the report itself. */
export interface HitPlace {
  readonly report: ReportHit;
  readonly index: number;
}

/**
 * The search box and what the archive answers: the one query that screens and exports share. What is chosen in the facets
 * stands in the box as well, so that a query can be read, kept and changed in one place.
 */
export class SearchSession {
  #text = $state('');
  /** Whether the text was typed up to its end, so that its last word may only be begun. */
  #typing = $state(false);
  reportOrder = $state<ReportOrder>('best');
  #result = $state.raw<SearchResult | null>(null);
  /** The hit that is open beside the list, as `reportId:index`. */
  #current = $state<string | null>(null);
  #status = $state.raw<SearchStatus>({ state: 'loading', done: 0, total: 0 });
  #pace = new Pace();
  #timeLeft = $state<string | null>(null);
  #failure = $state<string | null>(null);
  #changes = $state(0);
  readonly #archive: Archive;
  readonly #inputs: SearchInputs;

  readonly #findCountry = $derived.by(() => {
    const countries = this.#inputs.countries();
    return countries.length === 0 ? undefined : countryFinder(countries);
  });
  readonly #read = $derived(
    readQuery(this.#text, { findCountry: this.#findCountry, unfinished: this.#typing }),
  );
  readonly #parsed = $derived(this.#read.query);
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
        if (status.state !== 'indexing') this.#pace = new Pace();
        this.#pace.note(status.done, performance.now());
        const left = this.#pace.left(status.total);
        this.#timeLeft = left === null ? null : timeLeft(left);
      }),
    );
    $effect(() => {
      const parsed = this.#parsed;
      const order = inputs.order();
      const reportOrder = this.reportOrder;
      void this.#changes;
      if (!parsed.ok) return;
      const timer = setTimeout(
        () => void this.#ask(parsed.value, order, reportOrder),
        this.#typing ? DEBOUNCE_MS : 0,
      );
      return () => {
        clearTimeout(timer);
      };
    });
  }

  get #names(): KnownNames {
    const facets = this.#result?.facets;
    const plain = (values: readonly { readonly value: string }[] = []): Named[] =>
      values.map(({ value }) => ({ name: value }));
    return {
      actor: this.#inputs.actors(),
      code: this.#inputs.codes(),
      section: plain(facets?.section),
      source: plain(facets?.source),
      language: (facets?.language ?? []).map(({ value }) => ({ name: value, aliases: languageNames(value) })),
    };
  }

  get text(): string {
    return this.#text;
  }
  /** Sets a whole query: its last word is that word. */
  set text(text: string) {
    this.#text = text;
    this.#typing = false;
  }
  /** Takes what was typed up to now. */
  type(text: string): void {
    this.#text = text;
    this.#typing = true;
  }
  /** The word typed last is meant as it stands. */
  finish(): void {
    this.#typing = false;
  }

  /** What is asked for; undefined while the box holds an error. */
  get query(): Query | undefined {
    return this.#parsed.ok ? this.#parsed.value : undefined;
  }
  get error(): QueryError | null {
    return this.#parsed.ok ? null : this.#parsed.error;
  }
  /** The parts of the text that mean something. */
  get marks(): readonly QueryMark[] {
    return this.#read.marks;
  }
  /** The last answer; it stays while a newer one is under way. */
  get result(): SearchResult | null {
    return this.#result;
  }
  get status(): SearchStatus {
    return this.#status;
  }

  /** How far the indexing under way is: `12 %, about 2 minutes left`; null while there is none. */
  get indexing(): string | null {
    const { state, done, total } = this.#status;
    if (state !== 'indexing' || total === 0) return null;
    const share = `${Math.floor((done / total) * 100)} %`;
    return this.#timeLeft === null ? share : `${share}, ${this.#timeLeft}`;
  }
  get failure(): string | null {
    return this.#failure;
  }
  /** Whether anything is asked for, so that results should be shown. */
  get isActive(): boolean {
    return this.#text.trim() !== '';
  }
  get isFiltered(): boolean {
    return this.#parsed.ok && isFiltered(this.#parsed.value);
  }

  choiceOf<F extends ChosenField>(field: F, value: FieldValue<F>): Choice {
    return choiceOf(this.#named, field, value);
  }
  /** Whether passages that are important are asked for, or those that are not. */
  get important(): boolean | null {
    return importantOf(this.query ?? null);
  }
  get dates(): DateRange | null {
    return datesOf(this.query ?? null);
  }
  /** Asks for a value, excludes it, or neither. Changes nothing while the box holds an error. */
  choose<F extends ChosenField>(field: F, value: FieldValue<F>, choice: Choice): void {
    if (this.#parsed.ok) this.text = printQuery(choose(this.#named, field, value, choice));
  }
  chooseImportant(important: boolean | null): void {
    if (this.#parsed.ok) this.text = printQuery(chooseImportant(this.#parsed.value, important));
  }
  chooseDates(range: DateRange | null): void {
    if (this.#parsed.ok) this.text = printQuery(chooseDates(this.#parsed.value, range));
  }
  clearFilters(): void {
    if (this.#parsed.ok) this.text = printQuery(withoutFilters(this.#parsed.value));
  }
  clear(): void {
    this.text = '';
  }

  /** What could stand at the caret of the box (UTF-16 offset). */
  completions(caret: number): readonly Completion[] {
    const facets = this.#result?.facets;
    const named = (entries: readonly Named[]) =>
      entries.map(({ name, aliases = [] }) => ({ value: name, names: [name, ...aliases] }));
    const plain = (values: readonly { readonly value: string }[] = []) =>
      values.map(({ value }) => ({ value }));
    const known: KnownValues = {
      actor: named(this.#inputs.actors()),
      code: named(this.#inputs.codes()),
      country: this.#inputs
        .countries()
        .map(({ code, name, names }) => ({ value: code, names: [name, ...names] })),
      section: plain(facets?.section),
      source: plain(facets?.source),
      language: (facets?.language ?? []).map(({ value }) => ({ value, names: languageNames(value) })),
    };
    return completionsAt(this.#text, caret, known);
  }

  get current(): string | null {
    return this.#current;
  }
  set current(key: string | null) {
    this.#current = key;
  }

  /** The place one hit on or back from the one that is open, through all reports that are listed; null at either end. */
  step(by: 1 | -1): HitPlace | null {
    const places = (this.#result?.hits ?? []).flatMap((report): HitPlace[] =>
      report.hits.length === 0 ? [{ report, index: -1 }] : report.hits.map((_, index) => ({ report, index })),
    );
    const at = places.findIndex((place) => keyOf(place) === this.#current);
    // A report that was opened by its title stands at its first hit.
    const from = at === -1 ? places.findIndex(({ report }) => `${report.reportId}:` === this.#current) : at;
    return places[from === -1 ? (by === 1 ? 0 : places.length - 1) : from + by] ?? null;
  }

  /** Asks again once the index knows every change: what is exported must be what is shown, not what was. */
  async refresh(): Promise<SearchResult | null> {
    await this.#archive.search.sync();
    const parsed = this.#parsed;
    if (parsed.ok) await this.#ask(parsed.value, this.#inputs.order(), this.reportOrder);
    return this.#result;
  }

  async #ask(query: Query, order: PassageOrder, reportOrder: ReportOrder): Promise<void> {
    try {
      const options = { caller: 'window', limit: REPORTS_SHOWN, order, reportOrder };
      const result = await this.#archive.search.query(query, options);
      if (!result) return;
      this.#result = result;
      this.#failure = null;
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
    }
  }
}

/** A hit's place as `reportId:index`; that of a report without hits as `reportId:`. */
export function keyOf({ report, index }: HitPlace): string {
  return `${report.reportId}:${index === -1 ? '' : index}`;
}
