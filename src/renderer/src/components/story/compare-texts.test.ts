import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareTexts, type ComparedRow, type Stretch } from './compare-texts';

const textOf = (stretches: readonly Stretch[] | null): string | null =>
  stretches && stretches.map(({ text }) => text).join('');
const marked = (stretches: readonly Stretch[] | null): string | null =>
  stretches && stretches.map(({ text, isOwn }) => (isOwn ? `[${text}]` : text)).join('');
const outline = (rows: ComparedRow[]): (string | null)[][] =>
  rows.map(({ left, right }) => [marked(left), marked(right)]);

it('marks the words that each has of its own, and paragraphs that only one has', () => {
  const left = ['Weavers march', 'Some forty weavers marched to the town hall on Tuesday.', 'They sang.'];
  const right = [
    'Weavers march',
    'By our correspondent',
    'Some fifty weavers marched to the town hall on Tuesday.',
    'They sang.',
  ];
  expect(outline(compareTexts(left, right))).toEqual([
    ['Weavers march', 'Weavers march'],
    [null, '[By our correspondent]'],
    [
      'Some [forty] weavers marched to the town hall on Tuesday.',
      'Some [fifty] weavers marched to the town hall on Tuesday.',
    ],
    ['They sang.', 'They sang.'],
  ]);
});

it('puts paragraphs beside each other only where they share words', () => {
  expect(outline(compareTexts(['The bridge was shut.'], ['Nobody answered us']))).toEqual([
    ['[The bridge was shut.]', null],
    [null, '[Nobody answered us]'],
  ]);
  expect(compareTexts([], [])).toEqual([]);
});

it('leaves out nothing of either text and changes no order', () => {
  const paragraphs = fc.array(
    fc
      .array(fc.constantFrom('bridge', 'shut', 'nobody', 'sang', 'Tuesday'), { minLength: 1, maxLength: 8 })
      .map((all) => all.join(' ')),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(paragraphs, paragraphs, (left, right) => {
      const rows = compareTexts(left, right);
      expect(rows.map((row) => textOf(row.left)).filter((text) => text !== null)).toEqual(left);
      expect(rows.map((row) => textOf(row.right)).filter((text) => text !== null)).toEqual(right);
    }),
    { seed: 8, numRuns: 300 },
  );
});
