import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { GENESIS, storeIdOf } from '../archive/chain';
import { splitLines } from '../archive/line-reader';
import {
  isTableName,
  JOURNAL_ENTRY,
  MANIFEST_ENTRY,
  MAX_MANIFEST_BYTES,
  originalOf,
  parseManifest,
  SUMS_ENTRY,
  type Manifest,
} from './backup-format';
import { damaged, notABackup } from './backup-refusals';
import { readJournal } from './journal-stream';
import type { Progress } from './progress';
import { entryBytes, listEntries, type ZipEntry } from './zip-reader';

/** More than a line of the checksums can have, names being as short as they are. */
const SUM_LINE_BYTES = 200;
const SUM_LINE = /^([0-9a-f]{64}) {2}([\w./]+)\n$/u;

export interface CheckedBackup {
  manifest: Manifest;
  entries: Map<string, ZipEntry>;
  journal: ZipEntry;
}

/** The manifest alone, of a ZIP that is not checked further. Throws refusals and system errors. */
export async function readManifest(handle: FileHandle): Promise<Manifest> {
  return manifestOf(handle, await listEntries(handle));
}

async function manifestOf(handle: FileHandle, entries: Map<string, ZipEntry>): Promise<Manifest> {
  const entry = entries.get(MANIFEST_ENTRY);
  if (entry === undefined) throw notABackup();
  if (entry.size > MAX_MANIFEST_BYTES) throw damaged('its manifest is too large');
  const chunks: Buffer[] = [];
  for await (const chunk of entryBytes(handle, entry)) chunks.push(chunk);
  return parseManifest(Buffer.concat(chunks).toString());
}

/**
 * Reads a backup from end to end: its names, checksums and manifest, and every line of its journal. Throws the refusal
 * for the first thing that is wrong, and system errors of reading.
 */
export async function checkBackup(handle: FileHandle, progress: Progress): Promise<CheckedBackup> {
  const entries = await listEntries(handle);
  const manifest = await manifestOf(handle, entries);
  let total = 0;
  let originals = 0;
  for (const { name, size } of entries.values()) {
    const original = originalOf(name) !== null;
    const known = [JOURNAL_ENTRY, MANIFEST_ENTRY, SUMS_ENTRY].includes(name) || isTableName(name);
    if (!original && !known) throw damaged('it has an entry that does not belong in it');
    if (original) originals += 1;
    total += size;
  }
  const journal = entries.get(JOURNAL_ENTRY);
  const sumsEntry = entries.get(SUMS_ENTRY);
  if (journal === undefined) throw damaged('its journal is missing');
  if (sumsEntry === undefined) throw damaged('its checksums are missing');
  if (originals !== manifest.summary.originals) throw damaged('imported files are missing in it');
  if (sumsEntry.size > entries.size * SUM_LINE_BYTES) throw damaged('its checksums cannot be read');
  progress.expect(total);

  const sums = await readSums(entryBytes(handle, sumsEntry));
  if (sums.size !== entries.size - 1) throw damaged('its checksums do not fit its entries');
  for (const entry of entries.values()) {
    if (entry === sumsEntry) continue;
    const hash = createHash('sha256');
    const bytes = watched(entryBytes(handle, entry), hash, progress);
    if (entry === journal) await checkJournal(bytes, manifest);
    else for await (const _ of bytes);
    const sum = hash.digest('hex');
    if (sum !== sums.get(entry.name)) throw damaged(`"${entry.name}" does not have its checksum`);
    if (sum !== (originalOf(entry.name) ?? sum)) {
      throw damaged('an imported file in it is not the one its name says');
    }
  }
  return { manifest, entries, journal };
}

async function* watched(
  chunks: AsyncIterable<Buffer>,
  hash: Hash,
  progress: Progress,
): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    progress.add(chunk.length);
    yield chunk;
  }
}

async function readSums(chunks: AsyncIterable<Buffer>): Promise<Map<string, string>> {
  const sums = new Map<string, string>();
  for await (const { bytes } of splitLines(chunks)) {
    const match = SUM_LINE.exec(bytes.toString());
    if (match === null || sums.has(match[2]!)) throw damaged('its checksums cannot be read');
    sums.set(match[2]!, match[1]!);
  }
  return sums;
}

async function checkJournal(
  chunks: AsyncIterable<Uint8Array>,
  { summary, journalHash }: Manifest,
): Promise<void> {
  let n = 0;
  let hash = GENESIS;
  for await (const line of readJournal(chunks)) {
    ({ n, hash } = line);
    if (n === 0 && storeIdOf(line.body) !== summary.storeId) {
      throw damaged('its journal belongs to another archive');
    }
  }
  if (n !== summary.changes || hash !== journalHash)
    throw damaged('its journal does not end where it should');
}
