import type { Column } from './column';

/** Text fields of a report, numbered as they stand here. */
export const TEXT_FIELDS = ['title', 'dek', 'heading', 'text', 'footnote'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** The words of one field in order: what each is compared by and where it stands. Positions ascend. */
export interface FieldTerms {
  readonly terms: readonly string[];
  /**
   * Word positions, counted through all fields of the document, so that a position belongs to one field only. Words next to
   * each other have positions next to each other; between two blocks of text there is a gap.
   */
  readonly positions: readonly number[];
}

/** A document as it goes into an index. */
export interface TierDocument {
  readonly id: string;
  /** ISO 639-1 or a tag that begins with it, or empty: says how its words are stemmed. */
  readonly language: string;
  /** One for each field of the tier. */
  readonly fields: readonly FieldTerms[];
  /** What is kept of it beside its words: one for each attribute of the tier. */
  readonly attributes: readonly string[];
}

/** A term of one tier, from 0; means nothing in another. */
export type TermRef = number;

/** A list of documents that grows as it is read into; reused from one term to the next. */
export interface Postings {
  /** How many of the entries below count. */
  count: number;
  /** Slots of documents, ascending. */
  slots: Uint32Array;
  /** How often the term stands in the field of each. */
  frequencies: Uint32Array;
}

/**
 * A part of the full-text index that answers by itself. Documents have slots from 0 in the order they came in. Removed
 * documents keep their slot and may still come up in postings: the reader leaves them out.
 */
export interface Tier {
  /** How many slots there are, those of removed documents included. */
  readonly slots: number;
  /** How many documents are not removed. */
  readonly documents: number;
  idOf(slot: number): string;
  /** The slot of a document that is not removed; -1 when there is none. */
  slotOf(id: string): number;
  isRemoved(slot: number): boolean;
  /** How many different words a field has, for every slot: MiniSearch measures the length of fields so. */
  lengths(field: number): ArrayLike<number>;
  /** The sum of these lengths over documents that are not removed. */
  totalLength(field: number): number;
  /** The languages of documents (0), or one of their attributes (from 1 on). */
  column(number: number): Column;

  /** The term spelt so; -1 when no document has it. */
  find(term: string): TermRef;
  termOf(ref: TermRef): string;
  /** Terms that begin so, the term itself included; of more than `most` those in most documents. */
  beginningWith(prefix: string, most: number): TermRef[];
  /** Terms up to so many edits away (Levenshtein, in UTF-16 units) that begin with the same letter, the term itself included. */
  resembling(term: string, edits: number): { readonly ref: TermRef; readonly distance: number }[];
  /** Terms that share a stem key. */
  withStem(key: string): readonly TermRef[];

  /** In how many documents, not removed, the field has the term. */
  frequency(ref: TermRef, field: number): number;
  /** Reads the documents that have the term in the field, removed ones included, into `into`. */
  postings(ref: TermRef, field: number, into: Postings): void;
  /**
   * Calls `visit` with the positions of the term in the field, for those of the `wanted` slots (ascending) that have it.
   * The positions are good until `visit` returns; the first `count` of them count.
   */
  positions(
    ref: TermRef,
    field: number,
    wanted: ArrayLike<number>,
    visit: (slot: number, positions: Uint32Array, count: number) => void,
  ): void;
}

/** A tier that nothing is added to any more. */
export interface FrozenTier extends Tier {
  /** Marks a document as removed. */
  remove(slot: number): void;
}
