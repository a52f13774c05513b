import { COUNTRY_ROLES, type CountryOfPair, type CountryRole, type Pair } from '$domain/coding/excerpt';
import { foldName, type Actor } from '$domain/coding/actor';
import type { DraftActor, DraftPair } from '../../state/place';

export interface PaletteActor extends Pick<Actor, 'id' | 'name' | 'colour'> {
  /** Number of passages about it: what is used most is offered first. */
  readonly uses: number;
}

export interface PaletteCountry {
  readonly code: CountryOfPair['code'];
  readonly name: string;
  readonly detail: string;
}

/** An actor that the words of the passage name, or the heading above it. */
export interface PaletteFound {
  readonly actor: DraftActor;
  readonly name: string;
  /** Null for one that the archive does not have yet. */
  readonly colour: number | null;
  /** Why it is offered. */
  readonly detail: string;
}

/** An international organisation typed where a country goes: it is offered as an actor. */
export interface PaletteOrganisation {
  /** What to call the actor if it is new. */
  readonly name: string;
  /** The name in full. */
  readonly detail: string;
  /** All its names: an actor called by any of them is the organisation. */
  readonly names: readonly string[];
  /** Whether it is what was typed, and no country is. */
  readonly meant: boolean;
}

interface FoldedActor {
  readonly actor: PaletteActor;
  readonly name: string;
  readonly words: readonly string[];
}

/** Actors made ready for {@link suggestActors}, most used first. */
export type ActorIndex = readonly FoldedActor[];

/** How many suggestions are worth listing; the list shows about eight and scrolls. */
const SUGGESTIONS = 40;

export function indexActors(actors: readonly PaletteActor[]): ActorIndex {
  return [...actors]
    .sort((a, b) => b.uses - a.uses || a.name.localeCompare(b.name))
    .map((actor) => {
      const name = foldName(actor.name);
      return { actor, name, words: name.split(/[\s\p{P}]+/u) };
    });
}

/** The actor with just this name, whatever its case and accents. */
export function exactActor(index: ActorIndex, text: string): PaletteActor | undefined {
  const wanted = foldName(text);
  return index.find(({ name }) => name === wanted)?.actor;
}

/**
 * Actors whose name fits what is typed, best first: the same name, names that begin so, names in which every typed
 * word begins a word, names that contain it. All of them when nothing is typed.
 */
export function suggestActors(index: ActorIndex, text: string): PaletteActor[] {
  const wanted = foldName(text);
  if (wanted === '' && text.trim() !== '') return [];
  const words = wanted.split(/[\s\p{P}]+/u).filter(Boolean);
  const rank = ({ name, words: own }: FoldedActor): number => {
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    if (words.length > 0 && words.every((word) => own.some((each) => each.startsWith(word)))) return 2;
    return name.includes(wanted) ? 3 : Infinity;
  };
  return index
    .map((folded) => ({ actor: folded.actor, rank: rank(folded) }))
    .filter(({ rank: place }) => place < Infinity)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, SUGGESTIONS)
    .map(({ actor }) => actor);
}

/** The role a country gets unless another is chosen: an actor's own country, else where it happened. */
export function usualRole(hasActor: boolean): CountryRole {
  return hasActor ? COUNTRY_ROLES[0] : COUNTRY_ROLES[1];
}

export function draftOf(pair: Pair): DraftPair {
  return {
    actor: pair.actorId === null ? null : { kind: 'existing', id: pair.actorId },
    country: pair.country,
  };
}

export function sameDraft(a: DraftPair, b: DraftPair): boolean {
  return actorKey(a.actor) === actorKey(b.actor) && countryKey(a.country) === countryKey(b.country);
}

/** The pairs without repetitions, in order. */
export function distinctDrafts(pairs: readonly DraftPair[]): DraftPair[] {
  return pairs.filter((pair, index) => pairs.findIndex((other) => sameDraft(pair, other)) === index);
}

const actorKey = (actor: DraftActor | null): string =>
  actor === null ? '' : actor.kind === 'existing' ? `id ${actor.id}` : `name ${foldName(actor.name)}`;
const countryKey = (country: CountryOfPair | null): string =>
  country ? `${country.code} ${country.role}` : '';
