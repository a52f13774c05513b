import type { FileHandle } from 'node:fs/promises';
import type { BackupSummary } from '$contract/schemas';
import { readHeader } from '../archive/chain';
import { damaged } from './backup-refusals';
import { readJournal } from './journal-stream';
import type { Progress } from './progress';

const CHUNK_BYTES = 256 * 1024;

export function isJournal(start: Buffer): boolean {
  return start.toString('latin1').startsWith('{"n":0,');
}

export interface JournalFile {
  /** What a journal cannot tell is 0 or empty; `createdAt` is when the file was last written. */
  summary: BackupSummary;
  journalHash: string;
  journalLines(): AsyncIterable<Uint8Array>;
}

/** Reads an exported journal and checks every line of it. Throws refusals and system errors. */
export async function readJournalFile(handle: FileHandle, progress: Progress): Promise<JournalFile> {
  const { size, mtime } = await handle.stat();
  progress.expect(size);
  let storeId = '';
  let changes = 0;
  let journalHash = '';
  for await (const { n, hash, body } of readJournal(fileBytes(handle, progress))) {
    if (n === 0) storeId = storeIdOf(body.toString());
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
  return { summary, journalHash, journalLines: () => fileBytes(handle, null) };
}

function storeIdOf(body: string): string {
  const header = readHeader(body);
  if (header === null || 'newer' in header) throw damaged('its first line is not the start of a journal');
  return header.storeId;
}

async function* fileBytes(handle: FileHandle, progress: Progress | null): AsyncGenerator<Uint8Array> {
  for (let at = 0; ;) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    progress?.add(bytesRead);
    yield buffer.subarray(0, bytesRead);
  }
}
