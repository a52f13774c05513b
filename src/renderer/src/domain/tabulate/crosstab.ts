import type { Actor } from '../coding/actor';
import type { Assignment } from '../coding/excerpt';
import type { ActorId, CountryCode } from '../ids';

/** What is counted: passages, the reports they stand in, or the stories that those tell. */
export type CountUnit = 'passages' | 'reports' | 'stories';

/** How many passages, reports or stories speak of each actor, of each country, and of both in one pair. Each counts once. */
export interface Crosstab {
  /** Highest count first, then by name. `total` includes passages where the actor stands without a country. */
  readonly actors: readonly { readonly actor: Actor; readonly total: number }[];
  /** Highest count first, then by code. `total` includes passages where the country stands without an actor. */
  readonly countries: readonly { readonly code: CountryCode; readonly total: number }[];
  /** The greatest count of an actor with a country; 0 when there is none. */
  readonly most: number;
  /** How many pair the actor with the country, in whatever role. */
  count(actorId: ActorId, code: CountryCode): number;
}

export type CountedAssignment = Pick<Assignment, 'excerptId' | 'reportId' | 'pair'>;

/**
 * Counts by actor and country, in one pass: distinct excerpts, or whatever `unitOf` says an assignment belongs to. Cells count what a search for that actor and country
 * finds: both in the same pair. Pairs whose actor is not in `actors` count for their country alone.
 */
export function crosstab(
  assignments: Iterable<CountedAssignment>,
  actors: ReadonlyMap<ActorId, Actor>,
  unitOf: (assignment: CountedAssignment) => string = ({ excerptId }) => excerptId,
): Crosstab {
  const byActor = new Map<Actor, Set<string>>();
  const byCountry = new Map<CountryCode, Set<string>>();
  const byBoth = new Map<ActorId, Map<CountryCode, Set<string>>>();
  for (const assignment of assignments) {
    const { pair } = assignment;
    const unit = unitOf(assignment);
    const actor = pair.actorId === null ? undefined : actors.get(pair.actorId);
    const code = pair.country?.code;
    if (actor) entry(byActor, actor, newSet).add(unit);
    if (code !== undefined) entry(byCountry, code, newSet).add(unit);
    if (actor && code !== undefined) {
      entry(entry(byBoth, actor.id, newMap), code, newSet).add(unit);
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

const newSet = (): Set<string> => new Set();
const newMap = (): Map<CountryCode, Set<string>> => new Map();

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
