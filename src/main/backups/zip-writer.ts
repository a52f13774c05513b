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
  /** SHA-256 and bytes of the entry, once the ZIP has taken all of it. */
  end(): Promise<{ sha256: string; bytes: number }>;
  /** Waits until the sink has the whole ZIP. */
  finish(): Promise<void>;
  /** Ends everything; whatever waits fails with `error`. */
  destroy(error: Error): Promise<void>;
}

interface OpenEntry {
  stream: PassThrough;
  hash: Hash;
  bytes: number;
}

/** A ZIP whose entries are written one after another. `sink` consumes its bytes; `mtime` is the time of each entry. */
export function createZipWriter(
  mtime: Date,
  sink: (zipBytes: AsyncIterable<Uint8Array>) => Promise<void>,
): ZipWriter {
  const zip = new ZipFile();
  const output = zip.outputStream as PassThrough;
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

  return {
    begin: (name, deflate = true) => {
      if (entry !== null) throw new Error('the entry before has not ended');
      const stream = new PassThrough();
      stream.on('error', () => undefined);
      entry = { stream, hash: createHash('sha256'), bytes: 0 };
      zip.addReadStream(stream, name, { mtime, mode: 0o100600, compress: deflate });
    },

    write: async (bytes) => {
      const { stream, hash } = current();
      hash.update(bytes);
      current().bytes += bytes.byteLength;
      if (!stream.write(bytes)) await once(stream, 'drain');
    },

    end: async () => {
      const { stream, hash, bytes } = current();
      stream.end();
      await finished(stream);
      entry = null;
      return { sha256: hash.digest('hex'), bytes };
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
