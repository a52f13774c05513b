import { describe, expect, test } from 'vitest';
import { completionsAt, FIELD_HELP, type KnownValues } from './complete';
import { TYPED_FIELDS } from './fields';

const KNOWN: KnownValues = {
  actor: [{ value: 'Police' }, { value: 'Interior Ministry' }, { value: 'Military police' }],
  country: [
    { value: 'KAZ', names: ['Kazakhstan', 'Қазақстан'] },
    { value: 'RUS', names: ['Russia'] },
  ],
};

/** The text with the first completion put in; `|` is the caret. */
function completed(text: string): string | null {
  const caret = text.indexOf('|');
  const plain = text.replace('|', '');
  const [first] = completionsAt(plain, caret, KNOWN);
  return first ? plain.slice(0, first.start) + first.insert + plain.slice(first.end) : null;
}

describe('completionsAt', () => {
  test.each<[string, string | null]>([
    ['ac|', 'actor:'],
    ['police -cou|', 'police -country:'],
    ['(sta|', '(status:'],
    ['xyz|', null],
    ['"sta|', null],
    ['actor:|', 'actor:Police '],
    ['actor:pol|', 'actor:Police '],
    ['actor:"int|', 'actor:"Interior Ministry" '],
    ['actor:min|', 'actor:"Interior Ministry" '],
    ['-actor:mil| strike', '-actor:"Military police" strike'],
    ['actor:(Police OR mil|', 'actor:(Police OR "Military police" '],
    ['actor:Police |', null],
    ['country:russ|', 'country:RUS '],
    ['country:каз|', 'country:KAZ '],
    ['status:den|', 'status:denied '],
    ['status:denied|', null],
    ['nothing:x|', null],
    ['date:2022|', null],
  ])('%s becomes %s', (text, expected) => {
    expect(completed(text)).toBe(expected);
  });

  test('a completion tells what it is', () => {
    expect(completionsAt('country:ka', 10, KNOWN)).toEqual([
      { start: 8, end: 10, insert: 'KAZ ', label: 'Kazakhstan', detail: 'KAZ' },
    ]);
    expect(TYPED_FIELDS.every((field) => FIELD_HELP[field] !== '')).toBe(true);
  });
});
