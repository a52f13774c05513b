/** Bytes that are written once, at the end of what there is; grows as needed. */
export class ByteWriter {
  #bytes = new Uint8Array(1 << 12);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** An unsigned number below 2^32: seven bits a byte, the lowest first, all but the last byte with the high bit set. */
  varint(value: number): void {
    if (this.#length + 5 > this.#bytes.length) this.#grow(5);
    const bytes = this.#bytes;
    let at = this.#length;
    let rest = value;
    while (rest > 127) {
      bytes[at++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[at++] = rest;
    this.#length = at;
  }

  append(bytes: Uint8Array, from = 0, to = bytes.length): void {
    const count = to - from;
    if (this.#length + count > this.#bytes.length) this.#grow(count);
    if (count <= FEW) for (let i = 0; i < count; i += 1) this.#bytes[this.#length + i] = bytes[from + i]!;
    else this.#bytes.set(bytes.subarray(from, to), this.#length);
    this.#length += count;
  }

  /** Forgets what was written; what {@link written} gave is overwritten. */
  clear(): void {
    this.#length = 0;
  }

  /** What was written; good until something more is. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #grow(more: number): void {
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.written());
    this.#bytes = larger;
  }
}

/** So few bytes are copied faster one by one. */
const FEW = 32;

/** Reads what {@link ByteWriter} wrote. Reading beyond the end gives zeros: what is read is checked by its sum before. */
export class ByteReader {
  constructor(
    private readonly bytes: Uint8Array,
    public at = 0,
  ) {}

  varint(): number {
    let byte = this.bytes[this.at++] ?? 0;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = this.bytes[this.at++] ?? 0;
      value |= (byte & 127) << shift;
    }
    return value >>> 0;
  }

  /** Passes over so many numbers: only the last byte of each has no high bit. */
  skip(count: number): void {
    const { bytes } = this;
    let { at } = this;
    let left = count;
    // Four bytes end at most four numbers.
    for (; left >= 4 && at + 4 <= bytes.length; at += 4) {
      left -=
        4 - (bytes[at]! >>> 7) - (bytes[at + 1]! >>> 7) - (bytes[at + 2]! >>> 7) - (bytes[at + 3]! >>> 7);
    }
    for (; left > 0 && at < bytes.length; at += 1) left -= 1 - (bytes[at]! >>> 7);
    this.at = at;
  }
}

/** A number of either sign as one that is small when it is near zero. */
export function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

export function unzigzag(value: number): number {
  return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}

const TABLES = crcTables();

/** CRC-32 (ISO 3309, as in zip and PNG), eight bytes at a time. */
export function crc32(bytes: Uint8Array): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = TABLES as [Table, Table, Table, Table, Table, Table, Table, Table];
  let crc = ~0;
  let i = 0;
  for (const end = bytes.length - 7; i < end; i += 8) {
    crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    const near = t7[crc & 255]! ^ t6[(crc >>> 8) & 255]! ^ t5[(crc >>> 16) & 255]! ^ t4[crc >>> 24]!;
    crc = near ^ t3[bytes[i + 4]!]! ^ t2[bytes[i + 5]!]! ^ t1[bytes[i + 6]!]! ^ t0[bytes[i + 7]!]!;
  }
  for (; i < bytes.length; i += 1) crc = (crc >>> 8) ^ t0[(crc ^ bytes[i]!) & 255]!;
  return ~crc >>> 0;
}

type Table = Int32Array;

function crcTables(): Table[] {
  const tables = Array.from({ length: 8 }, () => new Int32Array(256));
  for (let n = 0; n < 256; n += 1) {
    let crc = n;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
    tables[0]![n] = crc;
  }
  for (let k = 1; k < tables.length; k += 1) {
    for (let n = 0; n < 256; n += 1) {
      const before = tables[k - 1]![n]!;
      tables[k]![n] = (before >>> 8) ^ tables[0]![before & 255]!;
    }
  }
  return tables;
}
