import { describe, expect, it } from 'vitest';
import { NO_ACTOR_DETAILS, type Actor } from '../coding/actor';
import type { CountryRole, Pair } from '../coding/excerpt';
import type { ActorId, CountryCode, ExcerptId, IsoInstant, ReportId } from '../ids';
import { crosstab, type CountedAssignment } from './crosstab';

const actor = (id: string, name: string): Actor => ({
  id: id as ActorId,
  name,
  colour: 1,
  createdAt: '2021-06-01T08:00:00.000Z' as IsoInstant,
  sample: false,
  ...NO_ACTOR_DETAILS,
});
const police = actor('a1', 'Police');
const crowd = actor('a2', 'Crowd');
const unused = actor('a3', 'Unused');
const actors = new Map([police, crowd, unused].map((one): [ActorId, Actor] => [one.id, one]));
const KAZ = 'KAZ' as CountryCode;
const RUS = 'RUS' as CountryCode;

function tagged(
  excerpt: string,
  actorId: ActorId | null,
  code: CountryCode | null,
  role: CountryRole = 'location',
  report = 'r1',
): CountedAssignment {
  return {
    excerptId: excerpt as ExcerptId,
    reportId: report as ReportId,
    pair: { actorId, country: code && { code, role } } as Pair,
  };
}

describe('crosstab', () => {
  it('is empty for no assignments', () => {
    expect(crosstab([], actors)).toMatchObject({ actors: [], countries: [], most: 0 });
  });

  it('counts a passage once, however many pairs it has', () => {
    const table = crosstab(
      [
        tagged('e1', police.id, KAZ, 'affiliation'),
        tagged('e1', police.id, KAZ, 'location'),
        tagged('e1', police.id, RUS),
        tagged('e2', police.id, KAZ),
      ],
      actors,
    );
    expect(table.count(police.id, KAZ)).toBe(2);
    expect(table.count(police.id, RUS)).toBe(1);
    expect(table.actors).toEqual([{ actor: police, total: 2 }]);
    expect(table.countries).toEqual([
      { code: KAZ, total: 2 },
      { code: RUS, total: 1 },
    ]);
    expect(table.most).toBe(2);
  });

  it('counts whatever the passages belong to, once each', () => {
    const passages = [
      tagged('e1', police.id, KAZ, 'location', 'r1'),
      tagged('e2', police.id, KAZ, 'location', 'r1'),
      tagged('e3', police.id, KAZ, 'location', 'r2'),
      tagged('e4', police.id, RUS, 'location', 'r3'),
    ];
    const story = new Map([['r2', 'r1']]);
    const counted = (unitOf: (of: CountedAssignment) => string): number[] => {
      const table = crosstab(passages, actors, unitOf);
      return [table.count(police.id, KAZ), table.actors[0]!.total];
    };
    expect(counted(({ excerptId }) => excerptId)).toEqual([3, 4]);
    expect(counted(({ reportId }) => reportId)).toEqual([2, 3]);
    expect(counted(({ reportId }) => story.get(reportId) ?? reportId)).toEqual([1, 2]);
  });

  it('joins an actor and a country only within one pair', () => {
    const table = crosstab([tagged('e1', police.id, KAZ), tagged('e1', crowd.id, RUS)], actors);
    expect(table.count(police.id, RUS)).toBe(0);
    expect(table.count(crowd.id, KAZ)).toBe(0);
    expect(table.count(crowd.id, RUS)).toBe(1);
  });

  it('counts actors without a country and countries without an actor in the totals', () => {
    const table = crosstab([tagged('e1', police.id, null), tagged('e2', null, KAZ)], actors);
    expect(table.actors).toEqual([{ actor: police, total: 1 }]);
    expect(table.countries).toEqual([{ code: KAZ, total: 1 }]);
    expect(table.count(police.id, KAZ)).toBe(0);
    expect(table.most).toBe(0);
  });

  it('puts the most frequent first, then goes by name and code', () => {
    const table = crosstab(
      [tagged('e1', police.id, RUS), tagged('e2', crowd.id, KAZ), tagged('e3', null, RUS)],
      actors,
    );
    expect(table.actors.map((row) => row.actor.name)).toEqual(['Crowd', 'Police']);
    expect(table.countries.map((column) => column.code)).toEqual([RUS, KAZ]);
  });

  it('leaves out an actor it does not know, but keeps the country', () => {
    const table = crosstab([tagged('e1', 'gone' as ActorId, KAZ)], actors);
    expect(table.actors).toEqual([]);
    expect(table.countries).toEqual([{ code: KAZ, total: 1 }]);
  });
});
