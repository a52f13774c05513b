import type { PassageOrder } from '$domain/query/order';
import type { Query } from '$domain/query/query';
import type {
  IndexCounts,
  ReportOrder,
  SearchReply,
  SearchRequest,
  SearchResult,
  SearchStatus,
} from './protocol';

/** The part of a worker that is needed. */
export type SearchPort = Pick<Worker, 'postMessage' | 'addEventListener' | 'terminate'>;

export interface QueryOptions {
  /** How the passages are to stand; newest report first when absent. */
  readonly order?: PassageOrder;
  /** How the reports are to stand; best first when absent. */
  readonly reportOrder?: ReportOrder;
  /** Whether the ids of all reports found are wanted. */
  readonly everyReport?: boolean;
  /** Most reports to return with hits. */
  readonly limit?: number;
  readonly signal?: AbortSignal;
  /** Who asks: only a newer query of the same caller takes an older one's place. */
  readonly caller?: string;
}

const DEFAULT_LIMIT = 20;
/** Workers started within `RESTART_PERIOD` ms after which one that keeps failing is given up. */
const RESTART_LIMIT = 3;
const RESTART_PERIOD = 60_000;

/**
 * The window's side of the search worker. What is asked when the worker or the archive fails is rejected; a worker that
 * failed is replaced, unless that happens too often.
 */
export interface SearchClient {
  readonly status: SearchStatus;
  /**
   * Answers a query from the index as it is; null when the same caller asked something newer, when `signal` aborts,
   * or after `dispose`.
   */
  query(query: Query, options?: QueryOptions): Promise<SearchResult | null>;
  /** Tells the worker that the archive changed; resolves when the index has caught up. */
  sync(): Promise<void>;
  /** Stores the index as it is now instead of some seconds after the last change. */
  persist(): Promise<void>;
  /** What the index holds once it has caught up; null after `dispose`. */
  counts(): Promise<IndexCounts | null>;
  /** Calls `listener` with every new status until the returned function is called; `ready` comes after every sync. */
  onStatus(listener: (status: SearchStatus) => void): () => void;
  /** Ends the worker; what is still asked is answered with nothing. */
  dispose(): void;
}

/** What a question comes to: nothing for those that only ask for something to be done. */
type Answer = SearchResult | IndexCounts | null;

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

type Asking = Extract<SearchRequest, { type: 'query' | 'sync' | 'persist' | 'count' }>;

/** `persist`: false for a database that nothing may be written to. */
export interface SearchOptions {
  readonly persist?: boolean;
}

/** Starts the search worker for the database called `archive`. */
export function createSearchClient(
  start: () => SearchPort,
  archive: string,
  { persist = true }: SearchOptions = {},
): SearchClient {
  let worker!: SearchPort;
  const restarts: number[] = [];
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(status: SearchStatus) => void>();
  let status: SearchStatus = { state: 'loading', done: 0, total: 0 };
  let lastId = 0;
  let disposed = false;
  let broken: Error | null = null;

  const send = (request: SearchRequest): void => {
    worker.postMessage(request);
  };
  const take = (id: number): Waiting | undefined => {
    const found = waiting.get(id);
    waiting.delete(id);
    return found;
  };
  const tell = (next: SearchStatus): void => {
    status = next;
    for (const listener of listeners) listener(next);
  };
  const ask = (request: Asking): Promise<Answer> => {
    if (disposed) return Promise.resolve(null);
    if (broken !== null) return Promise.reject(broken);
    return new Promise((resolve, reject) => {
      waiting.set(request.id, { resolve, reject });
      send(request);
    });
  };
  const receive = (reply: SearchReply): void => {
    switch (reply.type) {
      case 'result':
        take(reply.id)?.resolve(reply.result);
        break;
      case 'counted':
        take(reply.id)?.resolve(reply.counts);
        break;
      case 'superseded':
      case 'done':
        take(reply.id)?.resolve(null);
        break;
      case 'failed':
        take(reply.id)?.reject(new Error(reply.message));
        break;
      case 'status':
        tell(reply.status);
        break;
    }
  };

  const run = (): void => {
    worker = start();
    const own = worker;
    worker.addEventListener('message', ({ data }) => {
      if (own === worker) receive(data as SearchReply);
    });
    worker.addEventListener('error', ({ message }) => {
      if (own === worker && !disposed) failed(`The search stopped: ${message}`);
    });
    send({ type: 'open', archive, persist });
  };
  const failed = (message: string): void => {
    worker.terminate();
    const error = new Error(message);
    const now = Date.now();
    restarts.push(now);
    const givesUp = restarts.filter((time) => now - time < RESTART_PERIOD).length > RESTART_LIMIT;
    if (givesUp) broken = error;
    else run();
    for (const id of [...waiting.keys()]) take(id)?.reject(error);
    tell(givesUp ? { ...status, state: 'failed', message } : { state: 'loading', done: 0, total: 0 });
  };
  run();

  return {
    get status() {
      return status;
    },
    async query(
      query,
      { limit = DEFAULT_LIMIT, order, reportOrder, everyReport, signal, caller = 'search' } = {},
    ) {
      if (signal?.aborted) return null;
      const id = (lastId += 1);
      const abort = (): void => {
        send({ type: 'cancel', id });
        take(id)?.resolve(null);
      };
      signal?.addEventListener('abort', abort);
      try {
        return (await ask({
          type: 'query',
          id,
          caller,
          query,
          limit,
          order,
          reportOrder,
          everyReport,
        })) as SearchResult | null;
      } finally {
        signal?.removeEventListener('abort', abort);
      }
    },
    async sync() {
      await ask({ type: 'sync', id: (lastId += 1) });
    },
    async persist() {
      await ask({ type: 'persist', id: (lastId += 1) });
    },
    async counts() {
      return await ask({ type: 'count', id: (lastId += 1) });
    },
    onStatus(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    dispose() {
      disposed = true;
      worker.terminate();
      listeners.clear();
      for (const id of [...waiting.keys()]) take(id)?.resolve(null);
    },
  };
}
