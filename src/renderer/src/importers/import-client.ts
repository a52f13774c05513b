import type { ReportDraft } from '$domain/report/report';
import { fail, type Failure, type Result } from '$domain/result';
import type { ImportReply, ImportRequest } from './import-protocol';

export interface ImportClient {
  /**
   * Parses a file in the worker; the caller keeps its bytes. Fails as `parseFile` does, with `import/cancelled` once
   * `signal` aborts, and with `import/worker` when the worker breaks down, after which the next call starts a new one.
   */
  parse(name: string, bytes: Uint8Array, signal?: AbortSignal): Promise<Result<ReportDraft>>;
  /** Ends the worker; calls under way are cancelled. */
  dispose(): void;
}

const CANCELLED: Failure = { code: 'import/cancelled', message: 'The import was cancelled.' };
const BROKEN: Failure = { code: 'import/worker', message: 'Reading the file failed unexpectedly.' };

/** Talks to import workers made by `startWorker`; the first call starts one, since loading it takes a moment. */
export function createImportClient(startWorker: () => Worker): ImportClient {
  const waiting = new Map<number, (result: Result<ReportDraft>) => void>();
  let worker: Worker | null = null;
  let lastId = 0;

  function settle(id: number, result: Result<ReportDraft>): void {
    const resolve = waiting.get(id);
    waiting.delete(id);
    resolve?.(result);
  }

  function stop(failure: Failure): void {
    worker?.terminate();
    worker = null;
    for (const id of [...waiting.keys()]) settle(id, fail(failure));
  }

  function running(): Worker {
    if (worker !== null) return worker;
    const started = startWorker();
    started.addEventListener('message', ({ data }: MessageEvent<ImportReply>) =>
      settle(data.id, data.result),
    );
    for (const event of ['error', 'messageerror'] as const) {
      started.addEventListener(event, () => {
        if (worker === started) stop(BROKEN);
      });
    }
    worker = started;
    return started;
  }

  return {
    parse(name, bytes, signal) {
      if (signal?.aborted === true) return Promise.resolve(fail(CANCELLED));
      return new Promise((resolve) => {
        const id = (lastId += 1);
        const onAbort = (): void => settle(id, fail(CANCELLED));
        signal?.addEventListener('abort', onAbort, { once: true });
        waiting.set(id, (result) => {
          signal?.removeEventListener('abort', onAbort);
          resolve(result);
        });
        // A copy is handed over rather than the caller's bytes, which are kept as the original after this.
        const copy = bytes.slice();
        const request: ImportRequest = { id, name, bytes: copy };
        running().postMessage(request, [copy.buffer]);
      });
    },
    dispose: () => stop(CANCELLED),
  };
}
