import { foldName, sameName, type Actor } from '$domain/coding/actor';
import type { AddedCountry } from '$domain/coding/added-country';
import { readForms } from '$domain/coding/authority/forms';
import { ORGANISATIONS } from '$domain/coding/authority/organisations';
import { buildCountries } from '$domain/coding/build-countries';
import type { CountryForm, CountryForms } from '$domain/suggest/country-entries';
import { countryLookup, dictionarySuggester, type CountryLookup } from '$domain/suggest/dictionary-suggester';
import { isAbbreviation } from '$domain/suggest/gazetteer';
import type { Suggester, Suggestion } from '$domain/suggest/suggestion';

/** What the suggester has to know of an actor of the archive. */
export type KnownActor = Pick<Actor, 'id' | 'name' | 'aliases' | 'deprecated'>;
/** And of a country that was added to the authority. */
export type KnownCountry = Pick<AddedCountry, 'id' | 'name' | 'names' | 'demonyms'>;

/** What an archive knows beside the authority. */
export interface KnownEntries {
  readonly actors: readonly KnownActor[];
  readonly countries: readonly KnownCountry[];
}

const organisations = ORGANISATIONS.map(([name, fullName, others]) => ({
  name,
  names: [...new Set([name, fullName, ...others.split(', ')])].filter(isTelling),
}));

/**
 * The suggester for these actors and countries: it finds them by name and aliases, and an organisation among the actors by all
 * its names.
 * Organisations that are not among them are found as well. A deprecated actor is not proposed, nor proposed anew.
 */
export async function suggesterFor({ actors, countries }: KnownEntries): Promise<Suggester> {
  const organisationOf = (names: readonly string[]) =>
    organisations.find((organisation) =>
      organisation.names.some((name) => names.some((own) => sameName(name, own))),
    );
  const known = actors.map(({ id, name, aliases, deprecated }) => {
    const organisation = organisationOf([name, ...aliases]);
    return {
      deprecated,
      organisation,
      forms: { id, name, aliases: [...new Set([...aliases, ...(organisation?.names ?? [])])] },
    };
  });
  const present = new Set(known.map(({ organisation }) => organisation));
  const absent = organisations.filter((organisation) => !present.has(organisation));
  const suggester = dictionarySuggester(await loadLookup(countries), [
    ...known.filter(({ deprecated }) => !deprecated).map(({ forms }) => forms),
    ...absent.map(({ name, names }) => ({ id: null, name, aliases: names })),
  ]);
  const retired = new Set(
    known
      .filter(({ deprecated }) => deprecated)
      .flatMap(({ forms }) => [forms.name, ...forms.aliases].map(foldName)),
  );
  const isRetired = ({ target }: Suggestion): boolean =>
    target.kind === 'actor' && target.actorId === null && retired.has(foldName(target.name));
  return { suggest: (input) => suggester.suggest(input).filter((suggestion) => !isRetired(suggestion)) };
}

let lookup: { readonly key: string; readonly made: Promise<CountryLookup> } | undefined;

/** Made once for the same countries, since it takes most of a second: actors come and go, countries hardly ever. */
function loadLookup(added: readonly KnownCountry[]): Promise<CountryLookup> {
  const key = JSON.stringify(added.map(({ id, name, names, demonyms }) => [id, name, names, demonyms]));
  if (lookup?.key !== key) {
    const made = loadCountryForms().then((countries) =>
      countryLookup(
        [...countries, ...added.map(formsOfAdded)],
        organisations.flatMap(({ names }) => names.filter((name) => name.includes(' '))),
      ),
    );
    lookup = { key, made };
  }
  return lookup.made;
}

function formsOfAdded({ id, name, names, demonyms }: KnownCountry): CountryForms {
  return {
    code: id,
    name,
    forms: [
      ...[name, ...names].flatMap((text) => byScript(text, 'name')),
      ...demonyms.flatMap((text) => byScript(text, 'demonym')),
    ],
  };
}

/** Short names in small letters, such as `CoE`, are surnames and words too often. */
function isTelling(name: string): boolean {
  return name.length > 3 || isAbbreviation(name);
}

let loading: Promise<readonly CountryForms[]> | undefined;

/**
 * Every country of the authority with its names and demonyms by language, for suggestions. Read on first use; later calls
 * give the same array.
 */
export function loadCountryForms(): Promise<readonly CountryForms[]> {
  loading ??= read();
  return loading;
}

async function read(): Promise<CountryForms[]> {
  const { countryCodes, namesByLanguage, demonyms, OWN_COUNTRIES } =
    await import('../authority/country-names');
  const { en, ...others } = Object.fromEntries(namesByLanguage);
  if (en === undefined) throw new Error('The English names of countries are missing');
  // Without the other languages: what is left are the English names and the authority's own additions.
  const countries = buildCountries({
    codes: countryCodes,
    english: en,
    others: [],
    demonyms: [],
    own: OWN_COUNTRIES,
  });
  const ownDemonyms = new Map(OWN_COUNTRIES.map(({ code, demonyms: list }) => [code, list]));
  const languages = ['en', 'ru', 'kk'];
  return countries.map(({ code, alpha2, name, names, listedUnder }) => {
    const forms = names.flatMap((text) => byScript(text, 'name'));
    forms.push(...singulars(ownDemonyms.get(code)).flatMap((text) => byScript(text, 'demonym')));
    if (alpha2 !== null) {
      demonyms.forEach((lists, i) => {
        for (const text of singulars(lists[alpha2]))
          forms.push({ text, language: languages[i]!, kind: 'demonym' });
      });
      for (const [language, lists] of Object.entries(others)) {
        for (const text of [lists[alpha2] ?? []].flat()) forms.push({ text, language, kind: 'name' });
      }
    }
    return { code, name, forms, ...(listedUnder === undefined ? {} : { listedUnder }) };
  });
}

/** Without the plurals that are made by an s: the suggester knows them from the singular. */
function singulars(list: string | undefined): string[] {
  const forms = list === undefined ? [] : readForms(list);
  return forms.filter((form) => !(form.endsWith('s') && forms.includes(form.slice(0, -1))));
}

/** The authority's own additions do not say their language; these three scripts and endings tell enough of it. */
function byScript(text: string, kind: CountryForm['kind']): CountryForm[] {
  if (/\p{Script=Cyrillic}/u.test(text)) {
    const kazakh = /[әғқңөұүһі]|(?:[лдт][ыі]қ|[лдт]ар)$/iu.test(text);
    return [{ text, language: kazakh ? 'kk' : 'ru', kind }];
  }
  return /\p{Script=Latin}/u.test(text) ? [{ text, language: 'en', kind }] : [];
}
