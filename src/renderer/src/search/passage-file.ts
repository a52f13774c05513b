import { crc32 } from './shards/bytes';
import type { ByteSource } from './shards/byte-source';
import { readWhole, ShardDamaged } from './shards/paged-bytes';
import type { PassageEntry } from './index';

/** Where an index's passages are kept. */
export interface PassageFile {
  readonly name: string;
  readonly passages: number;
  /** CRC-32 of the whole file. */
  readonly sum: number;
}

export function passageBytes(passages: readonly PassageEntry[]): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(passages));
}

/** Reads what {@link passageBytes} made and closes the source. Throws {@link ShardDamaged} when it was changed. */
export function readPassages(source: ByteSource, { sum }: PassageFile): readonly PassageEntry[] {
  const bytes = readWhole(source, 0, source.size);
  source.close();
  if (bytes === null || crc32(bytes) !== sum)
    throw new ShardDamaged('The passages of the index were changed.');
  return JSON.parse(new TextDecoder().decode(bytes)) as PassageEntry[];
}
