import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snapToGraphemes } from '../text/offsets';
import { moveEdge, placeEdge, splitSpan } from './edges';

const text = 'The square, 👩‍👩‍👧 by noon.\n\nӘкімдік said so.';
const spanOf = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
const wordsOf = ({ start, end }: { start: number; end: number }): string => text.slice(start, end);

describe('moveEdge', () => {
  it.each([
    ['square', 'end', 'forward', 'square,'],
    ['square,', 'end', 'forward', 'square, 👩‍👩‍👧'],
    ['noon.', 'end', 'forward', 'noon.\n\nӘкімдік'],
    ['square, 👩‍👩‍👧', 'end', 'backward', 'square,'],
    ['square', 'start', 'backward', 'The square'],
    ['The square', 'start', 'forward', 'square'],
    ['The square', 'start', 'backward', 'The square'],
    ['square', 'start', 'forward', 'square'],
    ['square', 'end', 'backward', 'square'],
    ['so.', 'end', 'forward', 'so.'],
    ['qua', 'end', 'forward', 'quare'],
    ['qua', 'start', 'backward', 'squa'],
  ] as const)('%j, %s %s: %j', (before, edge, direction, after) =>
    expect(wordsOf(moveEdge(text, spanOf(before), edge, direction))).toBe(after),
  );

  it('is not led astray by where its view of the text begins', () => {
    const long = `${'word '.repeat(300)}end`;
    const span = { start: 1000, end: 1004 };
    expect(moveEdge(long, span, 'end', 'forward')).toEqual({ start: 1000, end: 1009 });
    expect(moveEdge(long, span, 'start', 'backward')).toEqual({ start: 995, end: 1004 });
  });
});

const somewhere = fc.integer({ min: -3, max: text.length + 3 });
const someSpan = fc
  .tuple(fc.nat({ max: text.length - 1 }), fc.nat({ max: text.length }))
  .map(([start, length]) => snapToGraphemes(text, { start, end: Math.min(text.length, start + 1 + length) }));

describe('placeEdge', () => {
  it('leaves the other edge, cuts no character and is never empty', () => {
    fc.assert(
      fc.property(someSpan, fc.constantFrom('start', 'end'), somewhere, (span, edge, offset) => {
        const placed = placeEdge(text, span, edge, offset);
        const other = edge === 'start' ? 'end' : 'start';
        expect(placed[other]).toBe(span[other]);
        expect(placed.start).toBeLessThan(placed.end);
        expect(snapToGraphemes(text, placed)).toEqual(placed);
      }),
      { seed: 20220106 },
    );
  });

  it('goes where it is put', () => {
    expect(wordsOf(placeEdge(text, spanOf('square'), 'end', text.indexOf(' by')))).toBe('square, 👩‍👩‍👧');
    expect(wordsOf(placeEdge(text, spanOf('by noon'), 'start', text.indexOf('noon')))).toBe('noon');
    expect(wordsOf(placeEdge(text, spanOf('by noon'), 'start', text.indexOf('👩') + 3))).toBe('👩‍👩‍👧 by noon');
  });
});

describe('splitSpan', () => {
  it('cuts between words without the white space, and not where nothing would be left', () => {
    const span = spanOf('noon.\n\nӘкімдік said');
    expect(splitSpan(text, span, text.indexOf('Ә'))!.map(wordsOf)).toEqual(['noon.', 'Әкімдік said']);
    expect(splitSpan(text, span, text.indexOf('дік'))!.map(wordsOf)).toEqual(['noon.', 'Әкімдік said']);
    expect(splitSpan(text, span, span.start + 2)!.map(wordsOf)).toEqual(['noon', '.\n\nӘкімдік said']);
    expect(splitSpan(text, spanOf('square'), spanOf('square').start + 2)).toBeNull();
    expect(splitSpan(text, span, span.start)).toBeNull();
    expect(splitSpan(text, span, span.end)).toBeNull();
    const spaced = { start: spanOf('noon.').start, end: spanOf('noon.').end + 2 };
    expect(splitSpan(text, spaced, spanOf('noon.').end)).toBeNull();
  });

  it('keeps every word of the passage, in two parts that share none', () => {
    fc.assert(
      fc.property(someSpan, somewhere, (span, offset) => {
        const parts = splitSpan(text, span, offset);
        if (!parts) return;
        const [first, second] = parts;
        expect(first.end).toBeLessThanOrEqual(second.start);
        const bare = (words: string): string => words.replace(/\s/gu, '');
        expect(bare(wordsOf(first) + wordsOf(second))).toBe(bare(wordsOf(span)));
        for (const part of parts) expect(snapToGraphemes(text, part)).toEqual(part);
      }),
      { seed: 20220106 },
    );
  });
});
