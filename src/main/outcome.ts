/** A refusal that may be shown: `message` says what happened, what is safe and what to do, and holds no path. */
export interface Refusal {
  ok: false;
  code: string;
  message: string;
}

/** What a host call comes to; the same shape crosses the bridge as a `Reply`. */
export type Outcome<T> = { ok: true; value: T } | Refusal;

export function done<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function refuse(code: string, message: string): Refusal {
  return { ok: false, code, message };
}

/** The `code` of a Node system error such as `ENOENT`; an empty string for anything else. */
export function systemCode(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
