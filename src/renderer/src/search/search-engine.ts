import type { Change } from '$domain/change/change';
import type { ExcerptId, ReportId } from '$domain/ids';
import { readMeta, type ArchiveDb } from '../storage/archive-db';
import { archiveSource, countRows, indexPage, passageDocuments, reportDocuments } from './archive-source';
import { FrozenTiers } from './frozen-tiers';
import { ArchiveIndex } from './index';
import type { Progress, SearchReply, SearchRequest, SearchStatus } from './protocol';
import { runQuery } from './run-query';
import { ShardDamaged } from './shards/paged-bytes';
import type { ShardFiles } from './shards/shard-files';
import { readSnapshot, shardsInDatabase, writeSnapshot, type KeptShard, type Snapshot } from './snapshot';

export { readSnapshot };

/** Rows or changes read at a time. */
const PAGE = 200;
/** Longest stretch of indexing before waiting queries get their turn, milliseconds. */
const SLICE = 12;
/** Quiet time after the last change before the index is stored, milliseconds. */
const PERSIST_AFTER = 5000;

type Query = Extract<SearchRequest, { type: 'query' }>;

export interface EngineOptions {
  /** False for an archive that nothing may be written to. */
  readonly persist: boolean;
  /** Where the index is kept, and what was read from there; in the archive's database when absent. */
  readonly stored?: { readonly files: ShardFiles; readonly snapshot: Snapshot | null };
}

/**
 * The search worker without its worker: keeps the index level with the archive and answers queries. The index is
 * never trusted blindly: a snapshot that is missing, stale, damaged or does not count what the archive counts is
 * made anew from the archive, while queries are answered from what is there.
 */
export class SearchEngine {
  #index = new ArchiveIndex();
  readonly #files: ShardFiles;
  #frozen: FrozenTiers;
  /** Changes up to this number are in the index. */
  #seq = 0;
  /** False while the index was not read or built to its end: what it has seen says nothing then. */
  #complete = false;
  #progress: Progress | null = null;
  #status: SearchStatus = { state: 'loading', done: 0, total: 0 };
  /** Everything that changes the index runs one after another. */
  #work: Promise<void>;
  #usable!: () => void;
  readonly #whenUsable = new Promise<void>((resolve) => (this.#usable = resolve));
  #persistTimer: ReturnType<typeof setTimeout> | undefined;
  #stored = true;
  #sliceEnd = 0;
  /** The newest query of each caller. */
  readonly #newest = new Map<string, number>();

  constructor(
    private readonly db: ArchiveDb,
    private readonly post: (reply: SearchReply) => void,
    private readonly options: EngineOptions = { persist: true },
  ) {
    this.#files = options.stored?.files ?? shardsInDatabase(db);
    this.#frozen = this.#tiersOf(this.#index);
    this.#work = this.#start().catch((error: unknown) => this.#fail(error));
  }

  /** Answers every request but `open` with exactly one reply of its id, `cancel` with that of its query. */
  handle(request: Exclude<SearchRequest, { type: 'open' }>): void {
    switch (request.type) {
      case 'query':
        this.#newest.set(request.caller, request.id);
        void this.#answer(request);
        return;
      case 'cancel':
        for (const [caller, id] of this.#newest) if (id === request.id) this.#newest.delete(caller);
        return;
      case 'sync':
        this.#enqueue(request.id, () => this.#catchUp());
        return;
      case 'persist':
        this.#enqueue(request.id, () => this.#persist());
        return;
      case 'count':
        this.#enqueue(
          request.id,
          () => this.#catchUp(),
          (id) => ({ type: 'counted', id, counts: this.#index.counts }),
        );
        return;
    }
  }

  /** Waits for all work under way and stops; the archive stays open. */
  async stop(): Promise<void> {
    await this.#work;
    clearTimeout(this.#persistTimer);
  }

  /** A part of the index that is found damaged is made anew before the query is answered. */
  async #answer(request: Query, isAgain = false): Promise<void> {
    const { id, caller, query, limit, order, reportOrder, everyReport } = request;
    const wanted = (): boolean => this.#newest.get(caller) === id;
    try {
      await this.#whenUsable;
      // Queries typed meanwhile arrive first, so that only the newest is worked on.
      await nextTask();
      const began = performance.now();
      const indexing = this.#progress === null ? {} : { indexing: this.#progress };
      const answer = wanted()
        ? await runQuery(this.#index, archiveSource(this.db), query, {
            limit,
            order,
            reportOrder,
            everyReport,
            wanted,
          })
        : null;
      if (answer === null) this.post({ type: 'superseded', id });
      else {
        const ms = performance.now() - began;
        this.post({ type: 'result', id, result: { ...answer, ...indexing, ms } });
      }
    } catch (error) {
      if (error instanceof ShardDamaged && !isAgain) {
        this.#enqueue(null, () => this.#rebuild());
        await this.#work;
        return this.#answer(request, true);
      }
      this.post({ type: 'failed', id, message: messageOf(error) });
    }
  }

  #enqueue(
    id: number | null,
    task: () => Promise<void>,
    reply: (id: number) => SearchReply = (done) => ({ type: 'done', id: done }),
  ): void {
    this.#work = this.#work.then(task).then(
      () => {
        if (id !== null) this.post(reply(id));
      },
      (error: unknown) => {
        if (id !== null) this.post({ type: 'failed', id, message: messageOf(error) });
        this.#fail(error);
      },
    );
  }

  async #start(): Promise<void> {
    this.#report({ state: 'loading', done: 0, total: 0 });
    const { stored } = this.options;
    const snapshot = stored ? stored.snapshot : await readSnapshot(this.db, this.#files);
    if (snapshot === null) {
      await this.#rebuild();
    } else {
      this.#index = snapshot.index;
      this.#frozen = this.#tiersOf(snapshot.index, snapshot.shards);
      this.#seq = snapshot.seq;
      this.#complete = true;
      await this.#catchUp();
      if (!(await this.#countsAgree())) await this.#rebuild();
    }
    this.#usable();
  }

  /** Whether the index holds as much as the archive; true as well when the archive has moved on meanwhile. */
  async #countsAgree(): Promise<boolean> {
    const { db } = this;
    return db.transaction('r', [db.reports, db.excerpts, db.meta], async () => {
      const { reports, passages } = await countRows(db);
      if ((await this.#lastSeq()) !== this.#seq) return true;
      return this.#index.counts.reports === reports && this.#index.counts.passages === passages;
    });
  }

  async #rebuild(): Promise<void> {
    const { db } = this;
    this.#complete = false;
    // Whatever changes while the pages are read has a higher number and is caught up with afterwards.
    this.#seq = await this.#lastSeq();
    const { reports, passages } = await countRows(db);
    const total = reports + passages;
    const index = new ArchiveIndex();
    this.#index = index;
    this.#frozen = this.#tiersOf(index);
    if (this.options.persist) await this.#files.keepOnly([]);
    this.#advance({ done: 0, total });
    this.#usable();
    let done = 0;
    const step = async (put: () => void): Promise<void> => {
      put();
      done += 1;
      await this.#breathe({ done, total });
    };
    for (let page = await indexPage(db, '', PAGE); page.reports.length > 0;) {
      for (const document of page.reports) await step(() => this.#frozen.add(document));
      for (const document of page.passages) await step(() => index.putPassage(document));
      await this.#frozen.grow();
      page = await indexPage(db, page.reports.at(-1)!.id, PAGE);
    }
    await this.#frozen.settle();
    this.#complete = true;
    this.#touched();
    await this.#catchUp();
  }

  /** Takes in every change not seen yet. Numbers that went back or have gaps tell of another history: a rebuild. */
  async #catchUp(): Promise<void> {
    await this.#mending(() => this.#takeIn());
  }

  /** What finds a part of the index damaged ends with the index made anew. */
  async #mending(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      if (!(error instanceof ShardDamaged)) throw error;
      await this.#rebuild();
    }
  }

  async #takeIn(): Promise<void> {
    if (!this.#complete || (await this.#lastSeq()) < this.#seq) return this.#rebuild();
    for (;;) {
      const last = await this.#lastSeq();
      const changes = await this.db.changes.where('seq').above(this.#seq).limit(PAGE).toArray();
      const gapFree = changes.every((change, i) => change.seq === this.#seq + 1 + i);
      if (!gapFree || (changes.length === 0 && last > this.#seq)) return this.#rebuild();
      if (changes.length === 0) break;
      await this.#apply(changes);
      this.#seq = changes.at(-1)!.seq;
      this.#usable();
    }
    this.#progress = null;
    this.#report({ state: 'ready', ...this.#size() });
  }

  async #apply(changes: readonly Change[]): Promise<void> {
    const { reports, passages } = touchedBy(changes);
    const total = reports.size + passages.size;
    if (total === 0) return;
    let done = 0;
    this.#advance({ done, total });
    for (const ids of pagesOf([...reports])) {
      const documents = new Map((await reportDocuments(this.db, ids)).map((report) => [report.id, report]));
      for (const id of ids) {
        const document = documents.get(id);
        if (document) this.#index.putReport(document);
        else this.#index.removeReport(id);
        await this.#breathe({ done: (done += 1), total });
      }
      await this.#frozen.grow();
    }
    for (const ids of pagesOf([...passages])) {
      const documents = new Map(
        (await passageDocuments(this.db, ids)).map((passage) => [passage.id, passage]),
      );
      for (const id of ids) {
        const document = documents.get(id);
        if (document) this.#index.putPassage(document);
        else this.#index.removePassage(id);
        await this.#breathe({ done: (done += 1), total });
      }
    }
    this.#touched();
  }

  async #lastSeq(): Promise<number> {
    return (await readMeta(this.db, 'seq'))?.value ?? 0;
  }

  #touched(): void {
    this.#stored = false;
    clearTimeout(this.#persistTimer);
    this.#persistTimer = setTimeout(() => {
      this.#work = this.#work.then(() => this.#persist()).catch((error: unknown) => this.#fail(error));
    }, PERSIST_AFTER);
  }

  async #persist(): Promise<void> {
    clearTimeout(this.#persistTimer);
    if (this.#stored || !this.options.persist) return;
    await this.#mending(async () => {
      const kept = await this.#frozen.store();
      await writeSnapshot(this.db, this.#files, this.#index, kept, this.#seq);
      // What an older version kept in the database, and nothing reads any more.
      if (this.options.stored) await this.db.searchSnapshot.clear();
      this.#stored = true;
    });
  }

  #tiersOf(index: ArchiveIndex, kept?: readonly KeptShard[]): FrozenTiers {
    return new FrozenTiers(index, this.#files, () => this.#pause(), kept);
  }

  /** Lets waiting queries in when the slice of time is used up. */
  async #pause(): Promise<void> {
    if (performance.now() < this.#sliceEnd) return;
    await nextTask();
    this.#sliceEnd = performance.now() + SLICE;
  }

  #size(): Progress {
    const { reports, passages } = this.#index.counts;
    return { done: reports + passages, total: reports + passages };
  }

  #advance(progress: Progress): void {
    this.#progress = progress;
    this.#report({ state: 'indexing', ...progress });
  }

  /** As {@link #pause}, telling how far the work is. */
  async #breathe(progress: Progress): Promise<void> {
    if (performance.now() >= this.#sliceEnd) this.#advance(progress);
    await this.#pause();
  }

  #report(status: SearchStatus): void {
    this.#status = status;
    this.post({ type: 'status', status });
  }

  /** What could not be done is told; queries are still answered from what is indexed. */
  #fail(error: unknown): void {
    this.#usable();
    this.#report({ ...this.#status, state: 'failed', message: messageOf(error) });
  }
}

/** The documents that the changes are about, whether they are still there or not. */
function touchedBy(changes: readonly Change[]): { reports: Set<ReportId>; passages: Set<ExcerptId> } {
  const reports = new Set<ReportId>();
  const passages = new Set<ExcerptId>();
  for (const op of changes.flatMap((change) => change.ops)) {
    switch (op.table) {
      case 'reports':
        reports.add(op.key as ReportId);
        break;
      case 'excerpts':
        passages.add(op.key as ExcerptId);
        break;
      case 'assignments':
        passages.add((op.after ?? op.before)!.excerptId);
        break;
      case 'memos': {
        const memo = (op.after ?? op.before)!;
        passages.add(memo.excerptId);
        reports.add(memo.reportId);
        break;
      }
      case 'actors':
      case 'codes':
      case 'originals':
        // Names of actors and codes are looked up when a query asks for them.
        break;
    }
  }
  return { reports, passages };
}

function* pagesOf<T>(items: readonly T[]): Generator<T[]> {
  for (let from = 0; from < items.length; from += PAGE) yield items.slice(from, from + PAGE);
}

/** Resolves after the tasks that wait already; timers would be clamped to 4 ms. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
