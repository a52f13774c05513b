import type { RowCounts } from '$contract/schemas';
import type { OpenBackup } from '../backups/backup-reader';
import { done, refuse, type Outcome } from '../outcome';
import type { Journal } from './journal';

/** Something an archive can be built from: the journal in use, or a backup that was read whole. */
export interface Source {
  readonly kind: 'journal' | 'backup';
  readonly name: string;
  readonly storeId: string;
  readonly seq: number;
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

/** The journal as a source. It ends before its damage, if it has any. */
export function journalSource(journal: Journal, rows: RowCounts | null): Source | null {
  const { seq, storeId } = journal.head;
  if (storeId === null || seq === 0) return null;
  return {
    kind: 'journal',
    name: '',
    storeId,
    seq,
    rows,
    sha256: null,
    read: (after) => journal.read(after),
    lines: () => linesOf(journal, seq),
    extractOriginals: () => Promise.resolve(done(0)),
    close: () => Promise.resolve(),
  };
}

export function backupSource(backup: OpenBackup, name: string, sha256: string | null): Source {
  const { storeId, changes, rows } = backup.summary;
  return {
    kind: 'backup',
    name,
    storeId,
    seq: changes,
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

export const UNKNOWN_SOURCE = refuse(
  'source/unknown',
  'That is no longer open. Nothing was changed. Choose the backup again.',
);
