import { ByteReader, ByteWriter } from './bytes';
import type { KeptBytes, KeptNumbers } from './kept-bytes';

/** Strings that are written together: the first whole, of each other one what differs from the one before. */
export const GROUP = 16;

/** Writes strings that come in the order of their UTF-16 units, each once. */
export class DictionaryWriter {
  readonly #bytes = new ByteWriter();
  readonly #starts: number[] = [];
  #size = 0;
  #before = '';

  get size(): number {
    return this.#size;
  }

  add(text: string): void {
    let shared = 0;
    if (this.#size % GROUP === 0) {
      this.#starts.push(this.#bytes.length);
    } else {
      while (shared < this.#before.length && this.#before.charCodeAt(shared) === text.charCodeAt(shared)) {
        shared += 1;
      }
      this.#bytes.varint(shared);
    }
    this.#bytes.varint(text.length - shared);
    // Unit by unit, as half a letter may be shared.
    for (let i = shared; i < text.length; i += 1) this.#bytes.varint(text.charCodeAt(i));
    this.#before = text;
    this.#size += 1;
  }

  /** What {@link Dictionary} reads. */
  finish(): { readonly bytes: Uint8Array; readonly starts: Uint32Array } {
    return { bytes: this.#bytes.written(), starts: Uint32Array.from([...this.#starts, this.#bytes.length]) };
  }
}

/** Strings in the order of their UTF-16 units, numbered from 0. A few bytes each. */
export class Dictionary {
  #units = new Uint16Array(64);
  /** The group that was asked for last, as strings: neighbours are asked for one after the other. */
  #group = -1;
  #texts: string[] = [];
  #sought: string | null = null;
  #found = -1;

  constructor(
    readonly size: number,
    private readonly bytes: KeptBytes,
    /** Where each group begins, and where the last one ends. */
    private readonly starts: KeptNumbers,
  ) {}

  /** -1 when it is not there. */
  find(text: string): number {
    // One word is asked for many times in a row: for each field, for its frequency and for its documents.
    if (text !== this.#sought) {
      this.#found = this.#search(text);
      this.#sought = text;
    }
    return Math.max(-1, this.#found);
  }

  at(number: number): string {
    const group = Math.floor(number / GROUP);
    if (group !== this.#group) {
      this.#texts = [];
      this.walk(group * GROUP, (_each, units, length) => this.#texts.push(textOf(units, length)) < GROUP);
      this.#group = group;
    }
    return this.#texts[number - group * GROUP]!;
  }

  /** The strings that begin so: the first, and the first that does not any more. */
  range(prefix: string): { readonly from: number; readonly to: number } {
    const after = firstAfter(prefix);
    return { from: this.#lowerBound(prefix), to: after === null ? this.size : this.#lowerBound(after) };
  }

  /**
   * Calls `visit` for every string from a number on until it returns false: its units, how many of them count, and how many
   * it shares with the one visited before. The units are good until it returns.
   */
  walk(
    from: number,
    visit: (number: number, units: Uint16Array, length: number, shared: number) => boolean,
  ): void {
    if (from >= this.size) return;
    const first = from - (from % GROUP);
    let reader = this.#reader(first / GROUP);
    let groupEnd = this.#endOf(first / GROUP);
    let length = 0;
    for (let number = first; number < this.size; number += 1) {
      // What comes next may not be there yet.
      if (reader.at === groupEnd) {
        reader = this.#reader(number / GROUP);
        groupEnd = this.#endOf(number / GROUP);
      }
      const kept = number % GROUP === 0 ? 0 : reader.varint();
      const before = length;
      length = kept + reader.varint();
      if (this.#units.length < length) this.#units = roomFor(length, this.#units);
      const units = this.#units;
      let shared = kept;
      let isShared = true;
      for (let i = kept; i < length; i += 1) {
        const unit = reader.varint();
        if (isShared && i < before && units[i] === unit) shared += 1;
        else isShared = false;
        units[i] = unit;
      }
      if (number >= from && !visit(number, units, length, number === from ? 0 : shared)) return;
    }
  }

  /** Reads a group from its beginning on. */
  #reader(group: number): ByteReader {
    const starts = this.starts.with(group, group + 2);
    return new ByteReader(this.bytes.with(starts[group]!, starts[group + 1]!), starts[group]);
  }

  #endOf(group: number): number {
    return this.starts.with(group, group + 2)[group + 1]!;
  }

  #lowerBound(text: string): number {
    const place = this.#search(text);
    return place < 0 ? ~place : place;
  }

  /** The number of a string; when it is not there, that of the first one after it, all bits turned. */
  #search(text: string): number {
    let low = 0;
    let high = Math.ceil(this.size / GROUP);
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#headIsBeyond(middle, text)) high = middle;
      else low = middle + 1;
    }
    return low === 0 ? ~0 : this.#searchGroup(low - 1, text);
  }

  #headIsBeyond(group: number, text: string): boolean {
    const reader = this.#reader(group);
    const length = reader.varint();
    for (let i = 0; i < length; i += 1) {
      if (i === text.length) return true;
      const difference = reader.varint() - text.charCodeAt(i);
      if (difference !== 0) return difference > 0;
    }
    return false;
  }

  /** In a group whose first string is not beyond the one sought. */
  #searchGroup(group: number, text: string): number {
    const reader = this.#reader(group);
    const first = group * GROUP;
    const end = Math.min(first + GROUP, this.size);
    /** Units that the one sought has in common with the string before, which it is beyond. */
    let common = 0;
    for (let number = first; number < end; number += 1) {
      const shared = number === first ? 0 : reader.varint();
      const rest = reader.varint();
      if (shared < common) return ~number;
      if (shared > common) {
        reader.skip(rest);
        continue;
      }
      let left = rest;
      for (; left > 0; left -= 1) {
        const unit = reader.varint();
        if (common === text.length || unit > text.charCodeAt(common)) return ~number;
        if (unit < text.charCodeAt(common)) break;
        common += 1;
      }
      if (left === 0 && common === text.length) return number;
      reader.skip(Math.max(0, left - 1));
    }
    return ~end;
  }
}

/** The first string that is beyond all that begin so; null when there is none. */
function firstAfter(prefix: string): string | null {
  for (let length = prefix.length; length > 0; length -= 1) {
    const unit = prefix.charCodeAt(length - 1);
    if (unit < 0xffff) return prefix.slice(0, length - 1) + String.fromCharCode(unit + 1);
  }
  return null;
}

/** Units handed over at a time: a call has only so many arguments. */
const AT_ONCE = 4096;

function textOf(units: Uint16Array, length: number): string {
  let text = '';
  for (let from = 0; from < length; from += AT_ONCE) {
    text += String.fromCharCode.apply(null, units.subarray(from, Math.min(length, from + AT_ONCE)) as never);
  }
  return text;
}

function roomFor(length: number, units: Uint16Array): Uint16Array<ArrayBuffer> {
  const larger = new Uint16Array(length * 2);
  larger.set(units);
  return larger;
}
