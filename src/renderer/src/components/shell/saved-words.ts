import type { SavingState } from '../../state/saving.svelte';
import { clockTime, moment } from '../words';

/** Whether the work is saved, for the status bar: short, and true at every moment. */
export function savedWords(saving: Pick<SavingState, 'kind' | 'at' | 'failure'>, now = new Date()): string {
  switch (saving.kind) {
    case 'opening':
      return 'Opening…';
    case 'nothing':
      return 'Nothing to save yet';
    case 'reading':
      return 'Opened for reading only';
    case 'saving':
      return 'Saving…';
    case 'not-saved':
      return `Not saved yet: ${firstSentence(saving.failure?.message ?? '')}`;
    case 'saved': {
      if (saving.at === null) return 'Saved';
      const today = new Date(saving.at).toDateString() === now.toDateString();
      return `Saved ${today ? clockTime(saving.at) : moment(saving.at, now)}`;
    }
  }
}

/** The banner says the rest. */
function firstSentence(message: string): string {
  return /^.*?[.!?](?=\s|$)/su.exec(message)?.[0] ?? message;
}
