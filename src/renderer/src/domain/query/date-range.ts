import { isPublished } from '../report/published';

/**
 * Days from `from` to `to`, both included. Each is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` and stands for all its days; null is an
 * open end, of which there is one at most.
 */
export interface DateRange {
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Reads `2022`, `2022-01`, `2022-01-06`, `FROM..TO`, `FROM..` or `..TO`. Answers `reversed` where the end is before the
 * beginning, null for what is no date.
 */
export function parseDateRange(text: string): DateRange | 'reversed' | null {
  const [first = '', second, more] = text.split('..');
  if (more !== undefined) return null;
  if (second === undefined) return isDate(first) ? { from: first, to: first } : null;
  if (first === '' && second === '') return null;
  if ((first !== '' && !isDate(first)) || (second !== '' && !isDate(second))) return null;
  const range = { from: first === '' ? null : first, to: second === '' ? null : second };
  return range.from !== null && range.to !== null && firstDay(range.from) > lastDay(range.to)
    ? 'reversed'
    : range;
}

function isDate(text: string): boolean {
  return text !== '' && isPublished(text);
}

/** As {@link parseDateRange} reads it. */
export function printDateRange({ from, to }: DateRange): string {
  return from === to && from !== null ? from : `${from ?? ''}..${to ?? ''}`;
}

/** Whether a date, known to whatever precision, lies in the range with all its days. No date lies in none. */
export function isWithin(date: string, { from, to }: DateRange): boolean {
  if (date === '') return false;
  return (from === null || firstDay(date) >= firstDay(from)) && (to === null || lastDay(date) <= lastDay(to));
}

/** Comparable as text only: not every month has a 31st. */
function firstDay(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}

function lastDay(date: string): string {
  return date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date;
}
