import { describe, expect, it } from 'vitest';
import { sentenceSpans, wordSpans } from './sentences';

const sentences = (text: string): string[] =>
  sentenceSpans(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end));

describe('sentenceSpans', () => {
  it.each([
    [['One sentence.', 'Another one!', 'A third?']],
    [['Mr. Tokayev met Gen. Ivanov.', 'They spoke.']],
    [['U.S. Secretary Blinken called K. Tokayev at No. 4.', 'He answered.']],
    [['They came from the U.S.', 'The troops left.']],
    [['Gas costs 0.11 dollars, i.e. 50 tenge.', 'It was more.']],
    [['“Talk to them while there is still time,” she pleaded.', '“As the saying goes.”']],
    [['Задержаны 2 тыс. Человек и др.', 'Полиция молчит.']],
    [['На ул. Абая стреляли.', 'Потом стихло.']],
    [['抗议仍在继续。', '警察开枪。']],
  ])('%j', (expected) => {
    const text = expected.join(/\p{Script=Han}/u.test(expected[0]!) ? '' : ' ');
    expect(sentences(text)).toEqual(expected);
  });

  it('ends at a line break and stays within the given span', () => {
    const text = 'Before. (1) The CSTO\nAn alliance. After.';
    const spans = sentenceSpans(text, { start: 8, end: 33 });
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['(1) The CSTO', 'An alliance.']);
  });

  it('finds nothing in white space', () => {
    expect(sentences(' \n ')).toEqual([]);
  });
});

describe('wordSpans', () => {
  it('finds words and figures, with their places', () => {
    const text = 'In Almaty, 200–250 people.';
    expect(
      wordSpans(text, { start: 3, end: text.length }).map(({ start, end }) => text.slice(start, end)),
    ).toEqual(['Almaty', '200', '250', 'people']);
  });
});
