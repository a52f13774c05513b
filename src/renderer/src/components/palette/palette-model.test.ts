import { describe, expect, it, test } from 'vitest';
import type { ActorId } from '$domain/ids';
import {
  actorsIn,
  distinctDrafts,
  exactActor,
  indexActors,
  suggestActors,
  type ActorMatch,
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
const names = (matches: readonly ActorMatch[]): string[] => matches.map((match) => match.actor.name);

const index = indexActors([
  actor('International observers'),
  actor('National Guard of Kazakhstan', 2),
  actor('National Security Committee', 5),
  actor('Nation'),
  actor('Ұлттық ұлан'),
  actor('Élysée'),
]);

describe('suggestActors', () => {
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
    expect(names(suggestActors(index, text))).toEqual(expected);
  });

  it('offers the most used when nothing is typed', () => {
    expect(names(suggestActors(index, '')).slice(0, 2)).toEqual([
      'National Security Committee',
      'National Guard of Kazakhstan',
    ]);
  });

  it('finds an actor by an alias in any script, after those whose name fits as well', () => {
    const aliased = indexActors([
      actor('National Security Committee', 5, { aliases: ['KNB', 'ҰҚК'] }),
      actor('KNB veterans'),
    ]);
    expect(suggestActors(aliased, 'knb')).toMatchObject([
      { actor: { name: 'National Security Committee' }, alias: 'KNB' },
      { actor: { name: 'KNB veterans' }, alias: null },
    ]);
    expect(suggestActors(aliased, 'ұқк')).toMatchObject([{ alias: 'ҰҚК' }]);
    expect(exactActor(aliased, 'knb')?.uses).toBe(5);
  });

  it('finds a deprecated actor only by its whole name', () => {
    const gone = indexActors([actor('Milisiya', 3, { deprecated: true }), actor('Militia')]);
    expect(names(suggestActors(gone, 'mil'))).toEqual(['Militia']);
    expect(names(suggestActors(gone, 'milisiya'))).toEqual(['Milisiya']);
    expect(names(suggestActors(gone, ''))).toEqual(['Militia']);
  });

  it('tells what a new name may be a misspelling of', () => {
    expect(index.near('National Gaurd of Kazakhstan').map(({ name }) => name)).toEqual([
      'National Guard of Kazakhstan',
    ]);
  });
});

test('actors that the words name come by the longest name, whole words only', () => {
  const known = indexActors([
    actor('Guard', 9),
    actor('National Guard', 1, { aliases: ['Ұлттық ұлан'] }),
    actor('Nation'),
    actor('Old guard', 1, { aliases: ['National'], deprecated: true }),
  ]);
  const named = (words: string) => actorsIn(known, words).map(({ name }) => name);
  expect(named('The NATIONAL guard, they say,')).toEqual(['National Guard', 'Guard']);
  expect(named('Ұлттық ұлан келді')).toEqual(['National Guard']);
  expect(named('Guards')).toEqual([]);
});

describe('exactActor', () => {
  it('ignores case, accents and white space, and takes no part of a name', () => {
    expect(exactActor(index, ' national  guard of KAZAKHSTAN ')?.uses).toBe(2);
    expect(exactActor(index, 'National Guard')).toBeUndefined();
  });
});

describe('distinctDrafts', () => {
  it('keeps each pair once', () => {
    const pair = { actor: { kind: 'new', name: 'Police' }, country: null } as const;
    expect(distinctDrafts([pair, { ...pair, actor: { kind: 'new', name: 'police' } }])).toEqual([pair]);
  });
});
