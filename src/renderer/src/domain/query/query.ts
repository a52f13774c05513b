import type { Assessment, Confidence, ExcerptStatus, PlaceDoubt } from '../coding/excerpt';
import type { CountryCode } from '../ids';
import { tokens } from '../text/normalise-term';

/** What a search asks for: every clause, one of the actors, one of the countries. */
export interface SearchQuery {
  readonly clauses: readonly Clause[];
  /** Names as typed or chosen; a pair must have one of them. Empty asks for none in particular. */
  readonly actors: readonly string[];
  /** A pair must have one of them, and it must be the pair that has the actor. */
  readonly countries: readonly CountryCode[];
  /** Names as typed or chosen; a passage must have one of these codes or of their kinds. */
  readonly codes: readonly string[];
  /** Headings as typed or chosen; a passage must stand under one of them. */
  readonly sections: readonly string[];
  /** What passages must be judged to be; absent when nothing is asked of that. */
  readonly assessed?: AssessmentFilter;
  /** What passages must not have; absent when nothing is excluded. */
  readonly excluded?: Exclusion;
}

/** A passage that has any of these is not asked for, whatever else it has. */
export interface Exclusion {
  /** Names as typed or chosen: none of the passage's pairs may have them. */
  readonly actors: readonly string[];
  readonly countries: readonly CountryCode[];
  /** Names as typed or chosen: neither these codes nor their kinds. */
  readonly codes: readonly string[];
  readonly sections: readonly string[];
  readonly statuses: readonly ExcerptStatus[];
  readonly confidences: readonly Confidence[];
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: the passage's event date is neither that nor within it. */
  readonly eventDates: readonly string[];
  readonly places: readonly PlaceDoubt[];
}

export const NOTHING_EXCLUDED: Exclusion = {
  actors: [],
  countries: [],
  codes: [],
  sections: [],
  statuses: [],
  confidences: [],
  eventDates: [],
  places: [],
};

/** One of the values of each list that is not empty. */
export interface AssessmentFilter {
  readonly statuses: readonly ExcerptStatus[];
  readonly confidences: readonly Confidence[];
  /** Null asks for nothing. */
  readonly important: boolean | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: the passage's event date is that or within it. */
  readonly eventDates: readonly string[];
  /** What is not certain of the passage's place. */
  readonly places: readonly PlaceDoubt[];
}

export const NOTHING_ASSESSED: AssessmentFilter = {
  statuses: [],
  confidences: [],
  important: null,
  eventDates: [],
  places: [],
};

/** What a passage is judged to be, and whether its place is certain. */
export interface Judged extends Assessment {
  readonly place: PlaceDoubt | null;
}

/** Whether a query asks for more than words: then only reports with a passage that fits are found. */
export function isFiltered({ actors, countries, codes, sections, assessed, excluded }: SearchQuery): boolean {
  const asked = [actors, countries, codes, sections];
  return asked.some((list) => list.length > 0) || assessed !== undefined || excluded !== undefined;
}

/** Whether a passage that is judged so is among those asked for. */
export function isAssessedAs(passage: Judged, filter: AssessmentFilter): boolean {
  const { statuses, confidences, important, eventDates, places } = filter;
  return (
    (statuses.length === 0 || (passage.status !== null && statuses.includes(passage.status))) &&
    (confidences.length === 0 || (passage.confidence !== null && confidences.includes(passage.confidence))) &&
    (important === null || passage.important === important) &&
    (eventDates.length === 0 || eventDates.some((date) => isWithin(passage.eventDate, date))) &&
    (places.length === 0 || (passage.place !== null && places.includes(passage.place)))
  );
}

/** Whether a passage that is judged so is among those that are excluded for it. */
export function isJudgedAs(passage: Judged, excluded: Exclusion): boolean {
  const { statuses, confidences, eventDates, places } = excluded;
  return (
    (passage.status !== null && statuses.includes(passage.status)) ||
    (passage.confidence !== null && confidences.includes(passage.confidence)) ||
    eventDates.some((date) => isWithin(passage.eventDate, date)) ||
    (passage.place !== null && places.includes(passage.place))
  );
}

function isWithin(date: string, whole: string): boolean {
  return date === whole || date.startsWith(`${whole}-`);
}

export type Clause = WordClause | PhraseClause;

interface ClauseBase {
  /** As typed; without its quotation marks for a phrase. */
  readonly raw: string;
  /** Where it begins in the query text: code points, from 1. */
  readonly column: number;
}

export interface WordClause extends ClauseBase {
  readonly kind: 'word';
  readonly term: string;
  /** Whether words that begin with the term are meant too: true for a query's last word from three letters. */
  readonly prefix: boolean;
}

/** Words that must stand next to each other, spelt as they are. A phrase of one word is that exact word. */
export interface PhraseClause extends ClauseBase {
  readonly kind: 'phrase';
  readonly terms: readonly string[];
}

/** Shortest last word that stands for all words beginning with it, in code points. */
export const PREFIX_LETTERS = 3;

/** Writes a query as text, clauses first, such that `parseQuery` reads the same query from it but for columns. */
export function printQuery(query: SearchQuery): string {
  return [
    ...query.clauses.map((clause) => (clause.kind === 'word' ? clause.raw : quoted(clause.raw))),
    ...query.actors.map((name) => `actor:${fieldValue(name)}`),
    ...query.countries.map((code) => `country:${fieldValue(code)}`),
    ...query.codes.map((name) => `code:${fieldValue(name)}`),
    ...query.sections.map((name) => `section:${fieldValue(name)}`),
    ...printAssessed(query.assessed),
    ...printExcluded(query.excluded),
  ].join(' ');
}

function printAssessed(filter: AssessmentFilter | undefined): string[] {
  if (filter === undefined) return [];
  return [
    ...filter.statuses.map((status) => `status:${status}`),
    ...filter.confidences.map((confidence) => `confidence:${confidence}`),
    ...(filter.important === null ? [] : [`important:${filter.important ? 'yes' : 'no'}`]),
    ...filter.eventDates.map((date) => `event:${date}`),
    ...filter.places.map((place) => `place:${place}`),
  ];
}

function printExcluded(excluded: Exclusion = NOTHING_EXCLUDED): string[] {
  return [
    ...excluded.actors.map((name) => `-actor:${fieldValue(name)}`),
    ...excluded.countries.map((code) => `-country:${fieldValue(code)}`),
    ...excluded.codes.map((name) => `-code:${fieldValue(name)}`),
    ...excluded.sections.map((name) => `-section:${fieldValue(name)}`),
    ...excluded.statuses.map((status) => `-status:${status}`),
    ...excluded.confidences.map((confidence) => `-confidence:${confidence}`),
    ...excluded.eventDates.map((date) => `-event:${date}`),
    ...excluded.places.map((place) => `-place:${place}`),
  ];
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/gu, String.raw`\$&`)}"`;
}

function fieldValue(value: string): string {
  return /^[\p{L}\p{N}\p{M}_.-]+$/u.test(value) ? value : quoted(value);
}

/** What has a name that can be asked for. */
export interface Named {
  readonly name: string;
  readonly aliases?: readonly string[];
}

/**
 * The actors, codes or headings meant by a name in a query: those called exactly so; else those with that name or alias but for case,
 * accents and punctuation; else those of which a name holds all its words. Hence choosing one by its full name
 * means it alone.
 */
export function entriesNamed<E extends Named>(entries: readonly E[], value: string): readonly E[] {
  const name = value.normalize('NFC');
  const exact = entries.filter((entry) => entry.name === name);
  if (exact.length > 0) return exact;
  const sought = termsOf(value);
  if (sought.length === 0) return [];
  const folded = entries.map((entry) => ({
    entry,
    names: [entry.name, ...(entry.aliases ?? [])].map(termsOf),
  }));
  const same = folded.filter(({ names }) => names.some((terms) => terms.join(' ') === sought.join(' ')));
  const found =
    same.length > 0
      ? same
      : folded.filter(({ names }) => names.some((terms) => sought.every((term) => terms.includes(term))));
  return found.map(({ entry }) => entry);
}

function termsOf(text: string): string[] {
  return tokens(text).map((token) => token.term);
}
