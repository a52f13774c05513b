import type { ComboOption } from '../ui/combobox';
import type { PairEditor, Problem } from './pair-editor.svelte';
import {
  exactActor,
  suggestActors,
  type ActorIndex,
  type PaletteCountry,
  type PaletteFound,
  type PaletteOrganisation,
} from './palette-model';

/** An option that knows what picking it does. */
export interface TakenOption extends ComboOption {
  readonly take: () => Problem | null;
}

/** Actors that the passage or its heading names. */
export function foundOptions(editor: PairEditor, found: readonly PaletteFound[]): TakenOption[] {
  return found.map(({ actor, name, colour, detail }) => ({
    id: actor.kind === 'existing' ? `actor ${actor.id}` : `found ${name}`,
    label: actor.kind === 'existing' ? name : `Create actor “${name}”`,
    ...(colour === null ? {} : { colour }),
    detail,
    take: () => editor.takeActor(actor),
  }));
}

/**
 * Actors that fit what is typed, and a new one of that name last. While nothing is typed, what the passage names and
 * what was used lately come first.
 */
export function actorOptions(
  editor: PairEditor,
  index: ActorIndex,
  first: () => readonly TakenOption[],
): TakenOption[] {
  const text = editor.actor === null ? editor.actorText.trim() : '';
  const found = suggestActors(index, text).map(({ id, name, colour, uses }): TakenOption => ({
    id: `actor ${id}`,
    label: name,
    colour,
    ...(uses > 0 ? { detail: uses === 1 ? '1 passage' : `${uses} passages` } : {}),
    take: () => editor.takeActor({ kind: 'existing', id }),
  }));
  if (text === '') {
    const before = first();
    return [...before, ...found.filter(({ id }) => !before.some((other) => other.id === id))];
  }
  if (exactActor(index, text)) return found;
  const create = (): Problem | null => editor.takeActor({ kind: 'new', name: text });
  return [...found, { id: 'new', label: `Create actor “${text}”`, take: create }];
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
