import { COUNTRY_ROLES, type CountryOfPair, type CountryRole, type Pair } from '$domain/coding/excerpt';
import { foldName, type Actor } from '$domain/coding/actor';
import { namesOf, nearNameFinder, type NearName } from '$domain/coding/registry';
import type { DraftActor, DraftPair } from '../../state/place';

export interface PaletteActor extends Pick<Actor, 'id' | 'name' | 'colour' | 'aliases' | 'deprecated'> {
  /** Number of passages about it: what is used most is offered first. */
  readonly uses: number;
}

export interface PaletteCountry {
  readonly code: CountryOfPair['code'];
  readonly name: string;
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

interface FoldedName {
  readonly text: string;
  readonly folded: string;
  readonly words: readonly string[];
}

interface FoldedActor {
  readonly actor: PaletteActor;
  /** The actor's own name first. */
  readonly names: readonly FoldedName[];
}

/** An actor that fits what is typed. */
export interface ActorMatch {
  readonly actor: PaletteActor;
  /** The alias that fits when the name itself does not. */
  readonly alias: string | null;
}

/** Actors made ready for {@link suggestActors}, most used first. */
export interface ActorIndex {
  readonly folded: readonly FoldedActor[];
  /** Actors that a new one of this name may be: much the same name. */
  readonly near: (name: string) => readonly NearName<PaletteActor>[];
}

/** How many suggestions are worth listing; the list shows about eight and scrolls. */
const SUGGESTIONS = 40;

export function indexActors(actors: readonly PaletteActor[]): ActorIndex {
  const sorted = [...actors].sort((a, b) => b.uses - a.uses || a.name.localeCompare(b.name));
  return {
    near: nearNameFinder(sorted),
    folded: sorted.map((actor) => ({
      actor,
      names: namesOf(actor).map((text) => {
        const folded = foldName(text);
        return { text, folded, words: folded.split(/[\s\p{P}]+/u) };
      }),
    })),
  };
}

/** The actor with just this name or alias, whatever its case and accents. */
export function exactActor({ folded: index }: ActorIndex, text: string): PaletteActor | undefined {
  const wanted = foldName(text);
  return (
    index.find(({ names }) => names[0]?.folded === wanted) ??
    index.find(({ names }) => names.some(({ folded }) => folded === wanted))
  )?.actor;
}

/**
 * Actors of which a name or alias fits what is typed, best first: the same, those that begin so, those in which every
 * typed word begins a word, those that contain it; a name before an alias. All of them when nothing is typed.
 * A deprecated actor is found only by its whole name.
 */
export function suggestActors({ folded: index }: ActorIndex, text: string): ActorMatch[] {
  const wanted = foldName(text);
  if (wanted === '' && text.trim() !== '') return [];
  const words = wanted.split(/[\s\p{P}]+/u).filter(Boolean);
  const rank = ({ folded, words: own }: FoldedName): number => {
    if (folded === wanted) return 0;
    if (folded.startsWith(wanted)) return 2;
    if (words.length > 0 && words.every((word) => own.some((each) => each.startsWith(word)))) return 4;
    return folded.includes(wanted) ? 6 : Infinity;
  };
  const matches: { actor: PaletteActor; alias: string | null; rank: number }[] = [];
  for (const { actor, names } of index) {
    let best: { alias: string | null; rank: number } = { alias: null, rank: Infinity };
    for (const [i, name] of names.entries()) {
      const place = rank(name) + (i === 0 ? 0 : 1);
      if (place < best.rank) best = { alias: i === 0 ? null : name.text, rank: place };
    }
    if (best.rank < Infinity && (!actor.deprecated || best.rank <= 1)) matches.push({ actor, ...best });
  }
  return matches
    .sort((a, b) => a.rank - b.rank)
    .slice(0, SUGGESTIONS)
    .map(({ actor, alias }) => ({ actor, alias }));
}

/** Actors of which a name stands in these words, longest name first. */
export function actorsIn({ folded: index }: ActorIndex, words: string): PaletteActor[] {
  const text = ` ${foldName(words)
    .split(/[\s\p{P}]+/u)
    .join(' ')} `;
  return index
    .flatMap(({ actor, names }) => {
      const found = actor.deprecated
        ? []
        : names.filter(({ words: own }) => text.includes(` ${own.join(' ')} `));
      const longest = Math.max(0, ...found.map(({ folded }) => folded.length));
      return longest === 0 ? [] : [{ actor, longest }];
    })
    .sort((a, b) => b.longest - a.longest)
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
