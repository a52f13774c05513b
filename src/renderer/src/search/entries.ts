import type { Pair } from '$domain/coding/excerpt';
import type { CodeId, ExcerptId, IsoInstant, ReportId } from '$domain/ids';
import type { Judged } from '$domain/query/judged';
import type { PositionRange, Words } from './report-terms';
import type { TierDocument } from './tiers/tier';

/** What the index keeps of each report beside its language and its words, in the order of a tier's attributes. */
export const REPORT_ATTRIBUTES = [
  'title',
  'source',
  'author',
  'published',
  'importedAt',
  'footnotes',
] as const;
/** A column of the tiers. */
export type ReportColumn = 'language' | (typeof REPORT_ATTRIBUTES)[number];

export function columnNumber(name: ReportColumn): number {
  return name === 'language' ? 0 : REPORT_ATTRIBUTES.indexOf(name) + 1;
}

/** What lists, filters and facets need of a report, and its words. */
export interface ReportDocument {
  readonly id: ReportId;
  readonly title: string;
  readonly source: string;
  readonly author: string;
  readonly language: string;
  readonly published: string;
  readonly importedAt: string;
  readonly hasFootnotes: boolean;
  readonly terms: Words;
}

/** A report as it goes into a tier. */
export function tierDocument({ terms, hasFootnotes, ...entry }: ReportDocument): TierDocument {
  const attributes = { ...entry, footnotes: hasFootnotes ? 'yes' : '' };
  return { ...terms, attributes: REPORT_ATTRIBUTES.map((name) => attributes[name]) };
}

/** What filters and order need of a passage. */
export interface PassageEntry {
  readonly id: ExcerptId;
  readonly reportId: ReportId;
  /** Where it begins in its report's canonical text, UTF-16. */
  readonly start: number;
  /** The words of its report that it has; none where it lost its place. */
  readonly words: PositionRange;
  /** Headings above the place where it begins, outermost first. */
  readonly section: readonly string[];
  readonly pairs: readonly Pair[];
  readonly codes: readonly CodeId[];
  readonly assessment: Judged;
  readonly hasMemo: boolean;
  readonly modifiedAt: IsoInstant;
}

/** What a passage has of its own beside its words in the report. */
export interface OwnTexts {
  readonly memo: string;
  /** Its words, where it lost its place; else empty. */
  readonly lost: string;
}

export interface PassageDocument extends PassageEntry, OwnTexts {}
