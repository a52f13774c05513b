import type { ReportId } from '$domain/ids';
import type { ArchiveIndex } from '../index';
import type { ReportOrder } from '../protocol';
import type { SoughtLeaf } from '../hits';
import { Bits } from '../tiers/bits';
import { TEXT_FIELDS } from '../tiers/tier';
import type { Scores } from '../text/text-index';
import type { Found } from './evaluate';

export interface RankedReport {
  readonly slot: number;
  readonly id: ReportId;
  readonly score: number;
}

/** Reports looked at more closely, as a multiple of those returned. */
const LOOKED_AT = 4;
/** What words next to each other add to a score, as a share of it; words further apart add less. */
const NEARNESS = 0.25;

/** The first reports of what is found, best or newest first; equals, and all when no words are sought, newest first. */
export function bestReports(
  index: ArchiveIndex,
  { reports, scores }: Found,
  sought: readonly SoughtLeaf[],
  limit: number,
  order: ReportOrder,
): RankedReport[] {
  if (limit === 0) return [];
  const scoreOf = (slot: number): number => scores?.[slot] ?? 0;
  const isBefore =
    scores === null || order === 'newest'
      ? newer(index)
      : (a: number, b: number) => {
          const difference = scores[a]! - scores[b]!;
          return difference === 0 ? index.isNewer(a, b) : difference > 0;
        };
  const words = sought.filter(({ expanded }) => expanded.words.length === 1);
  const looksCloser = scores !== null && order === 'best' && words.length > 1;
  const byScore = order === 'best' ? scores : null;
  let first = firstOf(reports, looksCloser ? limit * LOOKED_AT : limit, isBefore, byScore);
  if (looksCloser) {
    // The others cannot come among the first any more, however near their words are.
    const least = scoreOf(first[Math.min(limit, first.length) - 1] ?? -1) / (1 + NEARNESS);
    first = first.filter((slot) => scores[slot]! >= least);
    const near = nearness(index, words, first);
    for (const slot of first) scores[slot]! *= 1 + NEARNESS * near(slot);
    first.sort((a, b) => (isBefore(a, b) ? -1 : 1));
  }
  return first.slice(0, limit).map((slot) => ({ slot, id: index.reportIdAt(slot), score: scoreOf(slot) }));
}

function newer({ order: { ranks } }: ArchiveIndex): (a: number, b: number) => boolean {
  return (a, b) => ranks[a]! < ranks[b]!;
}

/** `scores`: where they are what decides, most members are passed over by them. */
function firstOf(
  members: Bits,
  count: number,
  isBefore: (a: number, b: number) => boolean,
  scores: Scores | null,
): number[] {
  const first: number[] = [];
  let last = -1;
  let least = -Infinity;
  const list = new Uint32Array(members.count);
  members.list(list);
  // An iterator costs more here than all else.
  for (let i = 0; i < list.length; i += 1) {
    const member = list[i]!;
    if (scores !== null && scores[member]! < least) continue;
    if (first.length === count && !isBefore(member, last)) continue;
    let low = 0;
    let high = first.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(first[middle]!, member)) low = middle + 1;
      else high = middle;
    }
    first.splice(low, 0, member);
    if (first.length > count) first.pop();
    if (first.length < count) continue;
    last = first[count - 1]!;
    least = scores?.[last] ?? least;
  }
  return first;
}

/** For each of the reports: 1 where all words stand together, less the further apart they are at best, 0 where some lack. */
function nearness(
  index: ArchiveIndex,
  words: readonly SoughtLeaf[],
  slots: readonly number[],
): (slot: number) => number {
  const fields = TEXT_FIELDS.map((_, field) => field);
  const wanted = Bits.of(index.text.slots, slots);
  const places = new Map<number, { readonly at: number; readonly word: number }[]>();
  words.forEach(({ expanded }, word) => {
    index.text.occurrences(expanded, fields, wanted, (slot, at) => {
      const list = places.get(slot);
      if (list === undefined) places.set(slot, [{ at, word }]);
      else list.push({ at, word });
    });
  });
  return (slot) => {
    const list = places.get(slot);
    if (list === undefined) return 0;
    const width = shortestStretch(
      list.sort((a, b) => a.at - b.at),
      words.length,
    );
    return width === null ? 0 : words.length / width;
  };
}

/** The length in words of the shortest stretch that has every word. */
function shortestStretch(
  places: readonly { readonly at: number; readonly word: number }[],
  words: number,
): number | null {
  const counts = new Array<number>(words).fill(0);
  let have = 0;
  let best: number | null = null;
  let from = 0;
  for (const { at, word } of places) {
    if (counts[word] === 0) have += 1;
    counts[word]! += 1;
    while (have === words) {
      const first = places[from]!;
      const width = Math.max(words, at - first.at + 1);
      if (best === null || width < best) best = width;
      counts[first.word]! -= 1;
      if (counts[first.word] === 0) have -= 1;
      from += 1;
    }
  }
  return best;
}
