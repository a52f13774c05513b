import { fail, ok, type Result } from '../result';
import { normaliseTerm } from '../text/normalise-term';
import type { ActorId, CountryCode, IsoInstant } from '../ids';

/** Number of highlight colours in the themes; actors beyond it share them. */
export const ACTOR_COLOURS = 12;

export const ACTOR_KINDS = [
  'person',
  'group',
  'population',
  'state-body',
  'armed-force',
  'party',
  'organisation',
  'company',
  'media',
] as const;
export type ActorKind = (typeof ACTOR_KINDS)[number];

/** What an actor was for a time: a post, a rank, a membership. */
export interface RolePeriod {
  readonly title: string;
  /** First and last day to the precision known (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`); empty when open or not known. */
  readonly from: string;
  readonly to: string;
}

/** What the registry knows of an actor beyond the name. Every text is empty when nothing is said. */
export interface ActorDetails {
  /** Other names in any script, each found like the name itself. */
  readonly aliases: readonly string[];
  readonly kind: ActorKind | null;
  /** Where the actor is at home. */
  readonly country: CountryCode | null;
  /** What the actor is a part of. */
  readonly parentId: ActorId | null;
  readonly roles: readonly RolePeriod[];
  /** One of {@link ACLED_ACTOR_TYPES}, or empty. */
  readonly acledType: string;
  /** A PLOVER or CAMEO actor code, such as `KAZCOP`. */
  readonly cameo: string;
  /** A Wikidata item, such as `Q232`. */
  readonly wikidata: string;
  readonly definition: string;
  readonly include: string;
  readonly exclude: string;
  readonly example: string;
  /** Not to be used for new passages; those it has stay. */
  readonly deprecated: boolean;
}

export const NO_ACTOR_DETAILS: ActorDetails = {
  aliases: [],
  kind: null,
  country: null,
  parentId: null,
  roles: [],
  acledType: '',
  cameo: '',
  wikidata: '',
  definition: '',
  include: '',
  exclude: '',
  example: '',
  deprecated: false,
};

/**
 * The generic actor types that ACLED's codebook of 2023 numbers 1 to 8.
 * @see https://acleddata.com/knowledge-base/codebook/
 */
export const ACLED_ACTOR_TYPES = [
  'State Forces',
  'Rebel Groups',
  'Political Militias',
  'Identity Militias',
  'Rioters',
  'Protesters',
  'Civilians',
  'External/Other Forces',
] as const;

/** A person, group, state body or organisation that passages are about. Organisations such as the CSTO are actors. */
export interface Actor extends ActorDetails {
  readonly id: ActorId;
  readonly name: string;
  /** Highlight colour, 1 to {@link ACTOR_COLOURS}. */
  readonly colour: number;
  readonly createdAt: IsoInstant;
  /** True for actors that came with the sample report. */
  readonly sample: boolean;
}

/** What of an actor can be edited. */
export type ActorFields = Omit<Actor, 'id' | 'createdAt' | 'sample'>;

/** Longest name of an actor or a code, in characters. */
export const NAME_LIMIT = 200;

/**
 * Checks a name typed for an actor and tidies its white space. Fails with `actor/…`.
 * Refuses empty names, names over 200 characters, control characters, and `|`, which joins names in exports.
 */
export function actorName(raw: string): Result<string> {
  const name = tidyName(raw);
  if (name === '') return fail({ code: 'actor/empty-name', message: 'An actor needs a name.' });
  if ([...name].length > NAME_LIMIT) {
    return fail({
      code: 'actor/long-name',
      message: `An actor's name can have up to ${NAME_LIMIT} characters.`,
    });
  }
  if (hasNoNameCharacter(name)) {
    return fail({
      code: 'actor/bad-character',
      message: 'An actor’s name cannot contain “|” or control characters: “|” separates names in exports.',
    });
  }
  return ok(name);
}

/** A name as typed, with its white space tidied. */
export function tidyName(raw: string): string {
  return raw.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Whether a name has what separates names in exports, or a control character. */
export function hasNoNameCharacter(name: string): boolean {
  // eslint-disable-next-line no-control-regex -- control characters are what is sought
  return /[|\u0000-\u001f\u007f]/u.test(name);
}

/** What names are compared by: their words without case and accents, joined by one space. */
export function foldName(name: string): string {
  return name.trim().split(/\s+/u).map(normaliseTerm).join(' ');
}

/** Whether two names are the same but for case, accents and white space. */
export function sameName(a: string, b: string): boolean {
  return foldName(a) === foldName(b);
}

/** Aliases in order, each once, without those that are the name itself or one another but for case and accents. */
export function aliasesOf(name: string, aliases: readonly string[]): string[] {
  const seen = new Set([foldName(name)]);
  return aliases.filter((alias) => {
    const folded = foldName(alias);
    if (folded === '' || seen.has(folded)) return false;
    seen.add(folded);
    return true;
  });
}
