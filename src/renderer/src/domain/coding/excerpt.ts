import type {
  ActorId,
  AssignmentId,
  CodeId,
  CountryCode,
  ExcerptId,
  IsoInstant,
  MemoId,
  ReportId,
} from '../ids';
import type { TextQuoteSelector } from '../anchor/selectors';
import type { Span } from '../text/offsets';

/** How a country belongs to the actor: it is theirs, it is where it happened, or it is only named. */
export const COUNTRY_ROLES = ['affiliation', 'location', 'mentioned'] as const;
export type CountryRole = (typeof COUNTRY_ROLES)[number];

export const EXCERPT_STATUSES = ['claimed', 'confirmed', 'denied', 'planned'] as const;
export type ExcerptStatus = (typeof EXCERPT_STATUSES)[number];

/** How sure the coder is of the coding. */
export const CONFIDENCES = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** What a coder judges of a passage as a whole, beside its pairs and its memo. */
export interface Assessment {
  readonly status: ExcerptStatus | null;
  readonly confidence: Confidence | null;
  readonly important: boolean;
  /** When what it tells of happened: ISO 8601 to the precision known (`YYYY`, `YYYY-MM`, `YYYY-MM-DD`); empty when unknown. */
  readonly eventDate: string;
}

export const NOT_ASSESSED: Assessment = { status: null, confidence: null, important: false, eventDate: '' };

/** Just the assessment of something that holds more. */
export function assessmentOf({ status, confidence, important, eventDate }: Assessment): Assessment {
  return { status, confidence, important, eventDate };
}

/** What passages that become one are judged to be: the first word on each, and important when any of them is. */
export function joinAssessments(all: readonly Assessment[]): Assessment {
  return {
    status: all.find(({ status }) => status !== null)?.status ?? null,
    confidence: all.find(({ confidence }) => confidence !== null)?.confidence ?? null,
    important: all.some(({ important }) => important),
    eventDate: all.find(({ eventDate }) => eventDate !== '')?.eventDate ?? '',
  };
}

export function sameAssessment(a: Assessment, b: Assessment): boolean {
  return (
    a.status === b.status &&
    a.confidence === b.confidence &&
    a.important === b.important &&
    a.eventDate === b.eventDate
  );
}

/** A stored coded segment of one report; the interface calls it a passage. */
export interface Excerpt extends Assessment {
  readonly id: ExcerptId;
  readonly reportId: ReportId;
  readonly revision: number;
  /** Invariant: `text.slice(span.start, span.end) === quote.exact` in that revision. */
  readonly span: Span;
  readonly quote: TextQuoteSelector;
  /** Themes and types of events it is about, each once, in the order they were given. */
  readonly codes: readonly CodeId[];
  readonly anchoring: 'anchored' | 'moved' | 'orphaned';
  readonly createdBy: string;
  readonly createdAt: IsoInstant;
  readonly modifiedAt: IsoInstant;
}

/** What is not certain about where a passage stands, since its report was corrected: it was moved, or it is lost. */
export const PLACE_DOUBTS = ['moved', 'lost'] as const;
export type PlaceDoubt = (typeof PLACE_DOUBTS)[number];

export function placeDoubt({ anchoring }: Pick<Excerpt, 'anchoring'>): PlaceDoubt | null {
  return anchoring === 'orphaned' ? 'lost' : anchoring === 'moved' ? 'moved' : null;
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
