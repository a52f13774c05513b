import type { Actor } from '../coding/actor';
import type { AddedCountry } from '../coding/added-country';
import type { Code } from '../coding/code';
import type { Assignment, Excerpt, Memo } from '../coding/excerpt';
import type { BatchId, ChangeId, IsoInstant, ReportId, Sha256 } from '../ids';
import type { SavedSearch } from '../query/saved-search';
import type { Original, Report } from '../report/report';
import type { Rejection } from '../suggest/rejection';
import type { Hlc } from './hlc';

/** The rows a change can touch. Report texts are not among them: they are immutable and outlive their report's row. */
export interface Rows {
  reports: Report;
  originals: Original;
  excerpts: Excerpt;
  assignments: Assignment;
  memos: Memo;
  actors: Actor;
  codes: Code;
  countries: AddedCountry;
  rejections: Rejection;
  savedSearches: SavedSearch;
}
export type TableName = keyof Rows;
export const TABLES = [
  'reports',
  'originals',
  'excerpts',
  'assignments',
  'memos',
  'actors',
  'codes',
  'countries',
  'rejections',
  'savedSearches',
] as const satisfies readonly TableName[];

/** One row before and after: null before is a new row, null after a removed one. Never both. */
export type RowOp = {
  [T in TableName]: {
    readonly table: T;
    readonly key: string;
    readonly before: Rows[T] | null;
    readonly after: Rows[T] | null;
  };
}[TableName];

/** A text that a change brought in: named by hash, its body lies in the texts' own table. */
export interface TextRef {
  readonly reportId: ReportId;
  readonly revision: number;
  readonly textHash: Sha256;
}

/**
 * The logged effect of a command: immutable, in the order of `seq`, enough to undo and to replay it. It is also the
 * unit another device would receive: ids are made by clients, `device` and `deviceSeq` name it for good, `hlc` orders
 * it among changes of other devices, an operation without `after` is the tombstone of its row, and `before` keeps the
 * value that lost.
 */
export interface Change {
  readonly id: ChangeId;
  /** Gap-free within one archive, from 1. */
  readonly seq: number;
  /** What is undone together: the changes of one import share it. */
  readonly batchId: BatchId;
  readonly at: IsoInstant;
  readonly hlc: Hlc;
  readonly device: string;
  /** Gap-free within one device, from 1. */
  readonly deviceSeq: number;
  readonly coder: string;
  /** `undo` and `redo` refer to the batch in `target`. */
  readonly kind: 'do' | 'undo' | 'redo';
  readonly target: BatchId | null;
  readonly command: string;
  /** What the researcher did, as the undo menu names it: "Tag passage". */
  readonly label: string;
  /** False for what the app did by itself, such as bringing the sample, and for what was done before a purge. */
  readonly undoable: boolean;
  readonly ops: readonly RowOp[];
  readonly texts: readonly TextRef[];
}

/** How many rows there are of each table, of texts and of changes. */
export type RowCounts = Record<TableName | 'reportTexts' | 'changes', number>;

/** The numbers of an empty archive. */
export const NO_ROWS: RowCounts = {
  reports: 0,
  originals: 0,
  excerpts: 0,
  assignments: 0,
  memos: 0,
  actors: 0,
  codes: 0,
  countries: 0,
  rejections: 0,
  savedSearches: 0,
  reportTexts: 0,
  changes: 0,
};

/** The numbers after a change with these operations and texts. */
export function countAfter(counts: RowCounts, ops: readonly RowOp[], texts: readonly TextRef[]): RowCounts {
  const next = { ...counts };
  for (const op of ops) next[op.table] += Number(op.after !== null) - Number(op.before !== null);
  next.reportTexts += texts.length;
  next.changes += 1;
  return next;
}

/** The ids whose history a change belongs to: of the reports, passages and actors that its operations are about. */
export function subjectsOf(ops: readonly RowOp[]): string[] {
  const subjects = new Set<string>();
  for (const op of ops) {
    const row = op.after ?? op.before;
    if (row === null) continue;
    if ('reportId' in row && row.reportId !== null) subjects.add(row.reportId);
    if ('excerptId' in row) subjects.add(row.excerptId);
    else if (op.table !== 'rejections') subjects.add(op.key);
  }
  return [...subjects];
}

/** The operations that take back `ops`: reversed, with before and after exchanged. */
export function invert(ops: readonly RowOp[]): RowOp[] {
  return ops.map((op) => ({ ...op, before: op.after, after: op.before }) as RowOp).reverse();
}

/** A whole archive's rows in memory: what tests and checks apply operations to. */
export type RowSet = { [T in TableName]: Map<string, Rows[T]> };

export function emptyRowSet(): RowSet {
  return {
    reports: new Map(),
    originals: new Map(),
    excerpts: new Map(),
    assignments: new Map(),
    memos: new Map(),
    actors: new Map(),
    codes: new Map(),
    countries: new Map(),
    rejections: new Map(),
    savedSearches: new Map(),
  };
}

/** Applies operations to `rows` in place. */
export function apply(rows: RowSet, ops: readonly RowOp[]): void {
  for (const op of ops) {
    const table = rows[op.table] as Map<string, unknown>;
    if (op.after === null) table.delete(op.key);
    else table.set(op.key, op.after);
  }
}

/** Drops operations that change nothing, so that an unchanged edit leaves no trace. */
export function withoutNoOps(ops: readonly RowOp[]): RowOp[] {
  return ops.filter((op) => !sameRow(op.before, op.after));
}

/** Whether two rows hold the same data, whatever the order of their properties. */
export function sameRow(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  const right = b as Record<string, unknown>;
  return (
    left.length === Object.keys(right).length &&
    left.every(([key, value]) => Object.hasOwn(right, key) && sameRow(value, right[key]))
  );
}
