/**
 * What became of the end of a LevelDB log. `torn` starts at the byte of the last logical record, which was not written
 * to its end; `damaged` at the byte of the first record that is not what was written.
 */
export type LogVerdict = { kind: 'whole' } | { kind: 'torn'; at: number } | { kind: 'damaged'; at: number };

const BLOCK = 32 * 1024;
const HEADER = 7;
const SECTOR = 512;
const MASK_DELTA = 0xa282ead8;
const FULL = 1;
const FIRST = 2;
const MIDDLE = 3;
const LAST = 4;

/**
 * Reads the bytes of a `.log` or `MANIFEST` file as LevelDB's own reader does, which ends without an error where a
 * record is incomplete. LevelDB then appends to that file, and its next start takes the old rest for corruption.
 * `torn` is said only where that reader would end so: what is cut off there could not have been read either.
 *
 * There is one exception. When the power fails, a file system may have made the file longer before it wrote the data,
 * so that the end reads as zeros. Zeros from the start of a record to the end of the file are what a file that was
 * made longer in advance looks like, and are `torn`. A record of which the end is zeros has a wrong checksum, which
 * LevelDB calls corruption; it is `torn` when the zeros begin with a sector and reach the end of the file, because
 * disks write whole sectors. Any other wrong checksum, also in the very last record, may be a record that was
 * written and acknowledged, and is `damaged`.
 */
export function scanLog(bytes: Buffer): LogVerdict {
  const zeros = startOfZeros(bytes);
  const sectorOfZeros = Math.ceil(zeros / SECTOR) * SECTOR;
  /** Where the logical record began of which parts were read; null between records. */
  let open: { at: number; bytes: number } | null = null;
  let offset = 0;
  while (offset < bytes.length) {
    const blockEnd = offset - (offset % BLOCK) + BLOCK;
    if (blockEnd - offset < HEADER) {
      offset = blockEnd;
      continue;
    }
    const torn: LogVerdict = { kind: 'torn', at: open?.at ?? offset };
    const damaged: LogVerdict = { kind: 'damaged', at: offset };
    if (bytes.length - offset < HEADER || offset >= zeros) return torn;

    const length = bytes.readUInt16LE(offset + 4);
    const type = bytes[offset + 6]!;
    const end = offset + HEADER + length;
    const isCutByZeros = sectorOfZeros < Math.min(end, bytes.length);
    if (end > Math.min(blockEnd, bytes.length)) {
      return blockEnd > bytes.length || isCutByZeros ? torn : damaged;
    }
    if (type === 0 && length === 0) {
      if (isCutByZeros) return torn;
      if (open !== null) return damaged;
      // LevelDB skips the rest of such a block, also what it appends to the last one.
      if (blockEnd > bytes.length) return torn;
      offset = blockEnd;
      continue;
    }
    if (bytes.readUInt32LE(offset) !== maskedCrc32c(bytes.subarray(offset + 6, end))) {
      return isCutByZeros ? torn : damaged;
    }
    if (type === FULL || type === FIRST) {
      // Old versions left an empty first part at the end of a block.
      if (open !== null && open.bytes > 0) return damaged;
      open = type === FULL ? null : { at: offset, bytes: length };
    } else if ((type === MIDDLE || type === LAST) && open !== null) {
      open = type === LAST ? null : { at: open.at, bytes: open.bytes + length };
    } else {
      return damaged;
    }
    offset = end;
  }
  return open === null ? { kind: 'whole' } : { kind: 'torn', at: open.at };
}

/** CRC-32C as LevelDB stores it: turned and shifted, so that a checksum of checksums is none by chance. */
export function maskedCrc32c(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + MASK_DELTA) >>> 0;
}

/** CRC-32 with the Castagnoli polynomial. */
export function crc32c(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  // An iterator makes this some five times slower, and every start waits for it.
  for (let at = 0; at < bytes.length; at++) crc = TABLE[(crc ^ bytes[at]!) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0x82f63b78 ^ (value >>> 1) : value >>> 1;
  return value;
});

function startOfZeros(bytes: Uint8Array): number {
  let start = bytes.length;
  while (start > 0 && bytes[start - 1] === 0) start--;
  return start;
}
