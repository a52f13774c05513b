import { byPlace } from '$domain/anchor/layers';
import type { Block } from '$domain/report/report';
import type { Span } from '$domain/text/offsets';

type FootnoteBlock = Extract<Block, { kind: 'footnote' }>;
type ListItemBlock = Extract<Block, { kind: 'list-item' }>;

/** A passage as the article shows it. */
export interface ArticlePassage {
  readonly id: string;
  readonly span: Span;
  /** Colours of its actors, 1 to 12. */
  readonly colours: readonly number[];
  readonly hasCountry: boolean;
  /** What stands on its chip in the margin: a country's code, or what {@link chipMark} makes of an actor. */
  readonly mark: string;
  /** Its pairs in words, such as `Protesters, Kazakhstan`. */
  readonly label: string;
}

/** A passage with its place among those on the same words. */
export interface LayeredPassage extends ArticlePassage {
  /** From 0, the lowest: see `layersOf`. */
  readonly layer: number;
}

/** An actor of the report's passages, for the legend. */
export interface LegendEntry {
  readonly name: string;
  /** 1 to 12. */
  readonly colour: number;
}

/** A footnote as the text points at it. */
export interface NoteMention {
  readonly note: ArticleNote;
  /** Which mention of the footnote this is, from 0. */
  readonly index: number;
}

export interface ArticleNote {
  readonly block: FootnoteBlock;
  /** What its button and its list mark say: the printed number, else its place among the footnotes, from 1. */
  readonly number: string;
  readonly text: string;
}

/** Text that is one text node in the page, and the footnote buttons after it. */
export interface ArticleRun {
  /** UTF-16 offset in the canonical text. */
  readonly start: number;
  readonly text: string;
  readonly mentions: readonly NoteMention[];
}

export interface ArticleBlock<B extends Block = Block> {
  readonly block: B;
  readonly runs: readonly ArticleRun[];
}

export interface ArticleListItem extends ArticleBlock<ListItemBlock> {
  readonly items: ArticleListItem[];
}

export type ArticlePart =
  (ArticleBlock & { readonly kind: 'block' }) | { readonly kind: 'list'; readonly items: ArticleListItem[] };

/** Everything in canonical order: parts, then the footnotes that end the text. */
export interface ArticleModel {
  readonly parts: readonly ArticlePart[];
  readonly footnotes: readonly (ArticleBlock<FootnoteBlock> & { readonly note: ArticleNote })[];
}

export interface OutlineEntry {
  readonly title: string;
  /** 1 is a section of the report. */
  readonly level: number;
  /** UTF-16 offset of the heading. */
  readonly start: number;
}

/**
 * What the article renders. Footnotes inside the text stay in their place, because the order of the page must be the
 * order of the canonical text: only then does a selection in the page cover one span.
 */
export function articleModel(blocks: readonly Block[], text: string): ArticleModel {
  const notes = blocks
    .filter((block) => block.kind === 'footnote')
    .map((block, index) => noteOf(block, index, text));
  const mentions = notes
    .flatMap((note) => note.block.mentions.map((span, index) => ({ end: span.end, note, index })))
    .sort((a, b) => a.end - b.end);
  const render = <B extends Block>(block: B): ArticleBlock<B> => ({
    block,
    runs: runsOf(block.span, text, mentions),
  });

  const bodyLength = blocks.findLastIndex((block) => block.kind !== 'footnote') + 1;
  const parts: ArticlePart[] = [];
  for (const block of blocks.slice(0, bodyLength)) {
    const last = parts.at(-1);
    if (block.kind !== 'list-item') {
      parts.push({ kind: 'block', ...render(block) });
    } else {
      const items = last?.kind === 'list' ? last.items : [];
      if (last?.kind !== 'list') parts.push({ kind: 'list', items });
      nest(items, { ...render(block), items: [] });
    }
  }
  const footnotes = notes
    .filter((note) => note.block.span.start >= (blocks[bodyLength]?.span.start ?? Infinity))
    .map((note) => ({ ...render(note.block), note }));
  return { parts, footnotes };
}

function noteOf(block: FootnoteBlock, index: number, text: string): ArticleNote {
  return {
    block,
    number: /^\d+$/u.test(block.label) ? block.label : String(index + 1),
    text: text.slice(block.span.start, block.span.end),
  };
}

/** Puts an item below the last item that is less deep. */
function nest(items: ArticleListItem[], item: ArticleListItem): void {
  const last = items.at(-1);
  if (last && last.block.level < item.block.level) nest(last.items, item);
  else items.push(item);
}

function runsOf(
  span: Span,
  text: string,
  mentions: readonly (NoteMention & { readonly end: number })[],
): ArticleRun[] {
  const runs: ArticleRun[] = [];
  let start = span.start;
  const inside = mentions.filter((mention) => mention.end > span.start && mention.end <= span.end);
  for (const end of new Set([...inside.map((mention) => mention.end), span.end])) {
    if (end > start) {
      const here = inside.filter((mention) => mention.end === end);
      runs.push({ start, text: text.slice(start, end), mentions: here });
    }
    start = end;
  }
  return runs;
}

/** The headings of a report, for its outline. */
export function outlineOf(blocks: readonly Block[], text: string): OutlineEntry[] {
  return blocks.flatMap((block) =>
    block.kind === 'heading'
      ? [{ title: text.slice(block.span.start, block.span.end), level: block.level, start: block.span.start }]
      : [],
  );
}

/** Passages by the start of the block that they begin in, in reading order. */
export function passagesByBlock<P extends ArticlePassage>(
  blocks: readonly Block[],
  passages: readonly P[],
): Map<number, P[]> {
  const sorted = passages.toSorted(byPlace);
  const byBlock = new Map<number, P[]>();
  let index = 0;
  for (const passage of sorted) {
    while (index < blocks.length && blocks[index]!.span.end <= passage.span.start) index += 1;
    const block = blocks[index];
    if (!block) break;
    byBlock.set(block.span.start, [...(byBlock.get(block.span.start) ?? []), passage]);
  }
  return byBlock;
}

/** The name of a block's chips in the margin: `2 passages: Protesters, Kazakhstan; Police`. */
export function marginLabel(passages: readonly ArticlePassage[]): string {
  const count = passages.length === 1 ? '1 passage' : `${passages.length} passages`;
  return `${count}: ${passages.map((passage) => passage.label).join('; ')}`;
}

/** The name of a passage's chip in the margin. */
export function chipName({ label }: Pick<ArticlePassage, 'label'>): string {
  return label === '' ? 'Passage without actor and country' : `Passage: ${label}`;
}

/** Characters of a name that fit into a chip of the margin. */
const MARK_LENGTH = 3;

/** What stands on a chip for an actor: its initials, or the beginning of a single word. */
export function chipMark(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const letters = words.length > 1 ? words.map((word) => [...word][0]!.toUpperCase()) : [...(words[0] ?? '')];
  return letters.slice(0, MARK_LENGTH).join('');
}
