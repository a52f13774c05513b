import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export interface ZipWriter {
  /** Starts an entry; the one before must have ended. `deflate`: false stores it as it is. */
  begin(name: string, deflate?: boolean): void;
  /** Appends to the entry, no faster than the sink takes it. Throws the sink's error. */
  write(bytes: Uint8Array): Promise<void>;
  /** SHA-256 of the entry, once the ZIP has taken all of it. */
  end(): Promise<string>;
  /** Waits until the sink has the whole ZIP. */
  finish(): Promise<void>;
  /** Ends everything; whatever waits fails with `error`. */
  destroy(error: Error): Promise<void>;
}

/** Deflate's level: texts come out a tenth larger than at its best and are written several times as fast. */
const FASTEST = 1;

type OutputStream = NodeJS.ReadableStream & AsyncIterable<Uint8Array> & { destroy(error: Error): void };

/** Smaller writes are gathered: each one that reaches the compressor costs a journey to another thread. */
const GATHERED_BYTES = 128 * 1024;

interface OpenEntry {
  stream: PassThrough;
  hash: Hash;
  /** Bytes in the gathering buffer. */
  gathered: number;
}

/** A ZIP whose entries are written one after another. `sink` consumes its bytes; `mtime` is the time of each entry. */
export function createZipWriter(
  mtime: Date,
  sink: (zipBytes: AsyncIterable<Uint8Array>) => Promise<void>,
): ZipWriter {
  const zip = new ZipFile();
  const output = zip.outputStream as OutputStream;
  const buffer = Buffer.alloc(GATHERED_BYTES);
  let entry: OpenEntry | null = null;
  let failure: Error | null = null;

  function fail(error: unknown): void {
    failure ??= error instanceof Error ? error : new Error('the sink failed');
    entry?.stream.destroy(failure);
    output.destroy(failure);
  }

  // Whoever waits gets the failure; without these listeners it would also be thrown where nothing catches it.
  output.on('error', () => undefined);
  zip.on('error', fail);
  const flow = sink(output);
  flow.catch(fail);

  function current(): OpenEntry {
    if (failure !== null) throw failure;
    if (entry === null) throw new Error('no entry was begun');
    return entry;
  }

  async function passOn(open: OpenEntry): Promise<void> {
    const bytes = Buffer.from(buffer.subarray(0, open.gathered));
    open.gathered = 0;
    if (bytes.length > 0) await send(open.stream, bytes);
  }

  async function send(stream: PassThrough, bytes: Uint8Array): Promise<void> {
    if (failure !== null) throw failure;
    if (!stream.write(bytes)) await once(stream, 'drain');
  }

  return {
    begin: (name, deflate = true) => {
      if (entry !== null) throw new Error('the entry before has not ended');
      const stream = new PassThrough();
      stream.on('error', () => undefined);
      entry = { stream, hash: createHash('sha256'), gathered: 0 };
      zip.addReadStream(stream, name, { mtime, mode: 0o100600, compressionLevel: deflate ? FASTEST : 0 });
    },

    write: async (bytes) => {
      const open = current();
      open.hash.update(bytes);
      if (open.gathered + bytes.byteLength > GATHERED_BYTES) await passOn(open);
      if (bytes.byteLength > GATHERED_BYTES) return send(open.stream, bytes);
      buffer.set(bytes, open.gathered);
      open.gathered += bytes.byteLength;
    },

    end: async () => {
      const open = current();
      await passOn(open);
      open.stream.end();
      await finished(open.stream);
      entry = null;
      return open.hash.digest('hex');
    },

    finish: async () => {
      if (failure !== null) throw failure;
      zip.end();
      await flow;
    },

    destroy: async (error) => {
      fail(error);
      await flow.catch(() => undefined);
    },
  };
}
