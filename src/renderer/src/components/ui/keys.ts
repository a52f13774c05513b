import { getContext, setContext } from 'svelte';

/** The keys of an action as people read them, such as `Ctrl K`; null when it has none. */
export type KeysOf = (action: string) => string | null;

const KEYS = Symbol('keys of actions');

/** Called once by the root component; what it reads of runes is followed. */
export function provideKeys(keysOf: KeysOf): void {
  setContext(KEYS, keysOf);
}

/** The keys as they are set now. Without a root component there are none. */
export function useKeys(): KeysOf {
  return getContext<KeysOf | undefined>(KEYS) ?? (() => null);
}
