import { expect, test } from 'vitest';
import type { SearchReply, SearchRequest } from './protocol';
import { createSearchClient } from './search-client';

/** A worker that answers nothing by itself. */
class SilentWorker {
  readonly requests: SearchRequest[] = [];
  isEnded = false;
  readonly #listeners = new Map<string, (event: unknown) => void>();

  postMessage(request: SearchRequest): void {
    this.requests.push(request);
  }
  addEventListener(type: string, listener: (event: unknown) => void): void {
    this.#listeners.set(type, listener);
  }
  terminate(): void {
    this.isEnded = true;
  }
  reply(data: SearchReply): void {
    this.#listeners.get('message')?.({ data });
  }
  fail(): void {
    this.#listeners.get('error')?.({ message: 'out of memory' });
  }
}

function start() {
  const workers: SilentWorker[] = [];
  const client = createSearchClient(() => {
    const worker = new SilentWorker();
    workers.push(worker);
    return worker;
  }, 'archive');
  return { client, workers };
}

test('a worker that fails is replaced: what was asked is rejected, what is asked next is answered', async () => {
  const { client, workers } = start();
  const asked = client.sync();
  workers[0]!.fail();
  await expect(asked).rejects.toThrow('The search stopped: out of memory');
  expect(workers[0]!.isEnded).toBe(true);
  expect(client.status.state).toBe('loading');
  expect(workers[1]!.requests).toEqual([{ type: 'open', archive: 'archive', persist: true }]);

  const again = client.sync();
  const request = workers[1]!.requests.at(-1)!;
  workers[0]!.reply({ type: 'status', status: { state: 'failed', done: 0, total: 0 } });
  expect(client.status.state).toBe('loading');
  workers[1]!.reply({ type: 'done', id: 'id' in request ? request.id : -1 });
  await expect(again).resolves.toBeUndefined();
});

test('a worker that keeps failing is given up', async () => {
  const { client, workers } = start();
  for (let n = 0; n < 4; n++) workers.at(-1)!.fail();
  expect(workers).toHaveLength(4);
  expect(client.status.state).toBe('failed');
  await expect(client.sync()).rejects.toThrow('The search stopped');
});
