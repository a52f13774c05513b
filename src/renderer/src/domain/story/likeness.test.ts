import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeness, likenessKeys, SAME_STORY, shingles } from './likeness';

const words = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, i) => `word${from + i}`);
const alike = (a: string, b: string): number => likeness(shingles(a), shingles(b));
const share = (a: string, b: string): number => {
  const of = new Set(likenessKeys(shingles(a)));
  return likenessKeys(shingles(b)).filter((key) => of.has(key)).length;
};

describe('likeness', () => {
  it('is whole for the same words, whatever stands between them, and none for others', () => {
    const text = words(100).join(' ');
    expect(alike(text, `${words(100).join(', ').toUpperCase()}.`)).toBe(1);
    expect(alike(text, words(100, 500).join(' '))).toBe(0);
  });

  it('is the share of runs of four words that both have', () => {
    // 97 runs and 47 of them: half of the text.
    expect(alike(words(100).join(' '), words(50).join(' '))).toBeCloseTo(47 / 97, 10);
  });

  it('does not compare texts of a few words, nor empty ones', () => {
    const text = words(29).join(' ');
    expect(alike(text, text)).toBe(0);
    expect(likenessKeys(shingles(text))).toEqual([]);
    expect(alike('', '')).toBe(0);
  });

  it('compares scripts that are written without spaces', () => {
    const text =
      '哈萨克斯坦总统宣布全国进入紧急状态并请求集体安全条约组织提供援助以恢复秩序首都和最大城市实行宵禁';
    expect(alike(text, text)).toBe(1);
    expect(alike(text, `${text}据报道`)).toBeGreaterThan(SAME_STORY);
  });
});

describe('keys', () => {
  it('are the same for the same text, and none is shared by texts that have nothing in common', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 300 }), fc.integer({ min: 0, max: 1e6 }), (count, from) => {
        const text = words(count, from).join(' ');
        expect(share(text, text)).toBe(likenessKeys(shingles(text)).length);
        expect(share(text, words(count, from + 2e6).join(' '))).toBe(0);
      }),
      { seed: 5, numRuns: 40 },
    );
  });

  it('find copies of which every twentieth word is another one', () => {
    let found = 0;
    for (let i = 0; i < 200; i += 1) {
      const original = words(400, i * 1000);
      const copy = original.map((word, at) => (at % 20 === i % 20 ? `other${at}` : word));
      expect(alike(original.join(' '), copy.join(' '))).toBeGreaterThan(SAME_STORY);
      if (share(original.join(' '), copy.join(' ')) > 0) found += 1;
    }
    expect(found).toBeGreaterThanOrEqual(194);
  });
});
