import { expect, test } from 'vitest';
import { parseQuery } from '$domain/query/parse';
import { filterWords } from './filter-words';

test.each([
  ['police', ''],
  ['actor:"Interior Ministry" country:KAZ -country:RUS', 'Interior Ministry, the land KAZ, not the land RUS'],
  ['troops status:(claimed OR denied) -confidence:low', 'claimed or denied, not low confidence'],
  ['(troops OR code:Strike) date:2022-01', 'troops or #Strike, published 2022-01'],
  ['-(actor:A country:KAZ)', 'not (A, the land KAZ)'],
  ['place:moved important:no has:memo untagged', 'to be looked at, not important, with memo, untagged'],
])('%s is %s', (text, words) => {
  const query = parseQuery(text);
  expect(query.ok && filterWords(query.value, (code) => `the land ${code}`)).toBe(words);
});
