import type { CountryOfPair, CountryRole, Pair } from '../coding/excerpt';
import { foldName } from '../coding/actor';
import type { ActorId, ExcerptId } from '../ids';
import type { Span } from '../text/offsets';
import { placesLeft, type CodedPassage, type PassageUnit, type Proposal } from './proposal';
import type { SuggestionTarget } from './suggestion';

/** A proposal that is accepted, in one of its readings. */
export interface Choice {
  readonly proposal: Proposal;
  readonly target: SuggestionTarget;
  /** Of a country; an actor has none. */
  readonly role: CountryRole;
}

/** Half of a pair: which actor belongs to which country, the words alone do not tell. */
export type ProposedPair =
  | {
      readonly actor:
        { readonly kind: 'existing'; readonly id: ActorId } | { readonly kind: 'new'; readonly name: string };
      readonly country: null;
    }
  | { readonly actor: null; readonly country: CountryOfPair };

export interface Acceptance {
  readonly created: readonly { readonly span: Span; readonly pairs: readonly ProposedPair[] }[];
  /** Passages that stand on just these words already get the pairs, instead of another passage on top of them. */
  readonly added: readonly { readonly excerptId: ExcerptId; readonly pairs: readonly ProposedPair[] }[];
}

export interface StoredPassage extends CodedPassage {
  readonly excerpt: CodedPassage['excerpt'] & { readonly id: ExcerptId };
}

/** What accepting these does to the passages of a report: one passage for each stretch of text, with all its pairs. */
export function acceptanceOf(
  choices: readonly Choice[],
  unit: PassageUnit,
  passages: readonly StoredPassage[],
): Acceptance {
  const byPlace = new Map<string, { span: Span; pairs: Map<string, ProposedPair> }>();
  for (const { proposal, target, role } of choices) {
    for (const span of placesLeft(proposal, unit, passages)) {
      const key = placeKey(span);
      const place = byPlace.get(key) ?? { span, pairs: new Map<string, ProposedPair>() };
      byPlace.set(key, place);
      const pair = pairFor(target, role);
      place.pairs.set(pairKey(pair), pair);
    }
  }
  const standing = new Map(passages.map((passage) => [placeKey(passage.excerpt.span), passage]));
  const places = [...byPlace].map(([key, { span, pairs }]) => ({
    span,
    pairs: [...pairs.values()],
    passage: standing.get(key),
  }));
  return {
    created: places
      .filter(({ passage }) => !passage)
      .map(({ span, pairs }) => ({ span, pairs }))
      .sort((a, b) => a.span.start - b.span.start),
    added: places.flatMap(({ passage, pairs }) => {
      const missing = pairs.filter((pair) => !passage?.assignments.some((own) => isSaidBy(own.pair, pair)));
      return passage && missing.length > 0 ? [{ excerptId: passage.excerpt.id, pairs: missing }] : [];
    }),
  };
}

function pairFor(target: SuggestionTarget, role: CountryRole): ProposedPair {
  if (target.kind === 'country') return { actor: null, country: { code: target.code, role } };
  const { actorId, name } = target;
  return {
    actor: actorId === null ? { kind: 'new', name } : { kind: 'existing', id: actorId },
    country: null,
  };
}

const placeKey = ({ start, end }: Span): string => `${start}-${end}`;

/** One country is said once, whatever the role. */
function pairKey({ actor, country }: ProposedPair): string {
  if (country) return `country ${country.code}`;
  return actor.kind === 'existing' ? `id ${actor.id}` : `name ${foldName(actor.name)}`;
}

function isSaidBy(own: Pair, { actor, country }: ProposedPair): boolean {
  if (country) return own.country?.code === country.code;
  return actor.kind === 'existing' && own.actorId === actor.id;
}
