import { foldName } from '$domain/coding/actor';
import type { ComboOption } from '../ui/combobox';
import type { PairEditor, Problem } from './pair-editor.svelte';
import {
  exactActor,
  suggestActors,
  type ActorIndex,
  type PaletteActor,
  type PaletteCountry,
  type PaletteOrganisation,
} from './palette-model';

/** An option that knows what picking it does. */
export interface TakenOption extends ComboOption {
  readonly take: () => Problem | null;
}

export interface ActorSearch {
  readonly index: ActorIndex;
  /** What was used lately. */
  readonly recent: () => readonly TakenOption[];
  /** Actors that the passage names. */
  readonly inPassage: readonly PaletteActor[];
  readonly searchCountries: (text: string) => readonly PaletteCountry[];
}

/** Countries offered where an actor is typed. */
const COUNTRIES_AMONG_ACTORS = 3;

/**
 * Actors that fit what is typed, countries that do, and a new actor of that name last. While nothing is typed: what was
 * used lately, then who is named in the passage, then who is used most.
 */
export function actorOptions(
  editor: PairEditor,
  { index, recent, inPassage, searchCountries }: ActorSearch,
): TakenOption[] {
  const text = editor.actor === null ? editor.actorText.trim() : '';
  const matches = suggestActors(index, text);
  const option = (actor: PaletteActor, said: string | null): TakenOption => {
    const { id, name, colour, uses } = actor;
    const details = [said, uses > 0 ? (uses === 1 ? '1 passage' : `${uses} passages`) : null];
    const detail = details.filter((part) => part !== null).join(' · ');
    return {
      id: `actor ${id}`,
      label: name,
      colour,
      ...(detail === '' ? {} : { detail }),
      take: () => editor.takeActor({ kind: 'existing', id }),
    };
  };
  const found = matches.map(({ actor, alias }) =>
    option(actor, alias ?? (actor.deprecated ? 'deprecated' : null)),
  );
  if (text === '') {
    const named = inPassage.map((actor) => option(actor, 'named here'));
    const ids = new Set(named.map(({ id }) => id));
    return [...recent(), ...named, ...found.filter(({ id }) => !ids.has(id))];
  }
  if (exactActor(index, text)) return found;
  // What is nearly the same may be the same, spelt otherwise: it comes before a new one.
  const near = index
    .near(text)
    .filter(({ actor }) => !matches.some((match) => match.actor.id === actor.id))
    .map(({ actor, name }) => option(actor, name === actor.name ? 'much like it' : `much like “${name}”`));
  const create = (): Problem | null => editor.takeActor({ kind: 'new', name: text });
  const countries = searchCountries(text).slice(0, COUNTRIES_AMONG_ACTORS);
  // A new actor is what Enter makes, unless just a country's name or code was typed.
  const meant = countries.filter(({ code, name }) => foldName(name) === foldName(text) || code === text);
  const asCountry = ({ code, name }: PaletteCountry): TakenOption => ({
    id: `country ${code}`,
    label: name,
    detail: `country · ${code}`,
    take: () => {
      editor.typeActor('');
      editor.takeCountry(code);
      return null;
    },
  });
  return [
    ...found,
    ...near,
    ...meant.map(asCountry),
    { id: 'new', label: `Create actor “${text}”`, take: create },
    ...countries.filter((country) => !meant.includes(country)).map(asCountry),
  ];
}

export interface CountrySearch {
  readonly searchCountries: (text: string) => readonly PaletteCountry[];
  readonly searchOrganisations: (text: string) => readonly PaletteOrganisation[];
  /** Called with the actor's name when an organisation has become the actor. */
  readonly onMoved: (name: string) => void;
}

/** Countries that fit what is typed. Organisations come first when one is what was typed, else last. */
export function countryOptions(
  editor: PairEditor,
  { searchCountries, searchOrganisations, onMoved }: CountrySearch,
): TakenOption[] {
  const text = editor.country === null ? editor.countryText.trim() : '';
  const countries = searchCountries(text).map(({ code, name, detail }): TakenOption => ({
    id: code,
    label: name,
    detail,
    take: () => {
      editor.takeCountry(code);
      return null;
    },
  }));
  const organisations = searchOrganisations(text).map((organisation) => ({
    meant: organisation.meant,
    option: organisationOption(editor, organisation, onMoved),
  }));
  return [
    ...organisations.filter(({ meant }) => meant).map(({ option }) => option),
    ...countries,
    ...organisations.filter(({ meant }) => !meant).map(({ option }) => option),
  ];
}

function organisationOption(
  editor: PairEditor,
  organisation: PaletteOrganisation,
  onMoved: (name: string) => void,
): TakenOption {
  const { name, detail } = organisation;
  return {
    id: `organisation ${name}`,
    label: `${name} is an organisation: use it as an actor`,
    ...(detail === name ? {} : { detail }),
    take: () => {
      const problem = editor.takeOrganisation(organisation);
      if (problem === null) onMoved(editor.actorText);
      return problem;
    },
  };
}
