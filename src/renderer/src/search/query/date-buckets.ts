import type { DateBucket } from '../protocol';

/** More bars than this are hard to tell apart. */
const MOST_BARS = 62;
const DAY = 86_400_000;

/**
 * How many of the dates, each known to whatever precision and with how often it comes, lie in each day, month or year: in the smallest unit that makes no
 * more than {@link MOST_BARS} bars. Dates known less precisely than that are counted as undated with those that are unknown.
 * Bars without dates in between are there, too.
 */
export function dateBuckets(dates: ReadonlyMap<string, number>): {
  buckets: readonly DateBucket[];
  undated: number;
} {
  const all = sum(dates.values());
  const known = all - (dates.get('') ?? 0);
  for (const unit of UNITS) {
    const fine = new Map<string, number>();
    for (const [date, count] of dates) {
      if (date.length < unit.length) continue;
      const bar = date.slice(0, unit.length);
      fine.set(bar, (fine.get(bar) ?? 0) + count);
    }
    const counted = sum(fine.values());
    // A unit that most dates are not known to would hide them.
    if (counted * 2 < known) continue;
    const bars = between([...fine.keys()], unit);
    if (bars === null) continue;
    return {
      buckets: bars.map((date) => ({ date, count: fine.get(date) ?? 0 })),
      undated: all - counted,
    };
  }
  return { buckets: [], undated: all };
}

function sum(counts: Iterable<number>): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}

interface Unit {
  /** Of a date to this precision, in characters. */
  readonly length: 4 | 7 | 10;
  readonly next: (date: string) => string;
  readonly isLast: boolean;
}

const UNITS: readonly Unit[] = [
  {
    length: 10,
    next: (date) => new Date(Date.parse(date) + DAY).toISOString().slice(0, 10),
    isLast: false,
  },
  {
    length: 7,
    next: (date) => {
      const [year, month] = date.split('-').map(Number) as [number, number];
      return month === 12 ? `${year + 1}-01` : `${date.slice(0, 5)}${String(month + 1).padStart(2, '0')}`;
    },
    isLast: false,
  },
  { length: 4, next: (date) => String(Number(date) + 1), isLast: true },
];

/** Every date of a unit from the first to the last; null when those are too many. */
function between(dates: readonly string[], { next, isLast }: Unit): string[] | null {
  if (dates.length === 0) return isLast ? [] : null;
  const sorted = dates.toSorted();
  const bars: string[] = [];
  for (let date = sorted[0]!; date <= sorted.at(-1)!; date = next(date)) {
    bars.push(date);
    // Centuries of archives: only the years that there are.
    if (bars.length > MOST_BARS) return isLast ? sorted : null;
  }
  return bars;
}
