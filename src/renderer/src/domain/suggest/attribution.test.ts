import { expect, test } from 'vitest';
import { attributionSpans } from './attribution';

const tails = (text: string): string[] =>
  attributionSpans(text).map(({ start, end }) => text.slice(start, end));

test.each([
  ['Two men were held at the quay on Friday, Thai police said on Monday.', ', Thai police said on Monday.'],
  [
    'The bridge was closed again by soldiers, officials in Oslo told reporters.',
    ', officials in Oslo told reporters.',
  ],
  [
    'The bridge was closed again last night, a spokesman for the Polish embassy said late Sunday.',
    ', a spokesman for the Polish embassy said late Sunday.',
  ],
  [
    'Three villages lost power for a week, according to the Georgian grid operator.',
    ', according to the Georgian grid operator.',
  ],
  ['Мост через реку снова закрыли военные, сообщили в посольстве Польши.', ', сообщили в посольстве Польши.'],
  ['Көпірді әскерилер түнде қайта жапты, деп хабарлады Ресей елшілігі.', ', деп хабарлады Ресей елшілігі.'],
])('%s', (text, tail) => expect(tails(text)).toEqual([tail]));

test.each([
  'On Monday, Russia said.',
  'Poland said on Monday that the bridge was closed.',
  'After a week of talks in the capital, Poland said it would close the bridge.',
  'The bridge was closed by Polish soldiers, who were told nothing, and stayed so.',
])('nothing in “%s”', (text) => expect(tails(text)).toEqual([]));

test('every sentence has its own', () => {
  expect(
    tails('Ten men left the town on foot, Oslo said. They came back in the evening, Riga said today.'),
  ).toEqual([', Oslo said.', ', Riga said today.']);
});
