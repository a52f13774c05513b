import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, dialog, Menu, nativeTheme, session, type BrowserWindow, type Session } from 'electron';
import { EVENTS } from '$contract/channels';
import { openArchiveDesk, type ArchiveDesk, type ArchiveDeskOptions } from './archive-desk';
import type { GenerationPaths } from './archive/generations';
import { commandHandlers, windowHandlers } from './handlers';
import { applySwitches, hardenContents, hardenSession } from './hardening';
import { argumentsAfterApp, parseInvocation, userFolder } from './invocation';
import { connectHost } from './ipc';
import { createJsonStore } from './json-store';
import { installContextMenu, installMenu } from './menu';
import { removeOpened } from './opened-originals';
import { ORIGIN } from './origin';
import { createOutput } from './output';
import { recoverPage, watchCommandPage } from './page-faults';
import { prepareProfileFolder } from './profile-folder';
import { registerScheme, serveRenderer } from './protocol';
import { reportUnexpected } from './unexpected';
import { createHiddenWindow, createMainWindow, focusWindow } from './window';
import { DEFAULT_WINDOW_STATE, parseWindowState } from './window-placement';

const EXIT_UNEXPECTED = 1;
const EXIT_USAGE = 2;
const EXIT_ARCHIVE = 5;
/** Longest the orderly end may take, milliseconds. */
const END_LIMIT_MS = 10_000;
/** Chromium keeps a store open for two seconds after the last page that used it is gone. */
const STORE_CLOSES_MS = 4000;

/** Set by the development server only; the built app contains no trace of it. */
const devUrl = import.meta.env.DEV ? process.env.ELECTRON_RENDERER_URL : undefined;
const devOrigin = devUrl === undefined ? null : new URL(devUrl).origin;
const guard = { devOrigin, reportUnexpected };

type Place = Omit<ArchiveDeskOptions, 'openPage' | 'onSpace' | 'onProgress'>;
type Command = { kind: 'command'; args: string[]; json: boolean };

// Files of the profile are private. What the user exports gets the permissions files of theirs usually have.
const usersMask = process.umask(0o077);
registerScheme();
applySwitches(devOrigin);
// The superuser has no sandbox: asking for it regardless would keep every process of the app from starting.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.on('web-contents-created', (_event, contents) => {
  hardenContents(contents, devOrigin);
});
main();

function main(): void {
  const parsed = parseInvocation(argumentsAfterApp(process.argv, app.isPackaged, isApp));
  if (!parsed.ok) {
    stop(EXIT_USAGE, parsed.message);
    return;
  }
  const { archive, mode } = parsed.value;
  if (mode.kind === 'version') {
    process.stdout.write(`${app.getVersion()}\n`);
    app.exit(0);
    return;
  }

  const folder = userFolder(process.env, process.cwd());
  const profileFolder = archive === null ? app.getPath('userData') : resolve(folder, archive);
  const prepared = prepareProfileFolder(profileFolder);
  if (!prepared.ok) {
    // Before Electron is ready, Linux has no dialog to show.
    if (mode.kind === 'window' && process.platform !== 'linux') {
      dialog.showErrorBox('The archive cannot be opened', prepared.message);
    }
    stop(EXIT_ARCHIVE, prepared.message);
    return;
  }
  if (archive !== null) {
    app.setPath('userData', profileFolder);
    app.setPath('sessionData', profileFolder);
  }

  if (!app.requestSingleInstanceLock({ kind: mode.kind })) {
    if (mode.kind === 'window') app.exit(0);
    else
      stop(
        EXIT_ARCHIVE,
        'The archive is in use. Nothing was changed. Close its window or wait, and try again.',
      );
    return;
  }

  app.on('window-all-closed', () => {
    app.quit();
  });
  process.on('unhandledRejection', (error) => {
    reportUnexpected('a background task', error);
  });

  const place: Place = {
    profileFolder,
    // Beside a folder that was named, so that nobody has to look for the backups of an archive of their own making.
    defaultBackupFolder:
      archive === null ? join(app.getPath('documents'), 'Commonplace Backups') : `${profileFolder}-backups`,
    appVersion: app.getVersion(),
    chromium: process.versions.chrome,
    newFileMode: 0o666 & ~usersMask,
  };
  const run = mode.kind === 'window' ? startWindow(place) : startCommand(place, mode, folder);
  run.catch((error: unknown) => {
    reportUnexpected('starting', error);
    app.exit(EXIT_UNEXPECTED);
  });
}

async function startWindow(place: Place): Promise<void> {
  let markOpened = (): void => undefined;
  const opened = new Promise<void>((resolve) => (markOpened = resolve));
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const { kind } = data as { kind?: unknown };
    if (kind === 'window') void opened.then(() => focusWindow(current()));
  });
  let window: BrowserWindow | null = null;
  let loadAgain = (): void => undefined;
  let isReopening = false;
  const current = (): BrowserWindow => {
    if (window === null) throw new Error('there is no window yet');
    return window;
  };
  const send = (event: string, payload: unknown): void => {
    if (window !== null && !window.isDestroyed()) window.webContents.send(event, payload);
  };
  // What is waited for below would wait for Chromium's own start otherwise, turn by turn.
  await app.whenReady();
  const desk = await openArchiveDesk({
    ...place,
    openPage: (generation) => {
      openPage(generation);
    },
    onSpace: (space) => send(EVENTS.onSpace, space),
    onProgress: (job, done, total) => send(EVENTS.onProgress, { job, done, total }),
  });
  await removeOpened(place.profileFolder);
  nativeTheme.themeSource = desk.settings.get().theme;
  endInOrder(desk, 0);
  const windowState = createJsonStore({
    path: join(place.profileFolder, 'window.json'),
    parse: parseWindowState,
    defaults: DEFAULT_WINDOW_STATE,
    now: () => new Date(),
  });

  /** A page lives on one session, so another store needs another window; the old one goes when the new one is there. */
  function openPage(generation: GenerationPaths): void {
    const old = window;
    const next = createMainWindow(windowState, sessionOf(generation));
    if (old !== null) next.setBounds(old.getBounds());
    window = next;
    installContextMenu(next);
    loadAgain = recoverPage(
      next,
      devOrigin,
      () => {
        void desk.saveTargets.abortAll();
        void desk.backups.abortAll();
        void load(next);
      },
      (what) => {
        dialog.showErrorBox(
          'Commonplace has to close',
          `${what} What was saved is safe. Start the app again.`,
        );
        void endDesk(desk).then(() => app.exit(EXIT_UNEXPECTED));
      },
    );
    void load(next);
    old?.destroy();
  }

  async function reopenStore(): Promise<void> {
    // Asked twice at once, the second repair would find the store open.
    if (isReopening) return;
    isReopening = true;
    try {
      const page = current();
      await load(page, 'reopening.html');
      await sleep(STORE_CLOSES_MS);
      await desk.keeper.prepareAgain();
      if (!page.isDestroyed()) loadAgain();
    } finally {
      isReopening = false;
    }
  }

  openPage(desk.keeper.generation);
  const menu = installMenu(current, desk.settings.get().theme, import.meta.env.DEV);
  const handlers = windowHandlers({
    ...desk,
    window: current,
    menu,
    reload: () => loadAgain(),
    reopenStore: () => {
      void reopenStore().catch((error: unknown) => {
        reportUnexpected('opening the store again', error);
      });
    },
  });
  connectHost(current, handlers, guard);
  markOpened();
}

/** Ends the app once what is under way is dropped and the ledger is written. */
function endInOrder(desk: ArchiveDesk, code: number): void {
  let ended = false;
  app.on('will-quit', (event) => {
    if (ended) return;
    ended = true;
    event.preventDefault();
    void endDesk(desk).then(() => {
      app.exit(code);
    });
  });
}

/** Ends the desk. A disk that does not answer must not leave a process behind that holds the archive. */
async function endDesk(desk: ArchiveDesk): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, END_LIMIT_MS));
  await Promise.race([desk.end().catch((error: unknown) => reportUnexpected('ending', error)), late]);
}

async function startCommand(place: Place, { args, json }: Command, folder: string): Promise<void> {
  app.disableHardwareAcceleration();
  const output = createOutput({ out: process.stdout, err: process.stderr });
  let window: BrowserWindow | null = null;
  let started = (): void => undefined;
  const current = (): BrowserWindow => {
    if (window === null) throw new Error('there is no window yet');
    return window;
  };
  await app.whenReady();
  const desk = await openArchiveDesk({
    ...place,
    openPage: (generation) => {
      openPage(generation);
    },
    onSpace: (space) => {
      if (window !== null && !window.isDestroyed()) window.webContents.send(EVENTS.onSpace, space);
    },
    onProgress: () => undefined,
  });
  let ending = false;
  const exit = async (code: number): Promise<void> => {
    if (ending) return;
    ending = true;
    await endDesk(desk);
    const complete = await output.flush();
    if (!complete) process.stderr.write('commonplace: Some of the output could not be written.\n');
    app.exit(complete || code !== 0 ? code : EXIT_UNEXPECTED);
  };
  const giveUp = (what: string): void => {
    if (ending) return;
    void output
      .print('err', `commonplace: ${what} What was saved is safe.`)
      .then(() => exit(EXIT_UNEXPECTED));
  };
  process.on('uncaughtException', (error) => {
    reportUnexpected('the command', error);
    giveUp('The command stopped unexpectedly.');
  });
  // Only a signal or a closed window comes here: a command that is done leaves by `exit`.
  app.on('will-quit', (event) => {
    event.preventDefault();
    giveUp('The command was interrupted.');
  });

  Menu.setApplicationMenu(null);

  function openPage(generation: GenerationPaths): void {
    const old = window;
    const next = createHiddenWindow(sessionOf(generation));
    window = next;
    started = watchCommandPage(next, devOrigin, (what) => {
      if (window === next) giveUp(what);
    });
    void load(next);
    old?.destroy();
  }

  openPage(desk.keeper.generation);
  const handlers = commandHandlers({
    ...desk,
    args,
    json,
    folder,
    print: output.print,
    exit,
    started: () => started(),
    reload: () => {
      void load(current());
    },
  });
  connectHost(current, handlers, guard);
}

const prepared = new WeakSet<Session>();

/** The session whose store a generation is, made safe. Chromium keeps the first one in the profile folder itself. */
function sessionOf({ generation, root }: GenerationPaths): Session {
  const found = generation === 0 ? session.defaultSession : session.fromPath(root);
  if (!prepared.has(found)) {
    hardenSession(found, devOrigin);
    serveRenderer(found, join(import.meta.dirname, '../renderer'));
    prepared.add(found);
  }
  return found;
}

/** Loads a page of the app. A failure is dealt with where the window's faults are watched. */
async function load(window: BrowserWindow, page = 'index.html'): Promise<void> {
  await window.loadURL(`${devUrl ?? ORIGIN}/${page}`).catch(() => undefined);
}

/** Whether an argument names this app, as in `electron .`. */
function isApp(argument: string): boolean {
  try {
    return realpathSync(argument) === realpathSync(app.getAppPath());
  } catch {
    return false;
  }
}

function stop(code: number, message: string): void {
  process.stderr.write(`commonplace: ${message}\n`);
  app.exit(code);
}
