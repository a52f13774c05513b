import { Bits } from '../tiers/bits';
import { crc32 } from './bytes';
import type { ByteSource } from './byte-source';
import type { Section } from './shard-format';

/** The file of a shard is not what was written. It has to be made anew; nothing that was read before is wrong. */
export class ShardDamaged extends Error {
  override readonly name = 'ShardDamaged';
}

/** The bytes of a range; null when the source has fewer or cannot read them. `again`: whether others near them may be asked for soon. */
export function readWhole(
  source: ByteSource,
  offset: number,
  length: number,
  again = false,
): Uint8Array | null {
  try {
    const bytes = again ? source.read(offset, length) : source.readOnce(offset, length);
    return bytes.length === length ? bytes : null;
  } catch {
    // What the disk does not give back is as lost as what comes back changed.
    return null;
  }
}

/** A part of a file that is read as needed; every page of it is checked when it is first touched. */
export class PagedBytes {
  readonly #checked: Bits;

  constructor(
    private readonly source: ByteSource,
    private readonly section: Section,
    /** Bytes that have a checksum together. */
    private readonly page: number,
    /** The checksums of its pages. */
    private readonly sums: Uint32Array,
  ) {
    this.#checked = new Bits(sums.length);
  }

  /** The bytes from one place to another. Throws {@link ShardDamaged}. */
  read(from: number, to: number): Uint8Array {
    if (to > this.section.length || from > to) throw new ShardDamaged('A list of this shard ends beyond it.');
    for (let page = Math.floor(from / this.page); page * this.page < to; page += 1) {
      if (!this.#checked.has(page)) this.#check(page);
    }
    const bytes = readWhole(this.source, this.section.offset + from, to - from, true);
    if (bytes === null) throw new ShardDamaged('A part of this shard cannot be read any more.');
    return bytes;
  }

  #check(page: number): void {
    const from = page * this.page;
    const length = Math.min(this.page, this.section.length - from);
    const bytes = readWhole(this.source, this.section.offset + from, length, true);
    if (bytes === null || crc32(bytes) !== this.sums[page]) {
      throw new ShardDamaged(`Page ${page} of this shard was changed.`);
    }
    this.#checked.add(page);
  }
}
