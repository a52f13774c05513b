import {
  ERR_AMBIGUOUS_ARCHIVE,
  ERR_ENCRYPTED,
  ERR_ENCRYPTED_CENTRAL_DIRECTORY,
  ERR_EOCDR_NOT_FOUND,
  ERR_INVALID_CRC32,
  ERR_OVERLAPPING_ENTRY,
  ERR_SPLIT_ZIP_FILE,
  ERR_UNSAFE_FILENAME,
  ERR_UNSUPPORTED_COMPRESSION,
  ERR_UNSUPPORTED_ENCRYPTION,
  Uint8ArrayReader,
  WARNING_DUPLICATE_FILENAME,
  WARNING_MALFORMED_EXTRA_FIELD,
  ZipReader,
  configure,
  type Entry,
  type FileEntry,
} from '@zip.js/zip.js/lib/zip-core-native.js';
import { fail, ok, type Failure, type Result } from '$domain/result';

/** Most entries of an archive, folders included. */
export const MAX_ZIP_ENTRIES = 10_000;
/** Bytes that all entries together may have when inflated. */
export const MAX_ZIP_TOTAL_BYTES = 1024 * 1024 * 1024;
/** Bytes that one entry may have when it is read. */
export const MAX_ZIP_ENTRY_BYTES = 50 * 1024 * 1024;
/** Times that an entry may grow when it is inflated; text in XML grows about ten times. */
export const MAX_ZIP_RATIO = 200;
/** Bytes up to which an entry may grow more than that: it does no harm. */
export const MAX_ZIP_FREE_BYTES = 1024 * 1024;

// The importers run in a worker already, and the archive's data must not leave it.
configure({ useWebWorkers: false });

export interface ZipEntry {
  /** Path with slashes, unique in the archive; a folder's ends in one. */
  readonly name: string;
  readonly isFolder: boolean;
  /** Bytes when inflated, as the directory says. */
  readonly size: number;
}

/** An archive whose directory is sound; its entries are checked when they are read. */
export interface ZipArchive {
  /** In the order of the directory. */
  readonly entries: readonly ZipEntry[];
  has(name: string): boolean;
  /**
   * Inflates one entry and checks its size and CRC-32. Fails with `import/zip-no-entry`, `import/zip-too-large`,
   * `import/zip-bomb`, `import/zip-damaged` and the codes of {@link openZip}, never by throwing.
   */
  read(name: string): Promise<Result<Uint8Array>>;
}

/**
 * Opens a ZIP archive in memory. Refused are archives that programs could read in different ways (data before or after
 * them, headers that contradict each other, entries of one name or in one place), that are encrypted, split or larger
 * than the limits above, and names that are no relative path with slashes. Sizes are counted while an entry is
 * inflated, whatever its header says.
 * Codes: `import/zip-damaged`, `zip-not-one`, `zip-ambiguous`, `zip-overlap`, `zip-duplicate`, `zip-encrypted`,
 * `zip-split`, `zip-method`, `zip-name`, `zip-too-many`, `zip-too-large`, `zip-bomb`.
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export async function openZip(bytes: Uint8Array): Promise<Result<ZipArchive>> {
  const reader = new ZipReader(new Uint8ArrayReader(bytes), {
    strictness: 'strict',
    checkOverlappingEntry: true,
    checkCrc32: true,
  });
  const found: Entry[] = [];
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      found.push(entry);
      if (found.length > MAX_ZIP_ENTRIES) {
        return refuse('too-many', `The archive holds more than ${MAX_ZIP_ENTRIES} files.`);
      }
    }
  } catch (error) {
    return fail(failureOf(error));
  }
  if (reader.warnings?.some(({ reason }) => reason === WARNING_MALFORMED_EXTRA_FIELD) === true) {
    return refuse(
      'damaged',
      'What the archive says about a file does not end where it should; it is damaged.',
    );
  }
  const fault = faultOf(found, bytes.length);
  return fault === null ? ok(new OpenArchive(found)) : fail(fault);
}

class OpenArchive implements ZipArchive {
  readonly entries: readonly ZipEntry[];
  private readonly byName: ReadonlyMap<string, Entry>;

  constructor(found: readonly Entry[]) {
    this.entries = found.map((entry) => ({
      name: entry.filename,
      isFolder: entry.directory,
      size: entry.uncompressedSize,
    }));
    this.byName = new Map(found.map((entry) => [entry.filename, entry]));
  }

  has(name: string): boolean {
    return this.byName.has(name);
  }

  async read(name: string): Promise<Result<Uint8Array>> {
    const entry = this.byName.get(name);
    if (entry === undefined || entry.directory) {
      return refuse('no-entry', `The archive holds no file “${name}”.`);
    }
    if (entry.uncompressedSize > MAX_ZIP_ENTRY_BYTES) return fail(tooLarge(name));
    return inflate(entry);
  }
}

async function inflate(entry: FileEntry): Promise<Result<Uint8Array>> {
  const collected = new Uint8Array(entry.uncompressedSize);
  let length = 0;
  const sink = new WritableStream<Uint8Array>({
    write(chunk) {
      if (length + chunk.length > collected.length) throw new SizeError();
      collected.set(chunk, length);
      length += chunk.length;
    },
  });
  try {
    await entry.getData(sink);
  } catch (error) {
    return fail(error instanceof SizeError ? wrongSize(entry.filename) : failureOf(error, entry.filename));
  }
  return length === collected.length ? ok(collected) : fail(wrongSize(entry.filename));
}

class SizeError extends Error {}

const tooLarge = (name: string): Failure => ({
  code: 'import/zip-too-large',
  message: `“${name}” in the archive is larger than ${MAX_ZIP_ENTRY_BYTES / 1024 / 1024} MB.`,
});

const wrongSize = (name: string): Failure => ({
  code: 'import/zip-damaged',
  message: `“${name}” in the archive does not have the size that the archive says; the file is damaged.`,
});

function refuse(code: string, message: string): { ok: false; error: Failure } {
  return fail({ code: `import/zip-${code}`, message });
}

const STORED = 0;
const DEFLATED = 8;
/** Bytes of a local header without name and extra field. */
const LOCAL_HEADER = 30;

/** What is wrong with a directory, before anything is inflated. */
function faultOf(entries: readonly Entry[], length: number): Failure | null {
  let total = 0;
  for (const entry of entries) {
    const fault = entryFault(entry, length);
    if (fault !== null) return fault;
    total += entry.uncompressedSize;
  }
  if (total > MAX_ZIP_TOTAL_BYTES) {
    return {
      code: 'import/zip-too-large',
      message: `The archive unpacks to more than ${MAX_ZIP_TOTAL_BYTES / 1024 / 1024 / 1024} GB.`,
    };
  }
  return overlap(entries);
}

function entryFault(entry: Entry, length: number): Failure | null {
  const { filename, compressedSize, uncompressedSize, compressionMethod } = entry;
  const fault = (code: string, message: string): Failure => ({ code: `import/zip-${code}`, message });
  if (!isRelativePath(filename)) return unsafeName(filename);
  if (entry.encrypted) return encrypted();
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) return fault('method', UNKNOWN_METHOD);
  if (entry.offset + LOCAL_HEADER + compressedSize > length) {
    return fault('damaged', `“${filename}” reaches beyond the end of the archive; the file is damaged.`);
  }
  if (compressionMethod === STORED && compressedSize !== uncompressedSize) {
    return fault('damaged', `“${filename}” has two sizes in the archive; the file is damaged.`);
  }
  if (uncompressedSize > MAX_ZIP_FREE_BYTES && uncompressedSize > compressedSize * MAX_ZIP_RATIO) {
    return fault(
      'bomb',
      `“${filename}” would grow to more than ${MAX_ZIP_RATIO} times its size when unpacked, which no document does.`,
    );
  }
  return null;
}

function overlap(entries: readonly Entry[]): Failure | null {
  const sorted = [...entries].sort((a, b) => a.offset - b.offset);
  for (const [i, entry] of sorted.entries()) {
    const end = entry.offset + LOCAL_HEADER + entry.rawFilename.length + entry.compressedSize;
    const next = sorted[i + 1];
    if (next !== undefined && end > next.offset) return overlapping();
  }
  return null;
}

// eslint-disable-next-line no-control-regex -- control characters are what is refused
const NO_NAME = /[\\\u0000-\u001f]/u;

/** True for a path with slashes that leads into the archive only, on any system. */
function isRelativePath(name: string): boolean {
  const parts = name.replace(/\/$/u, '').split('/');
  return !NO_NAME.test(name) && !/^[A-Za-z]:/u.test(name) && parts.every((part) => !/^\.{0,2}$/u.test(part));
}

const unsafeName = (name: string): Failure => ({
  code: 'import/zip-name',
  message: `“${name.slice(0, 100)}” in the archive is no safe name for a file: it leads out of the archive or holds characters that names do not.`,
});
const encrypted = (): Failure => ({
  code: 'import/zip-encrypted',
  message: 'The archive is protected by a password. Unpack it first.',
});
const overlapping = (): Failure => ({
  code: 'import/zip-overlap',
  message: 'Files of the archive lie in the same place, as in archives made to do harm.',
});
const UNKNOWN_METHOD =
  'The archive is packed by a method that is not supported. Pack it anew as an ordinary ZIP file.';

/** Failures by the message of the library, whose errors have no code. */
const FAILURES: ReadonlyMap<string, readonly [code: string, message: string]> = new Map([
  [ERR_EOCDR_NOT_FOUND, ['not-one', 'The file is no ZIP archive, or its end is missing.']],
  [ERR_SPLIT_ZIP_FILE, ['split', 'The archive is one of several parts. Join them first.']],
  [ERR_UNSUPPORTED_COMPRESSION, ['method', UNKNOWN_METHOD]],
  [ERR_INVALID_CRC32, ['damaged', 'The check sum of a file in the archive is wrong; the file is damaged.']],
]);

function failureOf(error: unknown, name?: string): Failure {
  const { message, reason, filename } = error as Partial<Record<'message' | 'reason' | 'filename', string>>;
  const known = FAILURES.get(message ?? '');
  if (known !== undefined) return { code: `import/zip-${known[0]}`, message: known[1] };
  switch (message) {
    case ERR_ENCRYPTED:
    case ERR_ENCRYPTED_CENTRAL_DIRECTORY:
    case ERR_UNSUPPORTED_ENCRYPTION:
      return encrypted();
    case ERR_OVERLAPPING_ENTRY:
      return overlapping();
    case ERR_UNSAFE_FILENAME:
      return unsafeName(filename ?? name ?? '');
    case ERR_AMBIGUOUS_ARCHIVE:
      return reason === WARNING_DUPLICATE_FILENAME
        ? { code: 'import/zip-duplicate', message: 'The archive holds two files of the same name.' }
        : {
            code: 'import/zip-ambiguous',
            message: `The archive contradicts itself (${reason ?? 'in its headers'}), so that programs would read it differently.`,
          };
    default:
      return {
        code: 'import/zip-damaged',
        message: `${name === undefined ? 'The archive' : `“${name}” in the archive`} cannot be read; the file is damaged.`,
      };
  }
}
