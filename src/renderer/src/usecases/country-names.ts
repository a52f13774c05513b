import codes from 'i18n-iso-countries/codes.json';
import type { NamesByAlpha2 } from '$domain/coding/build-countries';

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
