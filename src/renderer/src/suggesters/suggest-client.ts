import { fail, type Failure, type Result } from '$domain/result';
import type { Suggestion, SuggestionInput } from '$domain/suggest/suggestion';
import type { KnownActor, KnownCountry, KnownEntries } from './dictionary';
import type { SuggestReply, SuggestRequest } from './suggest-protocol';

export type Suggestions = readonly (readonly Suggestion[])[];

/**
 * Where the app gets suggestions from: the port for whatever proposes better ones. Ours asks a worker, since making the
 * lists takes most of a second and a report of 10,000 words about 40 ms.
 */
export interface SuggestClient {
  /**
   * The suggestions for each text, in the order of the texts. Pass the same object of what is known as long as nothing in it
   * has changed. Fails with `suggest/worker` when it breaks down; the next call starts anew.
   */
  suggest(known: KnownEntries, inputs: readonly SuggestionInput[]): Promise<Result<Suggestions>>;
  dispose(): void;
}

const BROKEN: Failure = {
  code: 'suggest/worker',
  message: 'Looking for actors and countries in the text failed unexpectedly.',
};

/** Talks to workers made by `startWorker`; the first call starts one. */
export function createSuggestClient(startWorker: () => Worker): SuggestClient {
  const waiting = new Map<number, (result: Result<Suggestions>) => void>();
  let worker: Worker | null = null;
  let sent: KnownEntries | null = null;
  let lastId = 0;

  function stop(): void {
    worker?.terminate();
    worker = null;
    sent = null;
    for (const settle of waiting.values()) settle(fail(BROKEN));
    waiting.clear();
  }

  function running(): Worker {
    if (worker !== null) return worker;
    const started = startWorker();
    started.addEventListener('message', ({ data }: MessageEvent<SuggestReply>) => {
      waiting.get(data.id)?.(data.result);
      waiting.delete(data.id);
    });
    for (const event of ['error', 'messageerror'] as const) {
      started.addEventListener(event, () => {
        if (worker === started) stop();
      });
    }
    worker = started;
    return started;
  }

  return {
    suggest(known, inputs) {
      return new Promise((resolve) => {
        const to = running();
        const id = (lastId += 1);
        waiting.set(id, resolve);
        const request: SuggestRequest = {
          id,
          known:
            known === sent
              ? null
              : { actors: known.actors.map(knownActor), countries: known.countries.map(knownCountry) },
          inputs: inputs.map(({ text, blocks, language }) => ({ text, blocks, language })),
        };
        sent = known;
        to.postMessage(request);
      });
    },
    dispose: stop,
  };
}

/** Only what the suggester needs goes over. */
function knownActor({ id, name, aliases, deprecated }: KnownActor): KnownActor {
  return { id, name, aliases, deprecated };
}

function knownCountry({ id, name, names, demonyms }: KnownCountry): KnownCountry {
  return { id, name, names, demonyms };
}
