import type { BrowserWindow } from 'electron';
import { isAppUrl } from './origin';

/** Reloads within `RELOAD_PERIOD` ms after which a page that keeps crashing is given up. */
const RELOAD_LIMIT = 3;
const RELOAD_PERIOD = 60_000;

/** Milliseconds a command's page has to ask for its arguments before it counts as broken. */
const START_LIMIT = 60_000;

const ABORTED = -3;

interface Faults {
  devOrigin: string | null;
  /** The app's page cannot be used, and why. */
  failed: (what: string) => void;
  /** The app's page is gone from the window: Chromium goes to `about:` addresses without asking anyone. */
  left: () => void;
}

function watchPage(window: BrowserWindow, { devOrigin, failed, left }: Faults): void {
  const contents = window.webContents;
  contents.on('did-fail-load', (_event, code, _description, url, isMainFrame) => {
    if (!isMainFrame || code === ABORTED) return;
    if (isAppUrl(url, devOrigin)) failed('The page of the app could not be loaded.');
    else left();
  });
  contents.on('did-navigate', (_event, url, status) => {
    if (!isAppUrl(url, devOrigin)) left();
    else if (status >= 400) failed('A file of the app is missing.');
  });
  contents.on('preload-error', () => {
    failed('The bridge between the page and the app could not be loaded.');
  });
}

/**
 * Window mode: a page that was left or whose process died is loaded again; `giveUp` is called with a reason when that
 * happens too often or the page cannot be loaded. `load` starts the app's page, once what the last one left open is
 * dropped. Returns the function that loads the page again because it asks for it, under the same limit.
 */
export function recoverPage(
  window: BrowserWindow,
  devOrigin: string | null,
  load: () => void,
  giveUp: (what: string) => void,
): () => void {
  const loads: number[] = [];
  const loadAgain = (): void => {
    const now = Date.now();
    loads.push(now);
    if (loads.filter((time) => now - time < RELOAD_PERIOD).length <= RELOAD_LIMIT) load();
    else giveUp('The page of the app keeps stopping.');
  };
  watchPage(window, { devOrigin, failed: giveUp, left: loadAgain });
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') loadAgain();
  });
  return loadAgain;
}

/**
 * Command mode: nobody can see a broken page, so every fault ends the command through `giveUp`. Returns the function
 * to call once the page has asked for its arguments.
 */
export function watchCommandPage(
  window: BrowserWindow,
  devOrigin: string | null,
  giveUp: (what: string) => void,
): () => void {
  watchPage(window, {
    devOrigin,
    failed: giveUp,
    left: () => {
      giveUp('The page that runs the command was left.');
    },
  });
  window.webContents.on('render-process-gone', () => {
    giveUp('The page that runs the command stopped.');
  });
  const timer = setTimeout(() => {
    giveUp('The page that runs the command did not start.');
  }, START_LIMIT);
  return () => {
    clearTimeout(timer);
  };
}
