import { aliasesOf } from '../coding/actor';
import { samePair, type Assignment } from '../coding/excerpt';
import { parentAfterMerge } from '../coding/registry';
import type { ActorId } from '../ids';
import { fail, ok, type Result } from '../result';
import { withoutNoOps, type RowOp, type RowSet } from './change';
import type { Command } from './command';
import { byPassage, gone, put, remove } from './row-ops';

/** The one that stays takes the others' names as aliases, and what was a part of them. */
export function mergeActors(
  { from, into }: Extract<Command, { kind: 'merge-actors' }>,
  rows: RowSet,
): Result<RowOp[]> {
  const stays = rows.actors.get(into);
  const merged = from.filter((id) => id !== into).map((id) => rows.actors.get(id));
  if (!stays || merged.includes(undefined)) return gone('actor');
  const actors = merged.filter((actor) => actor !== undefined);
  const ids = new Set<string>(actors.map((actor) => actor.id));
  const names = actors.flatMap(({ name, aliases }) => [name, ...aliases]);
  const children = [...rows.actors.values()].filter(
    ({ id, parentId }) => parentId !== null && ids.has(parentId) && !ids.has(id) && id !== into,
  );
  return ok(
    withoutNoOps([
      ...mergeAssignments([...rows.assignments.values()], ids, into),
      ...children.map((child) => put('actors', child.id, child, { ...child, parentId: into })),
      put('actors', into, stays, {
        ...stays,
        parentId: parentAfterMerge(rows.actors, ids, into),
        aliases: aliasesOf(stays.name, [...stays.aliases, ...names]),
      }),
      ...actors.map((actor) => remove('actors', actor.id, actor)),
    ]),
  );
}

/** The chosen passages of an actor are about the new one instead. */
export function splitActor(
  { from, part, excerptIds }: Extract<Command, { kind: 'split-actor' }>,
  rows: RowSet,
): Result<RowOp[]> {
  if (!rows.actors.has(from)) return gone('actor');
  const chosen = new Set<string>(excerptIds);
  const concerned = [...rows.assignments.values()].filter(({ excerptId }) => chosen.has(excerptId));
  return ok([put('actors', part.id, null, part), ...mergeAssignments(concerned, new Set([from]), part.id)]);
}

const IN_USE = fail({
  code: 'actor/in-use',
  message: 'Passages are about this actor, so it was not deleted. Merge it into another, or deprecate it.',
});

/** What was a part of it becomes a part of what it was a part of. */
export function deleteActor(id: ActorId, rows: RowSet): Result<RowOp[]> {
  const actor = rows.actors.get(id);
  if (!actor) return gone('actor');
  if (rows.assignments.size > 0) return IN_USE;
  const children = [...rows.actors.values()].filter(({ parentId }) => parentId === id);
  return ok([
    ...children.map((child) => put('actors', child.id, child, { ...child, parentId: actor.parentId })),
    remove('actors', id, actor),
  ]);
}

/**
 * The sample's actors go, except those that a pair still names and what a remaining actor is a part of. `gonePairs` holds
 * the keys of the pairs that go as well.
 */
export function removeSampleActors({ actors, assignments }: RowSet, gonePairs: ReadonlySet<string>): RowOp[] {
  const kept = new Set<string>();
  const keep = (id: ActorId | null): void => {
    const actor = id === null ? undefined : actors.get(id);
    if (!actor || kept.has(actor.id)) return;
    kept.add(actor.id);
    keep(actor.parentId);
  };
  for (const { id, sample } of actors.values()) if (!sample) keep(id);
  for (const { id, pair } of assignments.values()) if (!gonePairs.has(id)) keep(pair.actorId);
  return [...actors.values()]
    .filter(({ id }) => !kept.has(id))
    .map((actor) => remove('actors', actor.id, actor));
}

/** Pairs of the merged actors become pairs of the one that stays; a pair a passage has already is not said twice. */
function mergeAssignments(rows: Iterable<Assignment>, merged: ReadonlySet<string>, into: ActorId): RowOp[] {
  return [...byPassage(rows).values()].flatMap((assignments) => {
    const kept: Assignment[] = [];
    const ops: RowOp[] = [];
    for (const row of assignments.toSorted((a, b) => a.position - b.position)) {
      const isMerged = row.pair.actorId !== null && merged.has(row.pair.actorId);
      const pair = isMerged ? { ...row.pair, actorId: into } : row.pair;
      if (kept.some((other) => samePair(other.pair, pair))) ops.push(remove('assignments', row.id, row));
      else {
        const after = { ...row, pair, position: kept.length };
        kept.push(after);
        ops.push(put('assignments', row.id, row, after));
      }
    }
    return withoutNoOps(ops);
  });
}
