import type { KeptBytes, KeptNumbers } from './kept-bytes';
import { textOf } from './string-table';

const encoder = new TextEncoder();
const NONE = -1;
const NOTHING = new Uint8Array(0);

/** The ids of documents by slot, and slots by id: bytes in memory, and a hash table that is made at the first look-up. */
export class IdTable {
  /** Slots by hash, with linear probing; -1 where there is none. */
  #places: Int32Array | null = null;

  constructor(
    private readonly size: number,
    private readonly bytes: KeptBytes,
    /** Where each id begins, and where the last one ends. */
    private readonly starts: KeptNumbers,
  ) {}

  at(slot: number): string {
    const starts = this.starts.with(slot, slot + 2);
    return textOf(this.bytes.with(starts[slot]!, starts[slot + 1]!).subarray(starts[slot], starts[slot + 1]));
  }

  /** -1 when no document has the id. */
  find(id: string): number {
    if (this.size === 0) return NONE;
    const places = (this.#places ??= this.#table());
    const starts = this.#allStarts();
    const all = this.#all();
    const sought = encoder.encode(id);
    for (let place = hashOf(sought, 0, sought.length) & (places.length - 1); ;) {
      const slot = places[place]!;
      if (slot === NONE) return NONE;
      const from = starts[slot]!;
      if (starts[slot + 1]! - from === sought.length) {
        let same = 0;
        while (same < sought.length && all[from + same] === sought[same]) same += 1;
        if (same === sought.length) return slot;
      }
      place = (place + 1) & (places.length - 1);
    }
  }

  #all(): Uint8Array {
    const end = this.#allStarts()[this.size]!;
    return end === 0 ? NOTHING : this.bytes.with(0, end);
  }

  #allStarts(): Uint32Array {
    return this.starts.with(0, this.size + 1);
  }

  #table(): Int32Array {
    const all = this.#all();
    const starts = this.#allStarts();
    // At least a third is free.
    const places = new Int32Array(2 ** Math.ceil(Math.log2(this.size * 1.5 + 1))).fill(NONE);
    for (let slot = 0; slot < this.size; slot += 1) {
      let place = hashOf(all, starts[slot]!, starts[slot + 1]!) & (places.length - 1);
      while (places[place] !== NONE) place = (place + 1) & (places.length - 1);
      places[place] = slot;
    }
    return places;
  }
}

/** FNV-1a, its bits mixed once more: the low ones say where to look. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c_9dc5;
  for (let i = from; i < to; i += 1) hash = Math.imul(hash ^ bytes[i]!, 0x0100_0193);
  return hash ^ (hash >>> 15);
}
