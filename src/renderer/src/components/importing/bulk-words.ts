import type { BulkOutcome } from '../../state/bulk-import.svelte';

/** What became of a file, in a line. */
export function outcomeLine(outcome: BulkOutcome): string {
  switch (outcome.kind) {
    case 'imported':
      return [`Imported as “${outcome.title}”.`, ...outcome.notes].join(' ');
    case 'duplicate':
      return `The archive has this text already: “${outcome.title}”.`;
    case 'refused':
      return outcome.failure.message;
  }
}

/** Files that are too few to tell how long the rest will take. */
const FEW = 10;

/** How fast it goes and how long the rest will take, in words. `rate`: files a second. */
export function timeLeft(
  { done, total }: { readonly done: number; readonly total: number },
  rate: number,
): string {
  if (done < Math.min(FEW, total) || rate <= 0) return 'Reading.';
  const seconds = (total - done) / rate;
  const left =
    seconds < 60
      ? 'less than a minute left'
      : `about ${Math.ceil(seconds / 60).toLocaleString('en')} min left`;
  return `${rate < 10 ? rate.toFixed(1) : Math.round(rate).toLocaleString('en')} files a second, ${left}`;
}
