import { Menu, type BrowserWindow } from 'electron';
import { EVENTS } from '$contract/channels';
import type { MenuState, Settings } from '$contract/schemas';
import { INITIAL_MENU_STATE, menuTemplate } from './menu-template';

export interface AppMenu {
  setState(state: MenuState): void;
  setTheme(theme: Settings['theme']): void;
}

/** Installs the application menu; what is chosen in it is sent to the page in the window there is now. */
export function installMenu(
  current: () => BrowserWindow,
  initialTheme: Settings['theme'],
  isDevelopment: boolean,
): AppMenu {
  let state = INITIAL_MENU_STATE;
  let theme = initialTheme;

  // Labels of native menu items cannot change, so the menu is built anew.
  const install = (): void => {
    const template = menuTemplate({
      state,
      theme,
      isMac: process.platform === 'darwin',
      isDevelopment,
      choose: (id) => {
        const window = current();
        if (!window.isDestroyed()) window.webContents.send(EVENTS.onMenu, id);
      },
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };

  install();
  return {
    setState: (next) => {
      if (JSON.stringify(next) === JSON.stringify(state)) return;
      state = next;
      install();
    },
    setTheme: (next) => {
      if (next === theme) return;
      theme = next;
      install();
    },
  };
}

/** The menu of the right mouse button: editing in text fields, copying where text is selected. */
export function installContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, { isEditable, editFlags, selectionText }) => {
    if (isEditable) {
      const menu = Menu.buildFromTemplate([
        { role: 'cut', enabled: editFlags.canCut },
        { role: 'copy', enabled: editFlags.canCopy },
        { role: 'paste', enabled: editFlags.canPaste },
        { type: 'separator' },
        { role: 'selectAll', enabled: editFlags.canSelectAll },
      ]);
      menu.popup({ window });
    } else if (selectionText.trim() !== '') {
      Menu.buildFromTemplate([{ role: 'copy' }]).popup({ window });
    }
  });
}
