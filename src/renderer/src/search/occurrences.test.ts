import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseTerm, tokens } from '$domain/text/normalise-term';
import { occurrences } from './occurrences';

const TEXT = `Police’s chief: “police” at 06.01.2022, U.S. police. (POLICE!) anti-police
Полиция, полиция — ПОЛИЦИЯ; в Қазақстан әділет. Ёлка 2,298 and 3,5\u00a0police\tpolice's v1.2 е́лка Straße`;

function expected(text: string, terms: ReadonlySet<string>) {
  return tokens(text).filter(({ term }) => terms.has(term));
}

test.each([...new Set(tokens(TEXT).map(({ term }) => term))])('finds what the tokens say: %s', (term) => {
  expect(occurrences(TEXT, new Set([term]))).toEqual(expected(TEXT, new Set([term])));
});

test('every Cyrillic letter it takes for plain normalises to one unit', () => {
  for (let code = 0x400; code <= 0x52f; code += 1) {
    const letter = String.fromCharCode(code);
    if (/\p{L}/u.test(letter)) expect(normaliseTerm(letter), letter).toHaveLength(1);
  }
});

test('equals filtering the tokens, whatever the text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'police',
      'Police',
      'полиция',
      'Әкімдік',
      'U',
      'S',
      '2',
      '298',
      'é',
      'ß',
      'ﬁ',
      '🚢',
      'е\u0301',
    ),
    fc.constantFrom(
      ' ',
      '\n\n',
      '\t',
      '\u00a0',
      '.',
      ',',
      '’',
      "'",
      '-',
      '“',
      '”',
      '—',
      '/',
      '_',
      '\u0301',
      '҃',
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.array(fc.nat(), { maxLength: 4 }), (pieces, picks) => {
      const text = pieces.join('');
      const all = tokens(text);
      const terms = new Set(picks.flatMap((pick) => all[pick % Math.max(1, all.length)]?.term ?? []));
      expect(occurrences(text, terms)).toEqual(expected(text, terms));
    }),
    { seed: 7, numRuns: 2000 },
  );
});
