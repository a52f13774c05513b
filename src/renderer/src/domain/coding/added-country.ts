import type { CountryCode, IsoInstant } from '../ids';

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
