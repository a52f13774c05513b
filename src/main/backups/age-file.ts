import type { FileHandle } from 'node:fs/promises';
import { Decrypter, Encrypter } from 'age-encryption';
import { BackupProblem, damaged, isSystemError, otherEncryption, wrongPassphrase } from './backup-refusals';
import { fileBytes } from './file-bytes';
import type { Progress } from './progress';

/** Base-2 logarithm of scrypt's cost: about a second and 128 MB on a machine of today. */
export const WORK_FACTOR = 17;
/** What the `age` program uses. Opening a file with more would stop the app for many seconds. */
const MAX_WORK_FACTOR = 18;

const MAGIC = 'age-encryption.org/';
const HEADER_BYTES = 256;

/**
 * The whole header of a file that is encrypted with a passphrase. It is checked here, because the library reads a
 * header without an end into memory, and runs scrypt with the cost that the file states.
 */
const HEADER =
  /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9]\d?)\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n/u;
const HEADER_OF_OTHERS = /^age-encryption\.org\/v1\n-> (?!scrypt )/u;

export function isAge(start: Buffer): boolean {
  return start.toString('latin1').startsWith(MAGIC);
}

/** Encrypts a stream with the age format, so that the `age` program opens it too. `workFactor`: as above. */
export async function encrypted(
  chunks: AsyncIterable<Uint8Array>,
  passphrase: string,
  workFactor: number,
): Promise<AsyncIterable<Uint8Array>> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  return iterate(await encrypter.encrypt(webStream(chunks)));
}

/** Decrypts a whole file into another one. Throws refusals, and system errors of reading and writing. */
export async function decryptInto(
  target: FileHandle,
  source: FileHandle,
  passphrase: string,
  progress: Progress,
): Promise<void> {
  await checkHeader(source);
  progress.expect((await source.stat()).size);
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    const plaintext = iterate(await decrypter.decrypt(webStream(fileBytes(source, progress))));
    for await (const chunk of plaintext) await target.writeFile(chunk);
  } catch (error) {
    if (error instanceof BackupProblem || isSystemError(error)) throw error;
    if (error instanceof Error && error.message.startsWith('no identity matched')) throw wrongPassphrase();
    throw damaged('it does not decrypt to what was encrypted');
  }
}

async function checkHeader(source: FileHandle): Promise<void> {
  const { bytesRead, buffer } = await source.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
  const start = buffer.toString('latin1', 0, bytesRead);
  const workFactor = HEADER.exec(start)?.[1];
  if (workFactor === undefined) {
    throw HEADER_OF_OTHERS.test(start) ? otherEncryption() : damaged('its encryption header is not whole');
  }
  if (Number(workFactor) > MAX_WORK_FACTOR) throw otherEncryption();
}

/** One chunk at a time: Node's own conversion would hold thousands of chunks ready. */
function webStream(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      pull: async (controller) => {
        const next = await iterator.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: async () => {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

async function* iterate(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const next = await reader.read();
      if (next.done) return;
      yield next.value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
