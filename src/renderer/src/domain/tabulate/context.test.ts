import { expect, test } from 'vitest';
import { contextOf } from './context';

const LONG = 'word '.repeat(40).trim();

test.each<[string, string, string, string]>([
  ['All of it.', 'All of it.', '', ''],
  ['Before it stands one.\n\nHere [is] more.\n\nAfter.', 'is', 'Here [', '] more.'],
  ['A start.\n\n[is]', 'is', '[', ']'],
  [`${LONG} is ${LONG}`, 'is', `…${' word'.repeat(17)} `, ` ${'word '.repeat(17)}…`],
  ['x'.repeat(200) + ' 🚢is🚢', 'is', '… 🚢', '🚢'],
  ['x'.repeat(200) + 'is' + 'y'.repeat(200), 'is', '… ', ' …'],
])('around a passage in %j', (text, exact, before, after) => {
  const start = text.indexOf(exact);
  expect(contextOf(text, { start, end: start + exact.length })).toEqual({ before, after });
});
