import type { Actor } from '$domain/coding/actor';
import type { CountryRole } from '$domain/coding/excerpt';
import type { ActorId, CountryCode } from '$domain/ids';
import type { Proposal } from '$domain/suggest/proposal';
import type { SuggestionTarget } from '$domain/suggest/suggestion';

/** What is proposed, for its chip. */
export type TargetView =
  | {
      readonly kind: 'country';
      readonly code: CountryCode;
      readonly name: string;
      readonly role: CountryRole;
    }
  /** Without a colour while the archive does not have the actor. */
  | { readonly kind: 'actor'; readonly name: string; readonly colour: number | null };

/** A suggestion as its list shows it. */
export interface SuggestionView {
  readonly id: string;
  /** What stands before the words in their sentence, and after them. */
  readonly before: string;
  readonly exact: string;
  readonly after: string;
  readonly target: TargetView;
  readonly reason: string;
  /** What else the words may mean, in words; empty when it is clear. */
  readonly others: string;
  /** The accessible name. */
  readonly label: string;
}

/** UTF-16 units shown before the words: what is looked for must be on the first of two lines. */
const BEFORE = 36;
const AFTER = 120;

export function targetView(
  target: SuggestionTarget,
  role: CountryRole,
  actors: ReadonlyMap<ActorId, Actor>,
): TargetView {
  if (target.kind === 'country') return { kind: 'country', code: target.code, name: target.name, role };
  const actor = target.actorId === null ? undefined : actors.get(target.actorId);
  return { kind: 'actor', name: actor?.name ?? target.name, colour: actor?.colour ?? null };
}

export function suggestionView(
  proposal: Proposal,
  text: string,
  chosen: { readonly target: SuggestionTarget; readonly role: CountryRole; readonly isClear: boolean },
  actors: ReadonlyMap<ActorId, Actor>,
): SuggestionView {
  const { id, span, exact, context, reason } = proposal;
  const target = targetView(chosen.target, chosen.role, actors);
  const others = chosen.isClear
    ? ''
    : [...proposal.readings.slice(1).map(({ name }) => name), ...proposal.otherwise].join(' or ');
  const about = target.kind === 'country' ? `${target.name} (${target.role})` : target.name;
  return {
    id,
    before: cutStart(text.slice(context.start, span.start)),
    exact,
    after: text.slice(span.end, Math.min(context.end, span.end + AFTER)),
    target,
    reason,
    others,
    label: [`${exact}: ${about}.`, reason, others === '' ? '' : `It may also be ${others}.`]
      .filter((part) => part !== '')
      .join(' '),
  };
}

/** The end of what stands before, from the beginning of a word. */
function cutStart(before: string): string {
  if (before.length <= BEFORE) return before;
  const end = before.slice(-BEFORE);
  const space = end.search(/\s/u);
  return `…${space === -1 ? end.replace(/^[\udc00-\udfff]/u, '') : end.slice(space)}`;
}
