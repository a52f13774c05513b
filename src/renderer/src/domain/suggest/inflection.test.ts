import { describe, expect, test } from 'vitest';
import { normaliseTerm } from '../text/normalise-term';
import {
  englishWord,
  kazakhWord,
  russianAdjective,
  russianPerson,
  russianWord,
  type WordPattern,
} from './inflection';

function accepts({ stem, endings }: WordPattern, form: string): boolean {
  const term = normaliseTerm(form);
  return term.startsWith(stem) && endings.test(term.slice(stem.length));
}

function table(
  make: (word: string) => WordPattern,
  rows: readonly (readonly [string, string, string])[],
): void {
  describe.each(rows)('%s', (word, forms, others) => {
    test.each(forms.split(' '))('is %s', (form) => expect(accepts(make(word), form)).toBe(true));
    test.each(others.split(' ').filter(Boolean))('is not %s', (form) =>
      expect(accepts(make(word), form)).toBe(false),
    );
  });
}

describe('English', () => {
  table(englishWord, [
    ['Kazakh', 'Kazakh Kazakhs', 'Kazakhstan Kazakhstani'],
    ['protesters', 'protester protesters protesters’', 'protest'],
    ['Chinese', 'Chinese', 'Chineses'],
    ['Englishman', 'Englishman Englishmen', 'English'],
    ['militaries', 'military militaries', 'militar'],
    ['Azeri', 'Azeri Azeris Azeri’s', 'Azerbaijan'],
  ]);
});

describe('Russian names', () => {
  table(russianWord, [
    ['Россия', 'Россия России Россию Россией', 'Россияне Российская'],
    ['Украина', 'Украина Украины Украине Украину Украиной', 'Украинец'],
    ['Казахстан', 'Казахстан Казахстана Казахстану Казахстаном Казахстане', 'Казахстанцы'],
    ['Китай', 'Китай Китая Китаю Китаем Китае', 'Китаец Кита'],
    ['Беларусь', 'Беларусь Беларуси Беларусью', 'Беларусский'],
    ['Израиль', 'Израиль Израиля Израилю Израилем Израиле', ''],
    ['Египет', 'Египет Египта Египту Египтом Египте', 'Египетский'],
    ['Филиппины', 'Филиппины Филиппин Филиппинам Филиппинах', 'Филиппинец'],
    ['Южная', 'Южная Южной Южную', 'Южно-Сахалинск'],
    ['Марокко', 'Марокко', 'Марокка'],
    ['Самоа', 'Самоа', 'Самое Само'],
    ['Мали', 'Мали', 'Мало Малы'],
  ]);
});

describe('Russian adjectives and people', () => {
  table(russianAdjective, [
    ['российский', 'российский российская российского российских российскими российскую', 'россиянин Россия'],
    ['чешский', 'чешский чешские чешскому', 'чех'],
  ]);
  table(russianPerson, [
    ['казахстанец', 'казахстанец казахстанца казахстанцы казахстанцев казахстанцами', 'Казахстан'],
    ['китаец', 'китаец китайца китайцы китайцев', 'китайский'],
    ['россиянин', 'россиянин россиянина россияне россиян россиянам россиянка', 'российский'],
    ['болгарин', 'болгарин болгары болгар болгарам', 'болгарский'],
    ['турок', 'турок турка турки туркам', 'турецкий'],
    ['серб', 'серб серба сербы сербов сербам', 'сербский'],
  ]);
});

describe('Kazakh', () => {
  table(kazakhWord, [
    [
      'Қазақстан',
      'Қазақстан Қазақстанның Қазақстанға Қазақстанды Қазақстанда Қазақстаннан Қазақстанмен Қазақстандағы Қазақстандық Қазақстандықтар Қазақстандықтардың',
      'Қазақстанов Қазақстанский',
    ],
    [
      'Ресей',
      'Ресей Ресейдің Ресейге Ресейді Ресейде Ресейден Ресеймен Ресейлік Ресейліктердің',
      'Ресейский',
    ],
    ['Қырғызстан', 'Қырғызстаннан Қырғызстандағы Қырғызстандық', 'Қырғыз'],
    ['Түркия', 'Түркияның Түркияға Түркияны Түркияда Түркиядан Түркиямен Түркиялық', 'Түрік'],
    ['Қытай', 'Қытайдың Қытайға Қытайды Қытайда Қытайдан Қытаймен Қытайлық', ''],
    ['Федерациясы', 'Федерациясының Федерациясына Федерациясын Федерациясында Федерациясынан', 'Федерация'],
    ['Алматы', 'Алматының Алматыға Алматыны Алматыда Алматыдан Алматыдағы', 'Алмат'],
  ]);
});
