import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  overlaps,
  snapToGraphemes,
  toPositionSelector,
  toPositionSelectors,
  toSpan,
  trimSpan,
  type Span,
} from './offsets';

const SEED = { seed: 20220106, numRuns: 300 };

/** Texts with what makes units differ: astral letters, flags, families, combining marks, and lone surrogates. */
const someText = fc
  .array(
    fc.oneof(
      fc.constantFrom('Токаев', '🇰🇿', '👩‍👩‍👧', 'e\u0301', 'Қ', ' ', '\n', '𐐷', '\ud83d', '\udc00', 'a'),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''));
const textAndSpan = someText.chain((text) =>
  fc
    .tuple(fc.nat({ max: text.length }), fc.nat({ max: text.length }))
    .map(([a, b]) => ({ text, span: { start: Math.min(a, b), end: Math.max(a, b) } satisfies Span })),
);

const isBoundary = (text: string, offset: number): boolean => {
  let units = 0;
  for (const point of text) {
    if (units === offset) return true;
    units += point.length;
  }
  return units === offset;
};

describe('code points', () => {
  test('the example of the report’s language', () => {
    const text = 'Токаев 🇰🇿 é';
    expect(text).toHaveLength(13);
    expect(toPositionSelector(text, { start: 7, end: 13 })).toEqual({ start: 7, end: 11 });
    expect(toSpan(text, toPositionSelector(text, { start: 7, end: 11 }))).toEqual({ start: 7, end: 11 });
  });

  test('a selector cuts the same words from the code points as its span from the units', () => {
    fc.assert(
      fc.property(textAndSpan, ({ text, span }) => {
        fc.pre(isBoundary(text, span.start) && isBoundary(text, span.end));
        const selector = toPositionSelector(text, span);
        expect([...text].slice(selector.start, selector.end).join('')).toBe(text.slice(span.start, span.end));
        expect(toSpan(text, selector)).toEqual(span);
      }),
      SEED,
    );
  });

  test('many spans in any order are converted as each alone', () => {
    fc.assert(
      fc.property(
        someText.chain((text) =>
          fc.tuple(
            fc.constant(text),
            fc.array(fc.tuple(fc.nat({ max: text.length }), fc.nat({ max: text.length })), { maxLength: 6 }),
          ),
        ),
        ([text, pairs]) => {
          const spans = pairs.map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
          expect(toPositionSelectors(text, spans)).toEqual(
            spans.map((span) => toPositionSelector(text, span)),
          );
        },
      ),
      SEED,
    );
  });

  test('a selector past the end is clamped', () => {
    const far = toPositionSelector('a'.repeat(50), { start: 40, end: 50 });
    expect(toSpan('abc', far)).toEqual({ start: 3, end: 3 });
  });
});

describe('graphemes', () => {
  test('snapping widens to whole clusters, once and for all', () => {
    const clusters = new Intl.Segmenter('und', { granularity: 'grapheme' });
    fc.assert(
      fc.property(textAndSpan, ({ text, span }) => {
        const snapped = snapToGraphemes(text, span);
        const edges = new Set([...[...clusters.segment(text)].map(({ index }) => index), text.length]);
        expect(snapped.start).toBeLessThanOrEqual(span.start);
        expect(snapped.end).toBeGreaterThanOrEqual(span.end);
        expect(edges).toContain(snapped.start);
        expect(edges).toContain(snapped.end);
        expect(snapToGraphemes(text, snapped)).toEqual(snapped);
      }),
      SEED,
    );
  });

  test('offsets outside the text are brought inside', () => {
    expect(snapToGraphemes('abc', { start: -4, end: 99 })).toEqual({ start: 0, end: 3 });
  });
});

test('trimming leaves no white space at the ends and nothing else out', () => {
  fc.assert(
    fc.property(textAndSpan, ({ text, span }) => {
      const trimmed = trimSpan(text, span);
      expect(text.slice(trimmed.start, trimmed.end)).toBe(
        text.slice(span.start, span.end).replace(/^\s+|\s+$/gu, ''),
      );
    }),
    SEED,
  );
});

test.each([
  [{ start: 0, end: 3 }, { start: 2, end: 5 }, true],
  [{ start: 0, end: 3 }, { start: 3, end: 5 }, false],
  [{ start: 0, end: 9 }, { start: 2, end: 3 }, true],
])('%j and %j overlap: %j', (a, b, expected) => {
  expect(overlaps(a, b)).toBe(expected);
  expect(overlaps(b, a)).toBe(expected);
});
