import type { HostApi } from '$contract/host-api';
import {
  DEFAULT_SETTINGS,
  type ArchiveState,
  type BuildReason,
  type CommandFile,
  type Fault,
  type JobProgress,
  type Launch,
  type OriginalFault,
  type Settings,
  type SpaceState,
} from '$contract/schemas';
import { FakeBackups } from './fake-backups';
import { EMPTY_JOURNAL, FakeJournal, type FakeJournalContent } from './fake-journal';
import { sha256 } from './ports';

export interface FakeFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A machine in memory, for tests and for running the renderer in an ordinary browser. */
export interface FakeHost extends HostApi {
  /** What the next open dialog answers. */
  willPick(files: FakeFile[]): void;
  /** From now on the page runs this command; the paths in it name files of `saved`. */
  willRun(args: readonly string[], json?: boolean): void;
  /** What main found instead of an archive that can be opened; null for such a one. */
  found: Extract<ArchiveState, { kind: 'damaged' | 'refused' }> | null;
  /** What was saved, by file name. */
  readonly saved: Map<string, Uint8Array>;
  /** Kept originals, by hash. Bytes under the hash of others are a damaged file. */
  readonly originals: Map<string, Uint8Array>;
  readonly journal: FakeJournal;
  readonly backups: FakeBackups;
  /** What the page reported as damaged; null for nothing. */
  readonly damage: Fault | null;
  readonly printed: { readonly out: string[]; readonly err: string[] };
  /** What the command ended with; null while it runs. */
  readonly exitCode: number | null;
  /** Chooses a menu item. */
  chooseMenu(id: string): void;
  setSpace(space: SpaceState): void;
  tellProgress(progress: JobProgress): void;
}

export interface FakeHostOptions {
  /** Keeps the journal from page to page, as the database of an ordinary browser is kept. */
  readonly storage?: Pick<Storage, 'getItem' | 'setItem'>;
}

const JOURNAL_KEY = 'fake-journal';
const PLENTY: SpaceState = { level: 'ok', freeBytes: 1e12 };

/** Makes a host in window mode whose save dialogs take the suggested name. */
export function createFakeHost({ storage }: FakeHostOptions = {}): FakeHost {
  const files = new Map<string, FakeFile>();
  const targets = new Map<string, { name: string; chunks: Uint8Array[] }>();
  const saved = new Map<string, Uint8Array>();
  const originals = new Map<string, Uint8Array>();
  const menuListeners = new Set<(id: string) => void>();
  const spaceListeners = new Set<(space: SpaceState) => void>();
  const progressListeners = new Set<(progress: JobProgress) => void>();
  const printed = { out: [] as string[], err: [] as string[] };
  const kept = storage?.getItem(JOURNAL_KEY);
  const journal = new FakeJournal(
    kept ? (JSON.parse(kept) as FakeJournalContent) : EMPTY_JOURNAL,
    (content) => storage?.setItem(JOURNAL_KEY, JSON.stringify(content)),
  );
  const backups = new FakeBackups(() => journal.content);
  let picks: FakeFile[] = [];
  let settings: Settings = DEFAULT_SETTINGS;
  let command: { args: string[]; json: boolean } | null = null;
  let found: FakeHost['found'] = null;
  let damage: Fault | null = null;
  let exitCode: number | null = null;
  let space = PLENTY;
  let place: string | null = null;
  let automatic = true;
  let build: { reason: BuildReason; source: string; storeId: string; into: FakeJournal } | null = null;

  const known = <T>(map: ReadonlyMap<string, T>, token: string): T => {
    const value = map.get(token);
    if (value === undefined) throw new Error('file/unknown-token: The file was closed.');
    return value;
  };
  const nothing = (): Promise<void> => Promise.resolve();
  /** Runs what a host call does, so that a refusal rejects and does not throw. */
  const answer = <T>(give: () => T | Promise<T>): Promise<T> => Promise.resolve().then(give);
  const listen = <T>(listeners: Set<T>, listener: T): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const newTarget = (name: string) => {
    const token = crypto.randomUUID();
    targets.set(token, { name, chunks: [] });
    return { token, name };
  };
  const newFile = (file: FakeFile) => {
    const token = crypto.randomUUID();
    files.set(token, file);
    return { token, name: file.name, size: file.bytes.byteLength };
  };

  const sourceOf = (source: string): FakeJournal => {
    if (source === 'journal') return journal;
    const content = backups.sources.get(source);
    if (!content) throw new Error('source/unknown: There is nothing to read here any more.');
    return new FakeJournal(content);
  };

  function archiveState(): ArchiveState {
    if (found !== null) return found;
    const { head, content } = journal;
    if (build !== null) {
      const { content: source } = sourceOf(build.source);
      return {
        kind: 'build',
        reason: build.reason,
        source: build.source,
        storeId: build.storeId,
        seq: Math.max(source.lines.length - 1, 0),
        rows: source.rows,
        sha256: null,
        newDevice: build.reason !== 'purge',
      };
    }
    const expected =
      head.storeId === null ? null : { storeId: head.storeId, seq: head.seq, rows: content.rows };
    return { kind: 'open', journal: head, expected, cleanExit: true, purged: false, notes: [] };
  }

  function launch(): Launch {
    const common = { version: '0.0.0', archive: archiveState(), space };
    if (command !== null) return { kind: 'command', ...common, ...command };
    return {
      kind: 'window',
      ...common,
      platform: 'linux',
      archiveFolder: 'in memory',
      locale: 'en',
      place,
    };
  }

  return {
    willPick(next) {
      picks = next;
    },
    willRun(args, json = true) {
      command = { args: [...args], json };
      exitCode = null;
      printed.out.length = 0;
      printed.err.length = 0;
    },
    get found() {
      return found;
    },
    set found(next) {
      found = next;
    },
    get damage() {
      return damage;
    },
    get exitCode() {
      return exitCode;
    },
    saved,
    originals,
    journal,
    backups,
    printed,
    chooseMenu: (id) => menuListeners.forEach((listener) => listener(id)),
    setSpace(next) {
      space = next;
      for (const listener of spaceListeners) listener(next);
    },
    tellProgress: (progress) => progressListeners.forEach((listener) => listener(progress)),

    launch: () => answer(launch),
    pickReports: () => answer(() => picks.splice(0).map(newFile)),
    pickFolder: () => answer(() => null),
    openDropped: (dropped) => answer(() => dropped.map(() => null)),
    keepImport: nothing,
    interruptedImport: () => answer(() => null),
    watchedFolder: () => answer(() => null),
    chooseWatchedFolder: () => answer(() => null),
    stopWatching: nothing,
    newWatchedFiles: () => answer(() => []),
    watchedTaken: nothing,
    readPicked: (token) => answer(() => known(files, token).bytes),
    keepOriginal: async (bytes) => {
      const hash = await sha256(bytes);
      originals.set(hash, bytes.slice());
      return { sha256: hash, bytes: bytes.byteLength };
    },
    readOriginal: (hash) => answer(() => known(originals, hash)),
    openOriginal: nothing,
    pickSaveTarget: (name) => answer(() => newTarget(name)),
    writeChunk: (token, bytes) =>
      answer(() => {
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
    openArgument: (index) =>
      answer((): CommandFile => {
        const path = command?.args[index] ?? '';
        const bytes = saved.get(path);
        if (bytes) return { kind: 'file', file: newFile({ name: path, bytes }) };
        return { kind: 'refused', code: 'file/not-found', message: `There is no file “${path}”.` };
      }),
    openArgumentFolder: () => answer(() => null),
    saveToArgument: (index) => answer(() => newTarget(command?.args[index] ?? '')),
    print: (stream, line) =>
      answer(() => {
        printed[stream].push(line);
      }),
    exit: (code) =>
      answer(() => {
        exitCode = code;
      }),

    appendChanges: (append) => (build?.into ?? journal).append(append),
    readChanges: (source, after) => answer(() => sourceOf(source).read(after)),
    checkJournal: () => journal.check(),
    checkOriginals: (hashes) =>
      answer(async () => {
        const faults: OriginalFault[] = [];
        for (const hash of hashes) {
          const bytes = originals.get(hash);
          if (!bytes) faults.push({ sha256: hash, problem: 'missing' });
          else if ((await sha256(bytes)) !== hash) faults.push({ sha256: hash, problem: 'damaged' });
        }
        return faults;
      }),
    cutJournal: () =>
      answer(() => {
        found = null;
        return journal.cut();
      }),
    exportJournal: (token) =>
      answer(async () => {
        const check = await journal.check();
        const whole = journal.content.lines.slice(0, check.changes + 1);
        const text = whole.map((line) => `${JSON.stringify(line)}\n`).join('');
        known(targets, token).chunks.push(new TextEncoder().encode(text));
        return check;
      }),
    reportDamage: (fault) =>
      answer(() => {
        damage = fault;
        found = { kind: 'damaged', fault };
      }),
    recoveryOptions: () =>
      answer(async () => {
        const { changes } = await journal.check();
        const reached = journal.content.lines.slice(0, changes + 1);
        const token = crypto.randomUUID();
        backups.sources.set(token, { ...journal.content, lines: reached, rows: null });
        const at = (JSON.parse(reached.at(-1)?.body ?? '{}') as { at?: string }).at ?? null;
        return {
          sources: changes === 0 ? [] : [{ token, kind: 'journal', seq: changes, savedAt: at, name: '' }],
          lastSeq: journal.head.seq,
          lastSavedAt: at,
          canOpenStore: true,
        };
      }),
    startBuild: (reason, source) =>
      answer(() => {
        const storeId = sourceOf(source).content.storeId ?? crypto.randomUUID();
        build = { reason, source, storeId, into: new FakeJournal() };
        found = null;
      }),
    finishBuild: ({ seq }) =>
      answer(() => {
        if (build === null) throw new Error('build/none: Nothing is being built.');
        const { content } = build.reason === 'purge' ? build.into : sourceOf(build.source);
        journal.replace({ ...content, storeId: build.storeId, lines: content.lines.slice(0, seq + 1) });
        build = null;
      }),
    cancelBuild: () =>
      answer(() => {
        build = null;
      }),
    removeUnused: (keep) =>
      answer(() => {
        for (const hash of [...originals.keys()]) if (!keep.includes(hash)) originals.delete(hash);
      }),

    listBackups: () => answer(() => backups.list()),
    backupSettings: () => answer(() => ({ folder: 'in memory', automatic })),
    setAutomaticBackups: (on) =>
      answer(() => {
        automatic = on;
        return { folder: 'in memory', automatic };
      }),
    chooseBackupFolder: () => answer(() => ({ folder: 'in memory', automatic })),
    beginBackup: (request) => answer(() => backups.begin(request)),
    writeBackupEntry: (token, entry, bytes) => answer(() => backups.writeEntry(token, entry, bytes)),
    finishBackup: (token) =>
      answer(() => {
        const target = backups.targetOf(token);
        if (target === null) return backups.finish(token, null);
        const { name } = known(targets, target);
        return backups.finish(token, (bytes) => {
          saved.set(name, bytes);
          return name;
        });
      }),
    abortBackup: (token) => answer(() => backups.abort(token)),
    pickBackup: () => answer(() => picks.splice(0, 1).map(newFile)[0] ?? null),
    openListedBackup: (id, passphrase) => answer(() => backups.open(id, backups.folder.get(id), passphrase)),
    openPickedBackup: (token, passphrase) =>
      answer(() => {
        const { name, bytes } = known(files, token);
        return backups.open(name, bytes, passphrase);
      }),
    openFolder: nothing,
    reload: nothing,
    reopenStore: nothing,
    keepPlace: (next) =>
      answer(() => {
        place = next;
      }),
    onSpace: (listener) => listen(spaceListeners, listener),
    onProgress: (listener) => listen(progressListeners, listener),
    onMenu: (listener) => listen(menuListeners, listener),
  };
}
