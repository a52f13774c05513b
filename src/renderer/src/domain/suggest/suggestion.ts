import type { ActorId, CountryCode } from '../ids';
import type { Block } from '../report/report';
import type { Span } from '../text/offsets';

/** What a suggestion proposes for a passage: an actor or a country. */
export type SuggestionTarget =
  | { readonly kind: 'country'; readonly code: CountryCode; readonly name: string }
  | {
      readonly kind: 'actor';
      /** Null for an actor that the archive does not have yet. */
      readonly actorId: ActorId | null;
      readonly name: string;
    };

/** What else the words may mean: another country, another actor, or neither, such as a U.S. state. */
export interface Alternative {
  readonly code: CountryCode | null;
  readonly label: string;
  /** Present for another actor, called as the label says; null for one that the archive does not have yet. */
  readonly actorId?: ActorId | null;
}

/** How the words stand for the target. */
export type SuggestionSource =
  | 'name'
  | 'abbreviation'
  | 'demonym'
  | 'place'
  | 'seat'
  | 'movement'
  | 'leader'
  | 'actor-name'
  | 'organisation'
  | 'section';

/** Words of a report that may stand for an actor or a country. It proposes and changes nothing. */
export interface Suggestion {
  /** UTF-16, half-open, in the canonical text; without a possessive ending. */
  readonly span: Span;
  readonly target: SuggestionTarget;
  readonly source: SuggestionSource;
  /** The entry that matched, in its basic form: `Казахстан` for `Казахстане`. */
  readonly form: string;
  /** Why it is proposed, as a sentence. */
  readonly reason: string;
  /** Other readings; the suggestion is ambiguous when there are any. */
  readonly alternatives: readonly Alternative[];
}

export interface SuggestionInput {
  readonly text: string;
  readonly blocks: readonly Block[];
  /** BCP 47 tag of the report; empty when unknown. */
  readonly language: string;
}

/**
 * Whatever can propose actors and countries for a text. Ours looks words up in lists; one that learns or asks a model
 * on the machine takes its place by implementing this. Suggestions come in the order of the text.
 */
export interface Suggester {
  suggest(input: SuggestionInput): readonly Suggestion[];
}
