import { expect, it } from 'vitest';
import type { ActorId } from '$domain/ids';
import { ok } from '$domain/result';
import type { KnownEntries } from './dictionary';
import { createSuggestClient } from './suggest-client';
import type { SuggestReply, SuggestRequest } from './suggest-protocol';

/** Stands for the worker: answers when told to. */
class FakeWorker extends EventTarget {
  readonly requests: SuggestRequest[] = [];
  terminated = false;

  postMessage(request: SuggestRequest): void {
    this.requests.push(structuredClone(request));
  }

  terminate(): void {
    this.terminated = true;
  }

  answer(index: number): void {
    const { id, inputs } = this.requests[index]!;
    const data: SuggestReply = { id, result: ok(inputs.map(() => [])) };
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

function setUp() {
  const workers: FakeWorker[] = [];
  const client = createSuggestClient(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });
  return { client, workers };
}

const DOCKERS: KnownEntries = {
  actors: [{ id: 'a1' as ActorId, name: 'Dockers', aliases: ['port workers'], deprecated: false }],
  countries: [],
};
const input = { text: 'Dockers met.', blocks: [], language: 'en' };

it('starts one worker on first use and sends what is known again only when it is another', async () => {
  const { client, workers } = setUp();
  expect(workers).toHaveLength(0);
  const first = client.suggest(DOCKERS, [input]);
  const second = client.suggest(DOCKERS, [input, input]);
  const third = client.suggest({ ...DOCKERS }, []);
  workers[0]!.answer(1);
  workers[0]!.answer(0);
  workers[0]!.answer(2);
  expect(await second).toEqual(ok([[], []]));
  expect(await first).toEqual(ok([[]]));
  expect(await third).toEqual(ok([]));
  expect(workers).toHaveLength(1);
  expect(workers[0]!.requests.map(({ known }) => known)).toEqual([DOCKERS, null, DOCKERS]);
});

it('fails what is waiting when the worker breaks down, and starts anew with what is known', async () => {
  const { client, workers } = setUp();
  const lost = client.suggest(DOCKERS, [input]);
  workers[0]!.dispatchEvent(new Event('error'));
  expect(await lost).toMatchObject({ ok: false, error: { code: 'suggest/worker' } });
  expect(workers[0]!.terminated).toBe(true);
  const again = client.suggest(DOCKERS, [input]);
  workers[1]!.answer(0);
  expect(await again).toEqual(ok([[]]));
  expect(workers[1]!.requests[0]!.known).toEqual(DOCKERS);
});
