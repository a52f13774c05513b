import { withKinds } from '$domain/coding/code';
import type { Confidence, ExcerptStatus, Pair, PlaceDoubt } from '$domain/coding/excerpt';
import type { ActorId, CodeId, CountryCode } from '$domain/ids';
import {
  entriesNamed,
  isAssessedAs,
  isJudgedAs,
  NOTHING_EXCLUDED,
  type AssessmentFilter,
  type Named,
  type SearchQuery,
} from '$domain/query/query';
import type { ArchiveIndex, PassageEntry } from './index';
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
  readonly codes: Choice<CodeId>;
  readonly sections: Choice<string>;
  /** A passage's codes with all that they are kinds of, each once. */
  readonly codesOf: (passage: PassageEntry) => readonly CodeId[];
  readonly statuses: Choice<ExcerptStatus>;
  readonly confidences: Choice<Confidence>;
  readonly important: boolean | null;
  readonly eventDates: Choice<string>;
  readonly places: Choice<PlaceDoubt>;
}

/** The facets whose values are listed. */
export type FacetName = 'actors' | 'countries' | 'codes' | 'sections' | 'statuses' | 'confidences' | 'places';
export type FacetValue<F extends FacetName> = Filters[F] extends Choice<infer V> ? V : never;

/**
 * Looks the names of a query up. What is asked for and not known finds nothing; what is excluded and not known excludes
 * nothing.
 */
export async function resolveFilters(
  source: ArchiveSource,
  query: SearchQuery,
  index: Pick<ArchiveIndex, 'passagesInOrder' | 'sections'>,
): Promise<{
  filters: Filters;
  unknownActors: string[];
  unknownCodes: string[];
  unknownSections: string[];
}> {
  const { assessed, excluded = NOTHING_EXCLUDED } = query;
  const namesActors = query.actors.length > 0 || excluded.actors.length > 0;
  const namesCodes = query.codes.length > 0 || excluded.codes.length > 0;
  const hasCodes = namesCodes || index.passagesInOrder().some(({ codes: own }) => own.length > 0);
  const codes = hasCodes ? await source.codes() : [];
  const namesSections = query.sections.length > 0 || excluded.sections.length > 0;
  const headings = namesSections ? index.sections().map((name) => ({ id: name, name })) : [];
  const actor = choiceOfNamed(namesActors ? await source.actors() : [], query.actors, excluded.actors);
  const code = choiceOfNamed(codes, query.codes, excluded.codes);
  const section = choiceOfNamed(headings, query.sections, excluded.sections);
  return {
    filters: {
      actors: actor.choice,
      countries: choice(query.countries, excluded.countries),
      codes: code.choice,
      sections: section.choice,
      codesOf: withAllAbove(codes),
      statuses: choice(assessed?.statuses, excluded.statuses),
      confidences: choice(assessed?.confidences, excluded.confidences),
      important: assessed?.important ?? null,
      eventDates: choice(assessed?.eventDates, excluded.eventDates),
      places: choice(assessed?.places, excluded.places),
    },
    unknownActors: actor.unknown,
    unknownCodes: code.unknown,
    unknownSections: section.unknown,
  };
}

function choiceOfNamed<E extends Named & { readonly id: string }>(
  known: readonly E[],
  asked: readonly string[],
  excluded: readonly string[],
): { choice: Choice<E['id']>; unknown: string[] } {
  const unknown: string[] = [];
  const idsOf = (names: readonly string[]): Set<E['id']> =>
    new Set(
      names.flatMap((name) => {
        const found = entriesNamed(known, name);
        if (found.length === 0) unknown.push(name);
        return found.map(({ id }) => id);
      }),
    );
  const only = asked.length === 0 ? null : idsOf(asked);
  const asksUnknown = unknown.length > 0;
  return { choice: { only, not: idsOf(excluded), asksUnknown }, unknown };
}

const NO_CODES: readonly never[] = [];

function withAllAbove(codes: Awaited<ReturnType<ArchiveSource['codes']>>): Filters['codesOf'] {
  const above = new Map<CodeId, CodeId[]>(codes.map(({ id }) => [id, []]));
  for (const [id, kinds] of withKinds(codes)) for (const kind of kinds) above.get(kind)?.push(id);
  return ({ codes: own }) => {
    if (own.length === 0) return NO_CODES;
    if (own.length === 1) return above.get(own[0]!) ?? NO_CODES;
    return [...new Set(own.flatMap((id): readonly CodeId[] => above.get(id) ?? NO_CODES))];
  };
}

function choice<V>(only: readonly V[] = [], not: readonly V[]): Choice<V> {
  return { only: only.length === 0 ? null : new Set(only), not: new Set(not) };
}

/** A test of passages against filters. One pair must have both the actor and the country; none may have an excluded one. */
export function passageFilter(filters: Filters): (passage: PassageEntry) => boolean {
  const { actors, countries, codes, codesOf, sections } = filters;
  const hasPairs = actors.only !== null || countries.only !== null;
  const hasExcludedPairs = actors.not.size > 0 || countries.not.size > 0;
  const asked = assessmentAsked(filters);
  const excluded = {
    ...NOTHING_EXCLUDED,
    statuses: [...filters.statuses.not],
    confidences: [...filters.confidences.not],
    eventDates: [...filters.eventDates.not],
    places: [...filters.places.not],
  };
  const { statuses, confidences, important, eventDates, places } = filters;
  const judged: readonly Choice<unknown>[] = [statuses, confidences, eventDates, places];
  const asksCodes = codes.only !== null;
  const excludesCodes = codes.not.size > 0;
  const asksSections = sections.only !== null;
  const excludesSections = sections.not.size > 0;
  const asksJudged = important !== null || judged.some(({ only }) => only !== null);
  const excludesJudged = judged.some(({ not }) => not.size > 0);
  return (passage) => {
    const { pairs, assessment, section } = passage;
    return (
      (!hasPairs || pairs.some((pair) => hasActor(pair, actors.only) && hasCountry(pair, countries.only))) &&
      (!hasExcludedPairs || !pairs.some((pair) => isExcluded(pair, filters))) &&
      (!asksCodes || codesOf(passage).some((code) => codes.only!.has(code))) &&
      (!excludesCodes || !codesOf(passage).some((code) => codes.not.has(code))) &&
      (!asksSections || section.some((heading) => sections.only!.has(heading))) &&
      (!excludesSections || !section.some((heading) => sections.not.has(heading))) &&
      (!asksJudged || isAssessedAs(assessment, asked)) &&
      (!excludesJudged || !isJudgedAs(assessment, excluded))
    );
  };
}

function assessmentAsked({
  statuses,
  confidences,
  important,
  eventDates,
  places,
}: Filters): AssessmentFilter {
  return {
    statuses: [...(statuses.only ?? [])],
    confidences: [...(confidences.only ?? [])],
    important,
    eventDates: [...(eventDates.only ?? [])],
    places: [...(places.only ?? [])],
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
