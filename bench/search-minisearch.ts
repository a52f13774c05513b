import Dexie, { type Table } from 'dexie';
import MiniSearch, { type Options, type Query, type SearchOptions, type SearchResult } from 'minisearch';
import {
  BEST,
  textOf,
  type Answer,
  type SearchEngine,
  type SearchQuery,
  type SearchReport,
  type UpdateTimes,
} from './search-engines';

interface Indexed {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly actors: readonly string[];
  readonly countries: readonly string[];
}

const OPTIONS: Options<Indexed> = { fields: ['title', 'text'], storeFields: ['actors', 'countries'] };
/** Texts read at a time for phrases; more of them at once take longer each. */
const PAGE = 100;
/** Shorter words are not looked for with letters changed. */
const FUZZY_LONGER_THAN = 5;
const FUZZY = 0.2;

/**
 * MiniSearch as its documentation shows it: one index, stored as one string in IndexedDB, which loads faster than anything else
 * it offers. It has no phrases: those are looked for in the texts of reports that have all words.
 */
export class PlainMiniSearch implements SearchEngine {
  readonly #db = new Stored();
  #index = new MiniSearch<Indexed>(OPTIONS);

  async prepare(reports: readonly SearchReport[]): Promise<void> {
    await this.#db.texts.bulkPut(reports.map((report) => ({ id: report.id, text: searchedText(report) })));
  }

  add(reports: readonly SearchReport[]): void {
    this.#index.addAll(reports.map(indexed));
  }

  async finish(): Promise<void> {
    await this.#db.index.put({ key: 'current', json: JSON.stringify(this.#index) });
  }

  async diskBytes(): Promise<number> {
    const row = await this.#db.index.get('current');
    return new TextEncoder().encode(row!.json).length;
  }

  async open(): Promise<void> {
    const row = await this.#db.index.get('current');
    this.#index = MiniSearch.loadJSON(row!.json, OPTIONS);
  }

  query(query: SearchQuery): Answer | Promise<Answer> {
    switch (query.kind) {
      case 'words':
        return this.#ask(query.words.join(' '), { combineWith: 'AND' });
      case 'prefix':
        return this.#ask(query.word, { prefix: true });
      case 'fuzzy':
        return this.#ask(query.word, { fuzzy: FUZZY });
      case 'phrase':
        return this.#phrase(query.words);
      case 'facet': {
        const { word, actor, country } = query;
        const has = (
          result: SearchResult,
          field: 'actors' | 'countries',
          value: string | undefined,
        ): boolean => value === undefined || (result[field] as readonly string[]).includes(value);
        return this.#ask(word, {
          filter: (result) => has(result, 'actors', actor) && has(result, 'countries', country),
        });
      }
      case 'typed':
        return this.#ask(query.text, {
          combineWith: 'AND',
          prefix: (_term, i, terms) => i === terms.length - 1,
          fuzzy: (term) => (term.length > FUZZY_LONGER_THAN ? FUZZY : false),
        });
    }
  }

  #ask(query: Query, options: SearchOptions): Answer {
    const results = this.#index.search(query, options);
    return { count: results.length, top: results.slice(0, BEST).map(({ id }) => id as string) };
  }

  async #phrase(words: readonly string[]): Promise<Answer> {
    const results = this.#index.search(words.join(' '), { combineWith: 'AND' });
    const phrase = new RegExp(
      `(?<![\\p{L}\\p{N}])${words.join('[\\n\\r\\p{Z}\\p{P}]+')}(?![\\p{L}\\p{N}])`,
      'iu',
    );
    const found: string[] = [];
    for (let from = 0; from < results.length; from += PAGE) {
      const ids = results.slice(from, from + PAGE).map(({ id }) => id as string);
      const rows = await this.#db.texts.bulkGet(ids);
      ids.forEach((id, i) => {
        if (phrase.test(rows[i]!.text)) found.push(id);
      });
    }
    return { count: found.length, top: found.slice(0, BEST) };
  }

  count(words: readonly string[]): number {
    return this.#index.search(words.join(' '), { combineWith: 'AND' }).length;
  }

  async update(report: SearchReport, word: string): Promise<UpdateTimes> {
    const began = performance.now();
    this.#index.replace(indexed(report));
    if (this.#index.search(word).length !== 1) throw new Error('The changed report is not found.');
    const searchable = performance.now() - began;
    await this.finish();
    return { searchable, durable: performance.now() - began };
  }

  close(): Promise<void> {
    this.#db.close();
    return Promise.resolve();
  }
}

class Stored extends Dexie {
  declare texts: Table<{ id: string; text: string }, string>;
  declare index: Table<{ key: string; json: string }, string>;

  constructor() {
    super('bench-minisearch', { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ texts: 'id', index: 'key' });
  }
}

function searchedText(report: SearchReport): string {
  return `${report.title}\n\n${textOf(report)}`;
}

function indexed(report: SearchReport): Indexed {
  return {
    id: report.id,
    title: report.title,
    text: textOf(report),
    actors: [...new Set(report.codings.map(({ actor }) => actor))],
    countries: [...new Set(report.codings.map(({ country }) => country))],
  };
}
