import { join } from 'node:path';
import { app, dialog, nativeTheme, shell, type BrowserWindow } from 'electron';
import type { Launch, Settings } from '$contract/schemas';
import type { Handlers } from './dispatch';
import { argumentPath } from './invocation';
import type { JsonStore } from './json-store';
import type { AppMenu } from './menu';
import { keepOriginal } from './originals';
import { done, refuse, type Outcome, type Refusal } from './outcome';
import type { OutputName } from './output';
import type { PickedFiles } from './picked-files';
import type { SaveTargets } from './save-targets';
import { reportUnexpected } from './unexpected';

/** What the handlers of both modes work on. */
export interface Desk {
  profileFolder: string;
  pickedFiles: PickedFiles;
  saveTargets: SaveTargets;
  settings: JsonStore<Settings>;
}

export interface WindowDesk extends Desk {
  window: BrowserWindow;
  menu: AppMenu;
}

export interface CommandDesk extends Desk {
  args: string[];
  json: boolean;
  /** The folder relative paths in `args` start from. */
  folder: string;
  print(name: OutputName, line: string): Promise<void>;
  /** Ends the app with an exit code. */
  exit(code: number): Promise<void>;
  /** Called when the page asks how it was started. */
  started(): void;
}

type Shared = 'readPicked' | 'keepOriginal' | 'writeChunk' | 'finishSave' | 'abortSave' | 'readSettings';

function sharedHandlers(desk: Desk): Pick<Handlers, Shared> {
  const { pickedFiles, saveTargets, settings } = desk;
  return {
    readPicked: (token) => pickedFiles.read(token),
    keepOriginal: (bytes) => keepOriginal(join(desk.profileFolder, 'originals'), bytes),
    writeChunk: (token, bytes) => saveTargets.write(token, bytes),
    finishSave: (token) => saveTargets.finish(token),
    abortSave: async (token) => {
      await saveTargets.abort(token);
      return done(undefined);
    },
    readSettings: () => done(settings.get()),
  };
}

function storeSettings(store: JsonStore<Settings>, settings: Settings): Outcome<void> {
  try {
    store.set(settings);
    return done(undefined);
  } catch (error) {
    reportUnexpected('writing the settings', error);
    return refuse(
      'settings/not-saved',
      'The settings could not be saved; the archive is safe. Check that the disk has space and can be written to.',
    );
  }
}

function onlyIn(mode: string): () => Refusal {
  return () => refuse('host/wrong-mode', `That is only possible ${mode}. Nothing was changed.`);
}

/** The host calls of the visible window. */
export function windowHandlers(desk: WindowDesk): Handlers {
  const { window, menu, pickedFiles, saveTargets, settings } = desk;
  const commandOnly = onlyIn('on the command line');
  const launch: Launch = {
    kind: 'window',
    version: app.getVersion(),
    platform: process.platform,
    archiveFolder: desk.profileFolder,
    locale: app.getLocale(),
  };
  return {
    ...sharedHandlers(desk),
    launch: () => done(launch),
    pickReports: async () => {
      const { filePaths } = await dialog.showOpenDialog(window, {
        title: 'Import reports',
        properties: ['openFile', 'multiSelections'],
        filters: [
          { name: 'Reports', extensions: ['txt', 'md', 'markdown', 'text'] },
          { name: 'All files', extensions: ['*'] },
        ],
      });
      return done(await Promise.all(filePaths.map((path) => pickedFiles.add(path))));
    },
    pickSaveTarget: async (suggestedName, filters) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        defaultPath: join(app.getPath('documents'), safeFileName(suggestedName)),
        filters,
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      });
      return canceled || filePath === '' ? done(null) : saveTargets.open(filePath);
    },
    showInFolder: (token) => {
      const path = saveTargets.finishedPath(token);
      if (path === null) return refuse('save/unknown-token', 'That file was not saved in this session.');
      shell.showItemInFolder(path);
      return done(undefined);
    },
    writeSettings: (next) => {
      const stored = storeSettings(settings, next);
      if (stored.ok) {
        nativeTheme.themeSource = next.theme;
        menu.setTheme(next.theme);
      }
      return stored;
    },
    setMenuState: (state) => {
      menu.setState(state);
      return done(undefined);
    },
    openArgument: commandOnly,
    saveToArgument: commandOnly,
    print: commandOnly,
    exit: commandOnly,
  };
}

/** The host calls of a command: the same page without dialogs, with arguments and standard streams. */
export function commandHandlers(desk: CommandDesk): Handlers {
  const { args, json, folder, pickedFiles, saveTargets, settings } = desk;
  const windowOnly = onlyIn('in the window');
  const missing = (index: number): Refusal =>
    refuse('host/no-argument', `The command has no argument ${String(index + 1)}. Nothing was changed.`);
  return {
    ...sharedHandlers(desk),
    launch: () => {
      desk.started();
      return done({ kind: 'command', version: app.getVersion(), args, json });
    },
    openArgument: async (index) => {
      const path = argumentPath(args, index, folder);
      return path === null ? missing(index) : done(await pickedFiles.addTyped(path));
    },
    saveToArgument: (index) => {
      const path = argumentPath(args, index, folder);
      return path === null ? missing(index) : saveTargets.open(path);
    },
    print: async (stream, line) => {
      await desk.print(stream, line);
      return done(undefined);
    },
    exit: async (code) => {
      await desk.exit(code);
      return done(undefined);
    },
    writeSettings: (next) => storeSettings(settings, next),
    pickReports: windowOnly,
    pickSaveTarget: windowOnly,
    showInFolder: windowOnly,
    setMenuState: windowOnly,
  };
}

/** A suggested name without what separates folders or is refused by some file system. */
function safeFileName(name: string): string {
  return name.replace(/[\p{Cc}\\/:*?"<>|]/gu, '-');
}
