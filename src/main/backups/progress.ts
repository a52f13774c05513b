import { stopped } from './backup-refusals';

export type OnProgress = (doneBytes: number, totalBytes: number) => void;

export interface Progress {
  /** More bytes to go through than was known so far. */
  expect: (bytes: number) => void;
  /** Bytes gone through. Throws `backup/stopped` once the signal says so. */
  add: (bytes: number) => void;
}

const INTERVAL_MS = 200;

/** Passes on how far a job is, at most five times a second; `done` never exceeds `total`. */
export function createProgress(
  report: OnProgress,
  signal: AbortSignal | null = null,
  clock: () => number = () => performance.now(),
): Progress {
  let total = 0;
  let sum = 0;
  let reportedAt = -Infinity;
  return {
    expect: (bytes) => {
      total += bytes;
    },
    add: (bytes) => {
      if (signal?.aborted === true) throw stopped();
      sum += bytes;
      const now = clock();
      if (now - reportedAt < INTERVAL_MS) return;
      reportedAt = now;
      report(Math.min(sum, total), total);
    },
  };
}
