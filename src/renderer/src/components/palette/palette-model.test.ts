import { describe, expect, it } from 'vitest';
import type { ActorId } from '$domain/ids';
import {
  distinctDrafts,
  exactName,
  indexNames,
  suggestNames,
  type NameMatch,
  type PaletteActor,
} from './palette-model';

const actor = (name: string, uses = 0, more: Partial<PaletteActor> = {}): PaletteActor => ({
  id: name as ActorId,
  name,
  colour: 1,
  uses,
  aliases: [],
  deprecated: false,
  ...more,
});
const names = (matches: readonly NameMatch<PaletteActor>[]): string[] =>
  matches.map((match) => match.entry.name);

const index = indexNames([
  actor('International observers'),
  actor('National Guard of Kazakhstan', 2),
  actor('National Security Committee', 5),
  actor('Nation'),
  actor('Ұлттық ұлан'),
  actor('Élysée'),
]);

describe('suggestNames', () => {
  it.each([
    [
      'nat',
      ['National Security Committee', 'National Guard of Kazakhstan', 'Nation', 'International observers'],
    ],
    [
      'NATION',
      ['Nation', 'National Security Committee', 'National Guard of Kazakhstan', 'International observers'],
    ],
    ['guard kaz', ['National Guard of Kazakhstan']],
    ['sec nat', ['National Security Committee']],
    ['elysee', ['Élysée']],
    ['улттык', ['Ұлттық ұлан']],
    ['xyz', []],
    ['…', []],
  ])('finds %s', (text, expected) => {
    expect(names(suggestNames(index, text))).toEqual(expected);
  });

  it('offers the most used when nothing is typed', () => {
    expect(names(suggestNames(index, '')).slice(0, 2)).toEqual([
      'National Security Committee',
      'National Guard of Kazakhstan',
    ]);
  });

  it('finds an actor by an alias in any script, after those whose name fits as well', () => {
    const aliased = indexNames([
      actor('National Security Committee', 5, { aliases: ['KNB', 'ҰҚК'] }),
      actor('KNB veterans'),
    ]);
    expect(suggestNames(aliased, 'knb')).toMatchObject([
      { entry: { name: 'National Security Committee' }, alias: 'KNB' },
      { entry: { name: 'KNB veterans' }, alias: null },
    ]);
    expect(suggestNames(aliased, 'ұқк')).toMatchObject([{ alias: 'ҰҚК' }]);
    expect(exactName(aliased, 'knb')?.uses).toBe(5);
  });

  it('finds a deprecated actor only by its whole name', () => {
    const gone = indexNames([actor('Milisiya', 3, { deprecated: true }), actor('Militia')]);
    expect(names(suggestNames(gone, 'mil'))).toEqual(['Militia']);
    expect(names(suggestNames(gone, 'milisiya'))).toEqual(['Milisiya']);
    expect(names(suggestNames(gone, ''))).toEqual(['Militia']);
  });

  it('tells what a new name may be a misspelling of', () => {
    expect(index.near('National Gaurd of Kazakhstan').map(({ name }) => name)).toEqual([
      'National Guard of Kazakhstan',
    ]);
  });
});

describe('exactName', () => {
  it('ignores case, accents and white space, and takes no part of a name', () => {
    expect(exactName(index, ' national  guard of KAZAKHSTAN ')?.uses).toBe(2);
    expect(exactName(index, 'National Guard')).toBeUndefined();
  });
});

describe('distinctDrafts', () => {
  it('keeps each pair once', () => {
    const pair = { actor: { kind: 'new', name: 'Police' }, country: null } as const;
    expect(distinctDrafts([pair, { ...pair, actor: { kind: 'new', name: 'police' } }])).toEqual([pair]);
  });
});
