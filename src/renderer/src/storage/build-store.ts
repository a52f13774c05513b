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
} from '$domain/change/change';
import { historyAfter, NO_HISTORY, type History } from '$domain/change/history';
import type { Ports } from '$domain/ids';
import type { ReportText } from '$domain/report/report';
import { fail, ok, type Result } from '$domain/result';
import type { ArchiveDb, ChangeRow, MetaRow } from './archive-db';

/** Rows a transaction; a thousand keep memory and the time until the next progress short. */
const PAGE = 1000;

export interface BuiltStore {
  readonly seq: number;
  readonly rows: RowCounts;
}

/**
 * Fills an empty store from the changes of an archive, in order. The log and the texts are written as they come; the
 * rows are folded in memory and written once, at the end, with the row that makes the store valid last of all.
 */
export class StoreBuilder {
  readonly rows: RowSet = emptyRowSet();
  readonly #db: ArchiveDb;
  #log: ChangeRow[] = [];
  #texts: ReportText[] = [];
  #counts: RowCounts = NO_ROWS;
  #history: History = NO_HISTORY;
  #first: Change | null = null;
  #last: Change | null = null;

  constructor(db: ArchiveDb) {
    this.#db = db;
  }

  get seq(): number {
    return this.#last?.seq ?? 0;
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
    }
    this.#counts = countAfter(this.#counts, change.ops, change.texts);
    this.#history = historyAfter(this.#history, change);
    this.#first ??= change;
    this.#last = change;
    this.#log.push({ ...change, subjects: subjectsOf(change.ops) });
    this.#texts.push(...texts);
    if (this.#log.length + this.#texts.length >= PAGE) await this.#writeLog();
    return ok(undefined);
  }

  /** Writes the rows and makes the store valid. `device` is a new one where the history forks. */
  async finish(
    storeId: string,
    newDevice: string | null,
    ports: Ports,
    onProgress: (done: number, total: number) => void,
  ): Promise<BuiltStore> {
    await this.#writeLog();
    const total = TABLES.reduce((sum, table) => sum + this.rows[table].size, 0);
    let done = 0;
    for (const table of TABLES) {
      const rows = [...this.rows[table].values()];
      for (let from = 0; from < rows.length; from += PAGE) {
        const page = rows.slice(from, from + PAGE);
        await this.#db.table(table).bulkAdd(page);
        done += page.length;
        onProgress(done, total);
      }
    }
    const counts: RowCounts = { ...this.#counts };
    for (const table of TABLES) counts[table] = this.rows[table].size;
    const meta: MetaRow[] = [
      { key: 'counts', counts },
      { key: 'history', ...this.#history },
    ];
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

  async #writeLog(): Promise<void> {
    const [log, texts] = [this.#log, this.#texts];
    this.#log = [];
    this.#texts = [];
    if (log.length > 0) await this.#db.changes.bulkAdd(log);
    if (texts.length > 0) await this.#db.reportTexts.bulkPut(texts);
  }
}
