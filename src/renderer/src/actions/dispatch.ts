import type { Action } from './registry';
import { matches } from './shortcut';

/** Whether keys typed here are text: plain-letter shortcuts must not fire, and undo is the field's own. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  );
}

const OWN_OF_TEXT_FIELDS = new Set(['edit.undo', 'edit.redo']);

/** Whether a shortcut reaches the app from a text field: not when it is typing or moves the field's caret. */
function worksWhileTyping(shortcut: string, { id }: Action): boolean {
  if (OWN_OF_TEXT_FIELDS.has(id) || shortcut.includes('Arrow')) return false;
  return shortcut.includes('Mod+') || /^F\d/u.test(shortcut);
}

/** The action a key press asks for, if it can be done now and the press is not part of typing or composing text. */
export function actionFor(
  event: KeyboardEvent,
  actions: readonly Action[],
  isMac: boolean,
): Action | undefined {
  if (event.isComposing || event.defaultPrevented) return undefined;
  const typing = isTextField(event.target);
  return actions.find(
    (action) =>
      action.shortcuts.some(
        (shortcut) => matches(shortcut, event, isMac) && (!typing || worksWhileTyping(shortcut, action)),
      ) && action.when(),
  );
}
