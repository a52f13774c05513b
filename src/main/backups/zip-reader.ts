import type { FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry } from 'yauzl';
import { MAX_ENTRIES, MAX_RATIO, MAX_TOTAL_BYTES, RATIO_FREE_BYTES } from './backup-format';
import { BackupProblem, damaged, isSystemError } from './backup-refusals';
import { rangeBytes } from './file-bytes';

export interface ZipEntry {
  name: string;
  deflated: boolean;
  packed: number;
  /** Unpacked bytes. */
  size: number;
  crc: number;
  /** Where its local header begins. */
  at: number;
}

const WINDOW_BYTES = 64 * 1024;
const INFLATED_BYTES = 128 * 1024;
/** Entries that are unpacked in one piece: a stream for each of many thousands costs more than the work itself. */
const SMALL_BYTES = 512 * 1024;
const LOCAL_HEADER_BYTES = 30;
const DEFLATE = 8;

/**
 * Reads positions that a hostile file chooses, so each is checked first: a bad one would throw where nothing catches.
 * The central directory is read in records of some fifty bytes, which a window of the file serves.
 */
class WindowReader extends RandomAccessReader {
  private window = Buffer.alloc(0);
  private windowAt = 0;

  constructor(
    private readonly handle: FileHandle,
    private readonly fileSize: number,
  ) {
    super();
  }

  override read(
    into: Buffer,
    offset: number,
    length: number,
    at: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.take(length, at).then((bytes) => {
      bytes.copy(into, offset);
      callback(null, bytes.length);
    }, callback);
  }

  private async take(length: number, at: number): Promise<Buffer> {
    if (!Number.isSafeInteger(at) || at < 0 || at + length > this.fileSize)
      throw new Error('outside the file');
    if (at < this.windowAt || at + length > this.windowAt + this.window.length) {
      const bytes = Buffer.allocUnsafe(Math.min(Math.max(length, WINDOW_BYTES), this.fileSize - at));
      const { bytesRead } = await this.handle.read(bytes, 0, bytes.length, at);
      this.window = bytes.subarray(0, bytesRead);
      this.windowAt = at;
    }
    return this.window.subarray(at - this.windowAt, at - this.windowAt + length);
  }
}

/** The entries of a ZIP by name, within the limits of the format. Throws refusals, and system errors of reading. */
export async function listEntries(handle: FileHandle): Promise<Map<string, ZipEntry>> {
  const { size: fileSize } = await handle.stat();
  const entries = new Map<string, ZipEntry>();
  let packed = 0;
  let unpacked = 0;
  try {
    const zip = await fromRandomAccessReaderPromise(new WindowReader(handle, fileSize), fileSize, {
      autoClose: false,
      strictFileNames: true,
    });
    // Kept for the time after the iteration, when nothing else would listen.
    zip.on('error', () => undefined);
    if (zip.entryCount > MAX_ENTRIES) throw damaged('it has more entries than a backup can have');
    for await (const entry of zip.eachEntry()) {
      if (entries.has(entry.fileName)) throw damaged('it has two entries of the same name');
      const checked = checkedEntry(entry);
      packed += checked.packed;
      unpacked += checked.size;
      entries.set(checked.name, checked);
    }
  } catch (error) {
    if (error instanceof BackupProblem || isSystemError(error)) throw error;
    throw damaged('its table of contents cannot be read');
  }
  if (unpacked > MAX_TOTAL_BYTES) throw damaged('it unpacks to more than a backup can hold');
  if (packed > fileSize) throw damaged('its entries overlap');
  return entries;
}

function checkedEntry(entry: Entry): ZipEntry {
  const { fileName: name, compressedSize: packed, uncompressedSize: size, crc32: crc } = entry;
  if (!entry.canDecodeFileData()) throw damaged('an entry is packed in a way that a backup is not');
  if (size > RATIO_FREE_BYTES && size > packed * MAX_RATIO) {
    throw damaged('an entry unpacks to far more than it should');
  }
  return {
    name,
    deflated: entry.compressionMethod === DEFLATE,
    packed,
    size,
    crc,
    at: entry.relativeOffsetOfLocalHeader,
  };
}

/** The unpacked bytes of an entry. Throws a refusal unless they have the size and checksum that the ZIP states. */
export async function* entryBytes(handle: FileHandle, entry: ZipEntry): AsyncGenerator<Buffer> {
  const start = await dataStart(handle, entry);
  const raw = rangeBytes(handle, start, start + entry.packed);
  let size = 0;
  let crc = 0;
  for await (const chunk of entry.deflated ? inflated(raw, entry) : raw) {
    size += chunk.length;
    if (size > entry.size) throw wrong(entry.name);
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (size !== entry.size || crc !== entry.crc) throw wrong(entry.name);
}

/** What a local header says is checked no further than that it is the one of this entry: its data says the rest. */
async function dataStart(handle: FileHandle, { name, at }: ZipEntry): Promise<number> {
  const nameBytes = Buffer.from(name);
  if (!Number.isSafeInteger(at)) throw wrong(name);
  const header = Buffer.alloc(LOCAL_HEADER_BYTES + nameBytes.length);
  await handle.read(header, 0, header.length, at);
  if (header.readUInt32LE(0) !== 0x04034b50 || header.readUInt16LE(26) !== nameBytes.length)
    throw wrong(name);
  if (!header.subarray(LOCAL_HEADER_BYTES).equals(nameBytes)) throw wrong(name);
  return at + header.length + header.readUInt16LE(28);
}

async function* inflated(
  raw: AsyncIterable<Buffer>,
  { name, packed, size }: ZipEntry,
): AsyncGenerator<Buffer> {
  if (packed <= SMALL_BYTES && size <= SMALL_BYTES) {
    const chunks: Buffer[] = [];
    for await (const chunk of raw) chunks.push(chunk);
    yield inflatedAtOnce(Buffer.concat(chunks), name, size);
    return;
  }
  const inflate = createInflateRaw({ chunkSize: INFLATED_BYTES });
  // The loop below meets every error; the callback is there so that none is thrown elsewhere.
  pipeline(Readable.from(raw), inflate, () => undefined);
  try {
    for await (const chunk of inflate) yield chunk as Buffer;
  } catch (error) {
    if (error instanceof BackupProblem || isSystemError(error)) throw error;
    throw wrong(name);
  } finally {
    inflate.destroy();
  }
}

function inflatedAtOnce(packed: Buffer, name: string, size: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch {
    throw wrong(name);
  }
}

/** `name` may be anything a hostile file states, so only names of the format are repeated. */
function wrong(name: string): BackupProblem {
  return damaged(/^[\w./]{1,100}$/u.test(name) ? `"${name}" in it is damaged` : 'a part of it is damaged');
}
