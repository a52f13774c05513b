import { stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import type { PickedFile } from '$contract/schemas';
import { createJsonStore } from './json-store';
import { listFolder } from './list-folder';
import type { PickedFiles } from './picked-files';

/** A folder whose new files are imported by themselves, where a person chose one. */
export interface WatchedFolder {
  /** An absolute path; null for none. */
  folder(): string | null;
  /** Watches another folder from now on, all of whose files are new; null for none. Throws the system error when the disk refuses. */
  watch(folder: string | null): void;
  /** Files that are new or changed since they were taken, and not written to just now. */
  newFiles(): Promise<PickedFile[]>;
  /** These were taken: they are not new any more. */
  taken(tokens: readonly string[]): void;
}

interface Stored {
  version: 1;
  folder: string | null;
  /** Size and time of each file that was taken, by its path. */
  taken: Record<string, string>;
}

/** Milliseconds a file must not have been written to: a copy that is under way is not taken. */
const SETTLED_MS = 2000;
/** Files that are handed out at once; the others come the next time. */
const AT_ONCE = 2000;

export function createWatchedFolder(options: {
  profileFolder: string;
  pickedFiles: PickedFiles;
  now: () => Date;
}): WatchedFolder {
  const { profileFolder, pickedFiles, now } = options;
  const defaults: Stored = { version: 1, folder: null, taken: {} };
  const store = createJsonStore({ path: join(profileFolder, 'watched.json'), parse, defaults, now });
  const handedOut = new Map<string, { path: string; state: string }>();
  return {
    folder: () => store.get().folder,
    watch: (folder) => {
      if (folder !== store.get().folder) store.set({ ...defaults, folder });
    },
    newFiles: async () => {
      const { folder, taken } = store.get();
      if (folder === null) return [];
      const found: PickedFile[] = [];
      for (const { path, name } of (await listFolder(folder)).files) {
        const info = await stat(path).catch(() => null);
        if (info === null || now().getTime() - info.mtimeMs < SETTLED_MS) continue;
        const state = `${info.size} ${info.mtimeMs}`;
        if (taken[path] === state) continue;
        const file = await pickedFiles.add(path, name);
        handedOut.set(file.token, { path, state });
        found.push(file);
        if (found.length === AT_ONCE) break;
      }
      return found;
    },
    taken: (tokens) => {
      const files = tokens.flatMap((token) => handedOut.get(token) ?? []);
      if (files.length === 0) return;
      for (const token of tokens) handedOut.delete(token);
      const stored = store.get();
      const taken = files.map(({ path, state }): [string, string] => [path, state]);
      store.set({ ...stored, taken: { ...stored.taken, ...Object.fromEntries(taken) } });
    },
  };
}

function parse(raw: unknown): Stored | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const { version, folder, taken } = raw as Record<string, unknown>;
  if (version !== 1 || typeof taken !== 'object' || taken === null) return null;
  if (!Object.values(taken).every((state) => typeof state === 'string')) return null;
  if (folder !== null && (typeof folder !== 'string' || !isAbsolute(folder))) return null;
  return { version, folder, taken: taken as Record<string, string> };
}
