import { coded, valueIn, type Coded } from './columns';
import { crc32 } from './shards/bytes';
import type { ByteSource } from './shards/byte-source';
import { readWhole, ShardDamaged } from './shards/paged-bytes';
import type { PassageEntry } from './entries';

/** Where an index's passages are kept. */
export interface PassageFile {
  readonly name: string;
  readonly passages: number;
  /** CRC-32 of the whole file. */
  readonly sum: number;
}

/** Passages have much in common: what is the same is written once, read once, and in memory once. */
interface PassageColumns {
  readonly id: readonly PassageEntry['id'][];
  readonly reportId: Coded<PassageEntry['reportId']>;
  readonly start: readonly number[];
  /** The words of each: the first, and how many. */
  readonly from: readonly number[];
  readonly words: readonly number[];
  readonly section: Coded<PassageEntry['section']>;
  readonly pairs: Coded<PassageEntry['pairs']>;
  readonly codes: Coded<PassageEntry['codes']>;
  readonly assessment: Coded<PassageEntry['assessment']>;
  readonly hasMemo: Coded<boolean>;
  readonly modifiedAt: Coded<PassageEntry['modifiedAt']>;
}

export function passageBytes(passages: readonly PassageEntry[]): Uint8Array<ArrayBuffer> {
  const columns: PassageColumns = {
    id: passages.map(({ id }) => id),
    reportId: coded(passages.map(({ reportId }) => reportId)),
    start: passages.map(({ start }) => start),
    from: passages.map(({ words }) => words.from),
    words: passages.map(({ words }) => words.to - words.from),
    section: coded(passages.map(({ section }) => section)),
    pairs: coded(passages.map(({ pairs }) => pairs)),
    codes: coded(passages.map(({ codes }) => codes)),
    assessment: coded(passages.map(({ assessment }) => assessment)),
    hasMemo: coded(passages.map(({ hasMemo }) => hasMemo)),
    modifiedAt: coded(passages.map(({ modifiedAt }) => modifiedAt)),
  };
  return new TextEncoder().encode(JSON.stringify(columns));
}

/** Reads what {@link passageBytes} made and closes the source. Throws {@link ShardDamaged} when it was changed. */
export function readPassages(source: ByteSource, { sum }: PassageFile): readonly PassageEntry[] {
  const bytes = readWhole(source, 0, source.size);
  source.close();
  if (bytes === null || crc32(bytes) !== sum)
    throw new ShardDamaged('The passages of the index were changed.');
  const columns = JSON.parse(new TextDecoder().decode(bytes)) as PassageColumns;
  const { start, from, words } = columns;
  return columns.id.map((id, i) => ({
    id,
    reportId: valueIn(columns.reportId, i),
    start: start[i]!,
    words: { from: from[i]!, to: from[i]! + words[i]! },
    section: valueIn(columns.section, i),
    pairs: valueIn(columns.pairs, i),
    codes: valueIn(columns.codes, i),
    assessment: valueIn(columns.assessment, i),
    hasMemo: valueIn(columns.hasMemo, i),
    modifiedAt: valueIn(columns.modifiedAt, i),
  }));
}
