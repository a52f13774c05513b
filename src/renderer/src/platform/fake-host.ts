import type { HostApi } from '$contract/host-api';
import { DEFAULT_SETTINGS, type Settings } from '$contract/schemas';
import { sha256 } from './ports';

export interface FakeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A machine in memory, for tests and for running the renderer in an ordinary browser. */
export interface FakeHost extends HostApi {
  /** What the next open dialog answers. */
  willPick(files: FakeFile[]): void;
  /** What was saved, by file name. */
  readonly saved: Map<string, Uint8Array>;
  /** Chooses a menu item. */
  chooseMenu(id: string): void;
}

/** Makes a host in window mode whose save dialogs take the suggested name. */
export function createFakeHost(): FakeHost {
  const files = new Map<string, FakeFile>();
  const targets = new Map<string, { name: string; chunks: Uint8Array[] }>();
  const saved = new Map<string, Uint8Array>();
  const listeners = new Set<(id: string) => void>();
  let picks: FakeFile[] = [];
  let settings: Settings = DEFAULT_SETTINGS;

  const known = <T>(map: Map<string, T>, token: string): T => {
    const value = map.get(token);
    if (value === undefined) throw new Error('file/unknown-token: The file was closed.');
    return value;
  };
  const nothing = (): Promise<void> => Promise.resolve();
  const windowModeOnly = (): Promise<never> =>
    Promise.reject(new Error('host/unexpected: There is no command line here.'));

  return {
    willPick(next) {
      picks = next;
    },
    saved,
    chooseMenu(id) {
      for (const listener of listeners) listener(id);
    },
    launch: () =>
      Promise.resolve({
        kind: 'window',
        version: '0.0.0',
        platform: 'linux',
        archiveFolder: 'in memory',
        locale: 'en',
      }),
    pickReports() {
      const picked = picks.map((file) => {
        const token = crypto.randomUUID();
        files.set(token, file);
        return { token, name: file.name, size: file.bytes.byteLength };
      });
      picks = [];
      return Promise.resolve(picked);
    },
    readPicked: (token) => Promise.resolve().then(() => known(files, token).bytes),
    keepOriginal: async (bytes) => ({ sha256: await sha256(bytes), bytes: bytes.byteLength }),
    pickSaveTarget(name) {
      const token = crypto.randomUUID();
      targets.set(token, { name, chunks: [] });
      return Promise.resolve({ token, name });
    },
    writeChunk: (token, bytes) =>
      Promise.resolve().then(() => {
        known(targets, token).chunks.push(bytes.slice());
      }),
    async finishSave(token) {
      const { name, chunks } = known(targets, token);
      const bytes = new Uint8Array(await new Blob(chunks as BlobPart[]).arrayBuffer());
      saved.set(name, bytes);
      return { name, path: name, sha256: await sha256(bytes), bytes: bytes.byteLength };
    },
    abortSave(token) {
      targets.delete(token);
      return nothing();
    },
    showInFolder: nothing,
    readSettings: () => Promise.resolve(settings),
    writeSettings(next) {
      settings = next;
      return nothing();
    },
    setMenuState: nothing,
    openArgument: windowModeOnly,
    saveToArgument: windowModeOnly,
    print: nothing,
    exit: nothing,
    onMenu(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
