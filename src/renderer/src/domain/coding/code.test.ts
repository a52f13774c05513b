import { describe, expect, it } from 'vitest';
import type { CodeId, IsoInstant } from '../ids';
import { codeName, codePath, NO_CODE_DETAILS, pathNames, withKinds, type Code } from './code';
import { parentAfterMerge } from './registry';

const code = (id: string, parentId: string | null): Code => ({
  ...NO_CODE_DETAILS,
  id: id as CodeId,
  name: id,
  parentId: parentId as CodeId | null,
  createdAt: '2022-01-07T00:00:00.000Z' as IsoInstant,
});
const codes = [
  code('Protest', null),
  code('Strike', 'Protest'),
  code('Hunger strike', 'Strike'),
  code('Curfew', null),
];
const byId = new Map(codes.map((each) => [each.id, each]));
const id = (name: string): CodeId => name as CodeId;

describe('codeName', () => {
  it('tidies white space', () => {
    expect(codeName('  Road \n block ')).toEqual({ ok: true, value: 'Road block' });
  });
  it.each([
    ['', 'code/empty-name'],
    ['a|b', 'code/bad-character'],
    ['a > b', 'code/bad-character'],
    ['x'.repeat(201), 'code/long-name'],
  ])('refuses %j', (name, expected) => {
    expect(codeName(name)).toMatchObject({ ok: false, error: { code: expected } });
  });
});

describe('the hierarchy', () => {
  it('is written as a path, and read again', () => {
    expect(codePath(byId, id('Hunger strike'))).toBe('Protest > Strike > Hunger strike');
    expect(pathNames('Protest> Strike')).toEqual(['Protest', 'Strike']);
    expect(codePath(byId, id('gone'))).toBe('');
  });

  it('gives each code with its kinds', () => {
    const kinds = withKinds(codes);
    expect([...kinds.get(id('Protest'))!]).toEqual(['Protest', 'Strike', 'Hunger strike']);
    expect([...kinds.get(id('Curfew'))!]).toEqual(['Curfew']);
  });

  it('survives a circle', () => {
    const circle = [code('a', 'b'), code('b', 'a')];
    expect(codePath(new Map(circle.map((each) => [each.id, each])), id('a'))).toBe('b > a');
    expect([...withKinds(circle).get(id('a'))!].sort()).toEqual(['a', 'b']);
  });
});

describe('parentAfterMerge', () => {
  it.each<[string[], string, string | null]>([
    [['Strike'], 'Hunger strike', 'Protest'],
    [['Protest'], 'Strike', null],
    // What is between the two becomes a part of the one that stays.
    [['Protest'], 'Hunger strike', null],
    [['Protest', 'Strike'], 'Hunger strike', null],
    [['Curfew'], 'Strike', 'Protest'],
    [['Hunger strike'], 'Protest', null],
  ])('%j into %s: part of %s', (merged, into, expected) => {
    expect(parentAfterMerge(byId, new Set(merged), into)).toBe(expected);
  });
});
