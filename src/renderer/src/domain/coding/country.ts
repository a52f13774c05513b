import type { CountryCode } from '../ids';
import { normaliseTerm } from '../text/normalise-term';

/** A country or territory of ISO 3166-1, or an entry of our own under `X..`. Organisations are never countries. */
export interface Country {
  readonly code: CountryCode;
  /** ISO 3166-1 alpha-2, or a user-assigned `X.`. */
  readonly alpha2: string;
  /** What the interface and exports show, in English. */
  readonly name: string;
  /** Every name it can be typed by, in any language; the display name comes first. */
  readonly names: readonly string[];
}

/**
 * Folds a country's name for comparison, word by word as {@link normaliseTerm} does; punctuation separates words,
 * apostrophes and dots do not, invisible characters go.
 */
export function foldCountryName(name: string): string {
  return name
    .replace(/\p{Cf}/gu, '')
    .split(/[^\p{L}\p{M}\p{N}.'’‘ʻʼ]+/u)
    .map(normaliseTerm)
    .filter((word) => word !== '')
    .join(' ');
}

const foldedNames = new WeakMap<Country, readonly string[]>();

function foldedNamesOf(country: Country): readonly string[] {
  let folded = foldedNames.get(country);
  if (folded === undefined) {
    folded = country.names.map(foldCountryName);
    foldedNames.set(country, folded);
  }
  return folded;
}

/** The country with this alpha-3 code, as stored; undefined for a code the authority does not hold. */
export function countryByCode(countries: readonly Country[], code: string): Country | undefined {
  return countries.find((country) => country.code === code);
}

const NO_MATCH = 7;

function nameRank(folded: string, sought: string, isDisplayName: boolean): number {
  const at = folded.indexOf(sought);
  if (at === -1) return NO_MATCH;
  if (at === 0) return folded.length === sought.length ? 0 : isDisplayName ? 1 : 2;
  if (folded.includes(` ${sought}`)) return isDisplayName ? 3 : 4;
  return isDisplayName ? 5 : 6;
}

function isCodeOf(country: Country, text: string): boolean {
  const code = text.trim().toUpperCase();
  return country.code === code || country.alpha2 === code;
}

/**
 * Countries whose code or name, in any language, matches what was typed; best first, at most `limit`.
 * Order: exact code, whole name, start of a name, start of a word, inside a word; the English name before the
 * others, then by English name. Empty for blank text.
 */
export function searchCountries(countries: readonly Country[], text: string, limit: number): Country[] {
  const sought = foldCountryName(text);
  if (sought === '') return [];
  const found: { country: Country; rank: number }[] = [];
  for (const country of countries) {
    let rank = NO_MATCH;
    if (isCodeOf(country, text)) rank = -1;
    else {
      foldedNamesOf(country).forEach((folded, i) => {
        rank = Math.min(rank, nameRank(folded, sought, i === 0));
      });
    }
    if (rank < NO_MATCH) found.push({ country, rank });
  }
  return found
    .sort((a, b) => a.rank - b.rank || (a.country.name < b.country.name ? -1 : 1))
    .slice(0, limit)
    .map(({ country }) => country);
}

/**
 * The one country that `text` stands for: an alpha-2 or alpha-3 code in either case, or a whole name in any language.
 * An English display name wins over another country's name in some other language; otherwise a name that two
 * countries share, such as "Congo", gives null, as does a text that names none.
 */
export function resolveCountry(countries: readonly Country[], text: string): Country | null {
  const byCode = countries.find((country) => isCodeOf(country, text));
  if (byCode) return byCode;
  const sought = foldCountryName(text);
  if (sought === '') return null;
  const named = countries.filter((country) => foldedNamesOf(country).includes(sought));
  const displayed = named.filter((country) => foldedNamesOf(country)[0] === sought);
  const candidates = displayed.length > 0 ? displayed : named;
  return candidates.length === 1 ? candidates[0]! : null;
}
