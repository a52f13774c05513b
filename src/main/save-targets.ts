import { createHash, randomUUID, type Hash } from 'node:crypto';
import { access, constants, open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { SavedFile, SaveToken } from '$contract/schemas';
import { syncFolder, temporaryBeside } from './durable-file';
import { done, refuse, systemCode, type Outcome, type Refusal } from './outcome';

export interface SaveTargets {
  /** Opens a temporary file beside `path`, so that an unwritable place is refused before any work is done. */
  open(path: string): Promise<Outcome<SaveToken>>;
  /** Appends. A failed write removes the temporary file and ends the token. */
  write(token: string, bytes: Uint8Array): Promise<Outcome<void>>;
  /** Syncs and renames over the target, which is either the old file or the whole new one. */
  finish(token: string): Promise<Outcome<SavedFile>>;
  /** Removes the temporary file; a token that is not open is left alone. */
  abort(token: string): Promise<void>;
  abortAll(): Promise<void>;
  /** Ends a target that another writer fills, as a backup does, and gives its path; null when it is not open. */
  take(token: string): Promise<string | null>;
  /** Notes that such a writer finished the file, for {@link finishedPath}. */
  markFinished(token: string, path: string): void;
  openCount(): number;
  /** The path of a finished target. */
  finishedPath(token: string): string | null;
}

interface Target {
  path: string;
  name: string;
  temporary: string;
  /** Permission bits of the finished file. */
  mode: number;
  handle: FileHandle;
  hash: Hash;
  bytes: number;
  /** Settles when the jobs queued so far are done: calls may arrive before earlier ones have finished. */
  idle: Promise<unknown>;
}

/** Save targets the page knows by token. `newFileMode`: permission bits of files that did not exist before. */
export function createSaveTargets(newFileMode: number): SaveTargets {
  const targets = new Map<string, Target>();
  const finished = new Map<string, string>();

  function inTurn<T>(target: Target, job: () => Promise<T>): Promise<T> {
    const run = target.idle.then(job);
    target.idle = run.catch(() => undefined);
    return run;
  }

  async function abort(token: string): Promise<void> {
    const target = targets.get(token);
    if (target === undefined) return;
    targets.delete(token);
    await inTurn(target, () => discard(target));
  }

  return {
    open: async (requested) => {
      const name = basename(requested);
      try {
        const { path, mode } = await inspect(requested, newFileMode);
        const temporary = temporaryBeside(path);
        const handle = await open(temporary, 'wx', 0o600);
        const token = randomUUID();
        const hash = createHash('sha256');
        targets.set(token, { path, name, temporary, mode, handle, hash, bytes: 0, idle: Promise.resolve() });
        return done({ token, name });
      } catch (error) {
        return refusalFor(error, name);
      }
    },

    write: (token, bytes) => {
      const target = targets.get(token);
      if (target === undefined) return Promise.resolve(unknownToken());
      return inTurn(target, async () => {
        try {
          await target.handle.writeFile(bytes);
          target.hash.update(bytes);
          target.bytes += bytes.byteLength;
          return done(undefined);
        } catch (error) {
          targets.delete(token);
          await discard(target);
          return refusalFor(error, target.name);
        }
      });
    },

    finish: (token) => {
      const target = targets.get(token);
      if (target === undefined) return Promise.resolve(unknownToken());
      return inTurn(target, async () => {
        // A write queued before this one may have failed and ended the token.
        if (!targets.delete(token)) return unknownToken();
        const { handle, path, name, temporary, mode } = target;
        try {
          await handle.sync();
          await handle.chmod(mode);
          await handle.close();
          await rename(temporary, path);
          await syncFolder(dirname(path));
        } catch (error) {
          await discard(target);
          return refusalFor(error, name);
        }
        finished.set(token, path);
        return done({ name, path, sha256: target.hash.digest('hex'), bytes: target.bytes });
      });
    },

    abort,
    abortAll: async () => {
      await Promise.all([...targets.keys()].map(abort));
    },
    take: async (token) => {
      const path = targets.get(token)?.path ?? null;
      await abort(token);
      return path;
    },
    markFinished: (token, path) => {
      finished.set(token, path);
    },
    openCount: () => targets.size,
    finishedPath: (token) => finished.get(token) ?? null,
  };
}

/** Follows links, so that saving over a link writes the file it names, and keeps the permissions of an old file. */
async function inspect(requested: string, newFileMode: number): Promise<{ path: string; mode: number }> {
  let path: string;
  try {
    path = await realpath(requested);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
    return { path: requested, mode: newFileMode };
  }
  const info = await stat(path);
  if (info.isDirectory()) throw systemError('EISDIR');
  if (!info.isFile()) throw systemError('EACCES');
  await access(path, constants.W_OK);
  return { path, mode: info.mode & 0o777 };
}

async function discard(target: Target): Promise<void> {
  await target.handle.close().catch(() => undefined);
  await rm(target.temporary, { force: true });
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code });
}

function unknownToken(): Refusal {
  return refuse(
    'save/unknown-token',
    'That file is no longer open for saving. Choose where to save it again.',
  );
}

function refusalFor(error: unknown, name: string): Refusal {
  const code = systemCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return refuse(
      'save/disk-full',
      `The disk is full, so "${name}" was not saved. The archive is safe, and an older file of that name is unchanged. ` +
        'Free some space or save to another disk.',
    );
  }
  if (code === 'EISDIR') {
    return refuse(
      'save/is-folder',
      `"${name}" is a folder, so nothing was saved. The archive is safe. Give the name of a file.`,
    );
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return refuse(
      'save/no-folder',
      `The folder for "${name}" does not exist, so nothing was saved. The archive is safe. Create it or choose another.`,
    );
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return refuse(
      'save/not-writable',
      `"${name}" cannot be written there, so nothing was saved. The archive is safe. Choose another place.`,
    );
  }
  return refuse(
    'save/failed',
    `"${name}" could not be saved. The archive is safe, and an older file of that name is unchanged. ` +
      'Try again, or save to another place.',
  );
}
