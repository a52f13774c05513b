import { buildCountries } from '$domain/coding/build-countries';
import { withAdded } from '$domain/coding/added-country';
import type { Country } from '$domain/coding/country';
import type { ArchiveDb } from '../storage/archive-db';
import { listAddedCountries } from '../storage/reads';

let loading: Promise<readonly Country[]> | undefined;

/**
 * The country authority: ISO 3166-1, disputed places and states that are gone, with names in all languages, sorted by
 * English name.
 * Read on first use, so that starting the app does not pay for it; later calls give the same array.
 */
export function loadCountries(): Promise<readonly Country[]> {
  loading ??= read();
  return loading;
}

/** The authority with what this archive adds to it, sorted by English name. */
export async function countriesOf(db: ArchiveDb): Promise<readonly Country[]> {
  const [authority, added] = await Promise.all([loadCountries(), listAddedCountries(db)]);
  return withAdded(authority, added);
}

async function read(): Promise<readonly Country[]> {
  const { countryCodes, namesByLanguage, demonyms, OWN_COUNTRIES } =
    await import('../authority/country-names');
  const { en, ...others } = Object.fromEntries(namesByLanguage);
  if (en === undefined) throw new Error('The English names of countries are missing');
  return buildCountries({
    codes: countryCodes,
    english: en,
    others: Object.values(others),
    demonyms,
    own: OWN_COUNTRIES,
  });
}
