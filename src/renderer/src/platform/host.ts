import type { HostApi } from '$contract/host-api';
import { fail, ok, type Result } from '$domain/result';

declare global {
  interface Window {
    /** Put there by the preload script, before any of our code runs. */
    readonly host?: HostApi;
  }
}

/** The machine behind the window. The only reader of `window.host`; throws when there is none. */
export function host(): HostApi {
  if (!window.host) throw new Error('window.host is missing: the page was opened outside the app.');
  return window.host;
}

const CODED = /^(?:Error: )?([a-z-]+\/[a-z-]+): (.*)$/s;

/** Turns a rejected host call into a failure with its code. Anything else is a bug and is thrown on. */
export async function attempt<T>(call: Promise<T>): Promise<Result<T>> {
  try {
    return ok(await call);
  } catch (error) {
    const coded = error instanceof Error ? CODED.exec(error.message) : null;
    if (!coded) throw error;
    return fail({ code: coded[1]!, message: coded[2]! });
  }
}
