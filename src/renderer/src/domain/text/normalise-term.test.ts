import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseTerm, tokens } from './normalise-term';

const terms = (text: string): string[] => tokens(text).map((token) => token.term);

describe('tokens', () => {
  test.each<[string, string[]]>([
    ['', []],
    ['!? — …', []],
    ['State of Emergency', ['state', 'of', 'emergency']],
    ['U.S.-led', ['us', 'led']],
    ['in the U.S. and the U.K., a.m.', ['in', 'the', 'us', 'and', 'the', 'uk', 'am']],
    ['т.е. сегодня', ['те', 'сегодня']],
    ['К.Токаев', ['к', 'токаев']],
    ['К.К.Токаев', ['кк', 'токаев']],
    ['Well.Done', ['well', 'done']],
    ["don’t O'Brien Nur-Sultan", ['dont', 'obrien', 'nur', 'sultan']],
    ["Kazakhstan’s CSTO's", ['kazakhstan', 'csto']],
    ['2,298 people, 1,234,567.5 tenge', ['2298', 'people', '1234567.5', 'tenge']],
    ['2\u00a0298 и 1\u202f000', ['2298', 'и', '1000']],
    ['3.5% or 3,5 %', ['3.5', 'or', '3.5']],
    ['06.01.2022 2022-01-06 10:30', ['06', '01', '2022', '2022', '01', '06', '10', '30']],
    ['MH17, 5G and 2022г', ['mh17', '5g', 'and', '2022г']],
    ['café CAFÉ cafe\u0301 naïve', ['cafe', 'cafe', 'cafe', 'naive']],
    ['Łódź Søren Đặng ıI straße Æther œuvre', ['lodz', 'soren', 'dang', 'ii', 'strasse', 'aether', 'oeuvre']],
    ['Ёлка ёж йод Йод и\u0306од', ['елка', 'еж', 'йод', 'йод', 'йод']],
    ['Қазақстан Алматыдағы төтенше', ['казакстан', 'алматыдагы', 'тотенше']],
    ['ӘҒҚҢӨҰҮҺІ', ['агкноуухи']],
    ['Ελλάς ΕΛΛΆΣ', ['ελλασ', 'ελλασ']],
    ['İstanbul ﬁre Ａｌｍａｔｙ 𝐀𝐁', ['istanbul', 'fire', 'almaty', 'ab']],
    ['🔥fire👨‍👩‍👧и огонь🔥', ['fire', 'и', 'огонь']],
    ['한국어 नमस्ते', ['한국어', 'नमस्ते']],
    ['foo_bar/baz', ['foo', 'bar', 'baz']],
    ['про\u00adтест pro\u200btest', ['протест', 'protest']],
    ['الطَّوارئ أحمد مدرسة مـــدى', ['الطواري', 'احمد', 'مدرسة', 'مدي']],
    ['東京都で抗議', ['東京', '京都', '都で', 'で抗', '抗議']],
    ['京 2022年1月 Almaty市', ['京', '2022', '年', '1', '月', 'almaty', '市']],
    ['ผู้ชุมนุม', ['ผู้ชุ', 'ชุม', 'มนุ', 'นุม']],
  ])('%s', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  test('spans are exact though normalising changes lengths', () => {
    const text = '🔥 Straße ﬁre 2,298 U.S.-led 𝐀𝐁 don’t';
    expect(tokens(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'Straße',
      'ﬁre',
      '2,298',
      'U.S.',
      'led',
      '𝐀𝐁',
      'don’t',
    ]);
  });

  test('spans are ordered, lie apart inside the text, and each word alone gives the same term', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'U.S.',
        'a.b.c',
        '2,298',
        '06.01.22',
        '3,5',
        'ё',
        'Қ',
        'ß',
        '’s',
        "'",
        '-',
        '.',
        ',',
        ' ',
        '🔥',
        '1',
        'ﬁ',
      ),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        let end = 0;
        for (const token of tokens(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          end = token.end;
          const word = text.slice(token.start, token.end);
          expect(terms(word)).toEqual([token.term]);
          expect(normaliseTerm(word)).toBe(token.term);
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
      { seed: 4, numRuns: 500 },
    );
  });
});
