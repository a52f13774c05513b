import { plural } from '../words';

/** What the list leaves out, and how to reach it; empty when it is complete. */
export function leftOut({ looked, total }: { readonly looked: number; readonly total: number }): string {
  if (looked >= total) return '';
  return `Only the newest ${looked.toLocaleString('en')} of ${plural(total, 'report')} are listed. Narrow the search, by dates for example, to tag the rest.`;
}

/** What becomes of chosen places that are passages already. */
export function standingWords(count: number): string {
  return count === 1
    ? 'One of them is a passage already: it gets what it lacks.'
    : `${count.toLocaleString('en')} of them are passages already: they get what they lack.`;
}
