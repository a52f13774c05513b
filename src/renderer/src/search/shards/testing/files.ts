import type { SyncFile } from '../byte-source';

/** A file in memory, opened as a worker opens one. */
export interface MemoryFile extends SyncFile {
  readonly bytes: Uint8Array;
  /** How often it was read. */
  readonly reads: number;
  readonly isClosed: boolean;
}

/** `fails`: whether reading it throws now. */
export function fileOf(bytes: Uint8Array, fails: () => boolean = () => false): MemoryFile {
  const state = { bytes, reads: 0, isClosed: false };
  return Object.assign(state, {
    getSize: () => state.bytes.length,
    read(into: Uint8Array, { at }: { readonly at: number }) {
      if (state.isClosed || fails()) throw new Error('It cannot be read.');
      state.reads += 1;
      const part = state.bytes.subarray(at, at + into.length);
      into.set(part);
      return part.length;
    },
    write(more: Uint8Array, { at }: { readonly at: number }) {
      const all = new Uint8Array(Math.max(state.bytes.length, at + more.length));
      all.set(state.bytes);
      all.set(more, at);
      state.bytes = all;
      return more.length;
    },
    truncate(size: number) {
      state.bytes = state.bytes.slice(0, size);
    },
    flush: () => undefined,
    close() {
      state.isClosed = true;
    },
  });
}

/** What a generator returns, without anything in between. */
export function atOnce<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
