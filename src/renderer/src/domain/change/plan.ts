import {
  assessmentOf,
  joinAssessments,
  sameAssessment,
  samePair,
  type Assignment,
  type Excerpt,
  type Memo,
  type Pair,
} from '../coding/excerpt';
import { aliasesOf, type Actor } from '../coding/actor';
import type { ActorId, AssignmentId, ExcerptId, MemoId, Ports } from '../ids';
import { unionOf } from '../anchor/layers';
import { fail, ok, type Result } from '../result';
import type { Original, Report } from '../report/report';
import type { Span } from '../text/offsets';
import { withoutNoOps, type RowOp, type RowSet, type TableName, type Rows } from './change';
import type { Coding, Command, PassagePlace } from './command';
import { isRetagged, retaggedPairs } from './retag';

/**
 * Turns a command into row operations, given the rows it touches as they are now.
 * `rows` must hold every row the command names and all that hang on them; the storage gathers them.
 * Fails with `command/gone` when what it wants to change is not there any more, with `command/moved` when a passage is not
 * where the command takes it to be.
 */
export function plan(command: Command, rows: RowSet, ports: Ports): Result<RowOp[]> {
  switch (command.kind) {
    case 'add-reports':
      return ok(
        command.reports.flatMap(({ report, original }) => [
          put('reports', report.id, null, report),
          put('originals', original.reportId, null, original),
        ]),
      );
    case 'edit-report': {
      const report = rows.reports.get(command.reportId);
      if (!report) return gone('report');
      return ok(withoutNoOps([put('reports', report.id, report, { ...report, ...command.metadata })]));
    }
    case 'remove-reports':
      return ok(removeReports(rows, (report) => command.reportIds.includes(report.id)));
    case 'remove-sample': {
      const ops = removeReports(rows, (report) => report.sample);
      const removed = new Set(ops.map((op) => op.key));
      const stillUsed = new Set(
        [...rows.assignments.values()].filter((a) => !removed.has(a.id)).map((a) => a.pair.actorId),
      );
      for (const { sample, parentId } of rows.actors.values()) if (!sample) stillUsed.add(parentId);
      const actors = [...rows.actors.values()].filter((actor) => actor.sample && !stillUsed.has(actor.id));
      return ok([...ops, ...actors.map((actor) => remove('actors', actor.id, actor))]);
    }
    case 'tag-passage': {
      const { excerpt, coding } = command;
      if (!rows.reports.has(excerpt.reportId)) return gone('report');
      return ok([
        ...addActors(coding.newActors),
        put('excerpts', excerpt.id, null, { ...excerpt, ...assessmentOf(coding) }),
        ...assignmentOps(excerpt, coding, [], ports),
        ...memoOps(excerpt, coding, undefined, ports),
      ]);
    }
    case 'edit-passage': {
      const excerpt = rows.excerpts.get(command.excerptId);
      if (!excerpt) return gone('passage');
      const { coding } = command;
      const assignments = ofExcerpt(rows.assignments, excerpt);
      const details = [
        ...assignmentOps(excerpt, coding, assignments, ports),
        ...memoOps(excerpt, coding, ofExcerpt(rows.memos, excerpt)[0], ports),
      ];
      if (details.length === 0 && sameAssessment(coding, excerpt)) return ok([]);
      const edited: Excerpt = { ...excerpt, ...assessmentOf(coding), modifiedAt: ports.now() };
      return ok([...addActors(coding.newActors), put('excerpts', excerpt.id, excerpt, edited), ...details]);
    }
    case 'delete-passages': {
      const ids = new Set<string>(command.excerptIds);
      return ok(removeExcerpts(rows, (excerptId) => ids.has(excerptId)));
    }
    case 'retag-passages':
      return ok(retag(command, rows, ports));
    case 'resize-passage': {
      const excerpt = rows.excerpts.get(command.excerptId);
      if (!excerpt) return gone('passage');
      if (isSameSpan(excerpt.span, command.place.span)) return ok([]);
      const resized = { ...excerpt, ...command.place, modifiedAt: ports.now() };
      return ok([put('excerpts', excerpt.id, excerpt, resized)]);
    }
    case 'split-passage': {
      const excerpt = rows.excerpts.get(command.excerptId);
      if (!excerpt) return gone('passage');
      return split(excerpt, command, rows, ports);
    }
    case 'join-passages': {
      const excerpts = [...new Set(command.excerptIds)].map((id) => rows.excerpts.get(id));
      if (excerpts.includes(undefined)) return gone('passage');
      return join(
        excerpts.filter((excerpt) => excerpt !== undefined),
        command.place,
        rows,
        ports,
      );
    }
    case 'add-actors':
      return ok(command.actors.map((actor) => put('actors', actor.id, null, actor)));
    case 'edit-actor': {
      const actor = rows.actors.get(command.actorId);
      if (!actor) return gone('actor');
      return ok(withoutNoOps([put('actors', actor.id, actor, { ...actor, ...command.fields })]));
    }
    case 'merge-actors':
      return mergeActors(command, rows);
    case 'split-actor': {
      const { from, part, excerptIds } = command;
      if (!rows.actors.has(from)) return gone('actor');
      const chosen = new Set<string>(excerptIds);
      const concerned = [...rows.assignments.values()].filter(({ excerptId }) => chosen.has(excerptId));
      return ok([
        put('actors', part.id, null, part),
        ...mergeAssignments(concerned, new Set([from]), part.id),
      ]);
    }
    case 'delete-actor': {
      const actor = rows.actors.get(command.actorId);
      if (!actor) return gone('actor');
      if (rows.assignments.size > 0) return IN_USE;
      const children = [...rows.actors.values()].filter(({ parentId }) => parentId === actor.id);
      return ok([
        ...children.map((child) => put('actors', child.id, child, { ...child, parentId: actor.parentId })),
        remove('actors', actor.id, actor),
      ]);
    }
    case 'reject-suggestions':
      return ok(
        command.rejections
          .filter(({ id }) => !rows.rejections.has(id))
          .map((rejection) => put('rejections', rejection.id, null, rejection)),
      );
    case 'forget-rejections':
      return ok(
        command.rejectionIds.flatMap((id) => {
          const rejection = rows.rejections.get(id);
          return rejection ? [remove('rejections', id, rejection)] : [];
        }),
      );
  }
}

/** Groups the pairs once: looking through all of them for each passage would take hours for a whole archive. */
function retag(command: Extract<Command, { kind: 'retag-passages' }>, rows: RowSet, ports: Ports): RowOp[] {
  const byExcerpt = byPassage(rows.assignments.values());
  const modifiedAt = ports.now();
  const ops = [...new Set(command.excerptIds)].flatMap((id): RowOp[] => {
    const excerpt = rows.excerpts.get(id);
    if (!excerpt) return [];
    const current = (byExcerpt.get(id) ?? []).toSorted((a, b) => a.position - b.position);
    const pairs = current.map(({ pair }) => pair);
    if (!isRetagged(pairs, command.retag)) return [];
    return [
      put('excerpts', id, excerpt, { ...excerpt, modifiedAt }),
      ...assignmentOps(excerpt, { pairs: retaggedPairs(pairs, command.retag) }, current, ports),
    ];
  });
  if (ops.length === 0) return [];
  return [...addActors(command.newActors.filter(({ id }) => !rows.actors.has(id))), ...ops];
}

function byPassage(assignments: Iterable<Assignment>): Map<ExcerptId, Assignment[]> {
  const byExcerpt = new Map<ExcerptId, Assignment[]>();
  for (const row of assignments) {
    const found = byExcerpt.get(row.excerptId);
    if (found) found.push(row);
    else byExcerpt.set(row.excerptId, [row]);
  }
  return byExcerpt;
}

/** The one that stays takes the others' names as aliases, and what was a part of them. */
function mergeActors(
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
  // An actor is never a part of itself.
  const parentId = stays.parentId !== null && ids.has(stays.parentId) ? null : stays.parentId;
  return ok(
    withoutNoOps([
      ...mergeAssignments([...rows.assignments.values()], ids, into),
      ...children.map((child) => put('actors', child.id, child, { ...child, parentId: into })),
      put('actors', into, stays, {
        ...stays,
        parentId,
        aliases: aliasesOf(stays.name, [...stays.aliases, ...names]),
      }),
      ...actors.map((actor) => remove('actors', actor.id, actor)),
    ]),
  );
}

/** Pairs of the merged actors become pairs of the one that stays; a pair a passage has already is not said twice. */
function mergeAssignments(rows: readonly Assignment[], merged: ReadonlySet<string>, into: ActorId): RowOp[] {
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

const isSameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;

/** Both parts say the same of whom and where. The memo stays with the first: a note is not written twice. */
function split(
  excerpt: Excerpt,
  { first, second, secondId, coder }: Extract<Command, { kind: 'split-passage' }>,
  rows: RowSet,
  ports: Ports,
): Result<RowOp[]> {
  if (!isSameSpan(excerpt.span, unionOf([first.span, second.span]))) return moved();
  const now = ports.now();
  const part: Excerpt = {
    ...excerpt,
    ...second,
    id: secondId,
    createdBy: coder,
    createdAt: now,
    modifiedAt: now,
  };
  const pairs = pairsOf(rows, excerpt).map(({ pair }) => pair);
  return ok([
    put('excerpts', excerpt.id, excerpt, { ...excerpt, ...first, modifiedAt: now }),
    put('excerpts', part.id, null, part),
    ...pairs.map((pair, position) => newAssignment(part, pair, position, ports)),
  ]);
}

/** The first passage takes in the pairs it lacks, the memos in order, and the first status there is. */
function join(
  excerpts: readonly Excerpt[],
  place: PassagePlace,
  rows: RowSet,
  ports: Ports,
): Result<RowOp[]> {
  const [kept, ...others] = excerpts;
  if (!kept || others.length === 0) return ok([]);
  const isOfOneText = others.every((o) => o.reportId === kept.reportId && o.revision === kept.revision);
  if (!isOfOneText || !isSameSpan(unionOf(excerpts.map(({ span }) => span)), place.span)) return moved();
  const pairs = pairsOf(rows, kept).map(({ pair }) => pair);
  const added: RowOp[] = [];
  for (const { pair } of others.flatMap((excerpt) => pairsOf(rows, excerpt))) {
    if (pairs.some((known) => samePair(known, pair))) continue;
    added.push(newAssignment(kept, pair, pairs.length, ports));
    pairs.push(pair);
  }
  const memos = excerpts.flatMap((excerpt) => ofExcerpt(rows.memos, excerpt));
  const memo = memos.map(({ text }) => text).join('\n\n');
  const gone = new Set(others.map(({ id }) => id));
  return ok([
    put('excerpts', kept.id, kept, {
      ...kept,
      ...place,
      ...joinAssessments(excerpts),
      modifiedAt: ports.now(),
    }),
    ...added,
    ...memoOps(kept, { memo }, ofExcerpt(rows.memos, kept)[0], ports),
    ...removeExcerpts(rows, (excerptId) => gone.has(excerptId)),
  ]);
}

function pairsOf(rows: RowSet, excerpt: Excerpt): Assignment[] {
  return ofExcerpt(rows.assignments, excerpt).sort((a, b) => a.position - b.position);
}

function newAssignment(excerpt: Excerpt, pair: Pair, position: number, ports: Ports): RowOp {
  const id = ports.newId() as AssignmentId;
  return put('assignments', id, null, {
    id,
    excerptId: excerpt.id,
    reportId: excerpt.reportId,
    position,
    pair,
  });
}

function moved(): Result<never> {
  return fail({
    code: 'command/moved',
    message: 'The passage is not where it was any more. Nothing was changed.',
  });
}

const IN_USE = fail({
  code: 'actor/in-use',
  message: 'Passages are about this actor, so it was not deleted. Merge it into another, or deprecate it.',
});

function gone(what: string): Result<never> {
  return fail({ code: 'command/gone', message: `The ${what} is not in the archive any more.` });
}

function put<T extends TableName>(table: T, key: string, before: Rows[T] | null, after: Rows[T]): RowOp {
  return { table, key, before, after } as RowOp;
}

function remove<T extends TableName>(table: T, key: string, before: Rows[T]): RowOp {
  return { table, key, before, after: null } as RowOp;
}

const addActors = (actors: readonly Actor[]): RowOp[] =>
  actors.map((actor) => put('actors', actor.id, null, actor));

function ofExcerpt<R extends Assignment | Memo>(table: Map<string, R>, excerpt: Excerpt): R[] {
  return [...table.values()].filter((row) => row.excerptId === excerpt.id);
}

/** Keeps the ids of pairs that stay at their position, so that an edit changes no more than what was edited. */
function assignmentOps(
  excerpt: Excerpt,
  coding: Pick<Coding, 'pairs'>,
  current: readonly Assignment[],
  ports: Ports,
): RowOp[] {
  const ordered = [...current].sort((a, b) => a.position - b.position);
  const kept = coding.pairs.map((pair, position) => {
    const before = ordered[position] ?? null;
    const id = before?.id ?? (ports.newId() as AssignmentId);
    return put('assignments', id, before, {
      id,
      excerptId: excerpt.id,
      reportId: excerpt.reportId,
      position,
      pair,
    });
  });
  const dropped = ordered.slice(coding.pairs.length).map((row) => remove('assignments', row.id, row));
  return withoutNoOps([...kept, ...dropped]);
}

function memoOps(
  excerpt: Excerpt,
  coding: Pick<Coding, 'memo'>,
  current: Memo | undefined,
  ports: Ports,
): RowOp[] {
  if (coding.memo === (current?.text ?? '')) return [];
  if (coding.memo === '') return current ? [remove('memos', current.id, current)] : [];
  const id = current?.id ?? (ports.newId() as MemoId);
  const memo: Memo = {
    id,
    excerptId: excerpt.id,
    reportId: excerpt.reportId,
    text: coding.memo,
    modifiedAt: ports.now(),
  };
  return [put('memos', id, current ?? null, memo)];
}

/** Assignments and memos first, so that inverted the passage comes back before what hangs on it. */
function removeExcerpts(rows: RowSet, chosen: (excerptId: ExcerptId) => boolean): RowOp[] {
  const hanging = [
    ...[...rows.assignments.values()].map((row) => ({ table: 'assignments' as const, row })),
    ...[...rows.memos.values()].map((row) => ({ table: 'memos' as const, row })),
  ].filter(({ row }) => chosen(row.excerptId));
  return [
    ...hanging.map(({ table, row }) => remove(table, row.id, row)),
    ...[...rows.excerpts.values()]
      .filter((excerpt) => chosen(excerpt.id))
      .map((excerpt) => remove('excerpts', excerpt.id, excerpt)),
  ];
}

function removeReports(rows: RowSet, chosen: (report: Report) => boolean): RowOp[] {
  const reports = [...rows.reports.values()].filter(chosen);
  const ids = new Set<string>(reports.map((report) => report.id));
  const excerpts = new Set(
    [...rows.excerpts.values()].filter((row) => ids.has(row.reportId)).map((row) => row.id),
  );
  const originals = reports.flatMap((report): Original[] => {
    const original = rows.originals.get(report.id);
    return original ? [original] : [];
  });
  return [
    ...removeExcerpts(rows, (excerptId) => excerpts.has(excerptId)),
    ...originals.map((original) => remove('originals', original.reportId, original)),
    ...[...rows.rejections.values()]
      .filter(({ reportId }) => reportId !== null && ids.has(reportId))
      .map((rejection) => remove('rejections', rejection.id, rejection)),
    ...reports.map((report) => remove('reports', report.id, report)),
  ];
}
