import type { BrowserWindow } from 'electron';

/** Reloads within `RELOAD_PERIOD` ms after which a page that keeps crashing is given up. */
const RELOAD_LIMIT = 3;
const RELOAD_PERIOD = 60_000;

/** Milliseconds a command's page has to ask for its arguments before it counts as broken. */
const START_LIMIT = 60_000;

const ABORTED = -3;

/** Calls `failed` with what is wrong when the page cannot be loaded. */
function onLoadFault(window: BrowserWindow, failed: (what: string) => void): void {
  const contents = window.webContents;
  contents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    if (isMainFrame && code !== ABORTED) failed('The page of the app could not be loaded.');
  });
  contents.on('did-navigate', (_event, _url, status) => {
    if (status >= 400) failed('A file of the app is missing.');
  });
  contents.on('preload-error', () => {
    failed('The bridge between the page and the app could not be loaded.');
  });
}

/**
 * Window mode: a page whose process died is loaded again; `giveUp` is called with a reason when it keeps dying or
 * cannot be loaded. `beforeReload` drops what the dead page left open.
 */
export function recoverPage(
  window: BrowserWindow,
  beforeReload: () => void,
  giveUp: (what: string) => void,
): void {
  const reloads: number[] = [];
  onLoadFault(window, giveUp);
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return;
    beforeReload();
    const now = Date.now();
    reloads.push(now);
    if (reloads.filter((time) => now - time < RELOAD_PERIOD).length > RELOAD_LIMIT) {
      giveUp('The page of the app keeps stopping.');
    } else window.webContents.reload();
  });
}

/**
 * Command mode: nobody can see a broken page, so every fault ends the command through `giveUp`. Returns the function
 * to call once the page has asked for its arguments.
 */
export function watchCommandPage(window: BrowserWindow, giveUp: (what: string) => void): () => void {
  onLoadFault(window, giveUp);
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
