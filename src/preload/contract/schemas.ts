import * as v from 'valibot';
import { STORE_SCHEMA } from './store-schema';

const token = v.pipe(v.string(), v.uuid());
const bytes = v.instance(Uint8Array);
const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u));
/** A page that claimed a later version would lock this app out of the archive. */
const schema = v.pipe(wholeNumber, v.maxValue(STORE_SCHEMA));
const sentence = v.pipe(v.string(), v.maxLength(2000));

export const MAX_CHUNK_BYTES = 8 * 1024 * 1024;
export const MAX_LINE_LENGTH = 64 * 1024 * 1024;
/** UTF-16 units one call may append to the journal. */
export const MAX_APPEND_LENGTH = 128 * 1024 * 1024;

/** Files in a folder, and how deep they may lie in it, that are offered for an import at once. */
export const MAX_FOLDER_FILES = 100_000;
export const MAX_FOLDER_DEPTH = 32;

export const pickedFile = v.object({
  token,
  /** File name without its folder. */
  name: v.string(),
  /** Bytes. */
  size: v.number(),
});
export type PickedFile = v.InferOutput<typeof pickedFile>;

export const pickedFolder = v.object({
  name: v.string(),
  /** Each named by its path from the folder, which it begins with: `week/monday.html`. */
  files: v.array(pickedFile),
  /** Files beyond the limits of {@link MAX_FOLDER_FILES}; they are not among the files. */
  left: v.number(),
});
export type PickedFolder = v.InferOutput<typeof pickedFolder>;

/** An import of many files that is under way. */
export const keptImport = v.object({
  /** What its files are called together. */
  name: v.pipe(v.string(), v.maxLength(1000)),
  batchId: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  tokens: v.pipe(v.array(token), v.maxLength(MAX_FOLDER_FILES)),
});
export type KeptImport = v.InferOutput<typeof keptImport>;

/** The same after it was cut off, with new tokens. */
export const interruptedImport = v.object({
  name: v.string(),
  batchId: v.string(),
  files: v.array(pickedFile),
});
export type InterruptedImport = v.InferOutput<typeof interruptedImport>;

/** A path given on the command line: a file that can be read, or why it cannot. */
export const commandFile = v.variant('kind', [
  v.object({ kind: v.literal('file'), file: pickedFile }),
  v.object({ kind: v.literal('refused'), code: v.string(), message: v.string() }),
]);
export type CommandFile = v.InferOutput<typeof commandFile>;

export const saveToken = v.object({ token, name: v.string() });
export type SaveToken = v.InferOutput<typeof saveToken>;

export const saveFilter = v.object({ name: v.string(), extensions: v.array(v.string()) });
export type SaveFilter = v.InferOutput<typeof saveFilter>;

export const savedFile = v.object({
  name: v.string(),
  path: v.string(),
  sha256: v.string(),
  bytes: v.number(),
});
/** `path` is shown to the user in the message after saving; it opens nothing. */
export type SavedFile = v.InferOutput<typeof savedFile>;

export const storedOriginal = v.object({ sha256: v.string(), bytes: v.number() });
export type StoredOriginal = v.InferOutput<typeof storedOriginal>;

const paneWidth = v.pipe(v.number(), v.minValue(100), v.maxValue(4000));

const columnId = v.pipe(v.string(), v.maxLength(40));

/** How the table of passages looks. Columns that this version does not know are kept and not shown. */
const passagesLook = v.object({
  columns: v.pipe(v.array(columnId), v.maxLength(40)),
  sort: v.object({ by: columnId, descending: v.boolean() }),
  /** Whether the words around each passage are shown. */
  context: v.boolean(),
  /** Whether the report stands beside the table. */
  beside: v.boolean(),
});

const DEFAULT_PASSAGES: v.InferOutput<typeof passagesLook> = {
  columns: ['actor', 'country', 'published', 'section', 'status'],
  sort: { by: 'published', descending: true },
  context: false,
  beside: false,
};

export const settings = v.object({
  version: v.literal(1),
  theme: v.picklist(['system', 'light', 'dark']),
  reading: v.object({
    /** Pixels. */
    fontSize: v.pipe(v.number(), v.integer(), v.minValue(14), v.maxValue(28)),
    /** Characters a line. */
    measure: v.pipe(v.number(), v.integer(), v.minValue(45), v.maxValue(100)),
    /** Whether the legend below the text is open. */
    legend: v.optional(v.boolean(), true),
  }),
  /** Who codes; written into every passage and export. */
  coder: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  /** Widths of panes, CSS pixels. */
  panes: v.object({
    left: paneWidth,
    right: paneWidth,
    results: paneWidth,
    beside: v.optional(paneWidth, 460),
  }),
  /** Settings of earlier versions have none. */
  passages: v.optional(passagesLook, DEFAULT_PASSAGES),
  /**
   * What countries outside ISO 3166-1 are exported as, by their code in the archive; empty for no code. Settings of
   * earlier versions have none.
   */
  exportCodes: v.optional(
    v.record(v.pipe(v.string(), v.regex(/^X[A-Z]{2}$/u)), v.pipe(v.string(), v.regex(/^(?:[A-Z]{3})?$/u))),
    {},
  ),
  /** Keys that were chosen for actions, by the action's id. Settings of earlier versions have none. */
  keys: v.optional(
    v.record(
      v.pipe(v.string(), v.maxLength(60)),
      v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(40))), v.maxLength(4)),
    ),
    {},
  ),
  /** What becomes a passage when a suggestion is accepted. */
  suggestUnit: v.optional(v.picklist(['sentence', 'words']), 'sentence'),
  /** Whether queries that were used are remembered. Settings of earlier versions do not say. */
  searchHistory: v.optional(v.boolean(), true),
});
export type Settings = v.InferOutput<typeof settings>;

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  theme: 'system',
  reading: { fontSize: 19, measure: 68, legend: true },
  coder: 'Coder 1',
  panes: { left: 296, right: 320, results: 540, beside: 460 },
  passages: DEFAULT_PASSAGES,
  exportCodes: {},
  keys: {},
  suggestUnit: 'sentence',
  searchHistory: true,
};

export const menuState = v.object({
  /** The name of what would be undone; null when there is nothing. */
  undo: v.nullable(v.string()),
  redo: v.nullable(v.string()),
  /** Ids of menu items that can be used now. */
  enabled: v.array(v.string()),
});
export type MenuState = v.InferOutput<typeof menuState>;

/** Where a journal ends: the number of its last change and the hash of its last line. */
export const journalHead = v.object({
  seq: wholeNumber,
  hash: v.string(),
  /** Null while the journal is empty: no change was ever appended. */
  storeId: v.nullable(v.string()),
});
export type JournalHead = v.InferOutput<typeof journalHead>;

/** Rows by table: how many there are. Main keeps the numbers and knows nothing of the tables. */
export const rowCounts = v.record(v.pipe(v.string(), v.maxLength(40)), wholeNumber);
export type RowCounts = v.InferOutput<typeof rowCounts>;

/** What is wrong, found before or after opening: `code` is stable, `message` is for people. */
export const fault = v.object({ code: v.pipe(v.string(), v.maxLength(80)), message: sentence });
export type Fault = v.InferOutput<typeof fault>;

export const BUILD_REASONS = ['recovery', 'restore', 'purge'] as const;
export type BuildReason = (typeof BUILD_REASONS)[number];

/** What main found when the app started, and what the page may do with the archive. */
export const archiveState = v.variant('kind', [
  /** The store may be opened. It must hold what is `expected` before anything is written. */
  v.object({
    kind: v.literal('open'),
    journal: journalHead,
    /** Null when nothing witnesses an earlier start: a new archive, or one of a version without a journal. */
    expected: v.nullable(
      v.object({
        storeId: v.string(),
        /** The last change that was saved, as the ledger remembers it. */
        seq: wholeNumber,
        /** Known when the app ended in order after the journal's last change. */
        rows: v.nullable(rowCounts),
      }),
    ),
    cleanExit: v.boolean(),
    /** A purge was cut off: the page names what is still needed, by `removeUnused`. */
    purged: v.boolean(),
    /** What was repaired on the way, in sentences for people. */
    notes: v.array(v.string()),
  }),
  /** The store must not be opened: something is damaged or missing, and the person decides. */
  v.object({ kind: v.literal('damaged'), fault }),
  /** The archive cannot be used by this version. */
  v.object({ kind: v.literal('refused'), fault }),
  /** The page runs on a new, empty store and fills it from `source`. */
  v.object({
    kind: v.literal('build'),
    reason: v.picklist(BUILD_REASONS),
    source: token,
    storeId: v.string(),
    /** The last change to take; the numbers the result must have, where they are known. */
    seq: wholeNumber,
    rows: v.nullable(rowCounts),
    /** Of the file that is restored; null for a build from the journal. */
    sha256: v.nullable(sha256),
    /** The history forks here, so what follows is written under a new device id. */
    newDevice: v.boolean(),
  }),
]);
export type ArchiveState = v.InferOutput<typeof archiveState>;

/** Free space where the archive lies. `low` under 500 MB: a warning; `full` under 100 MB: reading only. */
export const spaceState = v.object({ level: v.picklist(['ok', 'low', 'full']), freeBytes: wholeNumber });
export type SpaceState = v.InferOutput<typeof spaceState>;

export const BACKUP_KINDS = [
  'manual',
  'daily',
  'changes',
  'before-migration',
  'before-restore',
  'before-delete',
] as const;
export type BackupKind = (typeof BACKUP_KINDS)[number];

/** What a backup holds, as its manifest says. */
export const backupSummary = v.object({
  storeId: v.string(),
  kind: v.picklist(BACKUP_KINDS),
  /** UTC instant. */
  createdAt: v.string(),
  appVersion: v.string(),
  /** Version of the store's tables that wrote it. */
  schema: wholeNumber,
  /** Changes in its journal. */
  changes: wholeNumber,
  reports: wholeNumber,
  passages: wholeNumber,
  originals: wholeNumber,
  rows: rowCounts,
});
export type BackupSummary = v.InferOutput<typeof backupSummary>;

/** A file in the backup folder. `summary` is null for an encrypted file, or one whose manifest cannot be read. */
export const backupInfo = v.object({
  id: v.string(),
  name: v.string(),
  /** UTC instant of the file. */
  at: v.string(),
  bytes: wholeNumber,
  encrypted: v.boolean(),
  summary: v.nullable(backupSummary),
});
export type BackupInfo = v.InferOutput<typeof backupInfo>;

/** A backup that was read from end to end and holds what its checksums say. `token` names it as a source. */
export const openedBackup = v.object({ token, name: v.string(), summary: backupSummary });
export type OpenedBackup = v.InferOutput<typeof openedBackup>;

export const backupFile = v.object({
  name: v.string(),
  /** Shown to the person; it opens nothing. */
  path: v.string(),
  bytes: wholeNumber,
  sha256: v.string(),
  /** Originals that were missing or damaged in the archive folder, and so are not in it. */
  missing: wholeNumber,
  summary: backupSummary,
});
export type BackupFile = v.InferOutput<typeof backupFile>;

export const backupSettings = v.object({
  /** The folder's path, shown to the person; it opens nothing. */
  folder: v.string(),
  automatic: v.boolean(),
});
export type BackupSettings = v.InferOutput<typeof backupSettings>;

/** Something the archive can be built from again. */
export const recoverySource = v.object({
  token,
  kind: v.picklist(['journal', 'backup']),
  /** The last change it reaches. */
  seq: wholeNumber,
  /** When that was saved; null when not known. */
  savedAt: v.nullable(v.string()),
  /** What it is called: a file name, or empty for the journal. */
  name: v.string(),
});
export type RecoverySource = v.InferOutput<typeof recoverySource>;

export const recoveryOptions = v.object({
  /** Best first: the one that reaches furthest. */
  sources: v.array(recoverySource),
  /** The last change that was saved, as far as anything still witnesses it. */
  lastSeq: wholeNumber,
  lastSavedAt: v.nullable(v.string()),
  /** Whether the store can still be looked at as it is. */
  canOpenStore: v.boolean(),
});
export type RecoveryOptions = v.InferOutput<typeof recoveryOptions>;

/** What is wrong with a kept file or with the journal. */
export const originalFault = v.object({ sha256, problem: v.picklist(['missing', 'damaged']) });
export type OriginalFault = v.InferOutput<typeof originalFault>;
export const journalCheck = v.object({ changes: wholeNumber, fault: v.nullable(fault) });
export type JournalCheck = v.InferOutput<typeof journalCheck>;

export const jobProgress = v.object({ job: v.string(), done: wholeNumber, total: wholeNumber });
export type JobProgress = v.InferOutput<typeof jobProgress>;

const LARGEST_PLACE = 256 * 1024;
const passphrase = v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(1000)));

export const launch = v.variant('kind', [
  v.object({
    kind: v.literal('window'),
    version: v.string(),
    platform: v.string(),
    archiveFolder: v.string(),
    locale: v.string(),
    archive: archiveState,
    space: spaceState,
    /** What the page last left with `keepPlace` in this run of the app; null on the first load. */
    place: v.nullable(v.string()),
  }),
  v.object({
    kind: v.literal('command'),
    version: v.string(),
    /** The command and its arguments, without `--archive DIR` and `--json`. */
    args: v.array(v.string()),
    json: v.boolean(),
    archive: archiveState,
    space: spaceState,
  }),
]);
export type Launch = v.InferOutput<typeof launch>;

/** Per channel: what may be sent. The order is that of the method's parameters. */
export const requests = {
  launch: v.tuple([]),
  pickReports: v.tuple([]),
  pickFolder: v.tuple([]),
  /** Paths, which the preload script has from the system; empty where there is none. */
  openDropped: v.tuple([v.pipe(v.array(v.string()), v.maxLength(10_000))]),
  keepImport: v.tuple([v.nullable(keptImport)]),
  interruptedImport: v.tuple([]),
  watchedFolder: v.tuple([]),
  chooseWatchedFolder: v.tuple([]),
  stopWatching: v.tuple([]),
  newWatchedFiles: v.tuple([]),
  watchedTaken: v.tuple([v.pipe(v.array(token), v.maxLength(MAX_FOLDER_FILES))]),
  readPicked: v.tuple([token]),
  keepOriginal: v.tuple([bytes]),
  readOriginal: v.tuple([sha256]),
  openOriginal: v.tuple([sha256, v.pipe(v.string(), v.minLength(1), v.maxLength(1000))]),
  pickSaveTarget: v.tuple([
    v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    v.pipe(v.array(saveFilter), v.maxLength(8)),
  ]),
  writeChunk: v.tuple([
    token,
    v.pipe(
      bytes,
      v.check((b) => b.byteLength <= MAX_CHUNK_BYTES),
    ),
  ]),
  finishSave: v.tuple([token]),
  abortSave: v.tuple([token]),
  showInFolder: v.tuple([token]),
  readSettings: v.tuple([]),
  writeSettings: v.tuple([settings]),
  setMenuState: v.tuple([menuState]),
  openArgument: v.tuple([v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))]),
  openArgumentFolder: v.tuple([v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))]),
  saveToArgument: v.tuple([v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))]),
  print: v.tuple([v.picklist(['out', 'err']), v.pipe(v.string(), v.maxLength(MAX_LINE_LENGTH))]),
  exit: v.tuple([v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255))]),
  appendChanges: v.tuple([
    v.object({
      storeId: v.pipe(v.string(), v.uuid()),
      after: wholeNumber,
      bodies: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(10_000)),
      rows: v.nullable(rowCounts),
      schema,
    }),
  ]),
  readChanges: v.tuple([v.union([v.literal('journal'), token]), wholeNumber]),
  checkJournal: v.tuple([]),
  checkOriginals: v.tuple([v.pipe(v.array(sha256), v.maxLength(1000))]),
  cutJournal: v.tuple([]),
  exportJournal: v.tuple([token]),
  reportDamage: v.tuple([fault]),
  recoveryOptions: v.tuple([]),
  startBuild: v.tuple([v.picklist(BUILD_REASONS), v.union([v.literal('journal'), token])]),
  finishBuild: v.tuple([v.object({ seq: wholeNumber, rows: rowCounts, schema })]),
  cancelBuild: v.tuple([]),
  removeUnused: v.tuple([v.pipe(v.array(sha256), v.maxLength(1_000_000))]),
  listBackups: v.tuple([]),
  backupSettings: v.tuple([]),
  setAutomaticBackups: v.tuple([v.boolean()]),
  chooseBackupFolder: v.tuple([]),
  beginBackup: v.tuple([
    v.object({
      kind: v.picklist(BACKUP_KINDS),
      /** A save target; null for the backup folder. */
      target: v.nullable(token),
      passphrase,
      schema,
      /** The last change that the tables hold: the journal goes no further. */
      seq: wholeNumber,
      reports: wholeNumber,
      passages: wholeNumber,
      rows: rowCounts,
      /** The originals that the reports need. */
      originals: v.pipe(v.array(sha256), v.maxLength(1_000_000)),
    }),
  ]),
  writeBackupEntry: v.tuple([
    token,
    v.pipe(v.string(), v.regex(/^[A-Za-z]+\.(?:jsonl|txt)$/u)),
    v.pipe(
      bytes,
      v.check((b) => b.byteLength <= MAX_CHUNK_BYTES),
    ),
  ]),
  finishBackup: v.tuple([token]),
  abortBackup: v.tuple([token]),
  pickBackup: v.tuple([]),
  openListedBackup: v.tuple([v.pipe(v.string(), v.maxLength(300)), passphrase]),
  openPickedBackup: v.tuple([token, passphrase]),
  openFolder: v.tuple([v.picklist(['archive', 'backups'])]),
  reload: v.tuple([]),
  reopenStore: v.tuple([]),
  keepPlace: v.tuple([v.nullable(v.pipe(v.string(), v.maxLength(LARGEST_PLACE)))]),
} as const;
