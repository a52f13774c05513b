import type { ChangeId } from '$domain/ids';
import type { ArchiveDb } from '../storage/archive-db';
import { ArchiveIndex, INDEX_FORMAT } from './index';

interface Payload {
  /** The last change in the index: an archive put in this one's place has another at that number. */
  readonly lastChange: ChangeId | null;
  readonly index: ReturnType<ArchiveIndex['toJSON']>;
}

export interface Snapshot {
  readonly index: ArchiveIndex;
  readonly seq: number;
}

/** The index as it was last stored; null when that is missing, of another format, damaged, or of another archive. */
export async function readSnapshot(db: ArchiveDb): Promise<Snapshot | null> {
  const row = await db.searchSnapshot.get('current');
  if (row === undefined || row.format !== INDEX_FORMAT) return null;
  if (typeof row.payload !== 'string' || (await sha256(row.payload)) !== row.sha256) return null;
  const lastChange = await changeAt(db, row.seq);
  try {
    const payload = JSON.parse(row.payload) as Payload;
    if (payload.lastChange !== lastChange) return null;
    return { index: ArchiveIndex.fromJSON(payload.index), seq: row.seq };
  } catch {
    // Whole but not an index: something else wrote it. The archive has all that is needed to make another.
    return null;
  }
}

/** Stores the index as it is: one string, which loads faster than any structured form. */
export async function writeSnapshot(db: ArchiveDb, index: ArchiveIndex, seq: number): Promise<void> {
  const content: Payload = { lastChange: await changeAt(db, seq), index: index.toJSON() };
  const payload = JSON.stringify(content);
  await db.searchSnapshot.put({
    key: 'current',
    format: INDEX_FORMAT,
    seq,
    sha256: await sha256(payload),
    payload,
  });
}

async function changeAt(db: ArchiveDb, seq: number): Promise<ChangeId | null> {
  return (await db.changes.get(seq))?.id ?? null;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
