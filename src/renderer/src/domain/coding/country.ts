import type { CountryCode } from '../ids';
import { normaliseTerm } from '../text/normalise-term';

/**
 * `iso`: ISO 3166-1 lists it, as a state or as a territory. `disputed`: it does not, and who rules there is contested.
 * `historical`: a state that is gone. `added`: a researcher's own.
 */
export type CountryKind = 'iso' | 'disputed' | 'historical' | 'added';

/**
 * A country or territory of ISO 3166-1, an entry of our own under `X..`, or one that the researcher added. Organisations are
 * never countries.
 */
export interface Country {
  readonly code: CountryCode;
  /** ISO 3166-1 alpha-2, or a user-assigned `X.`; null for entries of our own that have none. */
  readonly alpha2: string | null;
  /** What the interface and exports show, in English. */
  readonly name: string;
  /** Every name it can be typed by, in any language; the display name comes first. */
  readonly names: readonly string[];
  /**
   * Adjectives and words for people, in English, Russian and Kazakh: “Kazakh”, “казахстанцы”. No names: several
   * countries may share one.
   */
  readonly demonyms: readonly string[];
  readonly kind: CountryKind;
  /** First and last day, as `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; missing where it has none. */
  readonly from?: string;
  readonly to?: string;
  /** ISO 3166-3: the alpha-3 code it had, and the four letters that took its place. */
  readonly withdrawn?: { readonly alpha3: string; readonly alpha4: string };
  /** A code in wide use elsewhere that is neither ours nor of ISO: Unicode's `XKK` for Kosovo. */
  readonly otherCode?: string;
  /** The state whose territory ISO 3166-1 counts a disputed entry to. */
  readonly listedUnder?: CountryCode;
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

interface Folded {
  /** The display name first. */
  readonly names: readonly string[];
  /** Demonyms, and codes that others have or had for it. */
  readonly besides: readonly string[];
}

const foldedCountries = new WeakMap<Country, Folded>();

function foldedOf(country: Country): Folded {
  let folded = foldedCountries.get(country);
  if (folded === undefined) {
    folded = {
      names: country.names.map(foldCountryName),
      besides: [...country.demonyms, ...foreignCodes(country)].map(foldCountryName),
    };
    foldedCountries.set(country, folded);
  }
  return folded;
}

function foreignCodes({ withdrawn, otherCode }: Country): string[] {
  return [withdrawn?.alpha3, withdrawn?.alpha4, otherCode].filter((code) => code !== undefined);
}

/** The country with this alpha-3 code, as stored; undefined for a code the authority does not hold. */
export function countryByCode(countries: readonly Country[], code: string): Country | undefined {
  return countries.find((country) => country.code === code);
}

/** How well a text fits, best first. Names in English come before those in other languages. */
const RANKS = {
  code: 0,
  wholeName: 1,
  startOfName: 2,
  startOfWord: 4,
  wholeDemonym: 6,
  startOfDemonym: 7,
  /** A state that is gone and fits, but not by its whole name; how well is behind the point. */
  gone: 8,
  insideName: 9,
  none: 11,
};

function nameRank(folded: string, sought: string, isDisplayName: boolean): number {
  const at = folded.indexOf(sought);
  if (at === -1) return RANKS.none;
  if (at === 0 && folded.length === sought.length) return RANKS.wholeName;
  const other = isDisplayName ? 0 : 1;
  if (at === 0) return RANKS.startOfName + other;
  return (folded.includes(` ${sought}`) ? RANKS.startOfWord : RANKS.insideName) + other;
}

function rankOf(country: Country, text: string, sought: string): number {
  if (isCodeOf(country, text)) return RANKS.code;
  const { names, besides } = foldedOf(country);
  let best = RANKS.none;
  names.forEach((name, i) => {
    best = Math.min(best, nameRank(name, sought, i === 0));
  });
  for (const word of besides) {
    if (word === sought) best = Math.min(best, RANKS.wholeDemonym);
    else if (word.startsWith(sought)) best = Math.min(best, RANKS.startOfDemonym);
  }
  const isGone = country.kind === 'historical' && best > RANKS.wholeName;
  return isGone ? Math.max(best, RANKS.gone + best / 100) : best;
}

function isCodeOf(country: Country, text: string): boolean {
  const code = text.trim().toUpperCase();
  return country.code === code || country.alpha2 === code;
}

/**
 * Countries whose code, name or demonym matches what was typed, in any language; best first, at most `limit`.
 * Order: exact code, whole name, start of a name, start of a word of it, demonym, inside a word; the English name
 * before the others, then by English name. States that are gone come after demonyms unless their whole name was typed,
 * so that "Russian" offers Russia before the Russian Empire. Empty for blank text.
 */
export function searchCountries(countries: readonly Country[], text: string, limit: number): Country[] {
  const sought = foldCountryName(text);
  if (sought === '') return [];
  return countries
    .map((country) => ({ country, rank: rankOf(country, text, sought) }))
    .filter(({ rank }) => rank < RANKS.none)
    .sort((a, b) => a.rank - b.rank || (a.country.name < b.country.name ? -1 : 1))
    .slice(0, limit)
    .map(({ country }) => country);
}

/**
 * The one country that `text` stands for: an alpha-2 or alpha-3 code in either case, a whole name in any language, or
 * a code that others use or used for it, such as `SUN`. An English display name wins over another country's name in
 * some other language; otherwise a name that two countries share, such as "Congo", gives null, as does a text that
 * names none. Demonyms name people, so they give null.
 */
export function resolveCountry(countries: readonly Country[], text: string): Country | null {
  const byCode = countries.find((country) => isCodeOf(country, text));
  if (byCode) return byCode;
  const sought = foldCountryName(text);
  if (sought === '') return null;
  const named = countries.filter((country) => foldedOf(country).names.includes(sought));
  const displayed = named.filter((country) => foldedOf(country).names[0] === sought);
  const candidates = displayed.length > 0 ? displayed : named;
  if (candidates.length > 0) return candidates.length === 1 ? candidates[0]! : null;
  return countries.find((country) => foreignCodes(country).includes(text.trim().toUpperCase())) ?? null;
}

/** The years of a country that has dates, such as `1922–1991` or `since 1991`; null for all others. */
export function countryYears({ from, to }: Country): string | null {
  if (to === undefined) return from === undefined ? null : `since ${from.slice(0, 4)}`;
  return from === undefined ? `until ${to.slice(0, 4)}` : `${from.slice(0, 4)}–${to.slice(0, 4)}`;
}

/**
 * Whether a date lies outside a country's dates: before its first or after its last day. Dates are `YYYY`, `YYYY-MM`
 * or `YYYY-MM-DD` and are compared to the precision both have; an empty date is never outside.
 */
export function outsideDates(
  { from, to }: Pick<Country, 'from' | 'to'>,
  date: string,
): 'before' | 'after' | null {
  if (from !== undefined && isEarlier(date, from)) return 'before';
  return to !== undefined && isEarlier(to, date) ? 'after' : null;
}

function isEarlier(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length) < b.slice(0, length);
}
