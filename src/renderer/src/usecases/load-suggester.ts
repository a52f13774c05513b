import { sameName, type Actor } from '$domain/coding/actor';
import { readForms } from '$domain/coding/authority/forms';
import { ORGANISATIONS } from '$domain/coding/authority/organisations';
import { buildCountries } from '$domain/coding/build-countries';
import type { CountryForm, CountryForms } from '$domain/suggest/country-entries';
import { dictionarySuggester } from '$domain/suggest/dictionary-suggester';
import { isAbbreviation } from '$domain/suggest/gazetteer';
import type { Suggester } from '$domain/suggest/suggestion';
import { listActors } from '../storage/reads';
import type { Archive } from './archive';

/** The suggester for this archive: the authority's countries and organisations, and the archive's actors as they are now. */
export async function loadSuggester({ db }: Archive): Promise<Suggester> {
  return suggesterFor(await listActors(db));
}

/** The suggester for these actors. An organisation among them is found by all its names; the others are found as well. */
export async function suggesterFor(actors: readonly Pick<Actor, 'id' | 'name'>[]): Promise<Suggester> {
  const organisations = ORGANISATIONS.map(([name, fullName, others]) => ({
    name,
    names: [...new Set([name, fullName, ...others.split(', ')])].filter(isTelling),
  }));
  const organisationOf = (actor: string) =>
    organisations.find(({ names }) => names.some((name) => sameName(name, actor)));
  const known = actors.map(({ id, name }) => ({ id, name, aliases: organisationOf(name)?.names ?? [] }));
  const present = new Set(actors.map(({ name }) => organisationOf(name)));
  const absent = organisations.filter((organisation) => !present.has(organisation));
  return dictionarySuggester(
    await loadCountryForms(),
    [...known, ...absent.map(({ name, names }) => ({ id: null, name, aliases: names }))],
    organisations.flatMap(({ names }) => names.filter((name) => name.includes(' '))),
  );
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
  const { countryCodes, namesByLanguage, demonyms, OWN_COUNTRIES } = await import('./country-names');
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
