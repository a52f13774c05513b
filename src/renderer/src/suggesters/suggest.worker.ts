import { ok } from '$domain/result';
import type { Suggester } from '$domain/suggest/suggestion';
import { suggesterFor } from './dictionary';
import type { SuggestReply, SuggestRequest } from './suggest-protocol';

let suggester: Promise<Suggester> = suggesterFor({ actors: [], countries: [] });

self.addEventListener('message', ({ data }: MessageEvent<SuggestRequest>) => {
  if (data.known !== null) suggester = suggesterFor(data.known);
  void suggester.then((current) => {
    const reply: SuggestReply = {
      id: data.id,
      result: ok(data.inputs.map((input) => current.suggest(input))),
    };
    self.postMessage(reply);
  });
});
