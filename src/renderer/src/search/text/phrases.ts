import type { TermRef, Tier } from '../tiers/tier';

/** Positions of one word of a phrase in the documents looked at: those of document `i` from `ends[i - 1]` to `ends[i]`. */
interface PositionLists {
  readonly ends: Uint32Array;
  readonly values: readonly number[];
}

/**
 * Calls `visit` for every place where words stand together in a field of the documents `wanted` (slots, ascending): next to
 * each other in order, or with a `slop` in any order with at most so many words between them. Each word is any of its terms.
 * Places are word positions, half-open.
 */
export function findTogether(
  tier: Tier,
  words: readonly (readonly TermRef[])[],
  field: number,
  wanted: readonly number[],
  slop: number | null,
  visit: (slot: number, from: number, to: number) => void,
): void {
  const lists = words.map((refs) => positionLists(tier, refs, field, wanted));
  const at = lists.map(() => 0);
  wanted.forEach((slot, i) => {
    lists.forEach(({ ends }, k) => (at[k] = i === 0 ? 0 : ends[i - 1]!));
    const ends = lists.map((list) => list.ends[i]!);
    const tell = (from: number, to: number): void => {
      visit(slot, from, to);
    };
    if (slop === null) inOrder(lists, at, ends, tell);
    else near(lists, at, ends, words.length + slop, tell);
  });
}

function inOrder(
  lists: readonly PositionLists[],
  at: number[],
  ends: readonly number[],
  tell: (from: number, to: number) => void,
): void {
  const first = lists[0]!.values;
  for (; at[0]! < ends[0]!; at[0]! += 1) {
    const from = first[at[0]!]!;
    let k = 1;
    for (; k < lists.length; k += 1) {
      const { values } = lists[k]!;
      while (at[k]! < ends[k]! && values[at[k]!]! < from + k) at[k]! += 1;
      if (at[k] === ends[k]) return;
      if (values[at[k]!] !== from + k) break;
    }
    if (k === lists.length) tell(from, from + k);
  }
}

/** Of all stretches that hold each word, those that cannot be made shorter and are no longer than `most`. */
function near(
  lists: readonly PositionLists[],
  at: number[],
  ends: readonly number[],
  most: number,
  tell: (from: number, to: number) => void,
): void {
  while (lists.every((_, k) => at[k]! < ends[k]!)) {
    let first = 0;
    let last = 0;
    for (let k = 1; k < lists.length; k += 1) {
      const here = lists[k]!.values[at[k]!]!;
      if (here < lists[first]!.values[at[first]!]!) first = k;
      if (here > lists[last]!.values[at[last]!]!) last = k;
    }
    const from = lists[first]!.values[at[first]!]!;
    const to = lists[last]!.values[at[last]!]! + 1;
    if (to - from <= most && to - from >= lists.length) tell(from, to);
    at[first]! += 1;
  }
}

function positionLists(
  tier: Tier,
  refs: readonly TermRef[],
  field: number,
  wanted: readonly number[],
): PositionLists {
  const [only] = refs;
  if (refs.length === 1) {
    const values: number[] = [];
    const ends = new Uint32Array(wanted.length);
    let i = 0;
    tier.positions(only!, field, wanted, (slot, positions, count) => {
      for (; wanted[i] !== slot; i += 1) ends[i] = values.length;
      for (let n = 0; n < count; n += 1) values.push(positions[n]!);
    });
    for (; i < wanted.length; i += 1) ends[i] = values.length;
    return { ends, values };
  }
  const bySlot = new Map<number, number[]>(wanted.map((slot) => [slot, []]));
  for (const ref of refs) {
    tier.positions(ref, field, wanted, (slot, positions, count) => {
      const list = bySlot.get(slot)!;
      for (let n = 0; n < count; n += 1) list.push(positions[n]!);
    });
  }
  const ends = new Uint32Array(wanted.length);
  const values: number[] = [];
  wanted.forEach((slot, i) => {
    values.push(...bySlot.get(slot)!.sort((a, b) => a - b));
    ends[i] = values.length;
  });
  return { ends, values };
}
