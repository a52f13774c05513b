import { maskedCrc32c } from '../leveldb-log';

const BLOCK = 32 * 1024;
const HEADER = 7;

/**
 * A log as LevelDB writes it, and where each record begins and ends in it. `offset` is the place in the block where it
 * goes on.
 */
export function writeLog(
  payloads: Buffer[],
  offset = 0,
): { bytes: Buffer; records: { start: number; end: number }[] } {
  const parts: Buffer[] = [];
  const records: { start: number; end: number }[] = [];
  let at = offset;
  const push = (part: Buffer): void => {
    parts.push(part);
    at += part.length;
  };
  for (const payload of payloads) {
    let start: number | null = null;
    let rest = payload;
    do {
      const left = BLOCK - (at % BLOCK);
      if (left < HEADER) push(Buffer.alloc(left));
      const room = BLOCK - (at % BLOCK) - HEADER;
      const data = rest.subarray(0, room);
      rest = rest.subarray(data.length);
      const isFirst = start === null;
      const isLast = rest.length === 0;
      start ??= at - offset;
      push(record(isFirst ? (isLast ? 1 : 2) : isLast ? 4 : 3, data));
    } while (rest.length > 0);
    records.push({ start, end: at - offset });
  }
  return { bytes: Buffer.concat(parts), records };
}

function record(type: number, data: Buffer): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(HEADER), data]);
  bytes.writeUInt16LE(data.length, 4);
  bytes[6] = type;
  bytes.writeUInt32LE(maskedCrc32c(bytes.subarray(6)), 0);
  return bytes;
}
