import type { Failure } from '../result';

/** Why a query cannot be read, and where: the column counts code points of the query text, from 1. */
export interface QueryError extends Failure {
  readonly column: number;
  /** The whole text as it was perhaps meant. */
  readonly suggestion?: string;
}

/** How far the parser gets: thrown inside of it only. */
export class Unreadable extends Error {
  constructor(
    readonly code: string,
    message: string,
    /** UTF-16 offset in the query text. */
    readonly at: number,
    readonly suggestion?: string,
  ) {
    super(message);
  }

  toError(text: string): QueryError {
    const column = [...text.slice(0, this.at)].length + 1;
    const { code, message, suggestion } = this;
    return { code, message, column, ...(suggestion === undefined ? {} : { suggestion }) };
  }
}

/** The candidate that differs in fewest letters, of those that differ in two at most; null when there is none. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  let best: string | null = null;
  let least = 3;
  for (const candidate of candidates) {
    const distance = editDistance(word, candidate);
    if (distance < least && distance < candidate.length - 1) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** Levenshtein's distance, in UTF-16 units. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
