import * as v from 'valibot';

const token = v.pipe(v.string(), v.uuid());
const bytes = v.instance(Uint8Array);

export const MAX_CHUNK_BYTES = 8 * 1024 * 1024;
export const MAX_LINE_LENGTH = 64 * 1024 * 1024;

export const pickedFile = v.object({
  token,
  /** File name without its folder. */
  name: v.string(),
  /** Bytes. */
  size: v.number(),
});
export type PickedFile = v.InferOutput<typeof pickedFile>;

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

export const settings = v.object({
  version: v.literal(1),
  theme: v.picklist(['system', 'light', 'dark']),
  reading: v.object({
    /** Pixels. */
    fontSize: v.pipe(v.number(), v.integer(), v.minValue(14), v.maxValue(28)),
    /** Characters a line. */
    measure: v.pipe(v.number(), v.integer(), v.minValue(45), v.maxValue(100)),
  }),
  /** Who codes; written into every passage and export. */
  coder: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  /** Widths of panes, CSS pixels. */
  panes: v.object({ left: paneWidth, right: paneWidth, results: paneWidth }),
});
export type Settings = v.InferOutput<typeof settings>;

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  theme: 'system',
  reading: { fontSize: 19, measure: 68 },
  coder: 'Coder 1',
  panes: { left: 296, right: 320, results: 540 },
};

export const menuState = v.object({
  /** The name of what would be undone; null when there is nothing. */
  undo: v.nullable(v.string()),
  redo: v.nullable(v.string()),
  /** Ids of menu items that can be used now. */
  enabled: v.array(v.string()),
});
export type MenuState = v.InferOutput<typeof menuState>;

export const launch = v.variant('kind', [
  v.object({
    kind: v.literal('window'),
    version: v.string(),
    platform: v.string(),
    archiveFolder: v.string(),
    locale: v.string(),
  }),
  v.object({
    kind: v.literal('command'),
    version: v.string(),
    /** The command and its arguments, without `--archive DIR` and `--json`. */
    args: v.array(v.string()),
    json: v.boolean(),
  }),
]);
export type Launch = v.InferOutput<typeof launch>;

/** Per channel: what may be sent. The order is that of the method's parameters. */
export const requests = {
  launch: v.tuple([]),
  pickReports: v.tuple([]),
  readPicked: v.tuple([token]),
  keepOriginal: v.tuple([bytes]),
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
  saveToArgument: v.tuple([v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000))]),
  print: v.tuple([v.picklist(['out', 'err']), v.pipe(v.string(), v.maxLength(MAX_LINE_LENGTH))]),
  exit: v.tuple([v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255))]),
} as const;
