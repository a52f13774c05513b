import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ReportId } from '../ids';
import type { Report } from '../report/report';
import { newestFirst } from '../report/report-order';
import { reportsAfter } from './reports-after';
import { put, remove } from './row-ops';

const report = (id: number, published: string): Report =>
  ({ id: `r${id}` as ReportId, published, importedAt: '2022-01-06', title: `T${id % 3}` }) as Report;

it('gives the same list as sorting all reports again', () => {
  const reports = fc.uniqueArray(
    fc.tuple(fc.nat(30), fc.constantFrom('', '2021', '2022-01-05', '2022-01-06')),
    { selector: ([id]) => id, maxLength: 20 },
  );
  fc.assert(
    fc.property(reports, reports, fc.array(fc.nat(30), { maxLength: 5 }), (before, added, removed) => {
      const now = new Map(before.map(([id, published]) => [`r${id}`, report(id, published)]));
      const list = [...now.values()].sort(newestFirst);
      const ops = [];
      for (const [id, published] of added) {
        const next = report(id, published);
        ops.push(put('reports', next.id, now.get(next.id) ?? null, next));
        now.set(next.id, next);
      }
      for (const id of removed) {
        const gone = now.get(`r${id}`);
        if (!gone) continue;
        ops.push(remove('reports', gone.id, gone));
        now.delete(gone.id);
      }
      expect(reportsAfter(list, ops)).toEqual([...now.values()].sort(newestFirst));
    }),
    { seed: 4, numRuns: 300 },
  );
});

it('leaves the list alone when no report changes', () => {
  const list = [report(1, '2022')];
  expect(reportsAfter(list, [])).toBe(list);
});
