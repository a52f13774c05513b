/** What `npm run bench:search` asks of a search engine. Each runs in a worker of its own, in a renderer of its own. */

export interface SearchReport {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  /** `YYYY-MM-DD` */
  readonly published: string;
  /** Without the title. */
  readonly blocks: readonly { readonly kind: 'heading' | 'paragraph' | 'list-item'; readonly text: string }[];
  readonly codings: readonly { readonly actor: string; readonly country: string }[];
}

export type SearchQuery =
  /** All of the words must stand in a report. */
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'prefix'; readonly word: string }
  /** One letter is wrong. */
  | { readonly kind: 'fuzzy'; readonly word: string }
  | { readonly kind: 'phrase'; readonly words: readonly string[] }
  /** A word, in reports with this actor or this country. */
  | { readonly kind: 'facet'; readonly word: string; readonly actor?: string; readonly country?: string }
  /** What stands in the search box after a keystroke. */
  | { readonly kind: 'typed'; readonly text: string };

export interface Answer {
  /** How many reports are found; null where the engine does not count unless asked. */
  readonly count: number | null;
  /** Ids of the {@link BEST} best, best first. */
  readonly top: readonly string[];
}

export interface UpdateTimes {
  /** From the changed report to the answer of a query that finds it, milliseconds. */
  readonly searchable: number;
  /** From the changed report until a new process would find it without reading it again. */
  readonly durable: number;
}

export const BEST = 20;

export interface SearchEngine {
  /** Stores what an archive has whether it can be searched or not, such as the texts. Not counted as building. */
  prepare(reports: readonly SearchReport[]): Promise<void>;
  add(reports: readonly SearchReport[]): Promise<void> | void;
  /** Everything added is stored so that {@link open} can answer. */
  finish(): Promise<void>;
  /** Bytes that are stored for the index. */
  diskBytes(): Promise<number>;
  /** Opens what another process stored. */
  open(): Promise<void>;
  /** Null where the engine has no such query. */
  query(query: SearchQuery): Answer | Promise<Answer> | null;
  /** How many reports have all of these words, spelt so and in whatever place. */
  count(words: readonly string[]): number;
  /** Puts a changed report in the place of the one with its id; `word` is one that only the changed one has. */
  update(report: SearchReport, word: string): Promise<UpdateTimes>;
  close(): Promise<void>;
  /** Bytes of memory that are neither in the heap nor in its buffers. */
  readonly otherBytes?: () => number;
}

/** Loaded when chosen, so that an engine does not pay for the code of the others. */
export const ENGINES: Readonly<Record<string, () => Promise<SearchEngine>>> = {
  minisearch: async () => new (await import('./search-minisearch')).PlainMiniSearch(),
  fts5: async () => new (await import('./search-fts5')).Fts5(),
  commonplace: async () => {
    // As the app's worker does: the archive is opened while the code of the index is still loaded.
    const archive = import('./search-archive').then(({ openBenchArchive }) => openBenchArchive());
    return new (await import('./search-commonplace')).Commonplace(archive);
  },
};

export function textOf({ blocks }: SearchReport): string {
  return blocks.map(({ text }) => text).join('\n\n');
}
