import {
  CONFIDENCES,
  COUNTRY_ROLES,
  EXCERPT_STATUSES,
  type Assessment,
  type CountryRole,
} from '$domain/coding/excerpt';
import type { ActorId, CodeId, CountryCode, ExcerptId, ReportId } from '$domain/ids';
import { VIEWS, type View } from './views';
import type { Span } from '$domain/text/offsets';

/** An actor chosen in the palette: one of the archive's, or one to be made on saving. */
export type DraftActor =
  { readonly kind: 'existing'; readonly id: ActorId } | { readonly kind: 'new'; readonly name: string };

/** A code chosen in the palette: one of the codebook's, or one to be made on saving. */
export type DraftCode =
  { readonly kind: 'existing'; readonly id: CodeId } | { readonly kind: 'new'; readonly name: string };

export interface DraftPair {
  readonly actor: DraftActor | null;
  readonly country: { readonly code: CountryCode; readonly role: CountryRole } | null;
}

/** Everything in the palette that was typed or chosen and is not saved. */
export interface PaletteDraft extends Assessment {
  readonly added: readonly DraftPair[];
  readonly codes: readonly DraftCode[];
  readonly actor: DraftActor | null;
  readonly actorText: string;
  readonly country: CountryCode | null;
  readonly countryText: string;
  /** Null for the usual one. */
  readonly role: CountryRole | null;
  readonly memo: string;
}

export type PalettePlace = (
  { readonly mode: 'create'; readonly span: Span } | { readonly mode: 'edit'; readonly excerptId: ExcerptId }
) & { readonly draft: PaletteDraft | null };

/** A text that is being corrected. */
export interface CorrectionPlace {
  readonly reportId: ReportId;
  /** The revision it was begun from. */
  readonly revision: number;
  readonly draft: string;
}

/** Where the person was and what was being written, for a page that has to be loaded again. */
export interface Place {
  readonly view: View;
  readonly search: string;
  readonly reportId: ReportId | null;
  /** Offset of the text at the top of the view; null at its beginning. */
  readonly top: number | null;
  readonly activeId: ExcerptId | null;
  readonly selection: Span | null;
  readonly palette: PalettePlace | null;
  readonly correction: CorrectionPlace | null;
}

const LONGEST = 30_000;
/** Longest draft of a correction that is kept, UTF-16 units: some 30,000 words. */
export const LONGEST_CORRECTION = 200_000;
const MOST_PAIRS = 200;

/** A place as it was kept; null when it is not whole. It comes from a page that may have stopped amid anything. */
export function readPlace(json: string): Place | null {
  try {
    const value = JSON.parse(json) as unknown;
    return isPlace(value) ? value : null;
  } catch {
    return null;
  }
}

type Check<T> = (value: unknown) => value is T;

const isText: Check<string> = (value): value is string =>
  typeof value === 'string' && value.length <= LONGEST;
const isOffset: Check<number> = (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const isFlag: Check<boolean> = (value): value is boolean => typeof value === 'boolean';

function orNull<T>(check: Check<T>): Check<T | null> {
  return (value): value is T | null => value === null || check(value);
}

function oneOf<T extends string>(options: readonly T[]): Check<T> {
  return (value): value is T => options.includes(value as T);
}

function listOf<T>(check: Check<T>): Check<readonly T[]> {
  return (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= MOST_PAIRS && value.every((each) => check(each));
}

/** An object that holds at least these, each as its check wants it. */
function shape<T extends object>(checks: { readonly [K in keyof T]: Check<T[K]> }): Check<T> {
  return (value): value is T =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(checks).every(([key, check]) =>
      (check as Check<unknown>)((value as Record<string, unknown>)[key]),
    );
}

function either<A, B>(a: Check<A>, b: Check<B>): Check<A | B> {
  return (value): value is A | B => a(value) || b(value);
}

const isId = isText as <T extends string>(value: unknown) => value is T;
const hasOffsets = shape<Span>({
  start: isOffset,
  end: isOffset,
});
const isSpan: Check<Span> = (value): value is Span => hasOffsets(value) && value.start < value.end;

const isActor: Check<DraftActor> = either(
  shape<Extract<DraftActor, { kind: 'existing' }>>({ kind: oneOf(['existing']), id: isId<ActorId> }),
  shape<Extract<DraftActor, { kind: 'new' }>>({ kind: oneOf(['new']), name: isText }),
);
const isCode: Check<DraftCode> = either(
  shape<Extract<DraftCode, { kind: 'existing' }>>({ kind: oneOf(['existing']), id: isId<CodeId> }),
  shape<Extract<DraftCode, { kind: 'new' }>>({ kind: oneOf(['new']), name: isText }),
);
const isRole = oneOf(COUNTRY_ROLES);
const isPair = shape<DraftPair>({
  actor: orNull(isActor),
  country: orNull(shape<NonNullable<DraftPair['country']>>({ code: isId<CountryCode>, role: isRole })),
});
const isDraft = shape<PaletteDraft>({
  added: listOf(isPair),
  codes: listOf(isCode),
  actor: orNull(isActor),
  actorText: isText,
  country: orNull<CountryCode>(isId<CountryCode>),
  countryText: isText,
  role: orNull(isRole),
  memo: isText,
  status: orNull(oneOf(EXCERPT_STATUSES)),
  confidence: orNull(oneOf(CONFIDENCES)),
  important: isFlag,
  eventDate: isText,
});
const isPalette: Check<PalettePlace> = either(
  shape<Extract<PalettePlace, { mode: 'create' }>>({
    mode: oneOf(['create']),
    span: isSpan,
    draft: orNull(isDraft),
  }),
  shape<Extract<PalettePlace, { mode: 'edit' }>>({
    mode: oneOf(['edit']),
    excerptId: isId<ExcerptId>,
    draft: orNull(isDraft),
  }),
);
const isCorrection = shape<CorrectionPlace>({
  reportId: isId<ReportId>,
  revision: isOffset,
  draft: (value): value is string => typeof value === 'string' && value.length <= LONGEST_CORRECTION,
});
const isPlace = shape<Place>({
  view: oneOf(VIEWS),
  search: isText,
  reportId: orNull<ReportId>(isId<ReportId>),
  top: orNull(isOffset),
  activeId: orNull<ExcerptId>(isId<ExcerptId>),
  selection: orNull(isSpan),
  palette: orNull(isPalette),
  correction: orNull(isCorrection),
});
