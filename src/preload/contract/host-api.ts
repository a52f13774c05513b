/**
 * Everything the renderer may ask of the machine. The renderer never sees a path: files are opaque tokens that
 * main hands out for what the user picked, dropped on the command line, or chose as a target.
 */
import type {
  CommandFile,
  Launch,
  MenuState,
  PickedFile,
  SavedFile,
  SaveFilter,
  SaveToken,
  Settings,
  StoredOriginal,
} from './schemas';

export interface HostApi {
  /** How the app was started and on what; asked once, before anything else. */
  launch(): Promise<Launch>;

  /** Shows the open dialog for reports. Empty when the user cancels. */
  pickReports(): Promise<PickedFile[]>;
  /** The bytes of a picked file. Fails with `file/too-large` over {@link MAX_FILE_BYTES}, `file/unreadable` otherwise. */
  readPicked(token: string): Promise<Uint8Array>;
  /** Keeps the bytes of an imported file under their SHA-256, synced to disk; keeping the same bytes twice is free. */
  keepOriginal(bytes: Uint8Array): Promise<StoredOriginal>;

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
  /** Command mode: a save target at the path given as argument `index`. */
  saveToArgument(index: number): Promise<SaveToken>;
  /** Command mode: writes one line to standard output or standard error. */
  print(stream: 'out' | 'err', line: string): Promise<void>;
  /** Command mode: ends the app once what was printed is flushed. */
  exit(code: number): Promise<void>;

  /** A menu item was chosen; `id` is an action id. Returns the unsubscribe function. */
  onMenu(listener: (id: string) => void): () => void;
}

/** Files over this size are refused, in bytes: no news report is larger. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;
