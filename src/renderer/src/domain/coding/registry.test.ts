import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { ActorId } from '../ids';
import { actorCalled, canBePartOf, nearNameFinder, roleDates, rolesOutside } from './registry';

const named = (name: string, ...aliases: string[]) => ({ name, aliases });

describe('a near name', () => {
  it.each([
    ['Police', 'Polise', true],
    ['National Guard', 'Guard, National', true],
    ['The protesters', 'Protesters', true],
    ['Protester', 'Protesters', true],
    ['National Security Committee', 'National Sceurity Comittee', true],
    ['Комитет национальной безопасности', 'Комитет национальной безопастности', true],
    ['KNB', 'KNK', false],
    ['Brigade of guards 31', 'Brigade of guards 32', false],
    ['Brigade of gaurds 31', 'Brigade of guards 31', true],
    ['Police', 'Polls', false],
    ['Kazakh army', 'Russian army', false],
    ['…', 'Police', false],
  ])('%s and %s: %s', (typed, known, near) => {
    expect(nearNameFinder([named(known)])(typed)).toHaveLength(near ? 1 : 0);
  });

  it('may be an alias, which is told', () => {
    const actor = named('National Security Committee', 'KNB', 'Security Committee');
    expect(nearNameFinder([actor])('Security Comittee')).toEqual([
      { entry: actor, name: 'Security Committee' },
    ]);
  });

  test('is near both ways round, and a name is near itself', () => {
    const name = fc.string({ unit: fc.constantFrom('e', 'b', 'c', ' ', 'д'), minLength: 5, maxLength: 12 });
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(nearNameFinder([named(a)])(b).length).toBe(nearNameFinder([named(b)])(a).length);
        if (/[ebcд]/u.test(a)) expect(nearNameFinder([named(a)])(a)).toHaveLength(1);
      }),
      { seed: 20220106, numRuns: 300 },
    );
  });
});

test('an actor is called by its name rather than by another’s alias', () => {
  const [committee, veterans] = [named('Committee', 'KNB'), named('knb')];
  expect(actorCalled([committee, veterans], 'KNB')).toBe(veterans);
  expect(actorCalled([committee], ' knb ')).toBe(committee);
  expect(actorCalled([committee], 'KN')).toBeUndefined();
});

describe('roles', () => {
  const roles = [
    { title: 'Prime Minister', from: '2014-04-02', to: '2016-09-08' },
    { title: 'Chairman of the KNB', from: '2016-09', to: '2022-01-06' },
  ];

  it.each([
    ['2015', null],
    ['2016-09-10', null],
    ['2022-01', null],
    ['2022-01-07', 2],
    ['2013', 2],
    ['', null],
  ])('on %s: %s do not fit', (date, outside) => {
    expect(rolesOutside({ roles }, date)?.length ?? null).toBe(outside);
  });

  it('that are not all dated say nothing against a date', () => {
    expect(rolesOutside({ roles: [...roles, { title: 'Adviser', from: '', to: '' }] }, '2022-02')).toBeNull();
    expect(rolesOutside({ roles: [] }, '2022-02')).toBeNull();
  });

  it('tell their dates', () => {
    expect(roles.map(roleDates)).toEqual(['2014-04-02 to 2016-09-08', '2016-09 to 2022-01-06']);
    expect(roleDates({ title: '', from: '2016', to: '' })).toBe('from 2016');
    expect(roleDates({ title: '', from: '', to: '2016' })).toBe('until 2016');
  });
});

test('nothing is a part of itself, by whatever way round', () => {
  const id = (n: number): ActorId => `a${n}` as ActorId;
  const actors = new Map([1, 2, 3].map((n) => [id(n), { parentId: n > 1 ? id(n - 1) : null }]));
  expect(canBePartOf(actors, id(1), id(3))).toBe(false);
  expect(canBePartOf(actors, id(1), id(1))).toBe(false);
  expect(canBePartOf(actors, id(3), id(1))).toBe(true);
});
