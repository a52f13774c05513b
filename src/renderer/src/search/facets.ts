import { CONFIDENCES, EXCERPT_STATUSES } from '$domain/coding/excerpt';
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
import type { Facets } from './protocol';

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
  const actors = countValues(matched, 'actors', ({ pairs }, given) =>
    pairs.flatMap((pair) =>
      pair.actorId !== null && (!given || hasCountry(pair, filters.countries.only)) ? pair.actorId : [],
    ),
  );
  const countries = countValues(matched, 'countries', ({ pairs }, given) =>
    pairs.flatMap((pair) =>
      pair.country !== null && (!given || hasActor(pair, filters.actors.only)) ? pair.country.code : [],
    ),
  );
  const statuses = countValues(matched, 'statuses', ({ assessment: { status } }) => (status ? [status] : []));
  const confidences = countValues(matched, 'confidences', ({ assessment: { confidence } }) =>
    confidence ? [confidence] : [],
  );
  return {
    actors: actors.map(({ value: actorId, count, without }) => ({ actorId, count, without })),
    countries: countries.map(({ value: code, count, without }) => ({ code, count, without })),
    statuses: inOrderOf(EXCERPT_STATUSES, statuses),
    confidences: inOrderOf(CONFIDENCES, confidences),
    important: {
      count: countOf(passages, { ...filters, important: true }),
      without: countOf(passages, { ...filters, important: false }),
    },
  };
}

interface Matched {
  readonly passages: readonly PassageEntry[];
  /** For each passage, whether the query finds it. */
  readonly isFound: readonly boolean[];
  readonly found: number;
  readonly filters: Filters;
}

/** The values a passage has in a facet; with `given` only those in a pair whose other half is what is asked for. */
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
      for (const value of new Set(valuesOf(passage, true))) {
        raise(occurs, value);
        if (!isIn) raise(added, value);
      }
    }
    if (isIn) for (const value of new Set(valuesOf(passage, false))) raise(had, value);
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
