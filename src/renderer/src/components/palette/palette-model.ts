import { remember } from '$domain/text/remember';
import { COUNTRY_ROLES, type CountryOfPair, type CountryRole, type Pair } from '$domain/coding/excerpt';
import { foldName, type Actor } from '$domain/coding/actor';
import type { Code } from '$domain/coding/code';
import { namesOf, nearNameFinder, type NearName } from '$domain/coding/registry';
import type { DraftActor, DraftCode, DraftPair } from '../../state/place';

/** What is chosen by name. */
interface NamedEntry {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly deprecated: boolean;
  /** Number of passages about it: what is used most is offered first. */
  readonly uses: number;
}

export interface PaletteActor extends NamedEntry, Pick<Actor, 'id' | 'colour'> {}

export interface PaletteCode extends NamedEntry, Pick<Code, 'id'> {
  /** With what it is a kind of: `Protest > Strike`. */
  readonly path: string;
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

/** What the fields for an actor and a country offer, wherever pairs and codes are chosen. */
export interface CodingChoices {
  readonly actors: readonly PaletteActor[];
  readonly codes: readonly PaletteCode[];
  readonly searchCountries: (text: string) => readonly PaletteCountry[];
  readonly searchOrganisations: (text: string) => readonly PaletteOrganisation[];
  /** A sentence that says what is wrong with a new actor's name, or null. */
  readonly validateActorName: (name: string) => string | null;
  /** A sentence that says what is wrong with a new code's name or path, or null. */
  readonly validateCodeName: (name: string) => string | null;
}

interface FoldedName {
  readonly text: string;
  readonly folded: string;
  readonly words: readonly string[];
}

interface FoldedEntry<E> {
  readonly entry: E;
  /** The entry's own name first. */
  readonly names: readonly FoldedName[];
}

/** An actor or a code that fits what is typed. */
export interface NameMatch<E> {
  readonly entry: E;
  /** The alias that fits when the name itself does not. */
  readonly alias: string | null;
}

/** Actors or codes made ready for {@link suggestNames}, most used first. */
export interface NameIndex<E> {
  readonly folded: readonly FoldedEntry<E>[];
  /** What a new one of this name may be: much the same name. */
  readonly near: (name: string) => readonly NearName<E>[];
}

/** Names kept folded: those of 30,000 actors with two aliases each. */
const NAMES_KEPT = 100_000;

const foldedName = remember((text): FoldedName => {
  const folded = foldName(text);
  return { text, folded, words: folded.split(/[\s\p{P}]+/u) };
}, NAMES_KEPT);

/** How many suggestions are worth listing: the list shows about eight and scrolls, and each costs at every key. */
const SUGGESTIONS = 15;

/** What is used most comes first, else the order stays as it is given. */
export function indexNames<E extends NamedEntry>(entries: readonly E[]): NameIndex<E> {
  const sorted = [...entries].sort((a, b) => b.uses - a.uses);
  return {
    near: nearNameFinder(sorted),
    folded: sorted.map((entry) => ({
      entry,
      names: namesOf(entry).map(foldedName),
    })),
  };
}

/** Codes, found by their paths as well. */
export function indexCodes(codes: readonly PaletteCode[]): NameIndex<PaletteCode> {
  return indexNames(
    codes.map((code) =>
      code.path === code.name ? code : { ...code, aliases: [...code.aliases, code.path] },
    ),
  );
}

/** The one with just this name or alias, whatever its case and accents. */
export function exactName<E>({ folded: index }: NameIndex<E>, text: string): E | undefined {
  const wanted = foldName(text);
  return (
    index.find(({ names }) => names[0]?.folded === wanted) ??
    index.find(({ names }) => names.some(({ folded }) => folded === wanted))
  )?.entry;
}

/**
 * Those of which a name or alias fits what is typed, best first: the same, those that begin so, those in which every
 * typed word begins a word, those that contain it; a name before an alias. All of them when nothing is typed.
 * What is deprecated is found only by its whole name.
 */
export function suggestNames<E extends NamedEntry>(
  { folded: index }: NameIndex<E>,
  text: string,
): NameMatch<E>[] {
  const wanted = foldName(text);
  if (wanted === '' && text.trim() !== '') return [];
  const words = wanted.split(/[\s\p{P}]+/u).filter(Boolean);
  const rank = ({ folded, words: own }: FoldedName): number => {
    if (folded === wanted) return 0;
    if (folded.startsWith(wanted)) return 2;
    if (words.length > 0 && words.every((word) => own.some((each) => each.startsWith(word)))) return 4;
    return folded.includes(wanted) ? 6 : Infinity;
  };
  const matches: { entry: E; alias: string | null; rank: number }[] = [];
  for (const { entry, names } of index) {
    let best: { alias: string | null; rank: number } = { alias: null, rank: Infinity };
    for (const [i, name] of names.entries()) {
      const place = rank(name) + (i === 0 ? 0 : 1);
      if (place < best.rank) best = { alias: i === 0 ? null : name.text, rank: place };
    }
    if (best.rank < Infinity && (!entry.deprecated || best.rank <= 1)) matches.push({ entry, ...best });
  }
  return matches
    .sort((a, b) => a.rank - b.rank)
    .slice(0, SUGGESTIONS)
    .map(({ entry, alias }) => ({ entry, alias }));
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

export function sameCode(a: DraftCode, b: DraftCode): boolean {
  return codeKey(a) === codeKey(b);
}

/** The pairs without repetitions, in order. */
export function distinctDrafts(pairs: readonly DraftPair[]): DraftPair[] {
  return pairs.filter((pair, index) => pairs.findIndex((other) => sameDraft(pair, other)) === index);
}

const actorKey = (actor: DraftActor | null): string =>
  actor === null ? '' : actor.kind === 'existing' ? `id ${actor.id}` : `name ${foldName(actor.name)}`;
const codeKey = (code: DraftCode): string =>
  code.kind === 'existing' ? `id ${code.id}` : `name ${foldName(code.name)}`;
const countryKey = (country: CountryOfPair | null): string =>
  country ? `${country.code} ${country.role}` : '';
