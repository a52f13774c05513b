import type { Report } from '../report/report';
import { newestFirst } from '../report/report-order';
import type { RowOp } from './change';

/** A list of reports, newest first, as it is after a change; the same list when the change touches none of them. */
export function reportsAfter(reports: readonly Report[], ops: readonly RowOp[]): readonly Report[] {
  const touched = ops.filter((op) => op.table === 'reports');
  if (touched.length === 0) return reports;
  const changed = new Map(touched.map(({ key, after }) => [key, after]));
  const left = reports.filter(({ id }) => !changed.has(id));
  const put = [...changed.values()].filter((report) => report !== null).sort(newestFirst);
  const merged: Report[] = [];
  let next = 0;
  for (const report of left) {
    while (next < put.length && newestFirst(put[next]!, report) < 0) merged.push(put[next++]!);
    merged.push(report);
  }
  return [...merged, ...put.slice(next)];
}
