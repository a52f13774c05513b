import { fail, ok, type Result } from '$domain/result';
import type { Action } from './registry';
import type { KeyPress } from './shortcut';

/** Keys that a person chose, by action; an action that is not named has its usual ones, one with none has none. */
export type Keymap = Readonly<Record<string, readonly string[]>>;

/** The actions with the keys that were chosen for them. */
export function withKeys(actions: readonly Action[], keymap: Keymap): readonly Action[] {
  return actions.map((action) => {
    const shortcuts = keymap[action.id];
    return shortcuts === undefined ? action : { ...action, shortcuts };
  });
}

const MODIFIERS = new Set([
  'Control',
  'Shift',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'Fn',
  'Dead',
  'Process',
]);
/** What moves, writes or leaves, in the text and everywhere else. */
const BASIC = new Set(['Escape', 'Enter', 'Tab', ' ', 'Backspace', 'ArrowUp', 'ArrowDown', 'Home', 'End']);
/** The system's and the editing keys of every text field. */
const TAKEN = new Set(['Mod+A', 'Mod+C', 'Mod+V', 'Mod+X', 'Mod+Q', 'Mod+W']);

/**
 * The shortcut that a key press is, as `matches` takes it; null while only modifiers are held. Fails with `keys/…` for
 * what belongs to text fields, to the system, or to changing the keyboard's language.
 */
export function shortcutFrom(
  press: KeyPress & { readonly code: string; readonly isComposing: boolean },
  isMac: boolean,
): Result<string> | null {
  if (press.isComposing || MODIFIERS.has(press.key)) return null;
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const other = isMac ? press.ctrlKey : press.metaKey;
  // On a Cyrillic layout a letter's key is named by what is printed beside it.
  const letter = /^Key([A-Z])$/u.exec(press.code)?.[1];
  const isLetter = /^\p{L}$/u.test(press.key) && letter !== undefined;
  const key = isLetter ? letter : press.key;
  const isNamed = key.length > 1;
  if (other || (mod && press.altKey)) return refuse('That combination writes characters on many keyboards.');
  if (key === ' ' || (BASIC.has(key) && !(key.startsWith('Arrow') && press.altKey))) {
    return refuse('That key moves, writes or closes.');
  }
  if (key.startsWith('Arrow') && !mod && !press.altKey) return refuse('That key moves in the text.');
  const shifted = press.shiftKey && (isLetter || isNamed);
  if (shifted && !mod && !press.altKey && !isNamed) {
    return refuse('A capital letter would be the same key as the small one.');
  }
  if (shifted && isNamed && (mod || press.altKey)) {
    return refuse('With Shift it changes the language of the keyboard or selects text.');
  }
  const shortcut = [mod ? 'Mod' : '', press.altKey ? 'Alt' : '', shifted ? 'Shift' : '', key]
    .filter((part) => part !== '')
    .join('+');
  return TAKEN.has(shortcut) ? refuse('That is taken by the system or by text fields.') : ok(shortcut);
}

function refuse(why: string): Result<never> {
  return fail({ code: 'keys/refused', message: `${why} Press another one.` });
}

/** The other action that has this shortcut; undefined when none has. */
export function ownerOf(actions: readonly Action[], shortcut: string, except: string): Action | undefined {
  return actions.find(({ id, shortcuts }) => id !== except && shortcuts.includes(shortcut));
}

/** The keymap with these keys for an action; its usual ones take the action out of it. */
export function withChoice(keymap: Keymap, action: Action, shortcuts: readonly string[]): Keymap {
  const { [action.id]: _, ...others } = keymap;
  const isUsual =
    shortcuts.length === action.shortcuts.length &&
    shortcuts.every((each, i) => each === action.shortcuts[i]);
  return isUsual ? others : { ...others, [action.id]: shortcuts };
}
