import { expect, test } from 'vitest';
import { tokens } from '../text/normalise-term';
import { phraseSpans } from './match';

test.each<[string, string, string[]]>([
  [
    'A state of emergency; no State  of\nEmergency.',
    'state of emergency',
    ['state of emergency', 'State  of\nEmergency'],
  ],
  ['the state\n\nof emergency', 'state of', []],
  ['ha ha ha', 'ha ha', ['ha ha', 'ha ha']],
  ['short', 'short of it', []],
  ['state and of 5 emergency', 'state of emergency', []],
  ['state ʼ of', 'state of', ['state ʼ of']],
  ['The U.S.-led force', 'us led', ['U.S.-led']],
])('%j holds “%s” as %j', (text, phrase, expected) => {
  const terms = tokens(phrase).map((token) => token.term);
  const all = tokens(text);
  for (const found of [all, all.filter(({ term }) => terms.includes(term))]) {
    expect(phraseSpans(text, found, terms).map((span) => text.slice(span.start, span.end))).toEqual(expected);
  }
});
