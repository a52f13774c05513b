import type { HostApi } from '$contract/host-api';
import type { Failure } from '$domain/result';

/** Exit codes of every command. */
export const EXIT = {
  done: 0,
  unexpected: 1,
  usage: 2,
  refused: 3,
  fault: 4,
  unavailable: 5,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Where a command writes: objects one a line under `--json`, sentences otherwise; messages go to standard error. */
export interface Output {
  /** `text` is what people see instead of the object. */
  record(object: Record<string, unknown>, text: string): Promise<void>;
  /** A failure: an `error` event under `--json`, and a sentence on standard error in either case. */
  error(error: Failure & { readonly column?: number; readonly count?: number }): Promise<void>;
  /** Something worth knowing that is no result: a sentence on standard error. */
  note(sentence: string): Promise<void>;
}

export function commandOutput(host: HostApi, json: boolean): Output {
  return {
    record: (object, text) => host.print('out', json ? JSON.stringify(object) : text),
    async error(error) {
      if (json) await host.print('out', JSON.stringify({ event: 'error', ...error }));
      await host.print('err', error.message);
    },
    note: (sentence) => host.print('err', sentence),
  };
}
