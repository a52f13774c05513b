import { stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { app, dialog, nativeTheme, shell, type BrowserWindow } from 'electron';
import { REPORT_EXTENSIONS } from '$contract/host-api';
import type { BackupSettings, Launch, OriginalFault, Settings, SpaceState } from '$contract/schemas';
import { keptOriginalIs } from './archive/check-originals';
import type { Keeper } from './archive/keeper';
import type { BackupDesk } from './backups/backup-desk';
import type { BackupSettingsStore } from './backups/backup-settings';
import type { Handlers } from './dispatch';
import { argumentPath } from './invocation';
import type { ImportKeeper } from './kept-import';
import type { JsonStore } from './json-store';
import type { AppMenu } from './menu';
import { copyToOpen, readOriginal } from './opened-originals';
import { keepOriginal } from './originals';
import { done, refuse, type Outcome, type Refusal } from './outcome';
import type { OutputName } from './output';
import type { PickedFiles } from './picked-files';
import type { SaveTargets } from './save-targets';
import { reportUnexpected } from './unexpected';
import type { WatchedFolder } from './watched-folder';

/** What the handlers of both modes work on. */
export interface Desk {
  profileFolder: string;
  pickedFiles: PickedFiles;
  imports: ImportKeeper;
  watched: WatchedFolder;
  saveTargets: SaveTargets;
  settings: JsonStore<Settings>;
  keeper: Keeper;
  backups: BackupDesk;
  backupSettings: BackupSettingsStore;
  space: () => SpaceState;
  onProgress(job: string, done: number, total: number): void;
  /** Loads the page again. */
  reload(): void;
}

export interface WindowDesk extends Desk {
  /** The window there is now: a build replaces it. */
  window: () => BrowserWindow;
  /** Takes the page away, has the store repaired, and loads the page again. */
  reopenStore(): void;
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

/** The calls that both modes answer alike. */
function sharedHandlers(desk: Desk) {
  const { pickedFiles, saveTargets, settings, keeper, backups } = desk;
  const originals = join(desk.profileFolder, 'originals');
  return {
    readPicked: (token) => pickedFiles.read(token),
    keepOriginal: (bytes) => keepOriginal(originals, bytes),
    readOriginal: (sha256) => readOriginal(originals, sha256),
    writeChunk: (token, bytes) => saveTargets.write(token, bytes),
    finishSave: (token) => saveTargets.finish(token),
    abortSave: async (token) => {
      await saveTargets.abort(token);
      return done(undefined);
    },
    readSettings: () => done(settings.get()),

    appendChanges: (append) => keeper.append(append),
    readChanges: (source, after) => keeper.read(source, after),
    checkJournal: async () =>
      done(await keeper.journal.check((n, total) => desk.onProgress('journal', n, total))),
    checkOriginals: async (sha256s) => {
      const faults: OriginalFault[] = [];
      for (const sha256 of sha256s) {
        const found = await keptOriginalIs(originals, sha256);
        if (found !== 'whole') faults.push({ sha256, problem: found });
      }
      return done(faults);
    },
    cutJournal: () => keeper.cutJournal(),
    exportJournal: async (token) => {
      let refused: Refusal | null = null;
      const check = await keeper.journal
        .copyTo(async (bytes) => {
          const written = await saveTargets.write(token, bytes);
          if (written.ok) return;
          refused = written;
          throw new Error('the target cannot be written');
        })
        .catch((error: unknown) => {
          if (refused === null) throw error;
          return refused;
        });
      return 'ok' in check ? check : done(check);
    },
    reportDamage: async (fault) => {
      await keeper.reportDamage(fault);
      return done(undefined);
    },
    recoveryOptions: async () => done(await keeper.recoveryOptions()),
    startBuild: (reason, source) => keeper.startBuild(reason, source),
    finishBuild: (built) => keeper.finishBuild(built),
    cancelBuild: () => keeper.cancelBuild(),
    removeUnused: (kept) => keeper.removeUnused(kept),
    reload: () => {
      desk.reload();
      return done(undefined);
    },

    listBackups: async () => done(await backups.list()),
    backupSettings: () => done(backups.settings()),
    setAutomaticBackups: (on) => setBackups(() => desk.backupSettings.setAutomatic(on)),
    beginBackup: (request) => backups.begin(request),
    writeBackupEntry: (token, entry, bytes) => backups.writeEntry(token, entry, bytes),
    finishBackup: (token) => backups.finish(token),
    abortBackup: async (token) => {
      await backups.abort(token);
      return done(undefined);
    },
    openListedBackup: (id, passphrase) => backups.openListed(id, passphrase),
    openPickedBackup: (token, passphrase) => backups.openPicked(token, passphrase),
  } satisfies Partial<Handlers>;
}

function setBackups(change: () => BackupSettings): Outcome<BackupSettings> {
  try {
    return done(change());
  } catch (error) {
    reportUnexpected('writing the backup settings', error);
    return NOT_STORED;
  }
}

const NOT_STORED = refuse(
  'settings/not-saved',
  'The settings could not be saved; the archive is safe. Check that the disk has space and can be written to.',
);

function storeSettings(store: JsonStore<Settings>, settings: Settings): Outcome<void> {
  try {
    store.set(settings);
    return done(undefined);
  } catch (error) {
    reportUnexpected('writing the settings', error);
    return NOT_STORED;
  }
}

function onlyIn(mode: string): () => Refusal {
  return () => refuse('host/wrong-mode', `That is only possible ${mode}. Nothing was changed.`);
}

/** The host calls of the visible window. */
export function windowHandlers(desk: WindowDesk): Handlers {
  const { window, menu, pickedFiles, saveTargets, settings } = desk;
  const commandOnly = onlyIn('on the command line');
  let place: string | null = null;
  const launch = (): Launch => ({
    kind: 'window',
    version: app.getVersion(),
    platform: process.platform,
    archiveFolder: desk.profileFolder,
    locale: app.getLocale(),
    archive: desk.keeper.state(),
    space: desk.space(),
    place,
  });
  return {
    ...sharedHandlers(desk),
    launch: async () => {
      await desk.keeper.pageLoaded();
      return done(launch());
    },
    reopenStore: () => {
      desk.reopenStore();
      return done(undefined);
    },
    keepPlace: (next) => {
      place = next;
      return done(undefined);
    },
    pickBackup: async () => {
      const { filePaths } = await dialog.showOpenDialog(window(), {
        title: 'Restore from a file',
        properties: ['openFile'],
        filters: [
          { name: 'Backups', extensions: ['zip', 'age', 'jsonl'] },
          { name: 'All files', extensions: ['*'] },
        ],
      });
      const [path] = filePaths;
      return done(path === undefined ? null : await pickedFiles.add(path));
    },
    chooseBackupFolder: async () => {
      const { filePaths } = await dialog.showOpenDialog(window(), {
        title: 'Where backups are kept',
        defaultPath: desk.backups.settings().folder,
        properties: ['openDirectory', 'createDirectory'],
      });
      const [path] = filePaths;
      if (path === undefined) return done(desk.backups.settings());
      if (isInside(path, desk.profileFolder)) {
        return refuse(
          'backup/inside-archive',
          'That folder is inside the archive’s own. Backups must lie elsewhere, best on another disk. Nothing was changed.',
        );
      }
      return setBackups(() => desk.backupSettings.setFolder(path));
    },
    openOriginal: async (sha256, fileName) => {
      const originals = join(desk.profileFolder, 'originals');
      const copy = await copyToOpen(originals, desk.profileFolder, sha256, fileName);
      if (!copy.ok) return copy;
      const problem = await shell.openPath(copy.value);
      return problem === ''
        ? done(undefined)
        : refuse(
            'original/not-opened',
            'No program of this computer opens such a file. Save a copy of it, and open that where you want to.',
          );
    },
    openFolder: async (which) => {
      const path = which === 'archive' ? desk.profileFolder : desk.backups.settings().folder;
      const problem = await shell.openPath(path);
      return problem === ''
        ? done(undefined)
        : refuse('folder/not-shown', 'The folder could not be shown. It may not be there yet.');
    },
    pickReports: async () => {
      const { filePaths } = await dialog.showOpenDialog(window(), {
        title: 'Import reports',
        properties: ['openFile', 'multiSelections'],
        filters: [
          { name: 'Reports', extensions: REPORT_EXTENSIONS },
          { name: 'All files', extensions: ['*'] },
        ],
      });
      return done(await Promise.all(filePaths.map((path) => pickedFiles.add(path))));
    },
    pickFolder: async () => {
      const { filePaths } = await dialog.showOpenDialog(window(), {
        title: 'Import a folder of reports',
        properties: ['openDirectory'],
      });
      const [path] = filePaths;
      return done(path === undefined ? null : await pickedFiles.addFolder(path));
    },
    keepImport: (job) => desk.imports.keep(job),
    interruptedImport: async () => done(await desk.imports.interrupted()),
    watchedFolder: () => done(desk.watched.folder()),
    chooseWatchedFolder: async () => {
      const { filePaths } = await dialog.showOpenDialog(window(), {
        title: 'Import from a folder by itself',
        properties: ['openDirectory', 'createDirectory'],
      });
      const [path] = filePaths;
      if (path === undefined) return done(desk.watched.folder());
      if (isInside(path, desk.profileFolder)) {
        return refuse(
          'watch/inside-archive',
          'That folder is inside the archive’s own. Choose one that files are put into. Nothing was changed.',
        );
      }
      desk.watched.watch(path);
      return done(path);
    },
    stopWatching: () => {
      desk.watched.watch(null);
      return done(undefined);
    },
    newWatchedFiles: async () => done(await desk.watched.newFiles()),
    watchedTaken: (tokens) => {
      desk.watched.taken(tokens);
      return done(undefined);
    },
    openDropped: async (paths) =>
      done(
        await Promise.all(
          paths.map((path) => (path === '' ? Promise.resolve(null) : pickedFiles.addDropped(path))),
        ),
      ),
    pickSaveTarget: async (suggestedName, filters) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window(), {
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
    openArgumentFolder: commandOnly,
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
    launch: async () => {
      desk.started();
      await desk.keeper.pageLoaded();
      return done({
        kind: 'command',
        version: app.getVersion(),
        args,
        json,
        archive: desk.keeper.state(),
        space: desk.space(),
      });
    },
    openArgument: async (index) => {
      const path = argumentPath(args, index, folder);
      return path === null ? missing(index) : done(await pickedFiles.addTyped(path));
    },
    openArgumentFolder: async (index) => {
      const path = argumentPath(args, index, folder);
      if (path === null) return missing(index);
      const isFolder = await stat(path).then(
        (info) => info.isDirectory(),
        () => false,
      );
      return done(isFolder ? await pickedFiles.addFolder(path) : null);
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
    keepImport: windowOnly,
    interruptedImport: windowOnly,
    watchedFolder: windowOnly,
    chooseWatchedFolder: windowOnly,
    stopWatching: windowOnly,
    newWatchedFiles: windowOnly,
    watchedTaken: windowOnly,
    openOriginal: windowOnly,
    pickFolder: windowOnly,
    openDropped: windowOnly,
    pickSaveTarget: windowOnly,
    showInFolder: windowOnly,
    setMenuState: windowOnly,
    reopenStore: windowOnly,
    keepPlace: windowOnly,
    pickBackup: windowOnly,
    chooseBackupFolder: windowOnly,
    openFolder: windowOnly,
  };
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

/** A suggested name without what separates folders or is refused by some file system. */
function safeFileName(name: string): string {
  return name.replace(/[\p{Cc}\\/:*?"<>|]/gu, '-');
}
