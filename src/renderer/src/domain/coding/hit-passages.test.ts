import { expect, test } from 'vitest';
import type { Block, CanonicalText } from '../report/report';
import type { Span } from '../text/offsets';
import { hitPassages, standsOn } from './hit-passages';

/** A title and one paragraph a line. */
function textOf(...lines: readonly string[]): CanonicalText {
  let at = 0;
  const blocks = lines.map((line, i): Block => {
    const span = { start: at, end: at + line.length };
    at = span.end + 2;
    return { kind: i === 0 ? 'title' : 'paragraph', span, section: [] };
  });
  return { text: lines.join('\n\n'), blocks };
}

const every = ({ text }: CanonicalText, words: RegExp): Span[] =>
  [...text.matchAll(words)].map(({ index, 0: found }) => ({ start: index, end: index + found.length }));

const read = ({ text }: CanonicalText, { start, end }: Span): string => text.slice(start, end);

const GOATS = textOf(
  'Goats on the ferry',
  'A goat boarded. The goat met another goat there. Nobody paid.',
  'Later the goat slept.',
);

test('words in one sentence make one passage; of the words themselves each is one', () => {
  const matches = every(GOATS, /goat/gu);
  const sentences = hitPassages(GOATS, matches, 'sentence');
  expect(sentences.map(({ span }) => read(GOATS, span))).toEqual([
    'A goat boarded.',
    'The goat met another goat there.',
    'Later the goat slept.',
  ]);
  expect(sentences.map(({ matches: found }) => found.length)).toEqual([1, 2, 1]);
  const words = hitPassages(GOATS, matches, 'words');
  expect(words.map(({ span }) => read(GOATS, span))).toEqual(['goat', 'goat', 'goat', 'goat']);
  expect(read(GOATS, words[2]!.context)).toBe('The goat met another goat there.');
});

test('words that reach over the end of a sentence join both, and what overlaps with that', () => {
  const text = textOf('Rafts', 'One raft sank. Two rafts drifted off. All was well.');
  const [over] = every(text, /sank\. Two/gu);
  const [inside] = every(text, /drifted/gu);
  const passages = hitPassages(text, [over!, inside!], 'sentence');
  expect(passages.map(({ span }) => read(text, span))).toEqual(['One raft sank. Two rafts drifted off.']);
  expect(passages[0]!.matches).toEqual([over, inside]);
});

test('the title is a passage only where the words stand nowhere else', () => {
  expect(
    hitPassages(GOATS, every(GOATS, /ferry/gu), 'sentence').map(({ span }) => read(GOATS, span)),
  ).toEqual(['Goats on the ferry']);
  const both = hitPassages(GOATS, every(GOATS, /goat/giu), 'sentence');
  expect(both.map(({ span }) => read(GOATS, span))).not.toContain('Goats on the ferry');
});

test('words keep whole characters', () => {
  const text = textOf('Notes', 'The cafe\u0301 opened.');
  const start = text.text.indexOf('cafe');
  const [word] = hitPassages(text, [{ start, end: start + 4 }], 'words');
  expect(read(text, word!.span)).toBe('cafe\u0301');
});

test('a passage stands on a span of its own revision only, and nowhere once it is lost', () => {
  const span = { start: 3, end: 9 };
  const excerpt = { span, revision: 2, anchoring: 'anchored' as const };
  expect(standsOn(excerpt, 2, span)).toBe(true);
  expect(standsOn(excerpt, 1, span)).toBe(false);
  expect(standsOn(excerpt, 2, { start: 3, end: 10 })).toBe(false);
  expect(standsOn({ ...excerpt, anchoring: 'orphaned' }, 2, span)).toBe(false);
});
