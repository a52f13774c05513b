import { parseStart } from '../archive/chain';

const PREFIX_BYTES = 200;
const NEWLINE = 0x0a;

export interface LastLine {
  take(bytes: Uint8Array): void;
  /** Number and hash of the last line that began; null when there was none. */
  head(): { n: number; hash: string } | null;
}

/** Follows a journal that passes in chunks, keeping only the start of its last line. */
export function createLastLine(): LastLine {
  let prefix = Buffer.alloc(0);
  let atLineStart = true;
  return {
    take: (bytes) => {
      if (bytes.length === 0) return;
      const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      // A newline that ends the chunk begins no line yet.
      const newline = chunk.length === 1 ? -1 : chunk.lastIndexOf(NEWLINE, chunk.length - 2);
      const rest = chunk.subarray(newline + 1, newline + 1 + PREFIX_BYTES);
      const continues = newline === -1 && !atLineStart;
      prefix = Buffer.concat(continues ? [prefix, rest] : [rest]).subarray(0, PREFIX_BYTES);
      atLineStart = chunk.at(-1) === NEWLINE;
    },
    head: () => parseStart(prefix),
  };
}
