import { describe, expect, test } from 'vitest';
import type { CountryCode } from '../ids';
import {
  choiceOf,
  choose,
  chooseDates,
  chooseImportant,
  datesOf,
  importantOf,
  withFullNames,
  withoutFilters,
  type Choice,
} from './choose';
import { parseQuery } from './parse';
import { printQuery } from './print';
import type { Query } from './query';

function parsed(text: string): Query {
  const result = parseQuery(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('choose', () => {
  test.each<[string, Choice, string]>([
    ['', 'in', 'actor:CSTO'],
    ['', 'out', '-actor:CSTO'],
    ['', null, ''],
    ['troops', 'in', 'troops actor:CSTO'],
    ['actor:police', 'in', 'actor:(police OR CSTO)'],
    ['actor:(police OR CSTO)', null, 'actor:police'],
    ['actor:(police OR CSTO) troops', 'out', 'actor:police troops -actor:CSTO'],
    ['-actor:police', 'out', '-actor:police -actor:CSTO'],
    ['-actor:police troops', 'out', '-actor:police -actor:CSTO troops'],
    ['-actor:(police OR CSTO) troops', 'in', '-actor:police troops actor:CSTO'],
    ['-actor:CSTO', 'out', '-actor:CSTO'],
    ['-actor:CSTO', 'in', 'actor:CSTO'],
    ['-actor:CSTO', null, ''],
    ['actor:CSTO', 'in', 'actor:CSTO'],
    ['(actor:CSTO OR troops)', 'in', '(actor:CSTO OR troops) actor:CSTO'],
    ['a OR b', 'in', '(a OR b) actor:CSTO'],
  ])('%s with CSTO %s is %s', (text, choice, expected) => {
    const chosen = choose(parsed(text), 'actor', 'CSTO', choice);
    expect(printQuery(chosen)).toBe(expected);
    expect(parsed(expected)).toEqual(chosen);
    expect(choiceOf(chosen, 'actor', 'CSTO')).toBe(choice);
  });

  test('what stands deeper is no choice', () => {
    expect(choiceOf(parsed('(actor:CSTO OR troops)'), 'actor', 'CSTO')).toBeNull();
    expect(choiceOf(parsed('country:(KAZ OR RUS)'), 'country', 'RUS' as CountryCode)).toBe('in');
  });

  test('importance and dates are conditions of their own', () => {
    expect(printQuery(chooseImportant(parsed('a important:no'), true))).toBe('a important:yes');
    expect(printQuery(chooseImportant(parsed('a important:no'), null))).toBe('a');
    expect(importantOf(parsed('a important:no'))).toBe(false);
    const dated = chooseDates(parsed('a date:2021'), { from: '2022-01-04', to: '2022-01-11' });
    expect(printQuery(dated)).toBe('a date:2022-01-04..2022-01-11');
    expect(datesOf(dated)).toEqual({ from: '2022-01-04', to: '2022-01-11' });
    expect(printQuery(chooseDates(dated, null))).toBe('a');
  });

  test('words stay when filters go', () => {
    const query = parsed('a actor:x -b (c OR country:KAZ) "d e" date:2022');
    expect(printQuery(withoutFilters(query))).toBe('a -b "d e"');
  });

  test('names become full names', () => {
    const known = {
      actor: [{ name: 'Military police' }, { name: 'Riot police' }],
      code: [{ name: 'Violence', aliases: ['force'] }],
    };
    const full = (text: string): string => printQuery(withFullNames(parsed(text), known));
    expect(full('actor:police')).toBe('actor:("Military police" OR "Riot police")');
    expect(full('-actor:police code:force')).toBe(
      '-actor:("Military police" OR "Riot police") code:Violence',
    );
    expect(full('actor:nobody source:police')).toBe('actor:nobody source:police');
  });
});
