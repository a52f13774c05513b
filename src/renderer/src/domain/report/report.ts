import type { IsoInstant, ReportId, Sha256 } from '../ids';
import type { Span } from '../text/offsets';

/** The structural kinds of a canonical text. `table-row` is reserved for table imports. */
export const BLOCK_KINDS = [
  'title',
  'dek',
  'heading',
  'paragraph',
  'list-item',
  'quote',
  'footnote',
  'table-row',
] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

interface BlockBase {
  /** Where the block's text lies in the canonical text; UTF-16, half-open. */
  readonly span: Span;
  /** Headings above the block, outermost first, as they read. */
  readonly section: readonly string[];
  /** The printed page it begins on, from 1; absent where the document has none. */
  readonly page?: number;
}

/** A heading's depth: 1 is a section of the report, 2 a section of that. */
export type HeadingLevel = 1 | 2 | 3 | 4 | 5 | 6;

export type Block =
  | (BlockBase & { readonly kind: 'title' | 'dek' | 'paragraph' | 'quote' | 'table-row' })
  | (BlockBase & { readonly kind: 'heading'; readonly level: HeadingLevel })
  | (BlockBase & {
      readonly kind: 'list-item';
      /** Nesting depth, from 1. */
      readonly level: number;
      /** `1.`, `a)` for numbered items, which the text begins with; absent for bullets, whose mark is no part of the text. */
      readonly label?: string;
    })
  | (BlockBase & {
      readonly kind: 'footnote';
      /** The mark as printed, without brackets: `1`, `*`, `note`. */
      readonly label: string;
      /** Where the text points at this footnote: its mark, or the term it explains. */
      readonly mentions: readonly Span[];
    });

/**
 * One revision of a report's text: immutable, NFC, LF, no BOM, blocks joined by one blank line.
 * Invariants: block spans are ordered, do not overlap and lie inside the text; between two blocks stands `\n\n`.
 * A block is one line, except that a footnote may hold one line break between its term and its definition.
 */
export interface CanonicalText {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** Where a report came from and when. Dates keep the precision that is known: `2022`, `2022-01` or `2022-01-06`. */
export interface ReportMetadata {
  readonly title: string;
  /** Who wrote it, as printed; several by commas. */
  readonly author: string;
  readonly source: string;
  readonly sourceUrl: string;
  readonly published: string;
  /** When the copy was made that was imported, a web page saved for example; empty when unknown. */
  readonly captured: string;
  /** BCP 47 tag; empty when unknown. */
  readonly language: string;
}

export interface Report extends ReportMetadata {
  readonly id: ReportId;
  /** The dek as text, for lists; empty when there is none. */
  readonly dek: string;
  /** Revision of the text that excerpts are anchored in, from 1. */
  readonly revision: number;
  /** SHA-256 of the canonical text in UTF-8: what makes two imports the same report. */
  readonly textHash: Sha256;
  readonly blockCount: number;
  /** Length of the canonical text in words, for lists. */
  readonly wordCount: number;
  /** The report that was first of the same story, wire copy for example; empty for one that is the first, or alone. */
  readonly story: ReportId | '';
  readonly importedAt: IsoInstant;
  /** True for the report that came with the app. */
  readonly sample: boolean;
}

/** What a person can change about a report without correcting its text. */
export type ReportFields = ReportMetadata & Pick<Report, 'story'>;

/** What the reports of one story have in common; a report that is alone has it for itself. */
export function storyOf({ id, story }: Pick<Report, 'id' | 'story'>): ReportId {
  return story === '' ? id : story;
}

export interface ReportText extends CanonicalText {
  readonly reportId: ReportId;
  readonly revision: number;
}

/** The imported file as it was: its bytes are kept by their hash outside the store. */
export interface Original {
  readonly reportId: ReportId;
  readonly sha256: Sha256;
  readonly fileName: string;
  /** Bytes. */
  readonly size: number;
  readonly encoding: string;
  /** The file it lay in, and where: `week.zip › monday.html`; empty when it was a file of its own. */
  readonly foundIn: string;
  /** What the import changed or could not keep. */
  readonly notes: readonly ImportNote[];
}

/** What an importer found in a file, before the researcher has looked at it. */
export interface ReportDraft extends CanonicalText {
  readonly metadata: ReportMetadata;
  /** WHATWG encoding label the bytes were decoded with, such as `utf-8`. */
  readonly encoding: string;
  /** What the importer did or could not keep, in plain sentences. */
  readonly notes: readonly ImportNote[];
  /** Comments of the document on words of its text; absent when there are none. */
  readonly comments?: readonly DraftComment[];
}

/** What someone wrote in the margin of a document. */
export interface DraftComment {
  /** The words it is about, in the canonical text. */
  readonly span: Span;
  readonly text: string;
  /** Empty when unknown. */
  readonly author: string;
}

export interface ImportNote {
  readonly code: string;
  readonly message: string;
}

/** The length of a text in words, for lists: what white space separates. */
export function lengthInWords(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}

/** The block that holds an offset, or the last one that begins before it. */
export function blockAt(blocks: readonly Block[], offset: number): Block | undefined {
  let low = 0;
  let high = blocks.length - 1;
  let found: Block | undefined;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const block = blocks[middle]!;
    if (block.span.start <= offset) {
      found = block;
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return found;
}

/** A report's revision as one key. */
export function textKey(reportId: string, revision: number): string {
  return `${reportId} ${revision}`;
}
