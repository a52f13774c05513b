import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokens } from '$domain/text/normalise-term';
import type { Match } from './matcher';
import { cutSnippet, SNIPPET_LENGTH } from './snippet';

const FILLER = 'Shops were open and trams ran on time that day.';

function at(text: string, words: readonly string[]): Match[] {
  return words
    .map((word, clause) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length, clause }))
    .sort((a, b) => a.start - b.start);
}
const all = (text: string) => ({ start: 0, end: text.length });
const cut = (text: string, matches: readonly Match[], region = all(text)) => {
  const snippet = cutSnippet(text, region, matches);
  return { ...snippet, text: text.slice(snippet.span.start, snippet.span.end) };
};

describe('cutSnippet', () => {
  test('takes a short block whole', () => {
    expect(cut('A short block.', at('A short block.', ['short']))).toMatchObject({
      text: 'A short block.',
      clipped: { start: false, end: false },
    });
  });

  test('goes to the densest cluster and begins and ends with sentences', () => {
    const text =
      `The square was empty. ${`${FILLER} `.repeat(6)}Police closed the square at noon. ${`${FILLER} `.repeat(6)}`.trim();
    const second = { start: text.lastIndexOf('square'), end: text.lastIndexOf('square') + 6, clause: 0 };
    const matches = [...at(text, ['square']), ...at(text, ['none', 'Police']).slice(1), second];
    const snippet = cut(text, matches);
    expect(snippet.text).toContain('Police closed the square at noon.');
    expect(snippet.text).toMatch(/^Shops.*\.$/u);
    expect(snippet.clipped).toEqual({ start: true, end: true });
    expect(snippet.matches).toHaveLength(2);
  });

  test('stays in the paragraph of the cluster', () => {
    const text = `${FILLER}\n\nPolice came.\n\n${FILLER}`;
    expect(cut(text, at(text, ['Police']))).toMatchObject({
      text: 'Police came.',
      clipped: { start: true, end: true },
    });
  });

  test('without matches it is the beginning', () => {
    const text = `${FILLER} `.repeat(20).trim();
    expect(cut(text, [])).toMatchObject({ span: { start: 0 }, clipped: { start: false, end: true } });
  });

  test('lies inside its region, holds a whole cluster and cuts no word', () => {
    const word = fc.constantFrom('alfa', 'bravo.', 'cargo', '🔥', 'é', '\n\nnew', '“quote.”', 'x'.repeat(90));
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 90 }),
        fc.array(fc.nat(), { maxLength: 6 }),
        (words, picks) => {
          const text = words.join(' ');
          const found = tokens(text);
          const chosen = [...new Set(picks.map((pick) => pick % Math.max(1, found.length)))].sort(
            (a, b) => a - b,
          );
          const matches = chosen.flatMap((i) => (found[i] ? [{ ...found[i], clause: i % 3 }] : []));
          const { span, matches: shown, text: snippet } = cut(text, matches);
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(snippet).not.toContain('\n\n');
          expect(snippet.length).toBeLessThanOrEqual(SNIPPET_LENGTH + 1);
          if (matches.length > 0) expect(shown.length).toBeGreaterThan(0);
          expect(snippet).not.toMatch(/\p{Surrogate}/u);
          for (const token of found) {
            const inside = Math.min(token.end, span.end) - Math.max(token.start, span.start);
            expect(inside <= 0 || inside === token.end - token.start).toBe(true);
          }
        },
      ),
      { seed: 4, numRuns: 400 },
    );
  });
});
