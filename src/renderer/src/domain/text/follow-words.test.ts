import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { followWords, inOrder, tokensOf } from './follow-words';

/** Which word each word became, as text; a dot for those that are not followed. */
function followed(before: string, after: string): string {
  const { before: a, after: b, became } = followWords(before, after);
  return a
    .map((token, i) => {
      const to = b[became[i]!];
      return to === undefined ? '·' : `${before.slice(token.start, token.end)}${became[i]! - i || ''}`;
    })
    .join(' ');
}

describe('tokensOf', () => {
  test('words keep their apostrophes and hyphens, marks stand alone', () => {
    const text = 'Al-Faisal’s “U.S.” 5,000 — не было';
    expect(tokensOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Al-Faisal’s',
      '“',
      'U',
      '.',
      'S',
      '.',
      '”',
      '5',
      ',',
      '000',
      '—',
      'не',
      'было',
    ]);
  });
});

describe('followWords', () => {
  test.each([
    ['the same', 'a b c', 'a b c', 'a b c'],
    ['a word replaced', 'a b c d e f g', 'a b c x e f g', 'a b c · e f g'],
    ['a word added', 'a b c d e f', 'a b c x d e f', 'a b c d1 e1 f1'],
    ['a word gone', 'a b c d e f g', 'a b c e f g', 'a b c · e-1 f-1 g-1'],
    ['everything else', 'a b', 'x y', '· ·'],
    ['from nothing', '', 'x', ''],
    ['to nothing', 'a', '', '·'],
    ['between two edits', 'x a b c y', 'v a b c w', '· a b c ·'],
    ['too few words between two edits', 'x a b y', 'v a b w', '· · · ·'],
    ['moved', 'x a b c y z', 'y z a b c x', '· a1 b1 c1 · ·'],
    ['in another sentence', 'a b. c d', 'x b. c y', '· · · · ·'],
    [
      'one of two alike gone: neither is followed',
      's t u. p q r. p q r. v w x.',
      's t u. p q r. v w x.',
      's t u · · · · · · · · · v-4 w-4 x-4 .-4',
    ],
    [
      'one of two alike gone, told apart by what is beside it',
      's t u. p q r. k l m. p q r. v w x.',
      's t u. k l m. p q r. v w x.',
      's t u · · · · · k-4 l-4 m-4 .-4 p-4 q-4 r-4 .-4 v-4 w-4 x-4 .-4',
    ],
    [
      'one more of the same',
      's t u. p q r. v w x.',
      's t u. p q r. p q r. v w x.',
      's t u · · · · · v4 w4 x4 .4',
    ],
  ])('%s', (_name, before, after, expected) => {
    expect(followed(before, after)).toBe(expected);
  });

  test('each word becomes one that is the same, and no two become one', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', '.'), { maxLength: 40 });
    fc.assert(
      fc.property(words, words, (from, to) => {
        const { became } = followWords(from.join(' '), to.join(' '));
        const targets = [...became].filter((index) => index !== -1);
        expect(new Set(targets).size).toBe(targets.length);
        became.forEach((index, i) => {
          if (index !== -1) expect(to[index]).toBe(from[i]);
        });
      }),
      { seed: 20220105, numRuns: 500 },
    );
  });
});

test('inOrder leaves out the fewest that were moved', () => {
  expect(inOrder(Int32Array.from([4, 5, 0, 1, -1, 2]))).toEqual([false, false, true, true, false, true]);
  expect(inOrder(Int32Array.from([]))).toEqual([]);
});
