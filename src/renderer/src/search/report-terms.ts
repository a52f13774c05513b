import type { Block, ReportText } from '$domain/report/report';
import { forEachToken, tokens } from '$domain/text/normalise-term';
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

/** A document without its attributes. */
export type Words = Omit<TierDocument, 'attributes'>;

export interface ReportTerms {
  readonly document: Words;
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
  /** The position of each block's first word. */
  const places: number[] = [];
  let next = 0;
  for (const { kind, span } of blocks) {
    const { terms, positions } = fieldOf(FIELD_OF[kind]);
    places.push(next);
    forEachToken(text.slice(span.start, span.end), (term) => {
      terms.push(term);
      positions.push(next);
      next += 1;
    });
    next += GAP;
  }
  const titleField = fieldOf('title');
  const titleTerms = tokens(title).map(({ term }) => term);
  // A title that was corrected is no block of the text any more, or another than that.
  if (titleTerms.join(' ') !== titleField.terms.join(' ')) {
    for (const term of titleTerms) {
      titleField.terms.push(term);
      titleField.positions.push(next);
      next += 1;
    }
  }

  return {
    document: { id, language, fields },
    rangeOf({ start, end }) {
      let from = 0;
      let to = 0;
      for (const [block, { span }] of blocks.entries()) {
        if (span.end <= start || end <= span.start) continue;
        for (const [i, token] of tokens(text.slice(span.start, span.end)).entries()) {
          if (span.start + token.start < start || span.start + token.end > end) continue;
          const place = places[block]! + i;
          if (to === 0) from = place;
          to = place + 1;
        }
      }
      return { from, to };
    },
  };
}

/** A document of plain texts: every paragraph apart. For memos and for passages that lost their place. */
export function plainTerms(id: string, texts: readonly string[], language = ''): Words {
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
