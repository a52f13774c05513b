import type { ChangeId, ReportId } from '$domain/ids';
import { NORMALISER_VERSION } from '$domain/text/normalise-term';
import { readMeta, type ArchiveDb } from '../storage/archive-db';
import { reportDocuments } from './archive-source';
import { REPORT_ATTRIBUTES, type ReportDocument } from './entries';
import { loadStemmers, loadStemmersFor } from './language/stemmers';
import { ArchiveIndex, INDEX_FORMAT, type OwnEntries } from './index';
import { passageBytes, readPassages, type PassageFile } from './passage-file';
import { crc32 } from './shards/bytes';
import { readWhole, ShardDamaged } from './shards/paged-bytes';
import { Shard } from './shards/shard';
import type { ShardOptions } from './shards/shard-builder';
import { asBytes, asNumbers } from './shards/shard-format';
import { filesInRows, type ShardFiles } from './shards/shard-files';
import { TEXT_FIELDS } from './tiers/tier';
import { warmUp } from './warm-up';

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

/** What a stored index is made of: a file of its own, which names the others. */
interface Manifest {
  readonly format: number;
  /** The store that it is of: one that was built anew is another, and what was deleted for good is in no index of it. */
  readonly store: string | null;
  /** Changes up to this number are in the index. */
  readonly seq: number;
  /** The last of them: an archive put in this one's place has another at that number. */
  readonly lastChange: ChangeId | null;
  readonly own: OwnEntries;
  readonly passages: PassageFile;
  readonly shards: readonly { readonly name: string; readonly removed: readonly number[] }[];
  /** Reports whose words are in no shard. */
  readonly open: readonly ReportId[];
}

/** Begins the names of manifests: the next one is there before the last one goes. */
const MANIFEST = 'index-';

export interface Snapshot {
  readonly index: ArchiveIndex;
  readonly shards: readonly KeptShard[];
  readonly seq: number;
}

/**
 * The index as it was last stored; null when that is missing, of another format, damaged, or of another archive. What does not need
 * the archive is done while it is being opened.
 */
export async function readSnapshot(
  archive: ArchiveDb | Promise<ArchiveDb>,
  files: ShardFiles,
): Promise<Snapshot | null> {
  const names = (await files.names()).filter((name) => name.startsWith(MANIFEST));
  const manifests = (await Promise.all(names.map((name) => readManifest(files, name))))
    .filter((manifest) => manifest !== null)
    .sort((a, b) => b.seq - a.seq);
  for (const manifest of manifests) {
    const restored = await restore(manifest, files);
    if (restored === null) continue;
    if (restored.shards[0]) warmUp(restored.index, restored.shards[0].shard);
    const db = await archive;
    const [store, change] = await Promise.all([storeOf(db), changeAt(db, manifest.seq)]);
    if (manifest.store === store && manifest.lastChange === change) {
      const documents = manifest.open.length === 0 ? [] : await reportDocuments(db, manifest.open);
      if (putAll(documents, restored.index)) return { ...restored, seq: manifest.seq };
    }
    restored.close();
  }
  return null;
}

/** False when a part of the index is found damaged. */
function putAll(documents: readonly ReportDocument[], index: ArchiveIndex): boolean {
  try {
    for (const document of documents) index.putReport(document);
    return true;
  } catch (error) {
    if (error instanceof ShardDamaged) return false;
    throw error;
  }
}

async function readManifest(files: ShardFiles, name: string): Promise<Manifest | null> {
  const source = await files.open(name);
  const bytes = source && readWhole(source, 0, source.size);
  source?.close();
  if (!bytes || bytes.length < SUM_BYTES) return null;
  const content = bytes.subarray(SUM_BYTES);
  if (asNumbers(bytes.slice(0, SUM_BYTES))[0] !== crc32(content)) return null;
  try {
    const manifest = JSON.parse(new TextDecoder().decode(content)) as Partial<Manifest> | null;
    return manifest?.format === INDEX_FORMAT && isManifest(manifest) ? manifest : null;
  } catch {
    // Whole but not an index: something else wrote it. The archive has all that is needed to make another.
    return null;
  }
}

function isManifest(manifest: Partial<Manifest>): manifest is Manifest {
  const { seq, own, passages, shards, open } = manifest;
  const lists = [own, shards, open];
  return (
    typeof seq === 'number' && typeof passages === 'object' && lists.every((list) => Array.isArray(list))
  );
}

interface Restored extends Omit<Snapshot, 'seq'> {
  close(): void;
}

async function restore(manifest: Manifest, files: ShardFiles): Promise<Restored | null> {
  const [passages, ...sources] = await Promise.all(
    [manifest.passages, ...manifest.shards].map(({ name }) => files.open(name)),
  );
  const close = (): void => {
    for (const source of [passages, ...sources]) source?.close();
  };
  const shards = manifest.shards.flatMap(({ name, removed }, i): KeptShard[] => {
    const shard = sources[i] && Shard.open(sources[i], SHARD_OPTIONS, removed);
    return shard?.ok === true ? [{ name, shard: shard.value }] : [];
  });
  if (!passages || shards.length < manifest.shards.length) {
    close();
    return null;
  }
  // Nothing says what language a memo is in.
  if (manifest.own.length > 0) await loadStemmersFor([]);
  await loadStemmers(shards.flatMap(({ shard }) => shard.about.stemLanguages));
  const index = ArchiveIndex.restore(
    manifest.own,
    { file: manifest.passages, read: () => readPassages(passages, manifest.passages) },
    shards.map(({ shard }) => shard),
  );
  return { index, shards, close };
}

/**
 * Stores the index as it is: its shards must be kept already. Passages go into a file of their own, all else into the manifest. Files
 * that are of no use then are removed.
 */
export async function writeSnapshot(
  db: ArchiveDb,
  files: ShardFiles,
  index: ArchiveIndex,
  shards: readonly KeptShard[],
  seq: number,
): Promise<void> {
  const passages = index.passageFile ?? (await keepPassages(files, index));
  const manifest: Manifest = {
    format: INDEX_FORMAT,
    store: await storeOf(db),
    seq,
    lastChange: await changeAt(db, seq),
    own: index.ownEntries(),
    passages,
    shards: shards.map(({ name, shard }) => ({ name, removed: shard.removedSlots() })),
    open: [...index.open.live()].map(({ id }) => id as ReportId),
  };
  const name = `${MANIFEST}${crypto.randomUUID()}`;
  await files.write(name, manifestBytes(manifest));
  await files.keepOnly([name, passages.name, ...shards.map((shard) => shard.name)]);
}

/** A checksum, and the manifest as JSON. */
const SUM_BYTES = 4;

function manifestBytes(manifest: Manifest): Uint8Array<ArrayBuffer> {
  const content = new TextEncoder().encode(JSON.stringify(manifest));
  const bytes = new Uint8Array(SUM_BYTES + content.length);
  bytes.set(asBytes(Uint32Array.of(crc32(content))));
  bytes.set(content, SUM_BYTES);
  return bytes;
}

async function keepPassages(files: ShardFiles, index: ArchiveIndex): Promise<PassageFile> {
  const inOrder = index.passagesInOrder();
  const bytes = passageBytes(inOrder);
  const file = { name: crypto.randomUUID(), passages: inOrder.length, sum: crc32(bytes) };
  await files.write(file.name, bytes);
  index.passagesWritten(file);
  return file;
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
      return row?.bytes;
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

async function storeOf(db: ArchiveDb): Promise<string | null> {
  return (await readMeta(db, 'archive'))?.storeId ?? null;
}

async function changeAt(db: ArchiveDb, seq: number): Promise<ChangeId | null> {
  return (await db.changes.get(seq))?.id ?? null;
}
