import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlaps } from '../text/offsets';
import { byPlace, layersOf, nextInTurn, standingAt, touch, unionOf, type Spanned } from './layers';

const at = (id: string, start: number, end: number): Spanned => ({ id, span: { start, end } });

/** Spans crowded on forty characters, so that many overlap, begin or end together. */
const someSpans = fc
  .array(fc.tuple(fc.nat({ max: 39 }), fc.integer({ min: 1, max: 15 })), { maxLength: 24 })
  .map((pairs) => pairs.map(([start, length], n) => at(`e${n}`, start, start + length)));

const check = (property: fc.IProperty<unknown>): void =>
  fc.assert(property, { seed: 20220106, numRuns: 400 });

describe('layersOf', () => {
  it('gives four layers to a passage in a passage in a passage and one that overlaps them', () => {
    const layers = layersOf([
      at('a', 0, 40),
      at('b', 5, 30),
      at('c', 10, 20),
      at('d', 15, 50),
      at('e', 40, 60),
    ]);
    expect(Object.fromEntries(layers)).toEqual({ a: 0, b: 1, c: 2, d: 3, e: 0 });
  });

  it('never puts two that share text on one layer', () => {
    check(
      fc.property(someSpans, (items) => {
        const layers = layersOf(items);
        for (const a of items) {
          for (const b of items) {
            if (a !== b && overlaps(a.span, b.span)) expect(layers.get(a.id)).not.toBe(layers.get(b.id));
          }
        }
      }),
    );
  });

  it('uses no more layers than there are spans at the fullest place, and leaves none out', () => {
    check(
      fc.property(someSpans, (items) => {
        const used = new Set(layersOf(items).values());
        const depths = items.map(
          ({ span }) => standingAt(items, { start: span.start, end: span.start }).length,
        );
        expect(used.size).toBe(Math.max(0, ...depths));
        expect([...used].sort((a, b) => a - b)).toEqual([...used.keys()].map((_, n) => n));
      }),
    );
  });

  it('is the same whatever the order in which they come', () => {
    const shuffled = someSpans.chain((items) =>
      fc.tuple(
        fc.constant(items),
        fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length }),
      ),
    );
    check(
      fc.property(shuffled, ([items, other]) => {
        for (const [id, layer] of layersOf(items)) expect(layersOf(other).get(id)).toBe(layer);
      }),
    );
  });
});

describe('standingAt', () => {
  const nested = [at('outer', 0, 40), at('inner', 10, 20), at('middle', 5, 30), at('beside', 15, 50)];
  const ids = (start: number, end = start): string[] =>
    standingAt(nested, { start, end }).map(({ id }) => id);

  it('lists shortest first, at a caret and over a selection', () => {
    expect(ids(16)).toEqual(['inner', 'middle', 'beside', 'outer']);
    expect(ids(7)).toEqual(['middle', 'outer']);
    expect(ids(0, 6)).toEqual(['middle', 'outer']);
    expect(ids(50)).toEqual([]);
  });

  it('finds every span at each of its characters, and no other', () => {
    check(
      fc.property(someSpans, fc.nat({ max: 55 }), (items, offset) => {
        const here = standingAt(items, { start: offset, end: offset });
        for (const item of items) {
          expect(here.includes(item)).toBe(item.span.start <= offset && offset < item.span.end);
        }
      }),
    );
  });
});

describe('nextInTurn', () => {
  it('reaches every span of a place and then begins again', () => {
    check(
      fc.property(someSpans, fc.nat({ max: 55 }), (items, offset) => {
        const here = standingAt(items, { start: offset, end: offset });
        const reached: string[] = [];
        let active: string | null = null;
        for (let n = 0; n < here.length; n += 1) {
          active = nextInTurn(here, active)!.id;
          reached.push(active);
        }
        expect(reached).toEqual(here.map(({ id }) => id));
        if (here.length > 0) expect(nextInTurn(here, active)).toBe(here[0]);
        else expect(nextInTurn(here, null)).toBeUndefined();
      }),
    );
  });
});

describe('touch', () => {
  const text = 'One two. Three,  four\n\nfive';
  const span = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
  it.each([
    ['One two', 'two. Three', true],
    ['One two.', 'Three', true],
    ['four', 'five', true],
    ['One', 'Three', false],
    ['One two', 'Three', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(touch(text, span(a), span(b))).toBe(expected);
    expect(touch(text, span(b), span(a))).toBe(expected);
  });
});

it('unionOf reaches from the first to the last; byPlace puts the longest first', () => {
  expect(
    unionOf([
      { start: 9, end: 12 },
      { start: 3, end: 20 },
      { start: 5, end: 6 },
    ]),
  ).toEqual({ start: 3, end: 20 });
  expect([at('b', 1, 3), at('a', 1, 9), at('c', 0, 2)].sort(byPlace).map(({ id }) => id)).toEqual([
    'c',
    'a',
    'b',
  ]);
});
