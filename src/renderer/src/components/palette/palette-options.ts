import { foldName } from '$domain/coding/actor';
import type { Pair } from '$domain/coding/excerpt';
import type { ComboOption } from '../ui/combobox';
import { CODE_SIGN, type CodingEditor, type Problem } from './coding-editor.svelte';
import {
  draftOf,
  exactName,
  suggestNames,
  type NameIndex,
  type PaletteActor,
  type PaletteCode,
  type PaletteCountry,
  type PaletteFound,
  type PaletteOrganisation,
} from './palette-model';

/** An option that knows what picking it does. */
export interface TakenOption extends ComboOption {
  readonly take: () => Problem | null;
}

/** Actors that the passage or its heading names. */
export function foundOptions(editor: CodingEditor, found: readonly PaletteFound[]): TakenOption[] {
  return found.map(({ actor, name, colour, detail }) => ({
    id: actor.kind === 'existing' ? `actor ${actor.id}` : `found ${name}`,
    label: actor.kind === 'existing' ? name : `Create actor “${name}”`,
    ...(colour === null ? {} : { colour }),
    detail,
    take: () => editor.takeActor(actor),
  }));
}

const RECENT_SHOWN = 5;

/**
 * Pairs used lately that say both who and where, newest first: one alone is in the list of actors anyway. `keysOf` says
 * by which key an action is reached.
 */
export function recentOptions(
  editor: CodingEditor,
  pairs: readonly Pair[],
  actors: readonly PaletteActor[],
  keysOf: (action: string) => string | null,
): TakenOption[] {
  return pairs
    .map((pair, place) => ({ pair, place }))
    .filter(({ pair }) => pair.actorId !== null && pair.country !== null)
    .slice(0, RECENT_SHOWN)
    .map(({ pair, place }, i): TakenOption => {
      const draft = draftOf(pair);
      const colour = actors.find(({ id }) => id === pair.actorId)?.colour;
      return {
        id: `recent ${i}`,
        label: draft.actor ? editor.nameOf(draft.actor) : '',
        detail: [pair.country?.code, pair.country?.role, keysOf(`passage.recent.${place + 1}`)]
          .filter(Boolean)
          .join(' · '),
        ...(colour === undefined ? {} : { colour }),
        take: () => {
          editor.takePair(draft);
          return null;
        },
      };
    });
}

export interface ActorSearch {
  readonly index: NameIndex<PaletteActor>;
  readonly codes: NameIndex<PaletteCode>;
  /** What comes first while nothing is typed: what the passage names, and what was used lately. */
  readonly first: () => readonly TakenOption[];
  readonly searchCountries: (text: string) => readonly PaletteCountry[];
}

/** Names much like what is typed, of actors or codes. */
const NEAR_OFFERED = 5;
/** Countries and codes offered where an actor is typed, of each. */
const OTHERS_AMONG_ACTORS = 3;

/**
 * Actors that fit what is typed, countries and codes that do, and a new actor of that name. While nothing is typed, what
 * the passage names and what was used lately come first. Behind a `#` only codes are meant.
 */
export function actorOptions(
  editor: CodingEditor,
  { index, codes, first, searchCountries }: ActorSearch,
): TakenOption[] {
  const text = editor.actor === null ? editor.actorText.trim() : '';
  if (text.startsWith(CODE_SIGN)) return codeOptions(editor, codes, text.slice(CODE_SIGN.length).trim());
  const matches = suggestNames(index, text);
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
  const found = matches.map(({ entry, alias }) =>
    option(entry, alias ?? (entry.deprecated ? 'deprecated' : null)),
  );
  if (text === '') {
    const before = first();
    return [...before, ...found.filter(({ id }) => !before.some((other) => other.id === id))];
  }
  if (exactName(index, text)) return found;
  // What is nearly the same may be the same, spelt otherwise: it comes before a new one.
  const near = index
    .near(text)
    .filter(({ entry }) => !matches.some((match) => match.entry.id === entry.id))
    .slice(0, NEAR_OFFERED)
    .map(({ entry, name }) => option(entry, nearWords(entry, name)));
  const create = (): Problem | null => editor.takeActor({ kind: 'new', name: text });
  const countries = searchCountries(text).slice(0, OTHERS_AMONG_ACTORS);
  const fitting = suggestNames(codes, text).slice(0, OTHERS_AMONG_ACTORS);
  const meantCode = exactName(codes, text);
  const otherCodes = fitting.filter(({ entry }) => entry !== meantCode);
  const asCode = (entry: PaletteCode, alias: string | null): TakenOption =>
    codeOption(editor, entry, ['code', alias]);
  // A new actor is what Enter makes, unless just the name of a country or of a code was typed.
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
    ...(meantCode ? [asCode(meantCode, null)] : []),
    { id: 'new', label: `Create actor “${text}”`, take: create },
    ...countries.filter((country) => !meant.includes(country)).map(asCountry),
    ...otherCodes.map(({ entry, alias }) => asCode(entry, alias)),
  ];
}

/** Codes that fit what is typed, and a new one of that name last. */
function codeOptions(editor: CodingEditor, codes: NameIndex<PaletteCode>, text: string): TakenOption[] {
  const matches = suggestNames(codes, text);
  const found = matches.map(({ entry, alias }) =>
    codeOption(editor, entry, [alias ?? (entry.deprecated ? 'deprecated' : null)]),
  );
  if (text === '' || exactName(codes, text)) return found;
  const near = codes
    .near(text)
    .filter(({ entry }) => !matches.some((match) => match.entry.id === entry.id))
    .slice(0, NEAR_OFFERED)
    .map(({ entry, name }) => codeOption(editor, entry, [nearWords(entry, name)]));
  return [...found, ...near, newCode(editor, text)];
}

function codeOption(
  editor: CodingEditor,
  { id, path, uses }: PaletteCode,
  said: readonly (string | null)[],
): TakenOption {
  const about = said.filter((part) => part !== path);
  const detail = [...about, uses > 0 ? (uses === 1 ? '1 passage' : `${uses} passages`) : null]
    .filter((part) => part !== null)
    .join(' · ');
  return {
    id: `code ${id}`,
    label: `${CODE_SIGN} ${path}`,
    ...(detail === '' ? {} : { detail }),
    take: () => editor.takeCode({ kind: 'existing', id }),
  };
}

function newCode(editor: CodingEditor, name: string): TakenOption {
  return {
    id: 'new code',
    label: `Create code “${name}”`,
    take: () => editor.takeCode({ kind: 'new', name }),
  };
}

/** What is nearly the same may be the same, spelt otherwise. */
function nearWords(entry: { readonly name: string }, name: string): string {
  return name === entry.name ? 'much like it' : `much like “${name}”`;
}

export interface CountrySearch {
  readonly searchCountries: (text: string) => readonly PaletteCountry[];
  readonly searchOrganisations: (text: string) => readonly PaletteOrganisation[];
  /** Called with the actor's name when an organisation has become the actor. */
  readonly onMoved: (name: string) => void;
}

/** Countries that fit what is typed. Organisations come first when one is what was typed, else last. */
export function countryOptions(
  editor: CodingEditor,
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
  editor: CodingEditor,
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
