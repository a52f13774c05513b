import {
  apply,
  countAfter,
  emptyRowSet,
  NO_ROWS,
  sameRow,
  subjectsOf,
  TABLES,
  type Change,
  type RowCounts,
  type RowSet,
  type TableName,
} from '$domain/change/change';
import { historyAfter, NO_HISTORY, type History } from '$domain/change/history';
import type { Ports } from '$domain/ids';
import type { ReportText } from '$domain/report/report';
import { fail, ok, type Result } from '$domain/result';
import type { ArchiveDb, ChangeRow, MetaRow } from './archive-db';

/** Rows a transaction; a thousand keep memory and the time until the next progress short. */
const PAGE = 1000;
/** Rows that are altered before they are written: in the order of their keys they cost the store less. */
const GATHERED = 5000;
/** Writes that may wait while more is read. */
const WRITES_AHEAD = 40;
/** About how many rows of a large archive are still to be written when all changes are taken. */
export const LEFT_TO_WRITE = WRITES_AHEAD * PAGE + GATHERED;
const RECENT = 1000;

export interface BuiltStore {
  readonly seq: number;
  readonly rows: RowCounts;
}

/**
 * Fills an empty store from the changes of an archive, in order. Texts and rows are written while the next changes are
 * read, a row anew when a later change alters it; the row that makes the store valid comes last of all. Of the log only
 * the end is written: the rest is half of the work and not needed to go on, so it is completed later (`log-completion`).
 */
export class StoreBuilder {
  readonly rows: RowSet = emptyRowSet();
  readonly #db: ArchiveDb;
  readonly #recent: number;
  /** The end of the log: what undo and redo may need, and recent changes. */
  readonly #log: ChangeRow[] = [];
  /** Where the batches that undo and redo may need begin. */
  readonly #begins = new Map<string, number>();
  #texts: ReportText[] = [];
  /** Keys of the rows that were altered since they were written, by table. */
  readonly #altered = new Map<TableName, Set<string>>(TABLES.map((table) => [table, new Set()]));
  #counts: RowCounts = NO_ROWS;
  #history: History = NO_HISTORY;
  #first: Change | null = null;
  /** Writes that are not waited for yet, each after the one before it. */
  readonly #writing: Promise<void>[] = [];
  /** Rows that were taken for writing, and those of them that are written. */
  #taken = 0;
  #written = 0;
  #onWritten: () => void = () => undefined;
  #last: Change | null = null;

  /** `recent`: changes of the log that are written at once, besides those that undo and redo need. */
  constructor(db: ArchiveDb, recent = RECENT) {
    this.#db = db;
    this.#recent = recent;
  }

  get seq(): number {
    return this.#last?.seq ?? 0;
  }

  /** Empties the store: a page that was loaded again in the middle of the work finds what it had written before. */
  async begin(): Promise<void> {
    const { tables } = this.#db;
    await this.#db.transaction('rw', tables, () => Promise.all(tables.map((table) => table.clear())));
  }

  /**
   * Takes the next change. Fails with `build/gap` when it is not the next one, and with `build/inconsistent` when a
   * row is not as the change found it.
   */
  async add(change: Change, texts: readonly ReportText[]): Promise<Result<void>> {
    if (change.seq !== this.seq + 1) {
      return fail({
        code: 'build/gap',
        message: `Change ${this.seq + 1} is missing: ${change.seq} comes after ${this.seq}.`,
      });
    }
    for (const op of change.ops) {
      const current: unknown = this.rows[op.table].get(op.key) ?? null;
      if (!sameRow(current, op.before)) {
        return fail({
          code: 'build/inconsistent',
          message: `Change ${change.seq} does not follow from what came before it.`,
        });
      }
      apply(this.rows, [op]);
      this.#altered.get(op.table)!.add(op.key);
    }
    this.#counts = countAfter(this.#counts, change.ops, change.texts);
    this.#history = historyAfter(this.#history, change);
    this.#first ??= change;
    this.#last = change;
    this.#log.push({ ...change, subjects: subjectsOf(change.ops) });
    if (!this.#begins.has(change.batchId)) this.#begins.set(change.batchId, change.seq);
    if (this.#log.length > 2 * this.#recent && change.seq % this.#recent === 0) this.#forget();
    this.#texts.push(...texts);
    if (this.#texts.length >= PAGE) await this.#writeTexts();
    if (this.#waiting >= GATHERED) await this.#writeRows();
    return ok(undefined);
  }

  /** Drops the part of the log that is written later. */
  #forget(): void {
    const needed = new Set(
      [...this.#history.undo, ...this.#history.redo].map((entry) => entry.batchId as string),
    );
    let from = this.seq - this.#recent + 1;
    for (const [batchId, begin] of this.#begins) {
      if (needed.has(batchId)) from = Math.min(from, begin);
      else if (begin < from) this.#begins.delete(batchId);
    }
    const first = this.#log[0]?.seq ?? from;
    if (from > first) this.#log.splice(0, from - first);
  }

  /** Writes the rows and makes the store valid. `device` is a new one where the history forks. */
  async finish(
    storeId: string,
    newDevice: string | null,
    ports: Ports,
    onProgress: (done: number, total: number) => void,
  ): Promise<BuiltStore> {
    this.#forget();
    const before = this.#written;
    const total = this.#taken - before + this.#waiting + this.#texts.length + this.#log.length;
    this.#onWritten = () => onProgress(this.#written - before, total);
    await this.#writeTexts();
    await this.#writeRows();
    for (const page of pagesOf(this.#log)) {
      await this.#write(page.length, () => this.#db.changes.bulkAdd(page));
    }
    await Promise.all(this.#writing);
    const counts: RowCounts = { ...this.#counts };
    for (const table of TABLES) counts[table] = this.rows[table].size;
    const meta: MetaRow[] = [
      { key: 'counts', counts },
      { key: 'history', ...this.#history },
    ];
    const written = this.#log[0]?.seq ?? 1;
    if (written > 1) meta.push({ key: 'missing', from: 1, to: written - 1 });
    if (this.#last !== null) {
      const { seq, deviceSeq, hlc, device } = this.#last;
      meta.push(
        {
          key: 'archive',
          storeId,
          device: newDevice ?? device,
          createdAt: this.#first?.at ?? ports.now(),
        },
        { key: 'seq', value: seq, deviceSeq: newDevice === null ? deviceSeq : 0, hlc },
      );
    }
    await this.#db.meta.bulkPut(meta);
    return { seq: this.seq, rows: counts };
  }

  /** How many altered rows wait to be written. */
  get #waiting(): number {
    let count = 0;
    for (const keys of this.#altered.values()) count += keys.size;
    return count;
  }

  async #writeRows(): Promise<void> {
    for (const [table, altered] of this.#altered) {
      const keys = [...altered].sort();
      altered.clear();
      for (const page of pagesOf(keys)) {
        const rows = page.map((key) => this.rows[table].get(key)).filter((row) => row !== undefined);
        const gone = page.filter((key) => !this.rows[table].has(key));
        await this.#write(page.length, () =>
          this.#db.transaction('rw', table, async (): Promise<void> => {
            await this.#db.table(table).bulkPut(rows);
            if (gone.length > 0) await this.#db.table(table).bulkDelete(gone);
          }),
        );
      }
    }
  }

  async #writeTexts(): Promise<void> {
    const texts = this.#texts;
    this.#texts = [];
    if (texts.length > 0) await this.#write(texts.length, () => this.#db.reportTexts.bulkPut(texts));
  }

  /** Takes a write of so many rows for when those before it are done, and waits only while too many are to be done. */
  async #write(rows: number, write: () => PromiseLike<unknown>): Promise<void> {
    this.#taken += rows;
    const last = this.#writing.at(-1) ?? Promise.resolve();
    const next = last.then(write).then(() => {
      this.#written += rows;
      this.#onWritten();
    });
    // Whoever waits for it next hears of a failure.
    next.catch(() => undefined);
    this.#writing.push(next);
    if (this.#writing.length > WRITES_AHEAD) await this.#writing.shift();
  }
}

function* pagesOf<T>(rows: readonly T[]): Generator<T[]> {
  for (let from = 0; from < rows.length; from += PAGE) yield rows.slice(from, from + PAGE);
}
