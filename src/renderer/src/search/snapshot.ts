import type { ChangeId, ReportId } from '$domain/ids';
import { NORMALISER_VERSION } from '$domain/text/normalise-term';
import type { ArchiveDb } from '../storage/archive-db';
import { reportDocuments } from './archive-source';
import { REPORT_ATTRIBUTES } from './entries';
import { loadStemmers, loadStemmersFor } from './language/stemmers';
import { ArchiveIndex, INDEX_FORMAT, type OwnEntries } from './index';
import { passageBytes, readPassages, type PassageFile } from './passage-file';
import { crc32 } from './shards/bytes';
import { Shard } from './shards/shard';
import type { ShardOptions } from './shards/shard-builder';
import { filesInRows, type ShardFiles } from './shards/shard-files';
import { TEXT_FIELDS } from './tiers/tier';

export const SHARD_OPTIONS: ShardOptions = {
  fields: TEXT_FIELDS.length,
  attributes: REPORT_ATTRIBUTES.length,
  normaliser: NORMALISER_VERSION,
};

/** A shard that is kept under a name. */
export interface KeptShard {
  readonly name: string;
  readonly shard: Shard;
}

interface Payload {
  /** The last change in the index: an archive put in this one's place has another at that number. */
  readonly lastChange: ChangeId | null;
  readonly own: OwnEntries;
  readonly passages: PassageFile;
  readonly shards: readonly { readonly name: string; readonly removed: readonly number[] }[];
  /** Reports whose words are in no shard. */
  readonly open: readonly ReportId[];
}

export interface Snapshot {
  readonly index: ArchiveIndex;
  readonly shards: readonly KeptShard[];
  readonly seq: number;
}

/** The index as it was last stored; null when that is missing, of another format, damaged, or of another archive. */
export async function readSnapshot(db: ArchiveDb, files: ShardFiles): Promise<Snapshot | null> {
  const row = await db.searchSnapshot.get('current');
  if (row?.key !== 'current' || row.format !== INDEX_FORMAT) return null;
  if (typeof row.payload !== 'string' || (await sha256(row.payload)) !== row.sha256) return null;
  const lastChange = await changeAt(db, row.seq);
  let payload: Payload;
  try {
    payload = JSON.parse(row.payload) as Payload;
    if (payload.lastChange !== lastChange) return null;
    if (!hasParts(payload)) return null;
  } catch {
    // Whole but not an index: something else wrote it. The archive has all that is needed to make another.
    return null;
  }
  const [passages, ...sources] = await Promise.all(
    [payload.passages, ...payload.shards].map(({ name }) => files.open(name)),
  );
  const shards = payload.shards.flatMap(({ name, removed }, i): KeptShard[] => {
    const shard = sources[i] && Shard.open(sources[i], SHARD_OPTIONS, removed);
    return shard?.ok === true ? [{ name, shard: shard.value }] : [];
  });
  if (!passages || shards.length < payload.shards.length) {
    for (const source of [passages, ...sources]) source?.close();
    return null;
  }
  if (payload.own.length > 0) await loadStemmersFor([]);
  await loadStemmers(shards.flatMap(({ shard }) => shard.about.stemLanguages));
  const index = ArchiveIndex.restore(
    payload.own,
    { file: payload.passages, read: () => readPassages(passages, payload.passages) },
    shards.map(({ shard }) => shard),
  );
  if (payload.open.length > 0)
    for (const document of await reportDocuments(db, payload.open)) index.putReport(document);
  return { index, shards, seq: row.seq };
}

/**
 * Stores the index as it is: its shards must be kept already. Passages go into a file of their own, all else into one string.
 * Files that are of no use then are removed.
 */
export async function writeSnapshot(
  db: ArchiveDb,
  files: ShardFiles,
  index: ArchiveIndex,
  shards: readonly KeptShard[],
  seq: number,
): Promise<void> {
  const passages = index.passageFile ?? (await keepPassages(files, index));
  const content: Payload = {
    lastChange: await changeAt(db, seq),
    own: index.ownEntries(),
    passages,
    shards: shards.map(({ name, shard }) => ({ name, removed: shard.removedSlots() })),
    open: [...index.open.live()].map(({ id }) => id as ReportId),
  };
  const payload = JSON.stringify(content);
  await db.searchSnapshot.put({
    key: 'current',
    format: INDEX_FORMAT,
    seq,
    sha256: await sha256(payload),
    payload,
  });
  await files.keepOnly([passages.name, ...shards.map(({ name }) => name)]);
}

async function keepPassages(files: ShardFiles, index: ArchiveIndex): Promise<PassageFile> {
  const inOrder = index.passagesInOrder();
  const bytes = passageBytes(inOrder);
  const file = { name: crypto.randomUUID(), passages: inOrder.length, sum: crc32(bytes) };
  await files.write(file.name, bytes);
  index.passagesWritten(file);
  return file;
}

function hasParts(payload: {
  readonly own: unknown;
  readonly shards: unknown;
  readonly open: unknown;
  readonly passages: unknown;
}): boolean {
  return (
    Array.isArray(payload.own) &&
    Array.isArray(payload.shards) &&
    Array.isArray(payload.open) &&
    typeof payload.passages === 'object'
  );
}

const ROW = 'shard:';

/** Shards kept in the archive's own database. */
export function shardsInDatabase({ searchSnapshot }: ArchiveDb): ShardFiles {
  return filesInRows({
    async put(name, bytes) {
      await searchSnapshot.put({ key: `${ROW}${name}`, bytes });
    },
    async get(name) {
      const row = await searchSnapshot.get(`${ROW}${name}`);
      return row !== undefined && 'bytes' in row ? row.bytes : undefined;
    },
    async names() {
      const keys = await searchSnapshot.where('key').startsWith(ROW).primaryKeys();
      return keys.map((key) => key.slice(ROW.length));
    },
    async delete(name) {
      await searchSnapshot.delete(`${ROW}${name}`);
    },
  });
}

async function changeAt(db: ArchiveDb, seq: number): Promise<ChangeId | null> {
  return (await db.changes.get(seq))?.id ?? null;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
