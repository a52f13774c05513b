import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app, dialog, Menu, nativeTheme, session, type BrowserWindow } from 'electron';
import { DEFAULT_SETTINGS } from '$contract/schemas';
import { parseSettings } from '$contract/validate';
import { commandHandlers, windowHandlers, type Desk } from './handlers';
import { applySwitches, hardenContents, hardenSession } from './hardening';
import { argumentsAfterApp, parseInvocation, userFolder } from './invocation';
import { connectHost } from './ipc';
import { createJsonStore } from './json-store';
import { installContextMenu, installMenu } from './menu';
import { ORIGIN } from './origin';
import { createOutput } from './output';
import { recoverPage, watchCommandPage } from './page-faults';
import { createPickedFiles } from './picked-files';
import { prepareProfileFolder } from './profile-folder';
import { registerScheme, serveRenderer } from './protocol';
import { createSaveTargets } from './save-targets';
import { reportUnexpected } from './unexpected';
import { createHiddenWindow, createMainWindow, focusWindow } from './window';
import { DEFAULT_WINDOW_STATE, parseWindowState } from './window-placement';

const EXIT_UNEXPECTED = 1;
const EXIT_USAGE = 2;
const EXIT_ARCHIVE = 5;

/** Set by the development server only; the built app contains no trace of it. */
const devUrl = import.meta.env.DEV ? process.env.ELECTRON_RENDERER_URL : undefined;
const devOrigin = devUrl === undefined ? null : new URL(devUrl).origin;
const guard = { devOrigin, reportUnexpected };

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

  const desk: Desk = {
    profileFolder,
    pickedFiles: createPickedFiles(),
    saveTargets: createSaveTargets(0o666 & ~usersMask),
    settings: createJsonStore({
      path: join(profileFolder, 'settings.json'),
      parse: parseSettings,
      defaults: DEFAULT_SETTINGS,
      now: () => new Date(),
    }),
  };
  nativeTheme.themeSource = desk.settings.get().theme;
  app.on('window-all-closed', () => {
    app.quit();
  });
  process.on('unhandledRejection', (error) => {
    reportUnexpected('a background task', error);
  });

  const run = mode.kind === 'window' ? startWindow(desk) : startCommand(desk, mode, folder);
  run.catch((error: unknown) => {
    reportUnexpected('starting', error);
    app.exit(EXIT_UNEXPECTED);
  });
}

async function startWindow(desk: Desk): Promise<void> {
  const opened = app.whenReady().then(() => {
    prepareSession();
    const store = createJsonStore({
      path: join(desk.profileFolder, 'window.json'),
      parse: parseWindowState,
      defaults: DEFAULT_WINDOW_STATE,
      now: () => new Date(),
    });
    return createMainWindow(store);
  });
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    const { kind } = data as { kind?: unknown };
    if (kind === 'window') void opened.then(focusWindow);
  });
  app.on('will-quit', (event) => {
    if (desk.saveTargets.openCount() === 0) return;
    event.preventDefault();
    void desk.saveTargets.abortAll().finally(() => {
      app.exit(0);
    });
  });

  const window = await opened;
  const menu = installMenu(window, desk.settings.get().theme, import.meta.env.DEV);
  installContextMenu(window);
  connectHost(window, windowHandlers({ ...desk, window, menu }), guard);
  recoverPage(
    window,
    devOrigin,
    () => {
      void desk.saveTargets.abortAll();
      void load(window);
    },
    (what) => {
      dialog.showErrorBox('Commonplace has to close', `${what} What was saved is safe. Start the app again.`);
      app.exit(EXIT_UNEXPECTED);
    },
  );
  await load(window);
}

async function startCommand(desk: Desk, { args, json }: Command, folder: string): Promise<void> {
  const output = createOutput({ out: process.stdout, err: process.stderr });
  let ending = false;
  const exit = async (code: number): Promise<void> => {
    if (ending) return;
    ending = true;
    await desk.saveTargets.abortAll();
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

  app.disableHardwareAcceleration();
  Menu.setApplicationMenu(null);
  await app.whenReady();
  prepareSession();
  const window = createHiddenWindow();
  const started = watchCommandPage(window, devOrigin, giveUp);
  const print = output.print;
  connectHost(window, commandHandlers({ ...desk, args, json, folder, print, exit, started }), guard);
  await load(window);
}

function prepareSession(): void {
  hardenSession(session.defaultSession, devOrigin);
  serveRenderer(session.defaultSession, join(import.meta.dirname, '../renderer'));
}

/** Loads the page. A failure is dealt with where the window's faults are watched. */
async function load(window: BrowserWindow): Promise<void> {
  await window.loadURL(devUrl ?? `${ORIGIN}/index.html`).catch(() => undefined);
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
