import type { Actor } from '../coding/actor';
import type { Code } from '../coding/code';
import type { Assignment } from '../coding/excerpt';
import type { ExcerptId } from '../ids';
import { fail, type Result } from '../result';
import type { RowOp, Rows, TableName } from './change';

/** The failure of a command whose target was deleted meanwhile. */
export function gone(what: string): Result<never> {
  return fail({ code: 'command/gone', message: `The ${what} is not in the archive any more.` });
}

/** The failure of a command that finds a passage elsewhere than it took it to be. */
export function moved(): Result<never> {
  return fail({
    code: 'command/moved',
    message: 'The passage is not where it was any more. Nothing was changed.',
  });
}

/** A row that is new, where `before` is null, or becomes another. */
export function put<T extends TableName>(
  table: T,
  key: string,
  before: Rows[T] | null,
  after: Rows[T],
): RowOp {
  return { table, key, before, after } as RowOp;
}

export function remove<T extends TableName>(table: T, key: string, before: Rows[T]): RowOp {
  return { table, key, before, after: null } as RowOp;
}

export const addActors = (actors: readonly Actor[]): RowOp[] =>
  actors.map((actor) => put('actors', actor.id, null, actor));

export const addCodes = (codes: readonly Code[]): RowOp[] =>
  codes.map((code) => put('codes', code.id, null, code));

/** Pairs by their passages, in no particular order. */
export function byPassage(assignments: Iterable<Assignment>): Map<ExcerptId, Assignment[]> {
  const byExcerpt = new Map<ExcerptId, Assignment[]>();
  for (const row of assignments) {
    const found = byExcerpt.get(row.excerptId);
    if (found) found.push(row);
    else byExcerpt.set(row.excerptId, [row]);
  }
  return byExcerpt;
}
