import fc from 'fast-check';
import { expect, test } from 'vitest';
import { snapToGraphemes } from '../text/offsets';
import { CONTEXT_GRAPHEMES, describeQuote, findQuote } from './selectors';

const SEED = { seed: 20220106, numRuns: 300 };
const textAndSpan = fc
  .array(fc.constantFrom('police ', 'полиция ', '🇰🇿', 'e\u0301', '\n\n', 'said. ', '👩‍👩‍👧'), {
    minLength: 1,
    maxLength: 60,
  })
  .map((parts) => parts.join(''))
  .chain((text) =>
    fc.tuple(fc.nat({ max: text.length }), fc.nat({ max: text.length })).map(([a, b]) => ({
      text,
      span: snapToGraphemes(text, { start: Math.min(a, b), end: Math.max(a, b) }),
    })),
  );

test('a quote is the span’s words, between what really stands before and after them', () => {
  fc.assert(
    fc.property(textAndSpan, ({ text, span }) => {
      const quote = describeQuote(text, span);
      expect(quote.exact).toBe(text.slice(span.start, span.end));
      expect(text.slice(0, span.start).endsWith(quote.prefix)).toBe(true);
      expect(text.slice(span.end).startsWith(quote.suffix)).toBe(true);
      const clusters = [...new Intl.Segmenter('und').segment(quote.suffix)].length;
      expect(clusters).toBeLessThanOrEqual(CONTEXT_GRAPHEMES);
      if (clusters < CONTEXT_GRAPHEMES) expect(quote.suffix).toBe(text.slice(span.end));
    }),
    SEED,
  );
});

test('a quote is found where it was described', () => {
  fc.assert(
    fc.property(textAndSpan, ({ text, span }) => {
      fc.pre(span.end > span.start);
      const places = findQuote(text, describeQuote(text, span).exact);
      expect(places).toContainEqual(span);
      for (const place of places)
        expect(text.slice(place.start, place.end)).toBe(text.slice(span.start, span.end));
    }),
    SEED,
  );
});

test.each([
  ['aXaXa', 'aXa', [0, 2]],
  ['no such word', 'zeppelin', []],
  ['anything', '', []],
])('in %j the words %j stand at %j', (text, exact, starts) => {
  expect(findQuote(text, exact).map(({ start }) => start)).toEqual(starts);
});
