import type { Country } from '$domain/coding/country';
import type { CountryCode } from '$domain/ids';

const country = (code: string, name: string, kind: Country['kind'] = 'iso'): Country => ({
  code: code as CountryCode,
  alpha2: null,
  name,
  names: [name],
  demonyms: [],
  kind,
});

/** A few countries, without the data of the authority. */
export const COUNTRIES: readonly Country[] = [
  country('KAZ', 'Kazakhstan'),
  country('KOR', 'South Korea'),
  country('XSU', 'Soviet Union', 'historical'),
];
