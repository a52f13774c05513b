import type { Confidence, CountryRole, ExcerptStatus, PlaceDoubt } from '$domain/coding/excerpt';
import type { ActorId, CodeId, CountryCode, ExcerptId, ReportId } from '$domain/ids';
import type { PassageOrder } from '$domain/query/order';
import type { NamedField, Query } from '$domain/query/query';
import type { Span } from '$domain/text/offsets';

/** What the search worker answers to a query. All offsets are UTF-16, half-open. */
export interface SearchResult {
  /** How many reports match; `hits` holds the best of them. */
  readonly reports: number;
  /** How many passages match: the length of `passageIds`. */
  readonly passages: number;
  /** How many reports those passages are in. */
  readonly passageReports: number;
  /** Best first; newest first when the query has no words. */
  readonly hits: readonly ReportHit[];
  /** Every report found, newest first; only where that was asked for. */
  readonly reportIds?: readonly ReportId[];
  /** Every matching passage in the order asked for: else newest report first, then in reading order. */
  readonly passageIds: readonly ExcerptId[];
  readonly facets: Facets;
  /** Names in the query that nothing bears. */
  readonly unknown: readonly { readonly field: NamedField; readonly value: string }[];
  /** Words that more words begin with than are looked for, as typed. */
  readonly capped: readonly string[];
  /** Words of the query that are in no report. */
  readonly similar: readonly SimilarWord[];
  /** Time in the worker, milliseconds. */
  readonly ms: number;
  /** Present while the index is behind the archive: the answer may lack something. */
  readonly indexing?: Progress;
}

/** A word that no report has, and some that reports have. */
export interface SimilarWord {
  /** As typed. */
  readonly asked: string;
  readonly meant: readonly string[];
  /** Whether those were looked for instead. */
  readonly isUsed: boolean;
}

/** How much the query finds after a click. */
export interface FacetCount {
  /** With the value asked for as well; as it is now when it is asked for already. */
  readonly count: number;
  /** With the value excluded; as it is now when it is excluded already. */
  readonly without: number;
}

export interface FacetValue<V> extends FacetCount {
  readonly value: V;
}

/**
 * Values to narrow by, counted in passages, sources and languages in reports. They come by what has them, most first, those of
 * few kinds in their own order. Chosen values are listed even when nothing has them.
 */
export interface Facets {
  readonly actor: readonly FacetValue<ActorId>[];
  readonly country: readonly FacetValue<CountryCode>[];
  readonly role: readonly FacetValue<CountryRole>[];
  /** A code counts the passages of its kinds as well. */
  readonly code: readonly FacetValue<CodeId>[];
  /** Those with most passages, and what is chosen. */
  readonly section: readonly FacetValue<string>[];
  readonly place: readonly FacetValue<PlaceDoubt>[];
  readonly status: readonly FacetValue<ExcerptStatus>[];
  readonly confidence: readonly FacetValue<Confidence>[];
  readonly source: readonly FacetValue<string>[];
  /** ISO 639 codes. */
  readonly language: readonly FacetValue<string>[];
  readonly important: FacetCount;
  /** Publication dates of the reports that are found at whatever time, and how many of these have none. */
  readonly dates: { readonly buckets: readonly DateBucket[]; readonly undated: number };
}

/** Reports published on a day, in a month or in a year. */
export interface DateBucket {
  /** `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
  readonly date: string;
  readonly count: number;
}

/** How a word of the query is spelt where it was found. */
export interface MatchedForms {
  /** As typed. */
  readonly asked: string;
  readonly forms: readonly { readonly form: string; readonly count: number }[];
}

/** How reports stand: the best first, or the newest. */
export type ReportOrder = 'best' | 'newest';

export interface ReportHit {
  readonly reportId: ReportId;
  readonly title: string;
  readonly source: string;
  readonly published: string;
  /** Comparable within one result only; 0 when the query has no words. */
  readonly score: number;
  /** Why it is found: the forms in its title and text. */
  readonly forms: readonly MatchedForms[];
  /** Matches in `title`. */
  readonly titleMatches: readonly Span[];
  /** How many hits the report has; `hits` holds the best of them. */
  readonly matchCount: number;
  readonly hits: readonly Hit[];
}

export interface Hit {
  readonly kind: 'text' | 'passage' | 'memo';
  /** The passage, or the passage that the memo is on; absent for `text`. */
  readonly excerptId?: ExcerptId;
  /** Where to open the report: in its canonical text. */
  readonly span: Span;
  /** Cut from the canonical text, within one block; from the memo for `memo`. */
  readonly snippet: string;
  /** Where the snippet begins in the text it was cut from. */
  readonly snippetStart: number;
  /** Whether the snippet leaves out something of its block, passage or memo paragraph before or after it. */
  readonly clipped: { readonly start: boolean; readonly end: boolean };
  /** Matches inside the snippet, in offsets of the text it was cut from. */
  readonly matches: readonly Span[];
  /** Headings above the hit, outermost first. */
  readonly section: readonly string[];
}

/** How many documents the index holds. */
export interface IndexCounts {
  readonly reports: number;
  readonly passages: number;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** `loading` before the index can answer; `failed` when the archive cannot be read. */
export interface SearchStatus extends Progress {
  readonly state: 'loading' | 'indexing' | 'ready' | 'failed';
  /** Why, when failed; for logs, not for people. */
  readonly message?: string;
}

/**
 * From the window to the worker. `open` comes first, once, with the database's name and whether the index may be stored
 * in it.
 */
export type SearchRequest =
  | { readonly type: 'open'; readonly archive: string; readonly persist: boolean }
  | {
      readonly type: 'query';
      readonly id: number;
      /** Who asks: a newer query of the same caller makes the older one pointless. */
      readonly caller: string;
      readonly query: Query;
      /** Most reports to return with hits. */
      readonly limit: number;
      readonly order?: PassageOrder | undefined;
      readonly reportOrder?: ReportOrder | undefined;
      /** Whether the ids of all reports found are wanted. */
      readonly everyReport?: boolean | undefined;
    }
  | { readonly type: 'cancel'; readonly id: number }
  /** The archive changed. Answered when the index has caught up. */
  | { readonly type: 'sync'; readonly id: number }
  /** Answered when the index is stored as it is now. */
  | { readonly type: 'persist'; readonly id: number }
  /** Answered with what the index holds once it has caught up; it repairs nothing. */
  | { readonly type: 'count'; readonly id: number };

/** From the worker to the window. */
export type SearchReply =
  | { readonly type: 'result'; readonly id: number; readonly result: SearchResult }
  | { readonly type: 'superseded'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly message: string }
  | { readonly type: 'done'; readonly id: number }
  | { readonly type: 'counted'; readonly id: number; readonly counts: IndexCounts }
  | { readonly type: 'status'; readonly status: SearchStatus };
