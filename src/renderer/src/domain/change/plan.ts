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
import type { AssignmentId, ExcerptId, MemoId, Ports } from '../ids';
import { unionOf } from '../anchor/layers';
import { fail, ok, type Result } from '../result';
import type { Original, Report } from '../report/report';
import type { Span } from '../text/offsets';
import { withoutNoOps, type RowOp, type RowSet } from './change';
import type { PassagePlace } from '../anchor/place';
import type { Coding, Command } from './command';
import { deleteActor, mergeActors, removeSampleActors, splitActor } from './plan-actors';
import { deleteCode, mergeCodes } from './plan-codes';
import { deleteSearch, editSearch, saveSearch } from './plan-searches';
import { isRetagged, retagged, sameCodes } from './retag';
import { confirmPassages, placePassage, reviseReport } from './plan-revision';
import { addActors, addCodes, byPassage, gone, moved, put, remove } from './row-ops';

/**
 * Turns a command into row operations, given the rows it touches as they are now.
 * `rows` must hold every row the command names and all that hang on them, of those that only bar it one; the storage
 * gathers them.
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
      return ok(withoutNoOps([put('reports', report.id, report, { ...report, ...command.fields })]));
    }
    case 'revise-report':
      return reviseReport(command, rows, ports);
    case 'remove-reports':
      return ok(removeReports(rows, (report) => command.reportIds.includes(report.id)));
    case 'remove-sample': {
      const ops = removeReports(rows, (report) => report.sample);
      return ok([...ops, ...removeSampleActors(rows, new Set(ops.map((op) => op.key)))]);
    }
    case 'tag-passage': {
      const { excerpt, coding } = command;
      if (!rows.reports.has(excerpt.reportId)) return gone('report');
      return ok([
        ...addActors(coding.newActors),
        ...addCodes(coding.newCodes),
        put('excerpts', excerpt.id, null, { ...excerpt, codes: coding.codes, ...assessmentOf(coding) }),
        ...assignmentOps(excerpt, coding, [], ports),
        ...memoOps(excerpt, coding, undefined, ports),
      ]);
    }
    case 'tag-passages':
      return tagPassages(command, rows, ports);
    case 'edit-passage': {
      const excerpt = rows.excerpts.get(command.excerptId);
      if (!excerpt) return gone('passage');
      const { coding } = command;
      const assignments = ofExcerpt(rows.assignments, excerpt);
      const details = [
        ...assignmentOps(excerpt, coding, assignments, ports),
        ...memoOps(excerpt, coding, ofExcerpt(rows.memos, excerpt)[0], ports),
      ];
      const isSame = sameAssessment(coding, excerpt) && sameCodes(coding.codes, excerpt.codes);
      if (details.length === 0 && isSame) return ok([]);
      const { codes } = coding;
      const edited: Excerpt = { ...excerpt, codes, ...assessmentOf(coding), modifiedAt: ports.now() };
      return ok([
        ...addActors(coding.newActors),
        ...addCodes(coding.newCodes),
        put('excerpts', excerpt.id, excerpt, edited),
        ...details,
      ]);
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
      // Its place in the text is where a person just put it; a passage that has none cannot be resized.
      if (excerpt.anchoring === 'orphaned') return moved();
      const resized: Excerpt = {
        ...excerpt,
        ...command.place,
        anchoring: 'anchored',
        modifiedAt: ports.now(),
      };
      return ok([put('excerpts', excerpt.id, excerpt, resized)]);
    }
    case 'place-passage':
      return placePassage(command, rows, ports);
    case 'confirm-passages':
      return ok(confirmPassages(command, rows, ports));
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
      return ok(addActors(command.actors));
    case 'edit-actors': {
      if (command.edits.some(({ actorId }) => !rows.actors.has(actorId))) return gone('actor');
      return ok(
        withoutNoOps(
          command.edits.map(({ actorId, fields }) => {
            const actor = rows.actors.get(actorId)!;
            return put('actors', actorId, actor, { ...actor, ...fields });
          }),
        ),
      );
    }
    case 'merge-actors':
      return mergeActors(command, rows);
    case 'split-actor':
      return splitActor(command, rows);
    case 'delete-actor':
      return deleteActor(command.actorId, rows);
    case 'add-codes':
      return ok(addCodes(command.codes));
    case 'edit-code': {
      const code = rows.codes.get(command.codeId);
      if (!code) return gone('code');
      return ok(withoutNoOps([put('codes', code.id, code, { ...code, ...command.fields })]));
    }
    case 'merge-codes':
      return mergeCodes(command, rows, ports);
    case 'delete-code':
      return deleteCode(command.codeId, rows);
    case 'add-country':
      return ok([put('countries', command.country.id, null, command.country)]);
    case 'edit-country': {
      const country = rows.countries.get(command.code);
      if (!country) return gone('country');
      return ok(withoutNoOps([put('countries', country.id, country, { ...country, ...command.fields })]));
    }
    case 'delete-country': {
      const country = rows.countries.get(command.code);
      if (!country) return gone('country');
      if (rows.assignments.size + rows.actors.size > 0) return COUNTRY_IN_USE;
      return ok([remove('countries', country.id, country)]);
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
    case 'save-search':
      return saveSearch(command, rows);
    case 'edit-search':
      return editSearch(command, rows, ports);
    case 'delete-search':
      return deleteSearch(command, rows);
  }
}

const COUNTRY_IN_USE = fail({
  code: 'country/in-use',
  message:
    'Passages are about this country, or an actor is at home in it, so it was not deleted. Give those another country first.',
});

function tagPassages(
  { passages, added, newActors, newCodes }: Extract<Command, { kind: 'tag-passages' }>,
  rows: RowSet,
  ports: Ports,
): Result<RowOp[]> {
  if (passages.some(({ excerpt }) => !rows.reports.has(excerpt.reportId))) return gone('report');
  if (added.some(({ excerptId }) => !rows.excerpts.has(excerptId))) return gone('passage');
  const created = passages.flatMap(({ excerpt, pairs }) => [
    put('excerpts', excerpt.id, null, excerpt),
    ...pairs.map((pair, position) => newAssignment(excerpt, pair, position, ports)),
  ]);
  const extended = added.flatMap(({ excerptId, pairs, codes }) => {
    const excerpt = rows.excerpts.get(excerptId)!;
    const current = pairsOf(rows, excerpt).map(({ pair }) => pair);
    const missing = pairs.filter((pair) => !current.some((known) => samePair(known, pair)));
    const allCodes = [...new Set([...excerpt.codes, ...codes])];
    if (missing.length === 0 && sameCodes(allCodes, excerpt.codes)) return [];
    return [
      put('excerpts', excerptId, excerpt, { ...excerpt, codes: allCodes, modifiedAt: ports.now() }),
      ...missing.map((pair, i) => newAssignment(excerpt, pair, current.length + i, ports)),
    ];
  });
  if (created.length + extended.length === 0) return ok([]);
  return ok([...addActors(newActors), ...addCodes(newCodes), ...created, ...extended]);
}

/** Groups the pairs once: looking through all of them for each passage would take hours for a whole archive. */
function retag(command: Extract<Command, { kind: 'retag-passages' }>, rows: RowSet, ports: Ports): RowOp[] {
  const byExcerpt = byPassage(rows.assignments.values());
  const modifiedAt = ports.now();
  const ops = [...new Set(command.excerptIds)].flatMap((id): RowOp[] => {
    const excerpt = rows.excerpts.get(id);
    if (!excerpt) return [];
    const current = (byExcerpt.get(id) ?? []).toSorted((a, b) => a.position - b.position);
    const has = {
      pairs: current.map(({ pair }) => pair),
      codes: excerpt.codes,
      assessment: assessmentOf(excerpt),
    };
    if (!isRetagged(has, command.retag)) return [];
    const { pairs, codes, assessment } = retagged(has, command.retag);
    return [
      put('excerpts', id, excerpt, { ...excerpt, codes, ...assessment, modifiedAt }),
      ...assignmentOps(excerpt, { pairs }, current, ports),
    ];
  });
  if (ops.length === 0) return [];
  return [
    ...addActors(command.newActors.filter(({ id }) => !rows.actors.has(id))),
    ...addCodes(command.newCodes.filter(({ id }) => !rows.codes.has(id))),
    ...ops,
  ];
}

const isSameSpan = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;

/** Both parts say the same of whom and where. The memo stays with the first: a note is not written twice. */
function split(
  excerpt: Excerpt,
  { first, second, secondId, coder }: Extract<Command, { kind: 'split-passage' }>,
  rows: RowSet,
  ports: Ports,
): Result<RowOp[]> {
  if (excerpt.anchoring === 'orphaned' || !isSameSpan(excerpt.span, unionOf([first.span, second.span])))
    return moved();
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

/** The first passage takes in the pairs and codes it lacks, the memos in order, and the first status there is. */
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
      codes: [...new Set(excerpts.flatMap(({ codes }) => codes))],
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
