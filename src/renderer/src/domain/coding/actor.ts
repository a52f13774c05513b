import { fail, ok, type Result } from '../result';
import { normaliseTerm } from '../text/normalise-term';
import type { ActorId, IsoInstant } from '../ids';

/** Number of highlight colours in the themes; actors beyond it share them. */
export const ACTOR_COLOURS = 12;

/** A person, group, state body or organisation that passages are about. Organisations such as the CSTO are actors. */
export interface Actor {
  readonly id: ActorId;
  readonly name: string;
  /** Highlight colour, 1 to {@link ACTOR_COLOURS}. */
  readonly colour: number;
  readonly createdAt: IsoInstant;
  /** True for actors that came with the sample report. */
  readonly sample: boolean;
}

export const ACTOR_NAME_LIMIT = 200;

/**
 * Checks a name typed for an actor and tidies its white space.
 * Refuses empty names, names over 200 characters, control characters, and `|`, which joins names in exports.
 */
export function actorName(raw: string): Result<string> {
  const name = raw.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (name === '') return fail({ code: 'actor/empty-name', message: 'An actor needs a name.' });
  if ([...name].length > ACTOR_NAME_LIMIT) {
    return fail({
      code: 'actor/long-name',
      message: `An actor's name can have up to ${ACTOR_NAME_LIMIT} characters.`,
    });
  }
  // eslint-disable-next-line no-control-regex -- control characters are what is refused
  if (/[|\u0000-\u001f\u007f]/u.test(name)) {
    return fail({
      code: 'actor/bad-character',
      message: 'An actor’s name cannot contain “|” or control characters: “|” separates names in exports.',
    });
  }
  return ok(name);
}

/** What names are compared by: their words without case and accents, joined by one space. */
export function foldName(name: string): string {
  return name.trim().split(/\s+/u).map(normaliseTerm).join(' ');
}

/** Whether two names are the same but for case, accents and white space. */
export function sameName(a: string, b: string): boolean {
  return foldName(a) === foldName(b);
}

/** The colour used least so far; the lowest number among equals. */
export function nextColour(actors: Iterable<Pick<Actor, 'colour'>>): number {
  const uses = new Array<number>(ACTOR_COLOURS).fill(0);
  for (const actor of actors) uses[actor.colour - 1]! += 1;
  return uses.indexOf(Math.min(...uses)) + 1;
}
