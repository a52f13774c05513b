import type { RowCounts } from '$contract/schemas';
import type { OpenBackup } from '../backups/backup-reader';
import { done, refuse, type Outcome } from '../outcome';
import { reportUnexpected } from '../unexpected';
import { parseStart } from './chain';
import type { Journal } from './journal';
import { splitLines } from './line-reader';

/** Something an archive can be built from: the journal in use, or a backup that was read whole. */
export interface Source {
  readonly kind: 'journal' | 'backup';
  readonly name: string;
  readonly storeId: string;
  readonly seq: number;
  /** When it was written; null for the journal. */
  readonly createdAt: string | null;
  /** What a store built from it must hold; null where nothing says. */
  readonly rows: RowCounts | null;
  /** Of the backup's file; null for the journal. */
  readonly sha256: string | null;
  read(after: number): Promise<Outcome<{ bodies: string[]; done: boolean }>>;
  /** The checked lines of its journal. Throws while iterating when they can no longer be read. */
  lines(): AsyncIterable<Uint8Array>;
  /** Brings the imported files it carries into the folder of originals. */
  extractOriginals(
    folder: string,
    onProgress: (done: number, total: number) => void,
  ): Promise<Outcome<number>>;
  close(): Promise<void>;
}

/** The journal as a source, up to a change, or to its end. It has to end before its damage, if it has any. */
export function journalSource(journal: Journal, rows: RowCounts | null, upTo?: number): Source | null {
  const { storeId } = journal.head;
  const seq = Math.min(journal.head.seq, upTo ?? Infinity);
  if (storeId === null || seq === 0) return null;
  return {
    kind: 'journal',
    name: '',
    storeId,
    seq,
    createdAt: null,
    rows,
    sha256: null,
    read: (after) => journal.read(after),
    lines: () => linesOf(journal, seq),
    extractOriginals: () => Promise.resolve(done(0)),
    close: () => Promise.resolve(),
  };
}

export function backupSource(backup: OpenBackup, name: string, sha256: string | null): Source {
  const { storeId, changes, createdAt, rows } = backup.summary;
  return {
    kind: 'backup',
    name,
    storeId,
    seq: changes,
    createdAt,
    rows: Object.keys(rows).length === 0 ? null : rows,
    sha256,
    read: (after) => backup.read(after),
    lines: () => backup.journalLines(),
    extractOriginals: (folder, onProgress) => backup.extractOriginals(folder, onProgress),
    close: () => backup.close(),
  };
}

async function* linesOf(journal: Journal, upTo: number): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  void journal
    .copyTo((bytes) => writer.write(bytes), upTo)
    .then(({ fault }) => {
      if (fault !== null) throw new Error(fault.message);
      return writer.close();
    })
    .catch((error: unknown) => writer.abort(error));
  yield* readable;
}

/** The hash of a source's line, which names all that came before it; null when it cannot be read up to there. */
async function hashAt(source: Source, n: number): Promise<string | null> {
  try {
    for await (const { bytes } of splitLines(source.lines())) {
      const start = parseStart(bytes);
      if (start?.n === n) return start.hash;
    }
  } catch (error) {
    reportUnexpected('reading what an archive can be built from', error);
  }
  return null;
}

/**
 * The order in which sources are offered. The journal, where it reaches all that was saved; then what continues it or
 * is a beginning of it, the furthest first; then the rest, the newest first: an archive that was restored goes on from
 * an older state, and a backup of what it was before has more changes, but not the ones that are missed.
 */
export async function rankSources(
  journal: Source | null,
  backups: readonly Source[],
  lastSeq: number,
): Promise<Source[]> {
  const related: Source[] = journal === null ? [] : [journal];
  const others: Source[] = [];
  for (const backup of backups) {
    const n = Math.min(backup.seq, journal?.seq ?? 0);
    const hash = journal === null ? null : await hashAt(journal, n);
    const isRelated = hash !== null && hash === (await hashAt(backup, n));
    (isRelated ? related : others).push(backup);
  }
  const isWhole = (source: Source): boolean => source.kind === 'journal' && source.seq >= lastSeq;
  related.sort((a, b) => Number(isWhole(b)) - Number(isWhole(a)) || b.seq - a.seq);
  others.sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
  return [...related, ...others];
}

export const UNKNOWN_SOURCE = refuse(
  'source/unknown',
  'That is no longer open. Nothing was changed. Choose the backup again.',
);
