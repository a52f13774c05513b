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
  ['The U.S.-led force', 'us led', ['U.S.-led']],
])('%j holds “%s” as %j', (text, phrase, expected) => {
  const terms = tokens(phrase).map((token) => token.term);
  expect(phraseSpans(text, tokens(text), terms).map((span) => text.slice(span.start, span.end))).toEqual(
    expected,
  );
});
