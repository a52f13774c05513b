import { expect, test } from 'vitest';
import { toCanonicalText } from '../text/canonical';
import { candidatesFor } from './candidates';

const { text, blocks } = toCanonicalText([
  { kind: 'title', text: 'The harbour is closed' },
  {
    kind: 'paragraph',
    text: 'The dockers did not come on Monday, says the union. Banks were shut. Trams stood still.',
  },
  {
    kind: 'paragraph',
    text: 'On Tuesday the dockers came. Their union says that they stayed at home on Monday.',
  },
]);
const found = (quote: string): string[] =>
  candidatesFor(text, blocks, quote).map(({ start, end }) => text.slice(start, end));

test('the very words come first, then the sentences most like them', () => {
  expect(found('Banks were shut.')).toEqual(['Banks were shut.']);
  expect(found('Dockers stayed at home on Monday, says their union.')).toEqual([
    'Their union says that they stayed at home on Monday.',
    'The dockers did not come on Monday, says the union.',
  ]);
});

test('as many sentences as the passage had', () => {
  expect(found('Banks were closed. Trams stood still, too.')[0]).toBe('Banks were shut. Trams stood still.');
});

test('nothing where nothing is like it', () => {
  expect(found('Prices of gas went up in the west.')).toEqual([]);
});
