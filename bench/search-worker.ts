import { ENGINES, type SearchEngine, type SearchQuery, type SearchReport } from './search-engines';

/**
 * The worker that an engine is measured in. It does what `search-main.mjs` tells it, one thing after another, and answers with
 * times in milliseconds.
 */

/** The clock is coarse: what takes less is repeated until it took as long as this. */
const LEAST_MS = 2;
const MOST_TURNS = 200;
/** A query that took as long in one round is not repeated in it. */
const ENOUGH_MS = 150;
const REPETITIONS = 2;

export interface ClassTimes {
  /** Of each query the shortest, null where it was not asked for lack of time; in the order of the queries. */
  readonly times: readonly (number | null)[];
  /** The same queries asked for the first time in this process. */
  readonly firsts: readonly (number | null)[];
}

let engine: SearchEngine;

const tasks = {
  async load(name: string): Promise<void> {
    engine = await ENGINES[name]!();
  },

  async prepare(pages: readonly string[]): Promise<void> {
    for await (const reports of readAll(pages)) await engine.prepare(reports);
  },

  /** Only reads the reports, so that this can be taken off the time of building. */
  async read(pages: readonly string[]): Promise<number> {
    let count = 0;
    for await (const reports of readAll(pages)) count += reports.length;
    return count;
  },

  async build(pages: readonly string[]): Promise<{ ms: number }> {
    let ms = 0;
    const time = async (work: () => Promise<void> | void): Promise<void> => {
      const began = performance.now();
      await work();
      ms += performance.now() - began;
    };
    for await (const reports of readAll(pages)) await time(() => engine.add(reports));
    await time(() => engine.finish());
    return { ms };
  },

  diskBytes: () => engine.diskBytes(),
  close: () => engine.close(),
  otherBytes: () => engine.otherBytes?.() ?? 0,

  async firstAnswer(
    name: string,
    query: SearchQuery,
  ): Promise<{ load: number; open: number; answer: number }> {
    const began = performance.now();
    await tasks.load(name);
    const loaded = performance.now();
    await engine.open();
    const opened = performance.now();
    await engine.query(query);
    const answered = performance.now();
    return { load: loaded - began, open: opened - loaded, answer: answered - opened };
  },

  /**
   * Asks each of the queries, beginning with that number; those that would come after `budget` milliseconds are left out. A slow
   * engine comes to all of them in several rounds.
   */
  async ask(queries: readonly SearchQuery[], budget: number, from: number): Promise<ClassTimes | null> {
    const until = performance.now() + budget;
    const times = queries.map((): number | null => null);
    const firsts = [...times];
    for (let n = 0; n < queries.length && performance.now() < until; n += 1) {
      const i = (from + n) % queries.length;
      const query = queries[i]!;
      const began = performance.now();
      if ((await engine.query(query)) === null) return null;
      const first = performance.now() - began;
      firsts[i] = first;
      times[i] = first > ENOUGH_MS ? first : await shortest(query);
    }
    return { times, firsts };
  },

  count: (wordLists: readonly (readonly string[])[]): number[] =>
    wordLists.map((words) => engine.count(words)),

  async update(reports: readonly SearchReport[]): Promise<{ searchable: number[]; durable: number[] }> {
    const searchable: number[] = [];
    const durable: number[] = [];
    for (const [n, report] of reports.entries()) {
      const word = `updated${n}`;
      const [first, ...rest] = report.blocks;
      const blocks = [{ ...first!, text: `${first!.text} And ${word}.` }, ...rest];
      const times = await engine.update({ ...report, blocks }, word);
      searchable.push(times.searchable);
      durable.push(times.durable);
    }
    return { searchable, durable };
  },
};

/** The shortest of some repetitions; the answer that came before has warmed all there is to warm. */
async function shortest(query: SearchQuery): Promise<number> {
  let best = Infinity;
  let spent = 0;
  for (let n = 0; n < REPETITIONS && spent < ENOUGH_MS; n += 1) {
    const began = performance.now();
    let turns = 0;
    let ms: number;
    do {
      const answer = engine.query(query);
      if (answer instanceof Promise) await answer;
      turns += 1;
      ms = performance.now() - began;
    } while (ms < LEAST_MS && turns < MOST_TURNS);
    best = Math.min(best, ms / turns);
    spent += ms;
  }
  return best;
}

async function* readAll(pages: readonly string[]): AsyncGenerator<SearchReport[]> {
  for (const page of pages) yield (await (await fetch(page)).json()) as SearchReport[];
}

self.addEventListener('message', ({ data }: MessageEvent<{ id: number; task: string; args: unknown[] }>) => {
  const { id, task, args } = data;
  const run = (tasks as unknown as Readonly<Record<string, (...args: unknown[]) => unknown>>)[task]!;
  Promise.resolve()
    .then(() => run(...args))
    .then(
      (value) => {
        self.postMessage({ id, value });
      },
      (error: unknown) => {
        self.postMessage({
          id,
          error: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
      },
    );
});
self.postMessage({ id: 0 });
