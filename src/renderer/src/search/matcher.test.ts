import { describe, expect, test } from 'vitest';
import { parseQuery } from '$domain/query/parse';
import { soughtTexts } from '$domain/query/query';
import { matcherFor, type Place } from './matcher';
import { expandLeaf } from './text/expansion';
import { OpenTier } from './tiers/open-tier';

/** Terms of an index in which words that share their first five letters are forms of each other. */
const TIER = new OpenTier(1, (term) => [term.slice(0, 5)]);
const TERMS = ['us', 'protesters', 'protestors', 'a', 'state', 'of', 'emergency', 'жагдай', 'fuel', 'price'];
TIER.add({
  id: 'd',
  language: '',
  fields: [{ terms: TERMS, positions: TERMS.map((_, i) => i) }],
  attributes: [],
});

function marked(
  text: string,
  asked: string,
  placeAt: (offset: number) => Place = () => 'paragraph',
): string[] {
  const query = parseQuery(asked);
  if (!query.ok) throw new Error(query.error.message);
  const leaves = soughtTexts(query.value).map((leaf) =>
    expandLeaf(leaf, [TIER], (term) => [term.slice(0, 5)], false),
  );
  return matcherFor(leaves)(text, placeAt).map(
    ({ start, end, clause }) => `${clause}:${text.slice(start, end)}`,
  );
}

describe('matcherFor', () => {
  test.each<[string, string, string[]]>([
    ['Protesters met the U.S. envoy', 'us prot*', ['1:Protesters', '0:U.S.']],
    ['Protesters and protestors', 'protesters', ['0:Protesters', '0:protestors']],
    ['Protesters and protestors', '"protesters"', ['0:Protesters']],
    ['A state of emergency, a state', '"state of emergency" a', ['1:A', '0:state of emergency', '1:a']],
    ['Қаладағы жағдай', 'жагдай', ['0:жағдай']],
    ['The price of fuel rose', '"fuel price"~1', ['0:price', '0:fuel']],
    ['The price of the fuel rose', '"fuel price"~1', []],
    ['fuel\n\nprice', '"fuel price"~1', []],
    ['fuel-price rises', 'fuel-price', ['0:fuel-price']],
    ['fuel', 'state -fuel', []],
  ])('%s: %s', (text, asked, expected) => {
    expect(marked(text, asked)).toEqual(expected);
  });

  test('a word of one field is marked there alone', () => {
    const place = (offset: number): Place => (offset < 5 ? 'title' : offset < 10 ? 'dek' : 'footnote');
    const text = 'fuel fuel fuel';
    expect(marked(text, 'title:fuel', place)).toHaveLength(1);
    expect(marked(text, 'text:fuel', place)).toHaveLength(2);
    expect(marked(text, 'footnote:fuel', place)).toHaveLength(1);
    expect(marked(text, 'memo:fuel', place)).toHaveLength(0);
    expect(marked(text, 'fuel', () => 'memo')).toHaveLength(3);
  });
});
