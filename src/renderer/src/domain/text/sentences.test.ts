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
    [['“Go!” he cried.', '“Now.”', 'Was it over?!', 'Yes.']],
    [['They said no.', 'It ended at 7 a.m.', 'It began at 6 p.m. Monday, see p. 5.', 'He read on.']],
    [['It rained… and stopped.', 'George W. Bush spoke at Apple Inc.', 'The company thanked him.']],
    [
      [
        'Президент К.-Ж. Токаев выступил 6 января 2022 г.',
        'Он был в г. Алматы, т. е. на юге, и т. д. и т. п.',
        'Потом уехал.',
      ],
    ],
    [
      [
        '«Уходите!» — крикнул он.',
        'А. Б. Иванов помог им.',
        'Театр им. Абая закрыт.',
        'Ущерб 3 млн долл. США.',
      ],
    ],
    [['2022 ж. 6 қаңтарда Қ.-Ж. Тоқаев сөйледі.', 'Алматы қ. Абай көшесі жабылды.']],
    [['Am 6. Januar kam Dr. Müller, d. h. der Arzt, z. B. nach Bonn.', 'Ende.']],
    [['У 2022 р. в м. Київ на вул. Шевченка було тихо.', 'Кінець.']],
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
