import { describe, expect, it, test } from 'vitest';
import { ownerOf, shortcutFrom, withChoice, withKeys } from './keymap';
import type { Action } from './registry';
import { matches } from './shortcut';

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };
const press = (key: string, code = '', more: Partial<typeof NONE> = {}) => ({ ...NONE, key, code, ...more });

describe('a key press', () => {
  it.each([
    [press('g', 'KeyG'), 'G'],
    [press('п', 'KeyG'), 'G'],
    [press('7', 'Digit7'), '7'],
    [press('?', 'Slash', { shiftKey: true }), '?'],
    [press('g', 'KeyG', { ctrlKey: true }), 'Mod+G'],
    [press('G', 'KeyG', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+G'],
    [press('ArrowUp', 'ArrowUp', { altKey: true }), 'Alt+ArrowUp'],
    [press('F4', 'F4'), 'F4'],
    [press('F4', 'F4', { shiftKey: true }), 'Shift+F4'],
    [press('Delete', 'Delete'), 'Delete'],
  ])('%o is the shortcut %s, which it then matches', (event, shortcut) => {
    expect(shortcutFrom(event, false)).toEqual({ ok: true, value: shortcut });
    expect(matches(shortcut, event, false)).toBe(true);
  });

  it.each([
    press('Control', 'ControlLeft', { ctrlKey: true }),
    press('Process', 'KeyG'),
    press('g', 'KeyG', { isComposing: true }),
    press('Dead', 'Quote'),
  ])('%o is none yet', (event) => {
    expect(shortcutFrom(event, false)).toBeNull();
  });

  it.each([
    press('Enter'),
    press('Tab'),
    press(' '),
    press('ArrowDown', 'ArrowDown'),
    press('G', 'KeyG', { shiftKey: true }),
    press('c', 'KeyC', { ctrlKey: true }),
    press('@', 'KeyQ', { ctrlKey: true, altKey: true }),
    press('ArrowLeft', 'ArrowLeft', { ctrlKey: true, shiftKey: true }),
    press('g', 'KeyG', { metaKey: true }),
  ])('%o is refused', (event) => {
    expect(shortcutFrom(event, false)).toMatchObject({ ok: false, error: { code: 'keys/refused' } });
  });

  it('takes Command for the modifier on macOS', () => {
    expect(shortcutFrom(press('g', 'KeyG', { metaKey: true }), true)).toEqual({ ok: true, value: 'Mod+G' });
    expect(shortcutFrom(press('g', 'KeyG', { ctrlKey: true }), true)).toMatchObject({ ok: false });
  });
});

test('chosen keys replace the usual ones, and going back to those leaves nothing behind', () => {
  const action = (id: string, ...shortcuts: string[]): Action => ({
    id,
    label: id,
    group: 'Passage',
    shortcuts,
    when: () => true,
    run: () => undefined,
  });
  const [tag, find] = [action('tag', 'T'), action('find', 'Mod+F')];
  const keymap = withChoice({}, tag, ['G']);
  const chosen = withKeys([tag, find], keymap);
  expect(chosen.map(({ shortcuts }) => shortcuts)).toEqual([['G'], ['Mod+F']]);
  expect(ownerOf(chosen, 'G', 'find')?.id).toBe('tag');
  expect(ownerOf(chosen, 'G', 'tag')).toBeUndefined();
  expect(withKeys([tag], withChoice(keymap, tag, []))[0]?.shortcuts).toEqual([]);
  expect(withChoice(keymap, tag, ['T'])).toEqual({});
});
