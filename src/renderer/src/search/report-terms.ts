import type { Block, ReportText } from '$domain/report/report';
import { tokens } from '$domain/text/normalise-term';
import type { Span } from '$domain/text/offsets';
import { TEXT_FIELDS, type TextField, type TierDocument } from './tiers/tier';

/** Positions left free between two blocks, so that phrases do not reach from one into the next. */
const GAP = 16;

const FIELD_OF: Readonly<Record<Block['kind'], TextField>> = {
  title: 'title',
  dek: 'dek',
  heading: 'heading',
  paragraph: 'text',
  'list-item': 'text',
  quote: 'text',
  'table-row': 'text',
  footnote: 'footnote',
};

/** Word positions, half-open; empty where `from` is not below `to`. */
export interface PositionRange {
  readonly from: number;
  readonly to: number;
}

export interface ReportTerms {
  readonly document: TierDocument;
  /** The positions of the words that lie in a span of the canonical text with all their letters. */
  rangeOf(span: Span): PositionRange;
}

interface Described {
  readonly id: string;
  readonly title: string;
  readonly language: string;
}

/** The words of a report as they go into the index, field by field; blocks apart, paragraphs of one block too. */
export function reportTerms(
  { id, title, language }: Described,
  { text, blocks }: Pick<ReportText, 'text' | 'blocks'>,
): ReportTerms {
  const fields = TEXT_FIELDS.map(() => ({ terms: [] as string[], positions: [] as number[] }));
  const fieldOf = (kind: TextField) => fields[TEXT_FIELDS.indexOf(kind)]!;
  /** Every word of the canonical text in order: where it begins and ends, and its position. */
  const starts: number[] = [];
  const ends: number[] = [];
  const places: number[] = [];
  let next = 0;
  const put = (field: (typeof fields)[number], term: string): number => {
    field.terms.push(term);
    field.positions.push(next);
    next += 1;
    return next - 1;
  };
  for (const { kind, span } of blocks) {
    const field = fieldOf(FIELD_OF[kind]);
    for (const token of tokens(text.slice(span.start, span.end))) {
      starts.push(span.start + token.start);
      ends.push(span.start + token.end);
      places.push(put(field, token.term));
    }
    next += GAP;
  }
  const titleField = fieldOf('title');
  const titleTerms = tokens(title).map(({ term }) => term);
  // A title that was corrected is no block of the text any more, or another than that.
  if (titleTerms.join(' ') !== titleField.terms.join(' '))
    for (const term of titleTerms) put(titleField, term);

  return {
    document: { id, language, fields },
    rangeOf(span) {
      const first = lowerBound(starts, span.start);
      let last = lowerBound(starts, span.end) - 1;
      if (last >= first && ends[last]! > span.end) last -= 1;
      return last < first ? { from: 0, to: 0 } : { from: places[first]!, to: places[last]! + 1 };
    },
  };
}

/** A document of plain texts: every paragraph apart. For memos and for passages that lost their place. */
export function plainTerms(id: string, texts: readonly string[], language = ''): TierDocument {
  let next = 0;
  return {
    id,
    language,
    fields: texts.map((text) => {
      const terms: string[] = [];
      const positions: number[] = [];
      for (const paragraph of text.split('\n\n')) {
        for (const { term } of tokens(paragraph)) {
          terms.push(term);
          positions.push(next);
          next += 1;
        }
        next += GAP;
      }
      return { terms, positions };
    }),
  };
}

/** The index of the first that is not below `value`. */
function lowerBound(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
