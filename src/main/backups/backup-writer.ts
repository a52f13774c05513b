import { createHash } from 'node:crypto';
import { mkdir, open, realpath, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { BackupRequest } from '$contract/host-api';
import type { BackupFile, BackupSummary, Fault } from '$contract/schemas';
import { GENESIS } from '../archive/chain';
import { syncFolder, temporaryBeside } from '../durable-file';
import { done, refuse, systemCode, type Outcome } from '../outcome';
import { encrypted, WORK_FACTOR } from './age-file';
import { freePath } from './backup-folder';
import {
  formatManifest,
  isTableName,
  JOURNAL_ENTRY,
  MANIFEST_ENTRY,
  originalEntry,
  SUMS_ENTRY,
  type Manifest,
} from './backup-format';
import { storePrefix } from './backup-names';
import { openWith } from './backup-reader';
import { BackupProblem, journalDamaged, notReadBack, refusalForWriting, stopped } from './backup-refusals';
import { copyOriginal, findOriginals } from './copy-originals';
import { createLastLine } from './last-line';
import { createProgress, type OnProgress, type Progress } from './progress';
import { createZipWriter, type ZipWriter } from './zip-writer';

/** A new name in the backup folder, or the file that a person chose, which is replaced if it is there. */
export type BackupPlace = { folder: string } | { file: string };

/** Passes on the journal from its header to the change `request.seq`. A fault stops the backup. */
export type CopyJournal = (
  write: (bytes: Uint8Array) => Promise<void>,
) => Promise<{ changes: number; fault: Fault | null }>;

export interface BackupOptions {
  place: BackupPlace;
  request: Omit<BackupRequest, 'target' | 'originals'>;
  storeId: string;
  appVersion: string;
  now: Date;
  originalsFolder: string;
  /** SHA-256 of the originals that belong to the backup. */
  originals: string[];
  /** Private folder where an encrypted backup is decrypted to be read back. */
  temporaryFolder: string;
  copyJournal: CopyJournal;
  /** Bytes written and read back, while it finishes. */
  onProgress: OnProgress;
  /** Cost of the passphrase's key; less than {@link WORK_FACTOR} only in tests. */
  workFactor?: number;
}

export interface BackupWriter {
  /** Appends to an entry of that name. Entries come one after another: an earlier one cannot be gone back to. */
  writeEntry(name: string, bytes: Uint8Array): Promise<Outcome<void>>;
  /** Adds journal, originals, manifest and checksums, reads all of it back, and only then gives the file its name. */
  finish(): Promise<Outcome<BackupFile>>;
  /** Stops also a `finish` under way, and removes the temporary file. */
  abort(): Promise<void>;
}

/**
 * Starts a backup as a temporary file beside its place, so that an unwritable place is refused before any work is
 * done. Whatever fails later removes that file and touches no other. Refusals: `backup/disk-full`,
 * `backup/not-writable`, `backup/journal-damaged`, `backup/stopped`, `backup/failed`.
 */
export async function beginBackup(options: BackupOptions): Promise<Outcome<BackupWriter>> {
  try {
    const folder =
      'folder' in options.place ? options.place.folder : dirname(await target(options.place.file));
    if ('folder' in options.place) await mkdir(folder, { recursive: true, mode: 0o700 });
    const temporary = temporaryBeside(join(folder, 'backup'));
    return done(createWriter(options, temporary, await open(temporary, 'wx', 0o600)));
  } catch (error) {
    const refusal = refusalForWriting(error);
    if (refusal === null) throw error;
    return refusal;
  }
}

/** Follows a link, so that what it names is replaced and not the link. */
async function target(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return file;
    throw error;
  }
}

function createWriter(options: BackupOptions, temporary: string, handle: FileHandle): BackupWriter {
  const { request, now } = options;
  const fileHash = createHash('sha256');
  let fileBytes = 0;
  const zip = createZipWriter(now, async (zipBytes) => {
    const { passphrase } = request;
    const chunks =
      passphrase === null
        ? zipBytes
        : await encrypted(zipBytes, passphrase, options.workFactor ?? WORK_FACTOR);
    for await (const chunk of chunks) {
      fileHash.update(chunk);
      fileBytes += chunk.byteLength;
      await handle.writeFile(chunk);
    }
  });
  const stopping = new AbortController();
  const progress = createProgress(options.onProgress, stopping.signal);
  const sums = new Map<string, string>();
  let entry: string | null = null;
  let tableBytes = 0;
  let ended = false;
  /** Calls may arrive before earlier ones have finished. */
  let idle: Promise<unknown> = Promise.resolve();

  async function endEntry(): Promise<void> {
    if (entry === null) return;
    sums.set(entry, await zip.end());
    entry = null;
  }

  async function writeWhole(name: string, text: string): Promise<void> {
    zip.begin(name);
    await zip.write(Buffer.from(text));
    sums.set(name, await zip.end());
  }

  async function complete(): Promise<BackupFile> {
    await endEntry();
    // Everything is gone through twice: written, and read back.
    progress.expect(tableBytes * 2);
    progress.add(tableBytes);
    const journal = await copyJournal(options, zip, progress);
    sums.set(JOURNAL_ENTRY, journal.sha256);
    const originals = await findOriginals(options.originalsFolder, options.originals);
    progress.expect(originals.reduce((sum, { bytes }) => sum + bytes * 2, 0));
    const missing: string[] = [];
    for (const original of originals) {
      const sum = await copyOriginal(zip, original, progress);
      if (sum === null) missing.push(original.sha256);
      else sums.set(originalEntry(original.sha256), sum);
    }
    const summary = summaryOf(options, journal.changes, originals.length - missing.length);
    const manifest = { summary, journalHash: journal.hash, missingOriginals: missing };
    await writeWhole(MANIFEST_ENTRY, formatManifest(manifest));
    await writeWhole(SUMS_ENTRY, [...sums].map(([name, sum]) => `${sum}  ${name}\n`).join(''));
    await zip.finish();
    await handle.sync();
    await handle.close();
    await readBack(options, temporary, manifest, progress);
    if (stopping.signal.aborted) throw stopped();
    const path = await finalPath(options);
    await rename(temporary, path);
    await syncFolder(dirname(path));
    return {
      name: basename(path),
      path,
      bytes: fileBytes,
      sha256: fileHash.digest('hex'),
      missing: missing.length,
      summary,
    };
  }

  /** Runs after what was asked before. A failure ends the backup and removes its file. */
  function inTurn<T>(job: () => Promise<T>): Promise<Outcome<T>> {
    const run = idle.then(async (): Promise<Outcome<T>> => {
      if (ended) return stopped().refusal;
      try {
        return done(await job());
      } catch (error) {
        await discard(error instanceof Error ? error : new Error('the backup failed'));
        const refusal = refusalForWriting(error);
        if (refusal === null) throw error;
        return refusal;
      }
    });
    idle = run.catch(() => undefined);
    return run;
  }

  async function discard(reason: Error): Promise<void> {
    ended = true;
    await zip.destroy(reason);
    await handle.close().catch(() => undefined);
    await rm(temporary, { force: true });
  }

  return {
    writeEntry: (name, bytes) =>
      inTurn(async () => {
        if (name !== entry) {
          if (!isTableName(name) || sums.has(name)) throw new Error('no entry of that name can be begun now');
          await endEntry();
          zip.begin(name);
          entry = name;
        }
        await zip.write(bytes);
        tableBytes += bytes.byteLength;
      }),

    finish: () =>
      inTurn(async () => {
        const file = await complete();
        ended = true;
        return file;
      }),

    abort: async () => {
      const reason = stopped();
      stopping.abort();
      if (!ended) await zip.destroy(reason);
      await idle;
      if (!ended) await discard(reason);
    },
  };
}

async function copyJournal(
  { copyJournal: copy, request }: BackupOptions,
  zip: ZipWriter,
  progress: Progress,
): Promise<{ changes: number; hash: string; sha256: string }> {
  const lastLine = createLastLine();
  zip.begin(JOURNAL_ENTRY);
  const { changes, fault } = await copy(async (bytes) => {
    lastLine.take(bytes);
    await zip.write(bytes);
    progress.expect(bytes.byteLength * 2);
    progress.add(bytes.byteLength);
  });
  if (fault !== null) throw journalDamaged(fault.message);
  if (changes !== request.seq) throw journalDamaged('It does not end with the last change.');
  return { changes, hash: lastLine.head()?.hash ?? GENESIS, sha256: await zip.end() };
}

function summaryOf(
  { request, storeId, appVersion, now }: BackupOptions,
  changes: number,
  originals: number,
): BackupSummary {
  const { kind, schema, reports, passages, rows } = request;
  const createdAt = now.toISOString();
  return { storeId, kind, createdAt, appVersion, schema, changes, reports, passages, originals, rows };
}

/** Throws the refusal for a file that does not hold what was written into it. */
async function readBack(
  { request, temporaryFolder }: BackupOptions,
  temporary: string,
  manifest: Manifest,
  progress: Progress,
): Promise<void> {
  const counted: Progress = { expect: () => undefined, add: progress.add };
  const opened = await openWith(temporary, { passphrase: request.passphrase, temporaryFolder }, counted);
  if (!opened.ok) {
    const keeps = ['backup/stopped', 'backup/disk-full'].includes(opened.code);
    throw keeps ? new BackupProblem(refuse(opened.code, opened.message)) : notReadBack();
  }
  const { summary, journalHash, missingOriginals } = opened.value;
  await opened.value.close();
  if (!isDeepStrictEqual({ summary, journalHash, missingOriginals }, manifest)) throw notReadBack();
}

async function finalPath({ place, request, storeId, now }: BackupOptions): Promise<string> {
  if ('file' in place) return target(place.file);
  const { kind, passphrase } = request;
  return freePath(place.folder, {
    store: storePrefix(storeId),
    at: now,
    kind,
    encrypted: passphrase !== null,
  });
}
