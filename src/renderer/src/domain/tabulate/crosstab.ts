import type { Actor } from '../coding/actor';
import type { Assignment } from '../coding/excerpt';
import type { ActorId, CountryCode, ExcerptId } from '../ids';

/** How many passages speak of each actor, of each country, and of both in one pair. Every passage counts once. */
export interface Crosstab {
  /** Most passages first, then by name. `total` includes passages where the actor stands without a country. */
  readonly actors: readonly { readonly actor: Actor; readonly total: number }[];
  /** Most passages first, then by code. `total` includes passages where the country stands without an actor. */
  readonly countries: readonly { readonly code: CountryCode; readonly total: number }[];
  /** The greatest count of an actor with a country; 0 when there is none. */
  readonly most: number;
  /** Passages that pair the actor with the country, in whatever role. */
  count(actorId: ActorId, code: CountryCode): number;
}

/**
 * Counts distinct excerpts by actor and country, in one pass. Cells count what a search for that actor and country
 * finds: both in the same pair. Pairs whose actor is not in `actors` count for their country alone.
 */
export function crosstab(
  assignments: Iterable<Pick<Assignment, 'excerptId' | 'pair'>>,
  actors: ReadonlyMap<ActorId, Actor>,
): Crosstab {
  const byActor = new Map<Actor, Set<ExcerptId>>();
  const byCountry = new Map<CountryCode, Set<ExcerptId>>();
  const byBoth = new Map<ActorId, Map<CountryCode, Set<ExcerptId>>>();
  for (const { excerptId, pair } of assignments) {
    const actor = pair.actorId === null ? undefined : actors.get(pair.actorId);
    const code = pair.country?.code;
    if (actor) entry(byActor, actor, newSet).add(excerptId);
    if (code !== undefined) entry(byCountry, code, newSet).add(excerptId);
    if (actor && code !== undefined) {
      entry(entry(byBoth, actor.id, newMap), code, newSet).add(excerptId);
    }
  }
  let most = 0;
  for (const row of byBoth.values()) for (const cell of row.values()) most = Math.max(most, cell.size);
  return {
    actors: [...byActor]
      .map(([actor, excerpts]) => ({ actor, total: excerpts.size }))
      .sort((a, b) => b.total - a.total || a.actor.name.localeCompare(b.actor.name)),
    countries: [...byCountry]
      .map(([code, excerpts]) => ({ code, total: excerpts.size }))
      .sort((a, b) => b.total - a.total || a.code.localeCompare(b.code)),
    most,
    count: (actorId, code) => byBoth.get(actorId)?.get(code)?.size ?? 0,
  };
}

const newSet = (): Set<ExcerptId> => new Set();
const newMap = (): Map<CountryCode, Set<ExcerptId>> => new Map();

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
