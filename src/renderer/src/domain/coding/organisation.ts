import { ORGANISATIONS } from './authority/organisations';
import { foldCountryName } from './country';

/** An international organisation: an actor, never a country, however it is typed. */
export interface Organisation {
  /** What it is called most, in English; an abbreviation where that is usual. */
  readonly name: string;
  readonly fullName: string;
  /** Every name in any language, the two above first. */
  readonly names: readonly string[];
}

/** An organisation that fits what was typed. */
export interface OrganisationMatch {
  readonly organisation: Organisation;
  /** What to call the actor: the name that was typed, as the list spells it, or the usual one for part of a name. */
  readonly name: string;
  /** True when one of its names was typed, not only the beginning of one. */
  readonly whole: boolean;
}

interface Folded {
  readonly organisation: Organisation;
  readonly names: readonly string[];
}

/** With fewer letters typed, beginnings of names fit too much. */
const SHORTEST_BEGINNING = 3;

let folded: readonly Folded[] | undefined;

function all(): readonly Folded[] {
  folded ??= ORGANISATIONS.map(([name, fullName, others]) => {
    const names = [...new Set([name, fullName, ...others.split(', ')])];
    return { organisation: { name, fullName, names }, names: names.map(foldCountryName) };
  });
  return folded;
}

/** Organisations that have a name as typed, or from three letters on one that begins so; whole names first. */
export function searchOrganisations(text: string, limit: number): OrganisationMatch[] {
  const sought = foldCountryName(text);
  if (sought === '') return [];
  return all()
    .flatMap(({ organisation, names }): OrganisationMatch[] => {
      const at = names.indexOf(sought);
      if (at !== -1) return [{ organisation, name: organisation.names[at]!, whole: true }];
      if (sought.length < SHORTEST_BEGINNING || !names.some((name) => name.startsWith(sought))) return [];
      return [{ organisation, name: organisation.name, whole: false }];
    })
    .sort((a, b) => Number(b.whole) - Number(a.whole))
    .slice(0, limit);
}
