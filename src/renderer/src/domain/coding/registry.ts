import { foldName, type Actor, type RolePeriod } from './actor';
import { remember } from '../text/remember';
import { outsideDates } from './country';

/** All names of an actor or a code, its own first. */
export function namesOf({ name, aliases }: Pick<Actor, 'name' | 'aliases'>): readonly string[] {
  return [name, ...aliases];
}

/** The actor or code that has this name or alias but for case, accents and white space: by its name rather than by an alias. */
export function actorCalled<A extends Pick<Actor, 'name' | 'aliases'>>(
  actors: readonly A[],
  name: string,
): A | undefined {
  const wanted = foldName(name);
  return (
    actors.find((actor) => foldName(actor.name) === wanted) ??
    actors.find(({ aliases }) => aliases.some((alias) => foldName(alias) === wanted))
  );
}

const ARTICLES = new Set(['the', 'a', 'an']);

interface NameForm {
  readonly joined: string;
  /** The words in an order of their own. */
  readonly sorted: string;
  /** Code points. */
  readonly letters: readonly string[];
  /** The digits in it: names that differ in a number are other names. */
  readonly digits: string;
  /** Which letters there are, a bit for each (some share one): an edit changes two bits at most. */
  readonly mask: number;
}

/** Names whose forms are kept: those of 30,000 actors with two aliases each. */
const FORMS_KEPT = 100_000;

const formOf = remember((name): NameForm => {
  const words = foldName(name)
    .split(/[\s\p{P}]+/u)
    .filter((word) => word !== '' && !ARTICLES.has(word));
  const joined = words.join(' ');
  const letters = [...joined];
  const mask = letters.reduce((bits, letter) => bits | (1 << (letter.codePointAt(0)! & 31)), 0);
  const digits = joined.replace(/\P{N}+/gu, ' ').trim();
  return { joined, sorted: words.sort().join(' '), letters, digits, mask };
}, FORMS_KEPT);

/** An actor or a code with a name much like another, and which of its names that is. */
export interface NearName<E> {
  readonly entry: E;
  readonly name: string;
}

/**
 * Finds actors or codes with a name or alias much like another but not the same: other order of the same words, an article or a
 * plural more, or one letter otherwise (two in long names), never another number. What is caught here is offered, never forced. Made ready
 * once, it answers each key pressed among thousands of actors.
 */
export function nearNameFinder<E extends Pick<Actor, 'name' | 'aliases'>>(
  entries: readonly E[],
): (name: string) => NearName<E>[] {
  const known = entries.map((entry) => ({
    entry,
    names: namesOf(entry).map((name) => ({ name, form: formOf(name) })),
  }));
  return (name) => {
    const wanted = formOf(name);
    if (wanted.joined === '') return [];
    return known.flatMap(({ entry, names }) => {
      const near = names.find(({ form }) => isNear(wanted, form));
      return near === undefined ? [] : [{ entry, name: near.name }];
    });
  };
}

function bitsOf(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function isNear(a: NameForm, b: NameForm): boolean {
  if (b.joined === '') return false;
  if (a.sorted === b.sorted) return true;
  if (a.digits !== b.digits) return false;
  const shorter = Math.min(a.letters.length, b.letters.length);
  // Short names that differ in a letter are mostly other names: KNB and KNK.
  const allowed = shorter >= 10 ? 2 : shorter >= 5 ? 1 : 0;
  return allowed > 0 && bitsOf(a.mask ^ b.mask) <= 2 * allowed && editsWithin(a.letters, b.letters, allowed);
}

/** Whether two texts are at most `most` insertions, deletions, replacements or exchanges of neighbours apart. */
function editsWithin(left: readonly string[], right: readonly string[], most: number): boolean {
  if (Math.abs(left.length - right.length) > most) return false;
  let before: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, j) => j);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const cost = left[i - 1] === right[j - 1] ? 0 : 1;
      let edits = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      const exchanged = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1];
      if (exchanged) edits = Math.min(edits, before[j - 2]! + 1);
      row.push(edits);
    }
    if (Math.min(...row) > most) return false;
    [before, last] = [last, row];
  }
  return last[right.length]! <= most;
}

/**
 * The dated roles of an actor when none of them was held on `date` (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`), nearest first to
 * last as listed; null when one was, when no role is dated, or when the date is empty.
 */
export function rolesOutside({ roles }: Pick<Actor, 'roles'>, date: string): readonly RolePeriod[] | null {
  const dated = roles.filter(({ from, to }) => from !== '' || to !== '');
  if (date === '' || dated.length === 0 || dated.length < roles.length) return null;
  return dated.every((role) => outsideDates(periodOf(role), date) !== null) ? dated : null;
}

function periodOf({ from, to }: RolePeriod): { from?: string; to?: string } {
  return { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) };
}

/** The years or dates of a role: "2016-09 to 2022-01", "from 2016", "until 2022"; empty when it has none. */
export function roleDates({ from, to }: RolePeriod): string {
  if (from !== '' && to !== '') return `${from} to ${to}`;
  if (from !== '') return `from ${from}`;
  return to === '' ? '' : `until ${to}`;
}

/**
 * What `into` is a part of once the `merged` entries are it: what the outermost of them that it was a part of was a part
 * of. What was a part of them becomes a part of `into`, so nothing ends up a part of itself.
 */
export function parentAfterMerge<Id extends string>(
  entries: ReadonlyMap<string, { readonly parentId: Id | null }>,
  merged: ReadonlySet<string>,
  into: string,
): Id | null {
  let parent = entries.get(into)?.parentId ?? null;
  const seen = new Set([into]);
  for (let at = parent; at !== null && !seen.has(at); at = entries.get(at)?.parentId ?? null) {
    seen.add(at);
    if (merged.has(at)) parent = entries.get(at)?.parentId ?? null;
  }
  return parent === into ? null : parent;
}

/** Whether `parent` may be what an actor or a code is a part of: nothing is a part of itself, by whatever way round. */
export function canBePartOf<Id extends string>(
  entries: ReadonlyMap<Id, { readonly parentId: Id | null }>,
  part: Id,
  parent: Id,
): boolean {
  const seen = new Set<Id>();
  for (let at: Id | null = parent; at !== null && !seen.has(at); at = entries.get(at)?.parentId ?? null) {
    if (at === part) return false;
    seen.add(at);
  }
  return true;
}
