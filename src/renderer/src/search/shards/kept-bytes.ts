import { Bits } from '../tiers/bits';
import { crc32 } from './bytes';
import type { ByteSource } from './byte-source';
import { readWhole, ShardDamaged } from './paged-bytes';
import { asNumbers, type Section } from './shard-format';

/** A part of a file that is in memory from its first use on, page by page. */
export interface KeptBytes {
  /** All bytes, of which those of a range are there and checked. Throws {@link ShardDamaged}. */
  with(from: number, to: number): Uint8Array;
}

/** The same of numbers of 32 bits. */
export interface KeptNumbers {
  with(from: number, to: number): Uint32Array;
}

/** What is asked for as often is read to its end, so that nothing has to be looked after any more. */
const OFTEN = 500;

/** `page`: how many bytes are read together; `sums`: the checksums of the pages. */
export function keptBytes(
  source: ByteSource,
  { offset, length }: Section,
  page: number,
  sums: Uint32Array,
): KeptBytes {
  const there = new Bits(sums.length);
  let missing = sums.length;
  let asked = 0;
  // What is in memory already is there once.
  let bytes = source.whole?.subarray(offset, offset + length) ?? null;
  const fetch = (number: number): void => {
    const from = number * page;
    const found = readWhole(source, offset + from, Math.min(page, length - from));
    if (found === null || crc32(found) !== sums[number])
      throw new ShardDamaged(`A page of this shard was changed: ${number}.`);
    if (source.whole === undefined) {
      bytes ??= new Uint8Array(length);
      bytes.set(found, from);
    }
    there.add(number);
    missing -= 1;
  };
  const load = (from: number, to: number): void => {
    if (to > length || from > to) throw new ShardDamaged('A part of this shard ends beyond it.');
    for (let number = Math.floor(from / page); number * page < to; number += 1) {
      if (!there.has(number)) fetch(number);
    }
  };
  return {
    with(from, to) {
      if (missing > 0) {
        asked += 1;
        if (asked < OFTEN) load(from, to);
        else load(0, length);
      }
      return bytes ?? NONE;
    },
  };
}

const NONE = new Uint8Array(0);

export function keptNumbers(bytes: KeptBytes): KeptNumbers {
  let numbers: Uint32Array | null = null;
  return {
    with(from, to) {
      const all = bytes.with(from * 4, to * 4);
      if (numbers?.buffer !== all.buffer) numbers = asNumbers(all);
      return numbers;
    },
  };
}
