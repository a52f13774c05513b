import { isAbsolute } from 'node:path';
import type { BackupSettings } from '$contract/schemas';
import { createJsonStore } from '../json-store';

export interface BackupSettingsStore {
  /** Whether the file was damaged, so that a chosen folder is forgotten. */
  readonly wasDamaged: boolean;
  /** The folder is the default one unless another was chosen. */
  get(): BackupSettings;
  /** An absolute path; null for the default folder. Throws the system error when the disk refuses. */
  setFolder(folder: string | null): BackupSettings;
  setAutomatic(on: boolean): BackupSettings;
}

interface Stored {
  version: 1;
  /** Null for the default folder, which may differ on another machine. */
  folder: string | null;
  automatic: boolean;
}

const LONGEST_PATH = 32_768;

/** Where backups go and whether they are made unasked, kept in the file `path`. */
export function createBackupSettings(options: {
  path: string;
  defaultFolder: string;
  now: () => Date;
}): BackupSettingsStore {
  const { path, defaultFolder, now } = options;
  const defaults: Stored = { version: 1, folder: null, automatic: true };
  const store = createJsonStore({ path, parse, defaults, now });

  function get(): BackupSettings {
    const { folder, automatic } = store.get();
    return { folder: folder ?? defaultFolder, automatic };
  }

  function set(change: Partial<Stored>): BackupSettings {
    store.set({ ...store.get(), ...change });
    return get();
  }

  return {
    wasDamaged: store.wasDamaged,
    get,
    setFolder: (folder) => set({ folder }),
    setAutomatic: (automatic) => set({ automatic }),
  };
}

function parse(raw: unknown): Stored | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const { version, folder, automatic, ...others } = raw as Record<string, unknown>;
  if (version !== 1 || typeof automatic !== 'boolean' || Object.keys(others).length > 0) return null;
  if (folder === null) return { version, folder, automatic };
  if (typeof folder !== 'string' || folder.length > LONGEST_PATH || !isAbsolute(folder)) return null;
  return { version, folder, automatic };
}
