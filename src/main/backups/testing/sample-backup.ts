import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { BackupFile } from '$contract/schemas';
import { formatHeader, formatLine, GENESIS } from '../../archive/chain';
import type { Outcome } from '../../outcome';
import { entryBytes, listEntries } from '../zip-reader';
import { openBackup, type OpenBackup } from '../backup-reader';
import { beginBackup, type BackupOptions, type BackupWriter } from '../backup-writer';

export const STORE_ID = '1a2b3c4d-0000-4000-8000-000000000001';
export const NOW = new Date('2025-03-01T12:00:00.000Z');
export const QUICK = 10;

/** Folders of a test, removed by `remove`. */
export interface Place {
  root: string;
  backups: string;
  originals: string;
  temporary: string;
  remove(): void;
}

export function makePlace(): Place {
  const root = mkdtempSync(join(tmpdir(), 'commonplace-'));
  return {
    root,
    backups: join(root, 'backups'),
    originals: join(root, 'originals'),
    temporary: join(root, 'temporary'),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

export function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.value;
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const sha256Of = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Bytes that do not compress, the same for the same seed. */
export function noise(length: number, seed: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed | 1;
  for (let at = 0; at < length; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[at] = state & 0xff;
  }
  return bytes;
}

export function journalOf(bodies: string[], storeId = STORE_ID): string {
  const header = formatHeader({ storeId, createdAt: NOW.toISOString() });
  let prev = GENESIS;
  return [header, ...bodies]
    .map((body, n) => {
      const { line, hash } = formatLine(n, prev, body);
      prev = hash;
      return line;
    })
    .join('');
}

export function keep(folder: string, bytes: Uint8Array): string {
  const sha256 = sha256Of(bytes);
  mkdirSync(join(folder, sha256.slice(0, 2)), { recursive: true });
  writeFileSync(join(folder, sha256.slice(0, 2), sha256), bytes);
  return sha256;
}

export interface Sample {
  bodies?: string[];
  journal?: string;
  originals?: string[];
  passphrase?: string | null;
  options?: Partial<BackupOptions>;
}

export function optionsFor(place: Place, sample: Sample = {}): BackupOptions {
  const bodies = sample.bodies ?? ['{"a":1}', '{"b":"é"}'];
  const journal = bytesOf(sample.journal ?? journalOf(bodies));
  return {
    place: { folder: place.backups },
    request: {
      kind: 'manual',
      passphrase: sample.passphrase ?? null,
      schema: 2,
      seq: bodies.length,
      reports: 2,
      passages: 3,
      rows: { reports: 2, excerpts: 3 },
    },
    storeId: STORE_ID,
    appVersion: '1.2.3',
    now: NOW,
    originalsFolder: place.originals,
    originals: sample.originals ?? [],
    temporaryFolder: place.temporary,
    copyJournal: async (write) => {
      for (let at = 0; at < journal.length; at += 100_000) await write(journal.subarray(at, at + 100_000));
      return { changes: bodies.length, fault: null };
    },
    onProgress: () => undefined,
    workFactor: QUICK,
    ...sample.options,
  };
}

export async function writeTables(writer: BackupWriter): Promise<void> {
  value(await writer.writeEntry('README.txt', bytesOf('What this is.\n')));
  value(await writer.writeEntry('reports.jsonl', bytesOf('{"id":1}\n')));
  value(await writer.writeEntry('reports.jsonl', bytesOf('{"id":2}\n')));
  value(await writer.writeEntry('passages.jsonl', bytesOf('')));
}

export async function writeSample(place: Place, sample: Sample = {}): Promise<BackupFile> {
  const writer = value(await beginBackup(optionsFor(place, sample)));
  await writeTables(writer);
  return value(await writer.finish());
}

export function openSample(
  place: Place,
  path: string,
  passphrase: string | null = null,
): Promise<Outcome<OpenBackup>> {
  return openBackup(path, { passphrase, temporaryFolder: place.temporary, onProgress: () => undefined });
}

export async function joined(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

export type Entries = [name: string, bytes: Uint8Array | string][];

/** The entries of a ZIP in order, unpacked. */
export async function unzip(path: string): Promise<Entries> {
  const handle = await open(path, 'r');
  try {
    const entries: Entries = [];
    for (const entry of (await listEntries(handle)).values()) {
      entries.push([entry.name, await joined(entryBytes(handle, entry))]);
    }
    return entries;
  } finally {
    await handle.close();
  }
}

/** A ZIP of whatever entries, with the checksums of them unless they bring their own. */
export async function zipOf(entries: Entries): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, bytes] of withSums(entries)) zip.addBuffer(Buffer.from(bytes), name, { mtime: NOW });
  zip.end();
  const chunks: Buffer[] = [];
  zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await finished(zip.outputStream);
  return Buffer.concat(chunks);
}

export function withSums(entries: Entries): Entries {
  if (entries.some(([name]) => name === 'SHA256SUMS')) return entries;
  const sums = entries.map(([name, bytes]) => `${sha256Of(bytes)}  ${name}\n`).join('');
  return [...entries, ['SHA256SUMS', sums]];
}
