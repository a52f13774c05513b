import { describe, expect, it } from 'vitest';
import { extend, moveBySentence } from './sentence-cursor';

const sentences = [
  { start: 0, end: 10 },
  { start: 11, end: 20 },
  { start: 22, end: 30 },
];

describe('moveBySentence', () => {
  it.each([
    ['no cursor takes the first', null, 'forward', [0, 10]],
    ['a caret takes its sentence', { anchor: 14, focus: 14 }, 'forward', [11, 20]],
    ['a caret takes its sentence, also backwards', { anchor: 14, focus: 14 }, 'backward', [11, 20]],
    ['a caret between sentences takes the next', { anchor: 21, focus: 21 }, 'forward', [22, 30]],
    ['a caret at the end takes the last', { anchor: 30, focus: 30 }, 'forward', [22, 30]],
    ['next', { anchor: 0, focus: 10 }, 'forward', [11, 20]],
    ['previous', { anchor: 11, focus: 20 }, 'backward', [0, 10]],
    ['from a backward selection', { anchor: 20, focus: 11 }, 'forward', [22, 30]],
    ['stays at the end', { anchor: 22, focus: 30 }, 'forward', [22, 30]],
    ['stays at the start', { anchor: 0, focus: 10 }, 'backward', [0, 10]],
  ] as const)('%s', (_what, cursor, direction, [anchor, focus]) => {
    expect(moveBySentence(sentences, cursor, direction)).toEqual({ anchor, focus });
  });

  it('has nothing to select in an empty report', () => {
    expect(moveBySentence([], null, 'forward')).toBeNull();
  });
});

describe('extend', () => {
  it.each([
    ['forward', { anchor: 0, focus: 10 }, 'forward', [0, 20]],
    ['shrinks back', { anchor: 0, focus: 20 }, 'backward', [0, 10]],
    ['turns round rather than emptying', { anchor: 11, focus: 20 }, 'backward', [20, 0]],
    ['goes on backwards', { anchor: 30, focus: 22 }, 'backward', [30, 11]],
    ['shrinks a backward selection', { anchor: 20, focus: 0 }, 'forward', [20, 11]],
    ['turns a backward selection round', { anchor: 20, focus: 11 }, 'forward', [11, 30]],
    ['completes a partial sentence', { anchor: 12, focus: 15 }, 'forward', [12, 20]],
    ['starts from a caret', { anchor: 15, focus: 15 }, 'forward', [15, 20]],
    ['starts from a caret backwards', { anchor: 15, focus: 15 }, 'backward', [15, 11]],
    ['stays at the end', { anchor: 22, focus: 30 }, 'forward', [22, 30]],
    ['stays at the start', { anchor: 10, focus: 0 }, 'backward', [10, 0]],
  ] as const)('%s', (_what, cursor, direction, [anchor, focus]) => {
    expect(extend(sentences, cursor, direction)).toEqual({ anchor, focus });
  });
});
