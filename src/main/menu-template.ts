import type { MenuItemConstructorOptions } from 'electron';
import type { MenuState, Settings } from '$contract/schemas';

/** What the menu offers until the page has said what can be done. */
export const INITIAL_MENU_STATE: MenuState = { undo: null, redo: null, enabled: [] };

export interface MenuOptions {
  state: MenuState;
  theme: Settings['theme'];
  isMac: boolean;
  /** Adds the developer tools. */
  isDevelopment: boolean;
  choose: (id: string) => void;
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };
const MAX_LABEL_LENGTH = 60;

/**
 * The native menu. Items of the app carry an action id and only tell the page, which handles the keys itself: the
 * accelerators are shown but not registered.
 */
export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { state, theme, isMac, isDevelopment, choose } = options;

  const item = (id: string, label: string, accelerator: string): MenuItemConstructorOptions => {
    // macOS registers every accelerator it shows, and a bare letter would then be taken from the text being typed.
    const shown = accelerator !== '' && (!isMac || accelerator.includes('+'));
    return {
      id,
      label,
      ...(shown ? { accelerator, registerAccelerator: false } : {}),
      click: () => {
        choose(id);
      },
    };
  };
  const action = (id: string, label: string, accelerator: string): MenuItemConstructorOptions => ({
    ...item(id, label, accelerator),
    enabled: state.enabled.includes(id),
  });
  const step = (
    id: string,
    verb: string,
    name: string | null,
    accelerator: string,
  ): MenuItemConstructorOptions => ({
    ...item(id, name === null ? verb : `${verb} ${plainLabel(name)}`, accelerator),
    enabled: name !== null,
  });
  const themeItem = (value: Settings['theme'], label: string): MenuItemConstructorOptions => ({
    id: `view.theme.${value}`,
    label,
    type: 'radio',
    checked: theme === value,
    click: () => {
      choose(`view.theme.${value}`);
    },
  });

  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        action('file.import', 'Import…', 'CmdOrCtrl+O'),
        action('file.import.folder', 'Import a Folder…', 'CmdOrCtrl+Shift+O'),
        action('file.export', 'Export…', 'CmdOrCtrl+E'),
        SEPARATOR,
        action('file.backup', 'Back Up Now', ''),
        action('file.restore', 'Restore…', ''),
        ...(isMac ? [] : [SEPARATOR, { role: 'quit' } as const]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        step('edit.undo', 'Undo', state.undo, 'CmdOrCtrl+Z'),
        step('edit.redo', 'Redo', state.redo, 'CmdOrCtrl+Shift+Z'),
        action('edit.history', 'History…', 'CmdOrCtrl+Shift+H'),
        SEPARATOR,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        SEPARATOR,
        action('edit.find', 'Find…', 'CmdOrCtrl+F'),
        action('edit.search.list', 'Search by a List of Queries…', ''),
        action('report.correct', 'Correct the Text', 'CmdOrCtrl+Shift+E'),
      ],
    },
    {
      label: '&View',
      submenu: [
        action('view.reports', 'Reports', 'CmdOrCtrl+1'),
        action('view.passages', 'Passages', 'CmdOrCtrl+2'),
        action('view.analysis', 'Analysis', 'CmdOrCtrl+3'),
        action('view.codebook', 'Codebook', 'CmdOrCtrl+4'),
        SEPARATOR,
        {
          id: 'view.theme',
          label: 'Theme',
          submenu: [themeItem('system', 'System'), themeItem('light', 'Light'), themeItem('dark', 'Dark')],
        },
        SEPARATOR,
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'resetZoom' },
        SEPARATOR,
        { role: 'togglefullscreen' },
        ...(isDevelopment ? [{ role: 'toggleDevTools' } as const] : []),
      ],
    },
    {
      label: '&Passage',
      submenu: [
        action('passage.tag', 'Tag passage', 'T'),
        action('passage.repeat', 'Repeat last pairs', '.'),
        action('suggestion.review', 'Review suggestions', 'A'),
        SEPARATOR,
        action('passage.cycle', 'Next passage on these words', 'O'),
        {
          label: 'Resize passage',
          submenu: [
            action('passage.start.left', 'Start a word to the left', ''),
            action('passage.start.right', 'Start a word to the right', ''),
            action('passage.end.left', 'End a word to the left', ''),
            action('passage.end.right', 'End a word to the right', ''),
          ],
        },
        action('passage.split', 'Split passage', 'S'),
        action('passage.join', 'Join with the passage it overlaps or touches', 'J'),
        action('passage.confirm', 'Confirm after a correction', 'C'),
      ],
    },
    {
      role: 'help',
      label: '&Help',
      submenu: [
        action('help.shortcuts', 'Keyboard shortcuts', '?'),
        SEPARATOR,
        action('help.verify', 'Check Archive…', ''),
      ],
    },
  ];
}

/** A name of the page's as menu text: `&` would mark an access key, and a long name would widen the menu. */
function plainLabel(name: string): string {
  const short = name.length > MAX_LABEL_LENGTH ? `${name.slice(0, MAX_LABEL_LENGTH - 1)}…` : name;
  return short.replaceAll('&', '&&');
}
