import type { Result } from '$domain/result';
import type { Suggestion, SuggestionInput } from '$domain/suggest/suggestion';
import type { KnownEntries } from './dictionary';

/** What the client sends to the worker. */
export interface SuggestRequest {
  readonly id: number;
  /** Null when it is the same as in the request before. */
  readonly known: KnownEntries | null;
  readonly inputs: readonly SuggestionInput[];
}

/** What the worker answers, one reply per request: the suggestions of each input, in the same order. */
export interface SuggestReply {
  readonly id: number;
  readonly result: Result<readonly (readonly Suggestion[])[]>;
}
