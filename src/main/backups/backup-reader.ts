import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupSummary } from '$contract/schemas';
import { temporaryBeside } from '../durable-file';
import { done, type Outcome } from '../outcome';
import { decryptInto, isAge } from './age-file';
import { originalOf } from './backup-format';
import { needsPassphrase, notABackup, refusalForReading } from './backup-refusals';
import { checkBackup } from './check-backup';
import { extractInto } from './extract-originals';
import { fileBytes } from './file-bytes';
import { isJournal, readJournalFile } from './journal-file';
import { createChangeReader, type Changes } from './journal-stream';
import { createProgress, type OnProgress, type Progress } from './progress';
import { entryBytes } from './zip-reader';

/** A backup that was read from end to end and holds what its checksums and its hash chain say. */
export interface OpenBackup {
  summary: BackupSummary;
  /** Hash of the journal's last line. */
  journalHash: string;
  /** SHA-256 of originals that were missing or damaged when the backup was written. */
  missingOriginals: string[];
  /** Bodies of the changes after the one numbered `after`, about 4 MiB; going on is fast, going back starts anew. */
  read(after: number): Promise<Outcome<Changes>>;
  /** The bytes of the journal. Throws while iterating when they can no longer be read. */
  journalLines(): AsyncIterable<Uint8Array>;
  /** Writes the originals that are not in the folder whole; gives how many these were. */
  extractOriginals(originalsFolder: string, onProgress: OnProgress): Promise<Outcome<number>>;
  /** Ends reading and removes what was decrypted. */
  close(): Promise<void>;
}

export interface OpenOptions {
  passphrase: string | null;
  /** Private folder for what is decrypted; a plain backup needs none. */
  temporaryFolder: string;
  /** Bytes decrypted, unpacked and checked. */
  onProgress: OnProgress;
  /** Stops the job, which then comes to `backup/stopped`. */
  signal?: AbortSignal;
}

type Close = () => Promise<void>;

const SNIFFED_BYTES = 64;

/**
 * Opens a plain or encrypted backup, or an exported journal, told apart by their first bytes. Nothing is offered
 * before all of it was read and checked. Refuses with `backup/not-found`, `backup/not-a-backup`, `backup/encrypted`,
 * `backup/wrong-passphrase`, `backup/newer`, `backup/damaged`, `backup/disk-full` or `backup/unreadable`.
 */
export async function openBackup(path: string, options: OpenOptions): Promise<Outcome<OpenBackup>> {
  return openWith(path, options, createProgress(options.onProgress, options.signal));
}

/** {@link openBackup} as a part of a longer job. */
export async function openWith(
  path: string,
  { passphrase, temporaryFolder }: Pick<OpenOptions, 'passphrase' | 'temporaryFolder'>,
  progress: Progress,
): Promise<Outcome<OpenBackup>> {
  const cleaning: Close[] = [];
  const close: Close = async () => {
    while (cleaning.length > 0) await cleaning.pop()!();
  };
  try {
    let handle = await open(path, 'r');
    cleaning.push(() => handle.close());
    let start = await sniff(handle);
    if (isAge(start)) {
      if (passphrase === null) throw needsPassphrase();
      const plain = await decrypted(handle, passphrase, temporaryFolder, progress, cleaning);
      await handle.close();
      handle = plain;
      start = await sniff(handle);
    }
    if (isJournal(start)) return done(await openJournal(handle, progress, close));
    if (start.toString('latin1', 0, 2) !== 'PK') throw notABackup();
    return done(await openZip(handle, progress, close));
  } catch (error) {
    await close();
    return refusalForReading(error);
  }
}

async function sniff(handle: FileHandle): Promise<Buffer> {
  if (!(await handle.stat()).isFile()) throw notABackup();
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0);
  return buffer.subarray(0, bytesRead);
}

/** Decrypts into a file of `temporaryFolder`, which `cleaning` removes again. */
async function decrypted(
  source: FileHandle,
  passphrase: string,
  temporaryFolder: string,
  progress: Progress,
  cleaning: Close[],
): Promise<FileHandle> {
  await mkdir(temporaryFolder, { recursive: true, mode: 0o700 });
  const temporary = temporaryBeside(join(temporaryFolder, 'backup'));
  cleaning.unshift(() => rm(temporary, { force: true }));
  const target = await open(temporary, 'wx+', 0o600);
  try {
    await decryptInto(target, source, passphrase, progress);
  } catch (error) {
    await target.close();
    throw error;
  }
  return target;
}

async function openZip(handle: FileHandle, progress: Progress, close: Close): Promise<OpenBackup> {
  const { manifest, entries, journal } = await checkBackup(handle, progress);
  const originals = [...entries.values()].filter(({ name }) => originalOf(name) !== null);
  return {
    ...manifest,
    ...journalPart(() => entryBytes(handle, journal), manifest.summary.changes, close),
    extractOriginals: async (originalsFolder, onProgress) => {
      const extracting = createProgress(onProgress);
      extracting.expect(originals.reduce((sum, { size }) => sum + size, 0));
      try {
        return done(await extractInto(originalsFolder, handle, originals, extracting));
      } catch (error) {
        return refusalForReading(error);
      }
    },
  };
}

async function openJournal(handle: FileHandle, progress: Progress, close: Close): Promise<OpenBackup> {
  const { summary, journalHash } = await readJournalFile(handle, progress);
  return {
    summary,
    journalHash,
    missingOriginals: [],
    ...journalPart(() => fileBytes(handle), summary.changes, close),
    extractOriginals: () => Promise.resolve(done(0)),
  };
}

function journalPart(
  journalLines: () => AsyncIterable<Uint8Array>,
  count: number,
  close: Close,
): Pick<OpenBackup, 'read' | 'journalLines' | 'close'> {
  const changes = createChangeReader(journalLines, count);
  return {
    read: (after) => changes.read(after),
    journalLines,
    close: async () => {
      await changes.close();
      await close();
    },
  };
}
