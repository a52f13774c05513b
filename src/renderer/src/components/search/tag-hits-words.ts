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

/** What the button is called that opens the dialog; null where there is nothing to tag. */
export function tagAllLabel({
  reports,
  hits,
}: {
  readonly reports: number;
  readonly hits: readonly { readonly matchCount: number }[];
}): string | null {
  const count = hits.reduce((sum, { matchCount }) => sum + matchCount, 0);
  if (count === 0) return null;
  // Of reports that are not listed the hits are not counted yet.
  return hits.length < reports ? 'Tag all hits…' : `Tag all ${count.toLocaleString('en')}…`;
}
