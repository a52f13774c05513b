import type { OpfsSAHPoolDatabase, PreparedStatement, default as initialise } from '@sqlite.org/sqlite-wasm';
import {
  BEST,
  textOf,
  type Answer,
  type SearchEngine,
  type SearchQuery,
  type SearchReport,
  type UpdateTimes,
} from './search-engines';

/** The package's own file, served as it is: a bundler would only change how its parts find each other. */
const MODULE = '/sqlite/sqlite3.mjs';
const FILE = '/search.sqlite';
const SCHEMA = `
  CREATE VIRTUAL TABLE search USING fts5(title, text, content='', contentless_delete=1, tokenize='unicode61');
  CREATE TABLE coding(kind TEXT, value TEXT, report INTEGER, PRIMARY KEY(kind, value, report)) WITHOUT ROWID;
`;
const BEST_OF_TEXT = `SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT ${BEST}`;
/** The words first: SQLite knows too little of the virtual table to choose this order itself. */
const BEST_OF_FACET = `
  SELECT search.rowid FROM search CROSS JOIN coding
  WHERE search MATCH ? AND coding.kind = ? AND coding.value = ? AND coding.report = search.rowid
  ORDER BY rank LIMIT ${BEST}`;
const COUNT = 'SELECT count(*) FROM search WHERE search MATCH ?';
const INSERT = 'INSERT INTO search(rowid, title, text) VALUES (?, ?, ?)';
const INSERT_CODING = 'INSERT OR IGNORE INTO coding VALUES (?, ?, ?)';

/**
 * SQLite's own build for browsers with its full-text index, without the texts, in the pool of files that it keeps in the origin's
 * private file system. Its times are those of the best reports alone, without counting, which takes another statement.
 */
export class Fts5 implements SearchEngine {
  #db!: OpfsSAHPoolDatabase;
  readonly #statements = new Map<string, PreparedStatement>();
  #memory: () => number = () => 0;

  prepare(): Promise<void> {
    return Promise.resolve();
  }

  async add(reports: readonly SearchReport[]): Promise<void> {
    if (!this.#isOpen()) {
      await this.open();
      this.#db.exec(SCHEMA);
    }
    this.#db.transaction(() => {
      for (const report of reports) this.#put(report);
    });
  }

  #isOpen(): boolean {
    return (this.#db as OpfsSAHPoolDatabase | undefined) !== undefined;
  }

  #put(report: SearchReport): void {
    const row = rowOf(report.id);
    this.#run(INSERT, [row, report.title, textOf(report)]);
    for (const { actor, country } of report.codings) {
      this.#run(INSERT_CODING, ['actor', actor, row]);
      this.#run(INSERT_CODING, ['country', country, row]);
    }
  }

  finish(): Promise<void> {
    this.#db.exec("INSERT INTO search(search) VALUES ('optimize')");
    return Promise.resolve();
  }

  diskBytes(): Promise<number> {
    const read = (name: string): number => Number(this.#db.selectValue(`PRAGMA ${name}`));
    // Pages that optimising left free are room for what comes next.
    return Promise.resolve((read('page_count') - read('freelist_count')) * read('page_size'));
  }

  async open(): Promise<void> {
    const { default: init } = (await import(/* @vite-ignore */ MODULE)) as { default: typeof initialise };
    const sqlite3 = await init();
    const pool = await sqlite3.installOpfsSAHPoolVfs({ name: 'opfs-sahpool', directory: 'bench-fts5' });
    this.#db = new pool.OpfsSAHPoolDb(FILE);
    this.#memory = () => sqlite3.wasm.heap8u().byteLength;
  }

  readonly otherBytes = (): number => this.#memory();

  query(query: SearchQuery): Answer | null {
    switch (query.kind) {
      case 'words':
        return this.#best(BEST_OF_TEXT, [allOf(query.words)]);
      case 'prefix':
        return this.#best(BEST_OF_TEXT, [beginning(query.word)]);
      case 'fuzzy':
        return null;
      case 'phrase':
        return this.#best(BEST_OF_TEXT, [`"${query.words.join(' ')}"`]);
      case 'facet': {
        const { word, actor, country } = query;
        const facet = actor === undefined ? ['country', country!] : ['actor', actor];
        return this.#best(BEST_OF_FACET, [quoted(word), ...facet]);
      }
      case 'typed': {
        const words = query.text.split(' ').filter(Boolean);
        return this.#best(BEST_OF_TEXT, [
          words.map((word, i) => (i === words.length - 1 ? beginning(word) : quoted(word))).join(' AND '),
        ]);
      }
    }
  }

  #best(sql: string, values: readonly string[]): Answer {
    const top: string[] = [];
    const statement = this.#statement(sql).bind([...values]);
    while (statement.step()) top.push(idOf(statement.getInt(0)!));
    statement.reset();
    return { count: null, top };
  }

  count(words: readonly string[]): number {
    return Number(this.#db.selectValue(COUNT, [allOf(words)]));
  }

  update(report: SearchReport, word: string): Promise<UpdateTimes> {
    const began = performance.now();
    this.#db.transaction(() => {
      const row = rowOf(report.id);
      this.#run('DELETE FROM search WHERE rowid = ?', [row]);
      this.#put(report);
    });
    const durable = performance.now() - began;
    if (this.#best(BEST_OF_TEXT, [quoted(word)]).top.length !== 1)
      throw new Error('The changed report is not found.');
    return Promise.resolve({ searchable: performance.now() - began, durable });
  }

  close(): Promise<void> {
    for (const statement of this.#statements.values()) statement.finalize();
    this.#db.close();
    return Promise.resolve();
  }

  #run(sql: string, values: readonly (string | number)[]): void {
    this.#statement(sql)
      .bind([...values])
      .stepReset();
  }

  #statement(sql: string): PreparedStatement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

function quoted(word: string): string {
  return `"${word}"`;
}

function beginning(word: string): string {
  return `"${word}"*`;
}

function allOf(words: readonly string[]): string {
  return words.map(quoted).join(' AND ');
}

/** Reports are numbered, so that no table has to say which row is which. */
function rowOf(id: string): number {
  return Number(id.slice(1));
}

function idOf(row: number): string {
  return `r${String(row).padStart(6, '0')}`;
}
