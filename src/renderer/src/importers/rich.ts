import { blockAt, type DraftComment, type HeadingLevel, type ReportDraft } from '$domain/report/report';
import { cleanText } from '$domain/text/canonical';
import { readLines } from './lines';
import { groupLines, type Part } from './parts';
import { draftOfParts, type Origin } from './structure';

/**
 * A block of a document that has structure of its own (web page, word processor, e-book), before the draft of a report is
 * built of it. White space in `text` need not be tidy; a line break in it is a space. `page` is the printed page it begins
 * on, from 1, where the format has pages.
 *
 * A mark that points at a footnote stands in the text of the other blocks as `[label]`, whatever it looked like in the
 * document, so that reading it from the text again after a correction finds the same; {@link noteMark} writes it.
 */
export type RichBlock = {
  readonly text: string;
  readonly page?: number;
  readonly comments?: readonly RichComment[];
} & (
  | { readonly kind: 'title' | 'dek' | 'plain' | 'quote' | 'table-row' }
  /** As deep as the document says, 1 to 6; sections are ranked among each other later. */
  | { readonly kind: 'heading'; readonly level: HeadingLevel }
  /** `depth` from 1. `label` with its sign for numbered items (`3.`, `b)`); absent for bullets. The text has neither. */
  | { readonly kind: 'item'; readonly depth: number; readonly label?: string }
  /** The text without its mark; the mark is put before it. `label` is unique among the notes of a document. */
  | { readonly kind: 'note'; readonly label: string }
);

/** A comment on words of a block. */
export interface RichComment {
  /** The words as they stand in the block's text; empty for the whole block. */
  readonly exact: string;
  readonly text: string;
  /** Empty when unknown. */
  readonly author: string;
}

/** Characters that stand for a footnote in the running text and at its beginning. */
export function noteMark(label: string): string {
  return `[${label}]`;
}

/** Text of a table's row: its cells joined by ` | `; empty when no cell has text. */
export function rowText(cells: readonly string[]): string {
  const tidy = cells.map((cell) => cell.replace(/\s+/gu, ' ').trim());
  return tidy.some((cell) => cell !== '') ? tidy.join(' | ') : '';
}

/**
 * Builds the draft of a report from the blocks of a document. What is marked as heading, item, quote or note stays that;
 * plain paragraphs are read as those of a text file are, so that a document without styles gives what its text would:
 * title, dek and imprint are found, and lists and notes that were typed by hand. Metadata of `origin` wins over lines.
 */
export function buildRichDraft(blocks: readonly RichBlock[], origin: Origin): ReportDraft {
  const tidy = blocks
    .map((block) => ({ ...block, text: block.text.replace(/\s+/gu, ' ').trim() }))
    // Lines of dashes and the like separate, and are no text.
    .filter(({ text }) => readLines(text).length > 0);
  const read = groupLines(readLines(tidy.map(({ text }) => text).join('\n\n')), { flowing: true });
  const parts = tidy.map((block, i) => partOf(block, read[i]!));
  const draft = draftOfParts(parts, origin, {
    flowing: true,
    marksHeadings: parts.some(({ kind }) => kind === 'heading'),
  });
  const comments = locateComments(tidy, draft);
  return comments.length === 0 ? draft : { ...draft, comments };
}

/** Finds the words that comments are about; blocks of the draft are those given, but for notes that were joined. */
function locateComments(blocks: readonly RichBlock[], { text, blocks: made }: ReportDraft): DraftComment[] {
  let from = 0;
  return blocks.flatMap((block) => {
    const start = text.indexOf(cleanText(block.text).text, from);
    if (start === -1) return [];
    const holder = blockAt(made, start);
    if (holder === undefined) return [];
    from = start;
    return (block.comments ?? []).map(({ exact, text: words, author }): DraftComment => {
      const wanted = cleanText(exact).text.replace(/\s+/gu, ' ').trim();
      const at = wanted === '' ? -1 : text.indexOf(wanted, start);
      const span =
        at === -1 || at + wanted.length > holder.span.end
          ? holder.span
          : { start: at, end: at + wanted.length };
      return { span, text: words, author };
    });
  });
}

/** Columns that an item of each further depth is set in by. */
const STEP = 4;

/** `read`: what the block is by its text alone. */
function partOf(block: RichBlock, read: Part): Part {
  const page = block.page === undefined ? {} : { page: block.page };
  const base = { text: block.text, indent: 0, gap: true, lines: 1, ...page };
  switch (block.kind) {
    case 'plain':
      return { ...read, ...page };
    case 'title':
    case 'dek':
      return { ...base, kind: 'plain', role: block.kind };
    case 'heading':
      return { ...base, kind: 'heading', level: block.level };
    case 'item': {
      const item = { ...base, kind: 'list-item' as const, indent: (block.depth - 1) * STEP };
      return block.label === undefined
        ? { ...item, label: '•' }
        : { ...item, label: block.label, text: `${block.label} ${block.text}` };
    }
    case 'note':
      return {
        ...base,
        kind: 'footnote',
        label: block.label,
        text: `${noteMark(block.label)} ${block.text}`,
      };
    default:
      return { ...base, kind: block.kind };
  }
}
