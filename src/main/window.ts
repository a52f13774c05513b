import { join } from 'node:path';
import { BrowserWindow, nativeTheme, screen, type Session } from 'electron';
import { reportUnexpected } from './unexpected';
import type { JsonStore } from './json-store';
import { MINIMUM_SIZE, placeWindow, DEFAULT_SIZE, type WindowState } from './window-placement';

/** The page's `--surface` in either theme, so that an opening window does not flash. */
const SURFACE = { light: '#f3f2ed', dark: '#17191b' };

const surface = (): string => (nativeTheme.shouldUseDarkColors ? SURFACE.dark : SURFACE.light);

const WEB_PREFERENCES = {
  preload: join(import.meta.dirname, '../preload/index.cjs'),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  spellcheck: false,
} as const;

/** The window in which a command runs. Nobody sees it, so nothing in it may be slowed down for being hidden. */
export function createHiddenWindow(session: Session): BrowserWindow {
  return new BrowserWindow({
    ...DEFAULT_SIZE,
    show: false,
    webPreferences: { ...WEB_PREFERENCES, session, backgroundThrottling: false },
  });
}

/** The app's window on a session, where and as large as it was last; shown once it has something to show. */
export function createMainWindow(store: JsonStore<WindowState>, session: Session): BrowserWindow {
  const { bounds, maximised } = store.get();
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeWindow(bounds, workAreas),
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    show: false,
    backgroundColor: surface(),
    webPreferences: { ...WEB_PREFERENCES, session },
  });
  window.once('ready-to-show', () => {
    if (maximised) window.maximize();
    window.show();
  });
  window.on('close', () => {
    try {
      store.set({ version: 1, bounds: window.getNormalBounds(), maximised: window.isMaximized() });
    } catch (error) {
      reportUnexpected('remembering the window', error);
    }
  });
  nativeTheme.on('updated', () => {
    if (!window.isDestroyed()) window.setBackgroundColor(surface());
  });
  return window;
}

/** Brings the window to the front, for a second start of the app. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
