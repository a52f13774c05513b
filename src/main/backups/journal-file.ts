import type { FileHandle } from 'node:fs/promises';
import type { BackupSummary } from '$contract/schemas';
import { storeIdOf } from '../archive/chain';
import { fileBytes } from './file-bytes';
import { readJournal } from './journal-stream';
import type { Progress } from './progress';

export function isJournal(start: Buffer): boolean {
  return start.toString('latin1').startsWith('{"n":0,');
}

export interface JournalFile {
  /** What a journal cannot tell is 0 or empty; `createdAt` is when the file was last written. */
  summary: BackupSummary;
  journalHash: string;
}

/** Reads an exported journal and checks every line of it. Throws refusals and system errors. */
export async function readJournalFile(handle: FileHandle, progress: Progress): Promise<JournalFile> {
  const { size, mtime } = await handle.stat();
  progress.expect(size);
  let storeId = '';
  let changes = 0;
  let journalHash = '';
  for await (const { n, hash, body } of readJournal(fileBytes(handle, progress))) {
    if (n === 0) storeId = storeIdOf(body) ?? '';
    changes = n;
    journalHash = hash;
  }
  const summary: BackupSummary = {
    storeId,
    kind: 'manual',
    createdAt: mtime.toISOString(),
    appVersion: '',
    schema: 0,
    changes,
    reports: 0,
    passages: 0,
    originals: 0,
    rows: {},
  };
  return { summary, journalHash };
}
