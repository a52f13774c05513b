/** The parts of a key press that shortcuts look at. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * Whether a key press is the shortcut, such as `Mod+Shift+Z`, `T` or `?`. `Mod` is Command on macOS, Control
 * elsewhere. For printable characters Shift is part of the character, so that `?` works on every layout; letters also
 * match by what their key prints with Cyrillic layouts on (`code`).
 */
export function matches(
  shortcut: string,
  press: KeyPress & { readonly code?: string },
  isMac: boolean,
): boolean {
  const parts = shortcut.split('+');
  const key = parts.pop()!;
  const wantsMod = parts.includes('Mod');
  const wantsShift = parts.includes('Shift');
  const mod = isMac ? press.metaKey : press.ctrlKey;
  const other = isMac ? press.ctrlKey : press.metaKey;
  if (mod !== wantsMod || other || press.altKey !== parts.includes('Alt')) return false;
  const isLetter = /^[A-Z]$/u.test(key);
  if ((isLetter || key.length > 1) && press.shiftKey !== wantsShift) return false;
  return press.key.toUpperCase() === key.toUpperCase() || (isLetter && press.code === `Key${key}`);
}

const KEY_SIGNS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→' };

/** How a shortcut is written in menus and help. */
export function shortcutLabel(shortcut: string, isMac: boolean): string {
  return shortcut
    .split('+')
    .map((part) => (part === 'Mod' ? (isMac ? '⌘' : 'Ctrl') : (KEY_SIGNS[part] ?? part)))
    .join(isMac ? '' : '+');
}
