import { reanchor } from '../anchor/reanchor';
import { fail, ok, type Result } from '../result';
import { cleanText, toCanonicalText, type BlockInput } from '../text/canonical';
import { sharedWords, wordsOf } from '../text/shared-words';
import type { Span } from '../text/offsets';
import type { Block, CanonicalText } from './report';

/** Share of the words that a block and what was made from it must have in common. */
const SAME_BLOCK = 0.5;
/** Fewer words may be in another block by chance. */
const FEW_WORDS = 4;
const LIST_MARK = /^[-•*]\s+/u;
const HEADING_MARK = /^(#{1,6})\s+/u;
const QUOTE_MARK = /^>\s+/u;
const ITEM_LABEL = /^(?:\d{1,3}|\p{L})[.)](?=\s)/u;

/**
 * A report's text as its researcher corrected it: blocks are what a blank line separates. Each keeps the kind of the
 * block it was made from; new ones are paragraphs, or headings (`# `), list items (`- `) and quotes (`> `) by the mark
 * they begin with. Fails with `report/empty-text` when no words are left.
 */
export function correctedText(before: CanonicalText, edited: string): Result<CanonicalText> {
  const pieces = cleanText(edited)
    .text.split(/\n[^\S\n]*\n/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '');
  if (!pieces.some((piece) => /[\p{L}\p{N}]/u.test(piece))) {
    return fail({
      code: 'report/empty-text',
      message: 'A report needs some text. Nothing was changed. To do away with the report, delete it.',
    });
  }
  const origins = originsOf(before, pieces);
  const used = new Set<Block>();
  const inputs = pieces.map((piece, i): BlockInput => {
    const marked = markedInput(piece);
    const origin = origins[i];
    if (origin === undefined) return marked ?? { kind: 'paragraph', text: piece };
    const isSame = before.text.slice(origin.span.start, origin.span.end) === piece;
    const input = !isSame && marked !== null ? marked : asOrigin(piece, origin, used.has(origin));
    used.add(origin);
    return input;
  });
  return ok(withMentions(before, toCanonicalText(inputs), origins));
}

function markedInput(piece: string): BlockInput | null {
  const heading = HEADING_MARK.exec(piece);
  if (heading) {
    // One mark is a section, as the title is not part of the outline.
    const level = Math.min(6, heading[1]!.length) as 1 | 2 | 3 | 4 | 5 | 6;
    return { kind: 'heading', level, text: piece.slice(heading[0].length) };
  }
  for (const [mark, input] of [
    [LIST_MARK, { kind: 'list-item', level: 1 }],
    [QUOTE_MARK, { kind: 'quote' }],
  ] as const) {
    const found = mark.exec(piece);
    if (found) return { ...input, text: piece.slice(found[0].length) };
  }
  return null;
}

/** Of a heading, a title or a footnote that was torn apart, only the first part is one. */
function asOrigin(text: string, origin: Block, isTaken: boolean): BlockInput {
  switch (origin.kind) {
    case 'paragraph':
    case 'quote':
    case 'table-row':
      return { kind: origin.kind, text };
    case 'list-item': {
      const label = ITEM_LABEL.exec(text)?.[0];
      return { kind: origin.kind, level: origin.level, text, ...(label === undefined ? {} : { label }) };
    }
    case 'heading':
      return isTaken ? { kind: 'paragraph', text } : { kind: origin.kind, level: origin.level, text };
    case 'title':
    case 'dek':
      return { kind: isTaken ? 'paragraph' : origin.kind, text };
    case 'footnote':
      return isTaken ? { kind: 'paragraph', text } : { kind: origin.kind, label: origin.label, text };
  }
}

/** The block that each piece was made from: the one that reads the same, or else the one it has most words in common with. */
function originsOf(before: CanonicalText, pieces: readonly string[]): (Block | undefined)[] {
  const byText = new Map<string, Block[]>();
  for (const block of before.blocks) {
    const text = before.text.slice(block.span.start, block.span.end);
    byText.set(text, [...(byText.get(text) ?? []), block]);
  }
  const same = pieces.map((piece) => byText.get(piece)?.shift());
  if (!same.includes(undefined)) return same;
  const taken = new Set(same);

  const others = before.blocks.flatMap((block) =>
    taken.has(block) ? [] : [{ block, words: wordsOf(before.text.slice(block.span.start, block.span.end)) }],
  );
  return same.map((block, i) => {
    if (block) return block;
    const own = wordsOf(pieces[i]!);
    let best: { block: Block; shared: number } | undefined;
    for (const other of others) {
      const shared = sharedWords(own, other.words);
      const isPart = shared >= own.length * SAME_BLOCK;
      const isWhole = shared >= other.words.length * SAME_BLOCK && other.words.length >= FEW_WORDS;
      if (shared > (best?.shared ?? 0) && (isPart || isWhole)) best = { block: other.block, shared };
    }
    return best?.block;
  });
}

/** Footnotes are mentioned where they were; only those that lost all their mentions are looked up anew. */
function withMentions(
  before: CanonicalText,
  now: CanonicalText,
  origins: readonly (Block | undefined)[],
): CanonicalText {
  const blocks = now.blocks.map((block, i) => {
    const origin = origins[i];
    if (block.kind !== 'footnote' || origin?.kind !== 'footnote' || origin.mentions.length === 0)
      return block;
    const carried = reanchor(before.text, now.text, origin.mentions).flatMap((found): Span[] =>
      found.kind === 'kept' && (found.span.end <= block.span.start || found.span.start >= block.span.end)
        ? [found.span]
        : [],
    );
    return carried.length === 0 ? block : { ...block, mentions: carried.sort((a, b) => a.start - b.start) };
  });
  return { text: now.text, blocks };
}
