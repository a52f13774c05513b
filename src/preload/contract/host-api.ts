/**
 * Everything the renderer may ask of the machine. The renderer never sees a path: files are opaque tokens that
 * main hands out for what the user picked, dropped on the command line, or chose as a target.
 */
import type {
  BackupFile,
  BackupInfo,
  BackupKind,
  BackupSettings,
  BuildReason,
  CommandFile,
  Fault,
  InterruptedImport,
  JobProgress,
  JournalCheck,
  JournalHead,
  KeptImport,
  Launch,
  MenuState,
  OpenedBackup,
  OriginalFault,
  PickedFile,
  PickedFolder,
  RecoveryOptions,
  RowCounts,
  SavedFile,
  SaveFilter,
  SaveToken,
  Settings,
  SpaceState,
  StoredOriginal,
} from './schemas';

/** Changes to append to the journal, in order; the first follows the change numbered `after`. */
export interface JournalAppend {
  storeId: string;
  after: number;
  /** JSON texts; main keeps them as they are and reads nothing in them. */
  bodies: string[];
  /** The store's rows once these changes, and no others, are in it; null when more were committed meanwhile. */
  rows: RowCounts | null;
  /** Version of the store's tables. */
  schema: number;
}

export interface BackupRequest {
  kind: BackupKind;
  /** A save target; null for the backup folder. */
  target: string | null;
  /** Encrypts the file with age; null writes a plain ZIP. */
  passphrase: string | null;
  schema: number;
  /** The last change that the tables hold: the journal goes no further. */
  seq: number;
  reports: number;
  passages: number;
  rows: RowCounts;
  /** SHA-256 of the originals that the reports need. */
  originals: string[];
}

export interface HostApi {
  /** How the app was started and on what; asked once, before anything else. */
  launch(): Promise<Launch>;

  /** Shows the open dialog for reports. Empty when the user cancels. */
  pickReports(): Promise<PickedFile[]>;
  /** Shows a folder dialog; every file in the folder and those in it, without what systems hide. Null when the user cancels. */
  pickFolder(): Promise<PickedFolder | null>;
  /**
   * What was dropped on the window, in its order: a file is one, a folder all that is in it. Null for what has no place on
   * the disk, such as a picture dragged out of a page. Takes `File` objects: the preload script asks the system for their
   * paths, which the page never sees.
   */
  openDropped(files: readonly object[]): Promise<(PickedFile[] | null)[]>;
  /** Notes which files an import is about, so that it can go on after a crash; null when it has ended. Fails with `import/not-kept`. */
  keepImport(job: KeptImport | null): Promise<void>;
  /** The import that was cut off when the app last ended; null when none was. */
  interruptedImport(): Promise<InterruptedImport | null>;
  /** Path of the folder whose new files are imported by themselves, for people; null when none is watched. */
  watchedFolder(): Promise<string | null>;
  /** Shows a folder dialog, and watches what is chosen; the folder that is watched then. Fails with `watch/inside-archive`. */
  chooseWatchedFolder(): Promise<string | null>;
  stopWatching(): Promise<void>;
  /** Files of the watched folder that are new or changed, and not being written to. */
  newWatchedFiles(): Promise<PickedFile[]>;
  /** These were imported or refused: they are not new any more. */
  watchedTaken(tokens: string[]): Promise<void>;
  /** The bytes of a picked file. Fails with `file/too-large` over {@link MAX_FILE_BYTES}, `file/unreadable` otherwise. */
  readPicked(token: string): Promise<Uint8Array>;
  /** Keeps the bytes of an imported file under their SHA-256, synced to disk; keeping the same bytes twice is free. */
  keepOriginal(bytes: Uint8Array): Promise<StoredOriginal>;
  /** The bytes of a kept file. Fails with `original/missing` or `original/damaged`. */
  readOriginal(sha256: string): Promise<Uint8Array>;
  /**
   * Has the system's program open a copy of a kept file under this name, which cannot be written to. Fails as
   * `readOriginal`, with `original/not-openable` for a kind of file that no report is in, and `original/not-opened` when
   * there is no program for it.
   */
  openOriginal(sha256: string, fileName: string): Promise<void>;

  /** Shows the save dialog; null when the user cancels. */
  pickSaveTarget(suggestedName: string, filters: SaveFilter[]): Promise<SaveToken | null>;
  /** Appends to the target's temporary file. */
  writeChunk(token: string, bytes: Uint8Array): Promise<void>;
  /** Syncs the temporary file and renames it over the target, which is either the old file or the whole new one. */
  finishSave(token: string): Promise<SavedFile>;
  /** Removes the temporary file; the target is untouched. */
  abortSave(token: string): Promise<void>;
  /** Opens the system's file manager at a finished target. */
  showInFolder(token: string): Promise<void>;

  readSettings(): Promise<Settings>;
  /** Stores the settings atomically and applies the theme to the window. */
  writeSettings(settings: Settings): Promise<void>;
  /** Tells the native menu what can be done now, so that it can say "Undo Tag passage". */
  setMenuState(state: MenuState): Promise<void>;

  /** Command mode: the file or refusal behind the path given as argument `index`. */
  openArgument(index: number): Promise<CommandFile>;
  /** Command mode: all files in the folder that argument `index` names, each by its path from there; null when it is none. */
  openArgumentFolder(index: number): Promise<PickedFolder | null>;
  /** Command mode: a save target at the path given as argument `index`. */
  saveToArgument(index: number): Promise<SaveToken>;
  /** Command mode: writes one line to standard output or standard error. */
  print(stream: 'out' | 'err', line: string): Promise<void>;
  /** Command mode: ends the app once what was printed is flushed. */
  exit(code: number): Promise<void>;

  /**
   * Appends to the journal and syncs it to the disk before it answers. Fails with `journal/not-next` when `after` is
   * not where the journal ends, `journal/other-archive`, `journal/disk-full` or `journal/not-written`.
   */
  appendChanges(append: JournalAppend): Promise<JournalHead>;
  /**
   * Some megabytes of change bodies after the one numbered `after`, checked against the hash chain; from the journal
   * or an opened source. `done` when there are no more. Fails with `journal/damaged`, `source/unknown`.
   */
  readChanges(source: string, after: number): Promise<{ bodies: string[]; done: boolean }>;
  /** Checks every line of the journal. */
  checkJournal(): Promise<JournalCheck>;
  /** Reads kept originals and compares their hashes; gives those that are missing or damaged. */
  checkOriginals(sha256s: string[]): Promise<OriginalFault[]>;
  /** Keeps a damaged journal aside and cuts it after its last whole line, so that the store can continue it. */
  cutJournal(): Promise<JournalHead>;
  /** Writes the whole journal to an open save target; `finishSave` then completes it. */
  exportJournal(token: string): Promise<JournalCheck>;

  /** The store is not what it must be: main keeps its files aside and will not let it be opened again unasked. */
  reportDamage(fault: Fault): Promise<void>;
  /** What the archive can be built from again. Reads the journal and the newest backups. */
  recoveryOptions(): Promise<RecoveryOptions>;
  /**
   * Opens the page again on a new, empty store, to be filled from `source` (a token, or `journal`). This page goes
   * away. The store in use stays as it is until `finishBuild`.
   */
  startBuild(reason: BuildReason, source: string): Promise<void>;
  /** The new store is complete: from now on it is the archive. The old one is kept aside, or after a purge removed. */
  finishBuild(built: { seq: number; rows: RowCounts; schema: number }): Promise<void>;
  /** Drops the new store and opens the page on the old one again. */
  cancelBuild(): Promise<void>;
  /** After a purge: removes originals that are not among these, and everything that was kept aside. */
  removeUnused(keptOriginals: string[]): Promise<void>;

  /** The backups of the backup folder, newest first. */
  listBackups(): Promise<BackupInfo[]>;
  backupSettings(): Promise<BackupSettings>;
  setAutomaticBackups(on: boolean): Promise<BackupSettings>;
  /** Shows a folder dialog; the settings as they are then. */
  chooseBackupFolder(): Promise<BackupSettings>;
  /** Starts a backup; entries follow, then `finishBackup`. Fails with `backup/…`. */
  beginBackup(request: BackupRequest): Promise<{ token: string }>;
  /** Appends bytes to a table of the backup. Entries are written one after another. */
  writeBackupEntry(token: string, entry: string, bytes: Uint8Array): Promise<void>;
  /** Adds the journal, the originals and checksums, syncs, reads all of it back, and only then keeps the file. */
  finishBackup(token: string): Promise<BackupFile>;
  abortBackup(token: string): Promise<void>;
  /** Shows the open dialog for a backup; null when the user cancels. */
  pickBackup(): Promise<PickedFile | null>;
  /**
   * Reads a backup of the folder from end to end. Fails with `backup/encrypted` when it needs a passphrase,
   * `backup/wrong-passphrase`, `backup/damaged`, `backup/newer`, `backup/not-a-backup`, `backup/unreadable`.
   */
  openListedBackup(id: string, passphrase: string | null): Promise<OpenedBackup>;
  /** The same for a picked file. */
  openPickedBackup(token: string, passphrase: string | null): Promise<OpenedBackup>;
  /** Shows a folder in the system's file manager. */
  openFolder(which: 'archive' | 'backups'): Promise<void>;
  /** Loads the page again on the same archive. Bounded: a page that keeps failing ends the app. */
  reload(): Promise<void>;
  /**
   * The store broke off: takes the page away, waits until nobody has the store open, repairs it as at a start, and loads
   * the page again. Bounded like `reload`.
   */
  reopenStore(): Promise<void>;
  /** Keeps in memory where the person was and what was being typed, for a page that has to be loaded again. */
  keepPlace(place: string | null): Promise<void>;

  /** Free space crossed a limit. */
  onSpace(listener: (space: SpaceState) => void): () => void;
  /** How far a long job of main's is: `backup`, `backup/check`, `journal`. */
  onProgress(listener: (progress: JobProgress) => void): () => void;
  /** A menu item was chosen; `id` is an action id. Returns the unsubscribe function. */
  onMenu(listener: (id: string) => void): () => void;
}

/** Extensions of files that hold reports, for dialogs: those of every importer. */
export const REPORT_EXTENSIONS = [
  'txt',
  'text',
  'md',
  'markdown',
  'html',
  'htm',
  'xhtml',
  'mhtml',
  'mht',
  'docx',
  'docm',
  'dotx',
  'dotm',
  'doc',
  'odt',
  'ott',
  'rtf',
  'epub',
  'pdf',
  'eml',
  'csv',
  'tsv',
  'xlsx',
  'json',
  'jsonl',
  'ndjson',
  'xlsm',
  'xls',
  'ris',
  'zip',
];

/** Files over this size are refused, in bytes: no news report is larger. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;
