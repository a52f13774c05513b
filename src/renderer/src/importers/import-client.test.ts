import { describe, expect, it } from 'vitest';
import { createImportClient } from './import-client';
import type { ImportReply, ImportRequest } from './import-protocol';
import { parseFile } from './registry';

/** Stands for the worker: answers when told to, so that tests can cancel and break in between. */
class FakeWorker extends EventTarget {
  readonly requests: ImportRequest[] = [];
  terminated = false;

  postMessage(request: ImportRequest, transfer: Transferable[]): void {
    this.requests.push(structuredClone(request, { transfer }));
  }

  terminate(): void {
    this.terminated = true;
  }

  async answer(index: number): Promise<void> {
    const { id, name, bytes } = this.requests[index]!;
    const data: ImportReply = { id, result: await parseFile(name, bytes) };
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

function setUp(): { client: ReturnType<typeof createImportClient>; workers: FakeWorker[] } {
  const workers: FakeWorker[] = [];
  const client = createImportClient(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });
  return { client, workers };
}

const bytes = new TextEncoder().encode('A title\n\nA text.');

describe('the import client', () => {
  it('starts one worker on first use, matches replies to calls and leaves the caller its bytes', async () => {
    const { client, workers } = setUp();
    expect(workers).toHaveLength(0);
    const first = client.parse('a.txt', bytes);
    const second = client.parse('b.pdf', bytes);
    await workers[0]!.answer(1);
    await workers[0]!.answer(0);
    expect(await first).toMatchObject({ ok: true, value: { metadata: { title: 'A title' } } });
    expect(await second).toMatchObject({ ok: false, error: { code: 'import/unsupported' } });
    expect(workers).toHaveLength(1);
    expect(bytes.byteLength).toBe(16);
  });

  it('cancels by signal, before and during the call, and ignores the late reply', async () => {
    const { client, workers } = setUp();
    const cancelled = { ok: false, error: { code: 'import/cancelled' } };
    expect(await client.parse('a.txt', bytes, AbortSignal.abort())).toMatchObject(cancelled);
    const controller = new AbortController();
    const call = client.parse('a.txt', bytes, controller.signal);
    controller.abort();
    await workers[0]!.answer(0);
    expect(await call).toMatchObject(cancelled);
  });

  it('reports a worker that broke and starts another', async () => {
    const { client, workers } = setUp();
    const call = client.parse('a.txt', bytes);
    workers[0]!.dispatchEvent(new Event('error'));
    expect(await call).toMatchObject({ ok: false, error: { code: 'import/worker' } });
    expect(workers[0]!.terminated).toBe(true);
    const again = client.parse('a.txt', bytes);
    await workers[1]!.answer(0);
    expect((await again).ok).toBe(true);
  });

  it('ends its worker and cancels what is under way when disposed of', async () => {
    const { client, workers } = setUp();
    const call = client.parse('a.txt', bytes);
    client.dispose();
    expect(await call).toMatchObject({ ok: false, error: { code: 'import/cancelled' } });
    expect(workers[0]!.terminated).toBe(true);
  });
});
