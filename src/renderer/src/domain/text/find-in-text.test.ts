import { describe, expect, it } from 'vitest';
import { findInText } from './find-in-text';

const found = (text: string, needle: string): string[] =>
  findInText(text, needle).map((span) => text.slice(span.start, span.end));

describe('findInText', () => {
  it.each<[what: string, text: string, needle: string, expected: string[]]>([
    ['case', 'Police and police', 'POLICE', ['Police', 'police']],
    ['accents', 'Côte d’Ivoire', 'cote', ['Côte']],
    ['typographic apostrophes', 'the president’s order', "president's", ['president’s']],
    ['typographic quotes', 'a “state of emergency”', '"state', ['“state']],
    ['dashes', '50–65 tenge', '50-65', ['50–65']],
    ['no-break spaces', '2\u00a0298 people', '2 298', ['2\u00a0298']],
    ['parts of words', 'unemployment', 'employ', ['employ']],
    ['Kazakh letters typed as Russian ones', 'төтенше жағдай', 'тотенше жагдай', ['төтенше жағдай']],
    ['matches do not overlap', 'aaaa', 'aa', ['aa', 'aa']],
    ['letters that fold to two', 'Straße', 'strass', ['Straß']],
    ['whole graphemes', 'e\u0301 o', 'e', ['e\u0301']],
    ['text after emoji', '👍🏽 yes', 'yes', ['yes']],
    ['white space only', 'a b', '  ', []],
    ['nothing', 'abc', 'd', []],
  ])('%s', (_what, text, needle, expected) => {
    expect(found(text, needle)).toEqual(expected);
  });

  it('takes a needle as text, not as a pattern', () => {
    expect(found('costs (1) and 1', '(1)')).toEqual(['(1)']);
  });
});
