import { fail, ok, type Failure, type Result } from '$domain/result';
import type { ImportReply, ImportRequest } from './import-protocol';
import type { FoundReport, Offer, ReadChoices, SourceFile } from './importer';

export interface ReadOptions {
  readonly choices?: ReadChoices;
  readonly signal?: AbortSignal;
}

export interface ImportClient {
  /**
   * Reads a file in a worker; the caller keeps its bytes. `onFound` is given each report as it is found, and the worker
   * goes on once it has settled, so that a large archive never stands in memory as a whole. The value is what can be
   * chosen. Fails with `import/cancelled` once `signal` aborts, `import/worker` when the worker breaks down and
   * `import/timeout` when it finds nothing for {@link DEADLINE_MS}; the worker is killed then, and another one takes the
   * next file. What the file itself is refused for is a {@link FoundReport}.
   */
  read(
    file: SourceFile,
    onFound: (found: FoundReport) => void | Promise<void>,
    options?: ReadOptions,
  ): Promise<Result<readonly Offer[]>>;
  /** Ends the workers; calls under way are cancelled. */
  dispose(): void;
}

/** Files that are read at the same time, each in a worker of its own. */
export const WORKERS = 2;
/** Milliseconds a worker may take for the next report of a file, before it is killed. */
export const DEADLINE_MS = 60_000;
/** A worker is replaced after this many bytes or files, so that what parsers leave behind does not add up. */
const BYTES_A_WORKER = 50 * 1024 * 1024;
const FILES_A_WORKER = 500;
/** Milliseconds after which a worker that nothing is asked of is ended. */
export const IDLE_MS = 5000;

const CANCELLED: Failure = { code: 'import/cancelled', message: 'The import was cancelled.' };
const BROKEN: Failure = {
  code: 'import/worker',
  message: 'Reading the file failed unexpectedly, or took more memory than there is.',
};
const TIMEOUT: Failure = {
  code: 'import/timeout',
  message: `Reading the file took more than ${DEADLINE_MS / 1000} seconds and was stopped. Nothing was imported from the rest of it.`,
};

interface Reader {
  readonly worker: Worker;
  /** Of all files it has read, and how many those were. */
  bytes: number;
  files: number;
  /** Runs while nothing is asked of it. */
  idle: ReturnType<typeof setTimeout> | null;
  /** Ends what it is reading. */
  stop: ((failure: Failure) => void) | null;
}

/** Talks to import workers made by `startWorker`; each is started when it is needed, since loading it takes a moment. */
export function createImportClient(startWorker: () => Worker): ImportClient {
  const readers = new Set<Reader>();
  const idle: Reader[] = [];
  const waiting: ((reader: Reader | null) => void)[] = [];
  let disposed = false;

  function start(): Reader {
    const reader: Reader = { worker: startWorker(), bytes: 0, files: 0, idle: null, stop: null };
    readers.add(reader);
    return reader;
  }

  async function takeReader(): Promise<Reader | null> {
    if (disposed) return null;
    const free = idle.pop();
    if (free) {
      clearTimeout(free.idle!);
      return free;
    }
    if (readers.size < WORKERS) return start();
    return new Promise((resolve) => waiting.push(resolve));
  }

  function release(reader: Reader, usable: boolean): void {
    const isFresh = reader.bytes < BYTES_A_WORKER && reader.files < FILES_A_WORKER;
    const isKept = usable && isFresh && !disposed;
    if (!isKept) end(reader);
    const next = waiting.shift();
    if (next) next(disposed ? null : isKept ? reader : start());
    else if (isKept) {
      idle.push(reader);
      reader.idle = setTimeout(() => {
        idle.splice(idle.indexOf(reader), 1);
        end(reader);
      }, IDLE_MS);
    }
  }

  function end(reader: Reader): void {
    reader.worker.terminate();
    readers.delete(reader);
  }

  function readWith(
    reader: Reader,
    file: SourceFile,
    onFound: (found: FoundReport) => void | Promise<void>,
    { choices = {}, signal }: ReadOptions,
  ): Promise<Result<readonly Offer[]>> {
    const { worker } = reader;
    return new Promise((resolve) => {
      let deadline: ReturnType<typeof setTimeout> | undefined;
      const settle = (result: Result<readonly Offer[]>): void => {
        clearTimeout(deadline);
        worker.removeEventListener('message', onMessage);
        worker.removeEventListener('error', onBroken);
        worker.removeEventListener('messageerror', onBroken);
        signal?.removeEventListener('abort', onAbort);
        reader.stop = null;
        release(reader, result.ok);
        resolve(result);
      };
      const ask = (request: ImportRequest, transfer: Transferable[] = []): void => {
        deadline = setTimeout(() => settle(fail(TIMEOUT)), DEADLINE_MS);
        worker.postMessage(request, transfer);
      };
      const onMessage = ({ data }: MessageEvent<ImportReply | { readonly kind?: undefined }>): void => {
        // The PDF library greets whoever started the worker that it runs in.
        if (data.kind === undefined) return;
        clearTimeout(deadline);
        if (data.kind === 'done') {
          settle(ok(data.offers));
          return;
        }
        void Promise.resolve(onFound(data.found)).then(() => {
          if (reader.stop !== null) ask({ kind: 'more' });
        });
      };
      const onBroken = (): void => settle(fail(BROKEN));
      const onAbort = (): void => settle(fail(CANCELLED));
      reader.stop = (failure) => settle(fail(failure));
      worker.addEventListener('message', onMessage);
      worker.addEventListener('error', onBroken);
      worker.addEventListener('messageerror', onBroken);
      signal?.addEventListener('abort', onAbort, { once: true });
      // A copy is handed over rather than the caller's bytes, which are kept as the original after this.
      const bytes = file.bytes.slice();
      reader.bytes += bytes.byteLength;
      reader.files += 1;
      ask({ kind: 'read', file: { name: file.name, bytes }, choices }, [bytes.buffer]);
    });
  }

  return {
    async read(file, onFound, options = {}) {
      const aborted = (): boolean => options.signal?.aborted === true;
      if (aborted()) return fail(CANCELLED);
      const reader = await takeReader();
      if (reader === null) return fail(CANCELLED);
      if (aborted()) {
        release(reader, true);
        return fail(CANCELLED);
      }
      return readWith(reader, file, onFound, options);
    },
    dispose() {
      disposed = true;
      for (const reader of [...readers]) {
        clearTimeout(reader.idle ?? undefined);
        if (reader.stop) reader.stop(CANCELLED);
        else reader.worker.terminate();
      }
      for (const next of waiting.splice(0)) next(null);
    },
  };
}
