/** An expected outcome: a value, or a failure with a stable code. Bugs throw instead. */
export type Result<T, E extends Failure = Failure> = { ok: true; value: T } | { ok: false; error: E };

/** `code` is stable and looked up by the interface; `message` is a sentence for people. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function fail<E extends Failure>(error: E): { ok: false; error: E } {
  return { ok: false, error };
}
