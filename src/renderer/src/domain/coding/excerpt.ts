import type { ActorId, AssignmentId, CountryCode, ExcerptId, IsoInstant, MemoId, ReportId } from '../ids';
import type { TextQuoteSelector } from '../anchor/selectors';
import type { Span } from '../text/offsets';

/** How a country belongs to the actor: it is theirs, it is where it happened, or it is only named. */
export const COUNTRY_ROLES = ['affiliation', 'location', 'mentioned'] as const;
export type CountryRole = (typeof COUNTRY_ROLES)[number];

export const EXCERPT_STATUSES = ['claimed', 'confirmed', 'denied', 'planned'] as const;
export type ExcerptStatus = (typeof EXCERPT_STATUSES)[number];

/** A stored coded segment of one report; the interface calls it a passage. */
export interface Excerpt {
  readonly id: ExcerptId;
  readonly reportId: ReportId;
  readonly revision: number;
  /** Invariant: `text.slice(span.start, span.end) === quote.exact` in that revision. */
  readonly span: Span;
  readonly quote: TextQuoteSelector;
  readonly anchoring: 'anchored' | 'moved' | 'orphaned';
  readonly status: ExcerptStatus | null;
  readonly createdBy: string;
  readonly createdAt: IsoInstant;
  readonly modifiedAt: IsoInstant;
}

/** Who and where, as a pair: an actor, a country with its role, or both; never neither. */
export type Pair =
  | { readonly actorId: ActorId; readonly country: CountryOfPair | null }
  | { readonly actorId: ActorId | null; readonly country: CountryOfPair };

export interface CountryOfPair {
  readonly code: CountryCode;
  readonly role: CountryRole;
}

/** What an excerpt says about one actor and country. */
export interface Assignment {
  readonly id: AssignmentId;
  readonly excerptId: ExcerptId;
  readonly reportId: ReportId;
  /** Order within the excerpt, from 0. */
  readonly position: number;
  readonly pair: Pair;
}

/** An analytical note on an excerpt. */
export interface Memo {
  readonly id: MemoId;
  readonly excerptId: ExcerptId;
  readonly reportId: ReportId;
  readonly text: string;
  readonly modifiedAt: IsoInstant;
}

export function samePair(a: Pair, b: Pair): boolean {
  return (
    a.actorId === b.actorId && a.country?.code === b.country?.code && a.country?.role === b.country?.role
  );
}
