import type { Confidence, ExcerptStatus, PlaceDoubt } from '../coding/excerpt';
import type { CountryCode } from '../ids';
import { entriesNamed, NOTHING_ASSESSED, NOTHING_EXCLUDED, type Named, type SearchQuery } from './query';

/** What can be chosen from a list of values, by the kind of value. */
export interface Choosable {
  actors: string;
  countries: CountryCode;
  codes: string;
  sections: string;
  statuses: ExcerptStatus;
  confidences: Confidence;
  places: PlaceDoubt;
}
export type ChoosableName = keyof Choosable;

/** Asked for, excluded, or neither. */
export type Choice = 'in' | 'out' | null;

export function choiceOf<N extends ChoosableName>(query: SearchQuery, name: N, value: Choosable[N]): Choice {
  if (askedFor(query, name).includes(value)) return 'in';
  return excludedOf(query, name).includes(value) ? 'out' : null;
}

/** The query with a value asked for, excluded or neither; the other values stay as they are chosen. */
export function choose<N extends ChoosableName>(
  query: SearchQuery,
  name: N,
  value: Choosable[N],
  choice: Choice,
): SearchQuery {
  const asked = put(askedFor(query, name), value, choice === 'in');
  const excluded = put(excludedOf(query, name), value, choice === 'out');
  const assessed = query.assessed ?? NOTHING_ASSESSED;
  return tidy({
    ...query,
    ...(name in assessed ? { assessed: { ...assessed, [name]: asked } } : { [name]: asked }),
    excluded: { ...(query.excluded ?? NOTHING_EXCLUDED), [name]: excluded },
  });
}

/** The query that asks for passages that are important, for those that are not, or for both. */
export function chooseImportant(query: SearchQuery, important: boolean | null): SearchQuery {
  return tidy({ ...query, assessed: { ...(query.assessed ?? NOTHING_ASSESSED), important } });
}

/** Just the words and phrases of a query. */
export function withoutFilters({ clauses }: SearchQuery): SearchQuery {
  return { clauses, actors: [], countries: [], codes: [], sections: [] };
}

/**
 * The query with the full names of the actors and codes it means, so that each can be chosen by itself. Names that nothing
 * bears stay.
 */
export function withFullNames(
  query: SearchQuery,
  known: { readonly actors: readonly Named[]; readonly codes: readonly Named[] },
): SearchQuery {
  const full = (list: 'actors' | 'codes', names: readonly string[]): string[] => [
    ...new Set(
      names.flatMap((name) => {
        const found = entriesNamed(known[list], name).map((entry) => entry.name);
        return found.length > 0 ? found : [name];
      }),
    ),
  ];
  const { excluded } = query;
  return {
    ...query,
    actors: full('actors', query.actors),
    codes: full('codes', query.codes),
    ...(excluded
      ? {
          excluded: {
            ...excluded,
            actors: full('actors', excluded.actors),
            codes: full('codes', excluded.codes),
          },
        }
      : {}),
  };
}

function askedFor<N extends ChoosableName>(query: SearchQuery, name: N): readonly Choosable[N][] {
  const { actors, countries, codes, sections, assessed = NOTHING_ASSESSED } = query;
  return { ...assessed, actors, countries, codes, sections }[
    name
  ] as readonly unknown[] as readonly Choosable[N][];
}

function excludedOf<N extends ChoosableName>(query: SearchQuery, name: N): readonly Choosable[N][] {
  return (query.excluded ?? NOTHING_EXCLUDED)[name] as readonly unknown[] as readonly Choosable[N][];
}

function put<V>(list: readonly V[], value: V, isIn: boolean): readonly V[] {
  if (list.includes(value) === isIn) return list;
  return isIn ? [...list, value] : list.filter((other) => other !== value);
}

/** Leaves out what asks for nothing, as a query that is read from text has it. */
function tidy({ assessed, excluded, ...query }: SearchQuery): SearchQuery {
  const asks = (lists: object): boolean =>
    Object.values(lists).some((value: unknown) => (Array.isArray(value) ? value.length > 0 : value !== null));
  return {
    ...query,
    ...(assessed && asks(assessed) ? { assessed } : {}),
    ...(excluded && asks(excluded) ? { excluded } : {}),
  };
}
