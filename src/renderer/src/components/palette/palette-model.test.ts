import { describe, expect, it } from 'vitest';
import type { ActorId } from '$domain/ids';
import { distinctDrafts, exactActor, indexActors, suggestActors, type PaletteActor } from './palette-model';

const actor = (name: string, uses = 0): PaletteActor => ({ id: name as ActorId, name, colour: 1, uses });
const names = (actors: readonly PaletteActor[]): string[] => actors.map(({ name }) => name);

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

  it('stays quick with 500 actors', () => {
    const many = indexActors(
      Array.from({ length: 500 }, (_, i) => actor(`Регional committee ${i} of the Орда`, i)),
    );
    const start = performance.now();
    for (let i = 0; i < 20; i += 1) suggestActors(many, `com ${i}`);
    expect((performance.now() - start) / 20).toBeLessThan(20);
  });
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
