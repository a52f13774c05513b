import { expect, test } from 'vitest';
import { parseQuery } from './parse';
import { soughtWords } from './sought-words';

function wordsOf(text: string, unfinished = false, guessed: readonly string[] = []): string {
  const query = parseQuery(text, { unfinished });
  if (!query.ok) throw new Error(query.error.message);
  return soughtWords(query.value, new Set(guessed));
}

test.each([
  ['police', '(police)'],
  ['police "open gate" actor:Crowd', '(police OR "open gate")'],
  ['police -army (text:dock* OR quay~)', '(police OR text:dock* OR quay~1)'],
  ['actor:Crowd -army', ''],
])('of %s the words that are sought are %s', (query, words) => {
  expect(wordsOf(query)).toBe(words);
});

test('a word that is only begun stands for itself and for what begins with it', () => {
  expect(wordsOf('army polic', true)).toBe('(army OR polic OR polic*)');
  expect(wordsOf('army polic ', true)).toBe('(army OR polic)');
});

test('a word taken for misspelt stands for those that resemble it', () => {
  expect(wordsOf('arsoon', false, ['arsoon'])).toBe('(arsoon~1)');
  expect(wordsOf('emergancy army', false, ['emergancy'])).toBe('(emergancy~2 OR army)');
});

test('what it gives is read as the same words, complete, also while one types', () => {
  const words = wordsOf('polic', true);
  expect(wordsOf(words, true)).toBe(words);
});
