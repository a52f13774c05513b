import { afterEach, describe, expect, it, vi } from 'vitest';
import { createImportClient, DEADLINE_MS, IDLE_MS } from './import-client';
import type { ImportReply, ImportRequest } from './import-protocol';
import type { FoundReport, Reading } from './importer';
import { readFile } from './registry';

/** Stands for a worker: goes on when told to, so that tests can cancel and break in between. */
class FakeWorker extends EventTarget {
  readonly requests: ImportRequest[] = [];
  terminated = false;
  #reading: Reading | null = null;

  postMessage(request: ImportRequest, transfer: Transferable[]): void {
    this.requests.push(structuredClone(request, { transfer }));
  }

  terminate(): void {
    this.terminated = true;
  }

  /** Answers the latest request. */
  async answer(): Promise<void> {
    const request = this.requests.at(-1)!;
    if (request.kind === 'read') this.#reading = readFile(request.file, request.choices);
    const next = await this.#reading!.next();
    const data: ImportReply = next.done
      ? { kind: 'done', offers: next.value }
      : { kind: 'found', found: next.value };
    this.dispatchEvent(new MessageEvent('message', { data }));
    // What was found is taken in a later turn.
    await new Promise((resolve) => setImmediate(resolve));
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
const file = { name: 'a.txt', bytes };
const nobody = (): void => undefined;
const turn = () => new Promise((resolve) => setImmediate(resolve));

afterEach(() => {
  vi.useRealTimers();
});

describe('the import client', () => {
  it('reads two files at a time, starts workers when they are needed and leaves the caller its bytes', async () => {
    const { client, workers } = setUp();
    expect(workers).toHaveLength(0);
    const found: FoundReport[] = [];
    const calls = [file, { name: 'b.what', bytes }, { name: 'c.txt', bytes }].map((each) =>
      client.read(each, (report) => void found.push(report)),
    );
    await turn();
    expect(workers).toHaveLength(2);
    await workers[0]!.answer();
    await workers[0]!.answer();
    expect(await calls[0]).toMatchObject({ ok: true, value: [{ kind: 'encoding', taken: 'utf-8' }] });
    expect(found[0]).toMatchObject({ within: '', result: { value: { metadata: { title: 'A title' } } } });
    await workers[1]!.answer();
    expect(found[1]).toMatchObject({ result: { ok: false, error: { code: 'import/unsupported' } } });
    await workers[1]!.answer();
    await turn();
    // The third went to the worker that was free first.
    expect(workers).toHaveLength(2);
    expect(workers[0]!.requests.at(-1)).toMatchObject({ kind: 'read', file: { name: 'c.txt' } });
    expect(bytes.byteLength).toBe(16);
    client.dispose();
    expect(await calls[2]).toMatchObject({ ok: false, error: { code: 'import/cancelled' } });
  });

  it('asks for more only when what was found is taken', async () => {
    const { client, workers } = setUp();
    let taken = nobody;
    const call = client.read(file, () => new Promise<void>((resolve) => (taken = resolve)));
    await turn();
    await workers[0]!.answer();
    expect(workers[0]!.requests.map(({ kind }) => kind)).toEqual(['read']);
    taken();
    await turn();
    expect(workers[0]!.requests.map(({ kind }) => kind)).toEqual(['read', 'more']);
    await workers[0]!.answer();
    expect((await call).ok).toBe(true);
  });

  it('cancels by signal, before and during the call, and ends the worker', async () => {
    const { client, workers } = setUp();
    const cancelled = { ok: false, error: { code: 'import/cancelled' } };
    expect(await client.read(file, nobody, { signal: AbortSignal.abort() })).toMatchObject(cancelled);
    const controller = new AbortController();
    const call = client.read(file, nobody, { signal: controller.signal });
    await turn();
    controller.abort();
    expect(await call).toMatchObject(cancelled);
    expect(workers[0]!.terminated).toBe(true);
  });

  it('kills a worker that breaks or takes too long, and goes on with another', async () => {
    const { client, workers } = setUp();
    const broken = client.read(file, nobody);
    await turn();
    workers[0]!.dispatchEvent(new Event('error'));
    expect(await broken).toMatchObject({ ok: false, error: { code: 'import/worker' } });
    expect(workers[0]!.terminated).toBe(true);

    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const slow = client.read(file, nobody);
    await turn();
    await workers[1]!.answer();
    vi.advanceTimersByTime(DEADLINE_MS - 1);
    expect(workers[1]!.terminated).toBe(false);
    vi.advanceTimersByTime(1);
    expect(await slow).toMatchObject({ ok: false, error: { code: 'import/timeout' } });
    expect(workers[1]!.terminated).toBe(true);
    const again = client.read(file, nobody);
    await turn();
    await workers[2]!.answer();
    await workers[2]!.answer();
    expect((await again).ok).toBe(true);
  });

  it('ends a worker that nothing is asked of for a while, and starts another one then', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { client, workers } = setUp();
    const read = async (at: number): Promise<void> => {
      const reading = client.read(file, nobody);
      await turn();
      await workers[at]!.answer();
      await workers[at]!.answer();
      expect((await reading).ok).toBe(true);
    };
    await read(0);
    vi.advanceTimersByTime(IDLE_MS - 1);
    await read(0);
    vi.advanceTimersByTime(IDLE_MS - 1);
    expect(workers[0]!.terminated).toBe(false);
    vi.advanceTimersByTime(1);
    expect(workers[0]!.terminated).toBe(true);
    await read(1);
    client.dispose();
  });

  it('ends its workers and cancels what is under way or waits when disposed of', async () => {
    const { client, workers } = setUp();
    const calls = [file, file, file].map((each) => client.read(each, nobody));
    await turn();
    client.dispose();
    for (const call of calls) {
      expect(await call).toMatchObject({ ok: false, error: { code: 'import/cancelled' } });
    }
    expect(workers.every(({ terminated }) => terminated)).toBe(true);
  });
});
