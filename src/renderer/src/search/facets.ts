import { CONFIDENCES, EXCERPT_STATUSES, PLACE_DOUBTS } from '$domain/coding/excerpt';
import type { ActorId, CountryCode } from '$domain/ids';
import {
  hasActor,
  hasCountry,
  passageFilter,
  type Choice,
  type FacetName,
  type FacetValue,
  type Filters,
} from './filters';
import type { PassageEntry } from './index';
import type { FacetCount, Facets } from './protocol';

const NONE: readonly never[] = [];
/** Every report may have headings of its own: those with few passages are not worth sending. */
const SECTIONS_LISTED = 200;

interface Count<V> {
  readonly value: V;
  readonly count: number;
  readonly without: number;
}

/**
 * Counts what a click on each value would leave, over the passages that the words of the query match. Values nobody has
 * chosen, of which there may be thousands, are counted in one pass; the few that are chosen in two passes each.
 */
export function countFacets(passages: readonly PassageEntry[], filters: Filters): Facets {
  const fits = passageFilter(filters);
  const isFound = passages.map(fits);
  const found = isFound.reduce((sum, is) => sum + Number(is), 0);
  const matched: Matched = { passages, isFound, found, filters };
  const { only: onlyActors } = filters.actors;
  const { only: onlyCountries } = filters.countries;
  const actors = countValues(matched, 'actors', ({ pairs }, given) => {
    const values: ActorId[] = [];
    for (const pair of pairs) {
      if (pair.actorId !== null && (!given || hasCountry(pair, onlyCountries))) put(values, pair.actorId);
    }
    return values;
  });
  const countries = countValues(matched, 'countries', ({ pairs }, given) => {
    const values: CountryCode[] = [];
    for (const pair of pairs) {
      if (pair.country !== null && (!given || hasActor(pair, onlyActors))) put(values, pair.country.code);
    }
    return values;
  });
  const codes = countValues(matched, 'codes', (passage) => filters.codesOf(passage));
  const sections = countValues(matched, 'sections', ({ section }) =>
    section.length > 1 ? [...new Set(section)] : section,
  );
  const places = countValues(matched, 'places', ({ assessment: { place } }) => (place ? [place] : NONE));
  const statuses = countValues(matched, 'statuses', ({ assessment: { status } }) =>
    status ? [status] : NONE,
  );
  const confidences = countValues(matched, 'confidences', ({ assessment: { confidence } }) =>
    confidence ? [confidence] : NONE,
  );
  return {
    actors: actors.map(({ value: actorId, count, without }) => ({ actorId, count, without })),
    countries: countries.map(({ value: code, count, without }) => ({ code, count, without })),
    codes: codes.map(({ value: codeId, count, without }) => ({ codeId, count, without })),
    sections: sections.filter(
      ({ value }, i) =>
        i < SECTIONS_LISTED || filters.sections.only?.has(value) === true || filters.sections.not.has(value),
    ),
    places: inOrderOf(PLACE_DOUBTS, places),
    statuses: inOrderOf(EXCERPT_STATUSES, statuses),
    confidences: inOrderOf(CONFIDENCES, confidences),
    important: countImportant(matched),
  };
}

interface Matched {
  readonly passages: readonly PassageEntry[];
  /** For each passage, whether the query finds it. */
  readonly isFound: readonly boolean[];
  readonly found: number;
  readonly filters: Filters;
}

/** The values a passage has in a facet, each once; with `given` only those in a pair whose other half is what is asked for. */
type ValuesOf<V> = (passage: PassageEntry, given: boolean) => readonly V[];

function countValues<F extends FacetName>(
  { passages, isFound, found, filters }: Matched,
  facet: F,
  valuesOf: ValuesOf<FacetValue<F>>,
): Count<FacetValue<F>>[] {
  type V = FacetValue<F>;
  const chosen = filters[facet] as unknown as Choice<V>;
  const withChoice = (choice: Choice<V>): Filters => ({ ...filters, [facet]: choice });
  // What would be found if nothing in particular were asked for in this facet.
  const fitsElse = chosen.only === null ? null : passageFilter(withChoice({ ...chosen, only: null }));
  const occurs = new Map<V, number>([...(chosen.only ?? []), ...chosen.not].map((value) => [value, 0]));
  const added = new Map<V, number>();
  const had = new Map<V, number>();
  passages.forEach((passage, i) => {
    const isIn = isFound[i]!;
    if (isIn || fitsElse?.(passage)) {
      for (const value of valuesOf(passage, true)) {
        raise(occurs, value);
        if (!isIn) raise(added, value);
      }
    }
    if (isIn) for (const value of valuesOf(passage, false)) raise(had, value);
  });
  const counts = [...occurs].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return counts.map(([value, passagesWith]) => {
    if (chosen.only?.has(value) || chosen.not.has(value)) {
      const left = less(chosen.only ?? new Set<V>(), value);
      const only = chosen.only === null || (left.size === 0 && !chosen.asksUnknown) ? null : left;
      return {
        value,
        count: countOf(passages, withChoice({ only: more(left, value), not: less(chosen.not, value) })),
        without: countOf(passages, withChoice({ only, not: more(chosen.not, value) })),
      };
    }
    return {
      value,
      count: chosen.only === null ? passagesWith : found + (added.get(value) ?? 0),
      without: found - (had.get(value) ?? 0),
    };
  });
}

function countImportant({ passages, isFound, found, filters }: Matched): FacetCount {
  if (filters.important === null) {
    const count = passages.reduce(
      (sum, { assessment }, i) => sum + Number(isFound[i] && assessment.important),
      0,
    );
    return { count, without: found - count };
  }
  const other = countOf(passages, { ...filters, important: !filters.important });
  return filters.important ? { count: found, without: other } : { count: other, without: found };
}

/** Adds a value to a list that is too short for a set to pay. */
function put<V>(values: V[], value: V): void {
  if (!values.includes(value)) values.push(value);
}

function countOf(passages: readonly PassageEntry[], filters: Filters): number {
  const fits = passageFilter(filters);
  return passages.reduce((count, passage) => count + Number(fits(passage)), 0);
}

function raise<V>(counts: Map<V, number>, value: V): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

function more<V>(set: ReadonlySet<V>, value: V): ReadonlySet<V> {
  return new Set([...set, value]);
}

function less<V>(set: ReadonlySet<V>, value: V): ReadonlySet<V> {
  return new Set([...set].filter((other) => other !== value));
}

function inOrderOf<V>(values: readonly V[], counts: readonly Count<V>[]): Count<V>[] {
  return values.flatMap((value) => counts.filter((count) => count.value === value));
}
