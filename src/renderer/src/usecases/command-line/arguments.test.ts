import { describe, expect, test } from 'vitest';
import { positiveNumber, readArguments } from './arguments';

describe('readArguments', () => {
  test('words keep their place, so that main can find the path again', () => {
    const read = readArguments(['a.txt', '--nth', '2', 'b.txt'], 1, ['nth']);
    expect(read).toMatchObject({
      ok: true,
      value: {
        words: [
          { text: 'a.txt', index: 1 },
          { text: 'b.txt', index: 4 },
        ],
      },
    });
    expect(read.ok && read.value.options.get('nth')).toEqual({ text: '2', index: 3 });
  });

  test.each([
    [['--quote', '--looks like an option'], '--looks like an option'],
    [['--quote', ''], ''],
  ])('%j gives the value %j', (args, value) => {
    const read = readArguments(args, 1, ['quote']);
    expect(read.ok && read.value.options.get('quote')?.text).toBe(value);
  });

  test('after -- everything is a word', () => {
    const read = readArguments(['--', '--odd-name.txt'], 1, []);
    expect(read.ok && read.value.words).toEqual([{ text: '--odd-name.txt', index: 2 }]);
  });

  test.each([[['--nth']], [['--other', 'x']], [['--nth', '1', '--nth', '2']]])('%j is refused', (args) => {
    expect(readArguments(args, 1, ['nth'])).toMatchObject({ ok: false, error: { code: 'usage' } });
  });
});

test.each(['0', '-1', '1.5', 'x', '', '1e3'])('%j is not a positive number', (text) => {
  expect(positiveNumber('limit', text)).toMatchObject({ ok: false, error: { code: 'usage' } });
});
