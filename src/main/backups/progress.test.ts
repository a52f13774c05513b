import { expect, it } from 'vitest';
import { BackupProblem } from './backup-refusals';
import { createProgress } from './progress';

it('passes on five a second at most, never more than the total', () => {
  const seen: [number, number][] = [];
  let time = 0;
  const progress = createProgress(
    (done, total) => seen.push([done, total]),
    null,
    () => time,
  );
  progress.expect(100);
  for (; time < 1000; time += 10) progress.add(2);
  expect(seen).toEqual([
    [2, 100],
    [42, 100],
    [82, 100],
    [100, 100],
    [100, 100],
  ]);
});

it('throws once it was stopped', () => {
  const stopping = new AbortController();
  const progress = createProgress(() => undefined, stopping.signal);
  progress.add(1);
  stopping.abort();
  expect(() => progress.add(1)).toThrow(BackupProblem);
});
