import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { INITIAL_MENU_STATE, menuTemplate, type MenuOptions } from './menu-template';

function items(options: Partial<MenuOptions> = {}): Map<string, MenuItemConstructorOptions> {
  const found = new Map<string, MenuItemConstructorOptions>();
  const collect = (level: MenuItemConstructorOptions[]): void => {
    for (const item of level) {
      if (item.id !== undefined) found.set(item.id, item);
      if (Array.isArray(item.submenu)) collect(item.submenu);
    }
  };
  const defaults = {
    state: INITIAL_MENU_STATE,
    theme: 'system',
    isMac: false,
    isDevelopment: false,
  } as const;
  collect(menuTemplate({ ...defaults, choose: vi.fn(), ...options }));
  return found;
}

describe('menuTemplate', () => {
  it('has the ids other programs rely on', () => {
    expect([...items().keys()].sort()).toEqual([
      'edit.find',
      'edit.history',
      'edit.redo',
      'edit.search.list',
      'edit.undo',
      'file.backup',
      'file.export',
      'file.import',
      'file.import.folder',
      'file.restore',
      'help.shortcuts',
      'help.verify',
      'passage.confirm',
      'passage.cycle',
      'passage.end.left',
      'passage.end.right',
      'passage.join',
      'passage.repeat',
      'passage.split',
      'passage.start.left',
      'passage.start.right',
      'passage.tag',
      'report.correct',
      'suggestion.review',
      'view.analysis',
      'view.codebook',
      'view.passages',
      'view.reports',
      'view.theme',
      'view.theme.dark',
      'view.theme.light',
      'view.theme.system',
    ]);
  });

  it('leaves every key of the app to the page', () => {
    const shown = [...items().values()].filter((item) => item.accelerator !== undefined);
    expect(shown.length).toBeGreaterThan(10);
    expect(shown.every((item) => item.registerAccelerator === false)).toBe(true);
  });

  it('registers no bare letter on macOS', () => {
    const keys = [...items({ isMac: true }).values()].map((item) => item.accelerator ?? '+');
    expect(keys.every((key) => key.includes('+'))).toBe(true);
  });

  it('names what is undone and enables what can be done', () => {
    const state = { undo: 'Tag "A & B"', redo: null, enabled: ['passage.tag'] };
    const menu = items({ state });
    expect(menu.get('edit.undo')).toMatchObject({ label: 'Undo Tag "A && B"', enabled: true });
    expect(menu.get('edit.redo')).toMatchObject({ label: 'Redo', enabled: false });
    expect(menu.get('passage.tag')?.enabled).toBe(true);
    expect(menu.get('file.import')?.enabled).toBe(false);
  });

  it('tells the page the id that was chosen', () => {
    const choose = vi.fn();
    const menu = items({ choose, theme: 'dark' });
    expect(menu.get('view.theme.dark')?.checked).toBe(true);
    for (const id of ['file.import', 'view.theme.light']) {
      (menu.get(id)?.click as (() => void) | undefined)?.();
    }
    expect(choose.mock.calls).toEqual([['file.import'], ['view.theme.light']]);
  });
});
