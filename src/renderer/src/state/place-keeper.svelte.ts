import type { HostApi } from '$contract/host-api';
import type { WriteGate } from '../usecases/write-gate';
import type { Place } from './place';

const DEBOUNCE_MS = 300;

/**
 * Leaves the place with main, a moment after it changes, and at once when writing is barred or the page goes: a store
 * that broke off has the page loaded again. Call while a component initialises; `read` is followed through what it
 * reads of runes.
 */
export function keepPlace(host: HostApi, gate: WriteGate, read: () => Place): void {
  let latest: string | null = null;
  let kept: string | null = null;

  function keep(): void {
    if (latest === kept) return;
    kept = latest;
    // A place too large to keep is a draft too large to save; losing it to a crash is all that can happen.
    void host.keepPlace(latest).catch(() => undefined);
  }

  $effect(() => {
    latest = JSON.stringify(read());
    const timer = setTimeout(keep, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
    };
  });
  $effect(() => {
    const ends = gate.onChange(keep);
    window.addEventListener('pagehide', keep);
    return () => {
      ends();
      window.removeEventListener('pagehide', keep);
    };
  });
}
