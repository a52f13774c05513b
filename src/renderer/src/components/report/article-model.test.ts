import { describe, expect, it } from 'vitest';
import type { Block } from '$domain/report/report';
import {
  articleModel,
  marginLabel,
  outlineOf,
  chipMark,
  chipName,
  passagesByBlock,
  type ArticleListItem,
  type ArticlePassage,
  type ArticleRun,
} from './article-model';
import { directionOf } from '$domain/report/direction';

type Unplaced = Block extends infer B ? (B extends Block ? Omit<B, 'span' | 'section'> : never) : never;

/** Joins texts as importers do and places the blocks in them. */
function reportOf(...pieces: [text: string, block: Unplaced][]): { text: string; blocks: Block[] } {
  let text = '';
  const blocks = pieces.map(([piece, block]) => {
    if (text !== '') text += '\n\n';
    const start = text.length;
    text += piece;
    return { ...block, section: [], span: { start, end: text.length } };
  });
  return { text, blocks };
}

const mention = (text: string, term: string) => {
  const start = text.indexOf(term);
  return { start, end: start + term.length };
};

const joined = (runs: readonly ArticleRun[]): string => runs.map((run) => run.text).join('');

function allRuns(model: ReturnType<typeof articleModel>): ArticleRun[] {
  const ofItems = (items: readonly ArticleListItem[]): ArticleRun[] =>
    items.flatMap((item) => [...item.runs, ...ofItems(item.items)]);
  return [
    ...model.parts.flatMap((part) => (part.kind === 'list' ? ofItems(part.items) : part.runs)),
    ...model.footnotes.flatMap((footnote) => footnote.runs),
  ];
}

const dek = 'The bridge was closed (1) after a request to the union.';
const sample = reportOf(
  ['The bridge', { kind: 'title' }],
  [dek, { kind: 'dek' }],
  ['What the council did', { kind: 'heading', level: 1 }],
  ['First', { kind: 'list-item', level: 1 }],
  ['Inside the first', { kind: 'list-item', level: 2 }],
  ['Also inside', { kind: 'list-item', level: 3 }],
  ['Second', { kind: 'list-item', level: 1 }],
  ['Later', { kind: 'heading', level: 2 }],
  ['(1) As announced.', { kind: 'footnote', label: '1', mentions: [] }],
  ['The union of towns.', { kind: 'footnote', label: 'note', mentions: [] }],
);
const blocks = sample.blocks.map((block) => {
  if (block.kind !== 'footnote') return block;
  const marks = block.label === '1' ? ['(1)'] : ['union', 'the union'];
  return { ...block, mentions: marks.map((mark) => mention(sample.text, mark)) };
});
const model = articleModel(blocks, sample.text);

describe('articleModel', () => {
  it('reproduces every block exactly, in canonical order', () => {
    const runs = allRuns(model);
    expect(runs.map((run) => run.start)).toEqual(runs.map((run) => run.start).toSorted((a, b) => a - b));
    for (const { span } of blocks) {
      const own = runs.filter((run) => run.start >= span.start && run.start < span.end);
      expect(joined(own)).toBe(sample.text.slice(span.start, span.end));
    }
  });

  it('cuts the text after each mention and keeps printed marks', () => {
    const [, lead] = model.parts;
    expect(
      lead?.kind === 'block' && lead.runs.map((run) => [run.text, run.mentions.map((m) => m.note.number)]),
    ).toEqual([
      ['The bridge was closed (1)', ['1']],
      [' after a request to the union', ['2', '2']],
      ['.', []],
    ]);
  });

  it('nests list items and groups neighbours', () => {
    const list = model.parts[3];
    if (list?.kind !== 'list') throw new Error('no list');
    expect(list.items.map((item) => joined(item.runs))).toEqual(['First', 'Second']);
    expect(joined(list.items[0]!.items[0]!.items[0]!.runs)).toBe('Also inside');
  });

  it('collects the footnotes that end the text and leaves others in place', () => {
    expect(model.footnotes.map((footnote) => footnote.note.number)).toEqual(['1', '2']);
    const inner = reportOf(
      ['Text', { kind: 'paragraph' }],
      ['A note', { kind: 'footnote', label: '*', mentions: [] }],
      ['More', { kind: 'paragraph' }],
    );
    const { parts, footnotes } = articleModel(inner.blocks, inner.text);
    expect(parts).toHaveLength(3);
    expect(footnotes).toHaveLength(0);
  });

  it('renders an empty report and one of footnotes only', () => {
    expect(articleModel([], '')).toEqual({ parts: [], footnotes: [] });
    const only = reportOf(['Note', { kind: 'footnote', label: '1', mentions: [] }]);
    expect(articleModel(only.blocks, only.text).footnotes).toHaveLength(1);
  });

  it('lists the headings', () => {
    expect(outlineOf(blocks, sample.text).map(({ title, level }) => [title, level])).toEqual([
      ['What the council did', 1],
      ['Later', 2],
    ]);
  });
});

describe('passages', () => {
  const passage = (id: string, start: number, end: number, label = id): ArticlePassage => ({
    id,
    span: { start, end },
    colours: [1],
    hasCountry: false,
    mark: 'X',
    label,
  });

  it('belong to the block they begin in', () => {
    const [title, lead] = blocks;
    const over = passage('over', title!.span.start + 4, lead!.span.start + 3);
    const first = passage('first', lead!.span.start, lead!.span.end);
    const later = passage('later', lead!.span.start + 4, lead!.span.start + 10);
    const byBlock = passagesByBlock(blocks, [later, first, over]);
    expect(byBlock.get(title!.span.start)).toEqual([over]);
    expect(byBlock.get(lead!.span.start)).toEqual([first, later]);
  });

  it('have a name for their chips in the margin', () => {
    const two = [passage('a', 0, 1, 'Protesters, Kazakhstan'), passage('b', 0, 1, 'Police')];
    expect(marginLabel(two)).toBe('2 passages: Protesters, Kazakhstan; Police');
    expect(marginLabel(two.slice(1))).toBe('1 passage: Police');
  });

  it('have a chip with a name and a short mark', () => {
    expect(chipName(passage('a', 0, 1, 'Protesters, Kazakhstan'))).toBe('Passage: Protesters, Kazakhstan');
    expect(chipName({ label: '' })).toBe('Passage without actor and country');
    expect(['CSTO', 'Interior Ministry', 'Әкімдік', 'the "A" of B & C d', ''].map(chipMark)).toEqual([
      'CST',
      'IM',
      'Әкі',
      'TAO',
      '',
    ]);
  });
});

describe('directionOf', () => {
  it('knows the direction of scripts', () => {
    expect(['en', 'ar-EG', 'fa', ''].map(directionOf)).toEqual(['ltr', 'rtl', 'rtl', 'ltr']);
  });
});
