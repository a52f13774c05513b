import { randomUUID } from 'node:crypto';
import { access, constants, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { MAX_FILE_BYTES } from '$contract/host-api';
import type { CommandFile, PickedFile, PickedFolder } from '$contract/schemas';
import { listFolder } from './list-folder';
import { done, refuse, systemCode, type Outcome, type Refusal } from './outcome';

export interface PickedFiles {
  /** Hands out a token for a file the user chose; what is wrong with the file shows when it is read. */
  add(path: string, name?: string): Promise<PickedFile>;
  /** Hands out tokens for all files in a folder the user chose. */
  addFolder(path: string): Promise<PickedFolder>;
  /** A file or a folder that was dropped: all files of it. */
  addDropped(path: string): Promise<PickedFile[]>;
  /** The same for a path typed by the user, refused at once when it cannot be read. */
  addTyped(path: string): Promise<CommandFile>;
  read(token: string): Promise<Outcome<Uint8Array>>;
  /** The path behind a token, for what main reads itself; null for an unknown one. */
  pathOf(token: string): string | null;
  /** Path and name behind a token; null for an unknown one. */
  fileOf(token: string): { path: string; name: string } | null;
}

/** The files the page may read, known to it by token only. Refusals: `file/…` codes of the host contract. */
export function createPickedFiles(): PickedFiles {
  const known = new Map<string, { path: string; name: string }>();

  function remember(path: string, size: number, name = basename(path)): PickedFile {
    const token = randomUUID();
    known.set(token, { path, name });
    return { token, name, size };
  }

  async function addFolder(path: string): Promise<PickedFolder> {
    const { files, left } = await listFolder(path);
    return {
      name: basename(path),
      files: files.map((file) => remember(file.path, file.size, file.name)),
      left,
    };
  }

  async function add(path: string, name?: string): Promise<PickedFile> {
    const checked = await check(path);
    return remember(path, checked.ok ? checked.value : 0, name);
  }

  return {
    add,
    addFolder,
    addDropped: async (path) => {
      const isFolder = await stat(path).then(
        (info) => info.isDirectory(),
        () => false,
      );
      return isFolder ? (await addFolder(path)).files : [await add(path)];
    },
    addTyped: async (path) => {
      const checked = await check(path);
      if (checked.ok) return { kind: 'file', file: remember(path, checked.value) };
      return { kind: 'refused', code: checked.code, message: checked.message };
    },
    pathOf: (token) => known.get(token)?.path ?? null,
    fileOf: (token) => known.get(token) ?? null,
    read: async (token) => {
      const path = known.get(token)?.path;
      if (path === undefined) {
        return refuse('file/unknown-token', 'That file is no longer open for reading. Choose it again.');
      }
      const checked = await check(path);
      if (!checked.ok) return checked;
      if (checked.value > MAX_FILE_BYTES) return tooLarge(basename(path));
      try {
        // Copied out of Node's buffer: only a view's own memory may cross to the page.
        const bytes = new Uint8Array(await readFile(path));
        return bytes.byteLength > MAX_FILE_BYTES ? tooLarge(basename(path)) : done(bytes);
      } catch (error) {
        return refusalFor(error, basename(path));
      }
    },
  };
}

/** The file's size in bytes when it is a regular file that may be read. */
async function check(path: string): Promise<Outcome<number>> {
  const name = basename(path);
  try {
    const info = await stat(path);
    if (info.isDirectory()) {
      return refuse(
        'file/is-folder',
        `"${name}" is a folder. Nothing was imported from it. Choose the files in it.`,
      );
    }
    if (!info.isFile()) return unreadable(name);
    await access(path, constants.R_OK);
    return done(info.size);
  } catch (error) {
    return refusalFor(error, name);
  }
}

function refusalFor(error: unknown, name: string): Refusal {
  const code = systemCode(error);
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return unreadable(name);
  return refuse(
    'file/not-found',
    `"${name}" is not there. It may have been moved or renamed. The archive is unchanged. Check the name and try again.`,
  );
}

function unreadable(name: string): Refusal {
  return refuse(
    'file/unreadable',
    `"${name}" could not be read. The archive is unchanged. Check that it is an ordinary file you may open.`,
  );
}

function tooLarge(name: string): Refusal {
  const limit = String(MAX_FILE_BYTES / 1024 / 1024);
  return refuse(
    'file/too-large',
    `"${name}" is larger than ${limit} MB and was not read. The archive is unchanged. Import a smaller part of it.`,
  );
}
