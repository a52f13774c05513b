import type { CountryCode, IsoInstant } from '../ids';
import { fail, ok, type Result } from '../result';
import type { Country } from './country';

/** A country that the researcher added to the authority: a place or a state that it lacks. */
export interface AddedCountry {
  /** From the codes that ISO 3166-1 leaves to users; never that of an entry of the authority. */
  readonly id: CountryCode;
  readonly name: string;
  /** Other names in any language. */
  readonly names: readonly string[];
  /** Adjectives and words for people. */
  readonly demonyms: readonly string[];
  /** First and last day to the precision known (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`); empty where there is none. */
  readonly from: string;
  readonly to: string;
  readonly createdAt: IsoInstant;
}

/** What of an added country can be edited: its code stands in passages and files, and stays. */
export type AddedCountryFields = Omit<AddedCountry, 'id' | 'createdAt'>;

/**
 * The alpha-3 codes that ISO 3166-1 never assigns and leaves to users: AAA to AAZ, QMA to QZZ, XAA to XZZ, ZZA to ZZZ.
 * @see ISO 3166-1:2020, 8.1.3
 */
const USER_CODE = /^(?:AA[A-Z]|Q[M-Z][A-Z]|X[A-Z]{2}|ZZ[A-Z])$/u;

/**
 * Checks a code typed for a country of one's own. Fails with `country/code` when it is none that users may give, with
 * `country/code-taken` when a country has it.
 */
export function userCode(raw: string, countries: readonly Country[]): Result<CountryCode> {
  const code = raw.trim().toUpperCase();
  if (!USER_CODE.test(code)) {
    return fail({
      code: 'country/code',
      message: `“${raw.trim()}” is no code that ISO 3166-1 leaves to users. Take one from AAA to AAZ, QMA to QZZ, XAA to XZZ or ZZA to ZZZ.`,
    });
  }
  const taken = countries.find((country) => country.code === code);
  if (taken) {
    return fail({ code: 'country/code-taken', message: `${code} is the code of ${taken.name}.` });
  }
  return ok(code as CountryCode);
}

/** A code that is free: with the first letters of the name where that is possible. */
export function freeUserCode(name: string, countries: readonly Country[]): CountryCode {
  const taken = new Set<string>(countries.map(({ code }) => code));
  const letters = [...name.normalize('NFD').toUpperCase()].filter((letter) => /[A-Z]/u.test(letter));
  const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const ends = [...letters, ...alphabet].flatMap((second, i) =>
    [...letters.slice(i + 1), ...alphabet].map((third) => `${second}${third}`),
  );
  const wanted = [...ends.map((end) => `X${end}`), ...ends.map((end) => `Q${end}`)];
  return wanted.find((code) => USER_CODE.test(code) && !taken.has(code)) as CountryCode;
}

/** The authority with the countries that were added, sorted by English name. */
export function withAdded(authority: readonly Country[], added: readonly AddedCountry[]): readonly Country[] {
  if (added.length === 0) return authority;
  return [...authority, ...added.map(countryOf)].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function countryOf({ id, name, names, demonyms, from, to }: AddedCountry): Country {
  return {
    code: id,
    alpha2: null,
    name,
    names: [name, ...names],
    demonyms,
    kind: 'added',
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
  };
}
