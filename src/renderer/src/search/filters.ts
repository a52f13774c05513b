import type { Confidence, ExcerptStatus, Pair } from '$domain/coding/excerpt';
import type { ActorId, CountryCode } from '$domain/ids';
import {
  actorsNamed,
  isAssessedAs,
  isJudgedAs,
  NOTHING_EXCLUDED,
  type AssessmentFilter,
  type SearchQuery,
} from '$domain/query/query';
import type { PassageEntry } from './index';
import type { ArchiveSource } from './source';

/** What is chosen of one facet. */
export interface Choice<V> {
  /** One of these is asked for; null asks for none in particular. */
  readonly only: ReadonlySet<V> | null;
  /** None of these is wanted. */
  readonly not: ReadonlySet<V>;
  /** Whether something is asked for besides that nothing has: an actor by a name that nobody bears. */
  readonly asksUnknown?: boolean;
}

/** A query's filters with its names looked up. */
export interface Filters {
  readonly actors: Choice<ActorId>;
  readonly countries: Choice<CountryCode>;
  readonly statuses: Choice<ExcerptStatus>;
  readonly confidences: Choice<Confidence>;
  readonly important: boolean | null;
  readonly eventDates: Choice<string>;
}

/** The facets whose values are listed. */
export type FacetName = 'actors' | 'countries' | 'statuses' | 'confidences';
export type FacetValue<F extends FacetName> = Filters[F] extends Choice<infer V> ? V : never;

/** Looks the names of a query up. An unknown actor that is asked for finds nothing; an excluded one excludes nothing. */
export async function resolveFilters(
  source: ArchiveSource,
  query: SearchQuery,
): Promise<{ filters: Filters; unknownActors: string[] }> {
  const { assessed, excluded = NOTHING_EXCLUDED } = query;
  const named = query.actors.length > 0 || excluded.actors.length > 0;
  const known = named ? await source.actors() : [];
  const unknownActors: string[] = [];
  const idsOf = (names: readonly string[]): Set<ActorId> =>
    new Set(
      names.flatMap((name) => {
        const found = actorsNamed(known, name);
        if (found.length === 0) unknownActors.push(name);
        return found.map(({ id }) => id);
      }),
    );
  const only = query.actors.length === 0 ? null : idsOf(query.actors);
  const asksUnknown = unknownActors.length > 0;
  return {
    filters: {
      actors: { only, not: idsOf(excluded.actors), asksUnknown },
      countries: choice(query.countries, excluded.countries),
      statuses: choice(assessed?.statuses, excluded.statuses),
      confidences: choice(assessed?.confidences, excluded.confidences),
      important: assessed?.important ?? null,
      eventDates: choice(assessed?.eventDates, excluded.eventDates),
    },
    unknownActors,
  };
}

function choice<V>(only: readonly V[] = [], not: readonly V[]): Choice<V> {
  return { only: only.length === 0 ? null : new Set(only), not: new Set(not) };
}

/** A test of passages against filters. One pair must have both the actor and the country; none may have an excluded one. */
export function passageFilter(filters: Filters): (passage: PassageEntry) => boolean {
  const { actors, countries } = filters;
  const hasPairs = actors.only !== null || countries.only !== null;
  const hasExcludedPairs = actors.not.size > 0 || countries.not.size > 0;
  const asked = assessmentAsked(filters);
  const excluded = {
    ...NOTHING_EXCLUDED,
    statuses: [...filters.statuses.not],
    confidences: [...filters.confidences.not],
    eventDates: [...filters.eventDates.not],
  };
  const { statuses, confidences, important, eventDates } = filters;
  const judged: readonly Choice<unknown>[] = [statuses, confidences, eventDates];
  const asksJudged = important !== null || judged.some(({ only }) => only !== null);
  const excludesJudged = judged.some(({ not }) => not.size > 0);
  return ({ pairs, assessment }) =>
    (!hasPairs || pairs.some((pair) => hasActor(pair, actors.only) && hasCountry(pair, countries.only))) &&
    (!hasExcludedPairs || !pairs.some((pair) => isExcluded(pair, filters))) &&
    (!asksJudged || isAssessedAs(assessment, asked)) &&
    (!excludesJudged || !isJudgedAs(assessment, excluded));
}

function assessmentAsked({ statuses, confidences, important, eventDates }: Filters): AssessmentFilter {
  return {
    statuses: [...(statuses.only ?? [])],
    confidences: [...(confidences.only ?? [])],
    important,
    eventDates: [...(eventDates.only ?? [])],
  };
}

export function hasActor({ actorId }: Pair, only: ReadonlySet<ActorId> | null): boolean {
  return only === null || (actorId !== null && only.has(actorId));
}

export function hasCountry({ country }: Pair, only: ReadonlySet<CountryCode> | null): boolean {
  return only === null || (country !== null && only.has(country.code));
}

function isExcluded({ actorId, country }: Pair, { actors, countries }: Filters): boolean {
  return (
    (actorId !== null && actors.not.has(actorId)) || (country !== null && countries.not.has(country.code))
  );
}
