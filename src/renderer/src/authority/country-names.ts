import codes from 'i18n-iso-countries/codes.json';
import { ENGLISH_DEMONYMS } from '$domain/coding/authority/demonyms-english';
import { KAZAKH_DEMONYMS } from '$domain/coding/authority/demonyms-kazakh';
import { RUSSIAN_DEMONYMS } from '$domain/coding/authority/demonyms-russian';
import type { NamesByAlpha2 } from '$domain/coding/build-countries';

export { OWN_COUNTRIES } from '$domain/coding/authority/own-countries';

/** Names of countries by language tag. Large: only {@link loadCountries} imports this, as a chunk of its own. */
export const namesByLanguage = new Map(
  Object.entries(
    import.meta.glob<NamesByAlpha2>('../../../../node_modules/i18n-iso-countries/langs/*.json', {
      eager: true,
      import: 'countries',
    }),
  ).map(([path, names]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), names]),
);

/** Alpha-2 and alpha-3 codes of every country. */
export const countryCodes: readonly (readonly [alpha2: string, alpha3: string])[] = codes.map((row) => [
  row[0]!,
  row[1]!,
]);

/** Adjectives and words for people, in English, Russian and Kazakh. */
export const demonyms = [ENGLISH_DEMONYMS, RUSSIAN_DEMONYMS, KAZAKH_DEMONYMS] as const;
