import { diffArrays, diffWordsWithSpace } from 'diff';

/** A stretch of a paragraph: in both texts, or in this one only. */
export interface Stretch {
  readonly text: string;
  readonly isOwn: boolean;
}

/** A line of two texts side by side; null where one has nothing to stand beside the other's paragraph. */
export interface ComparedRow {
  readonly left: readonly Stretch[] | null;
  readonly right: readonly Stretch[] | null;
}

/** Share of common words from which two paragraphs are taken for versions of each other. */
const VERSION = 0.3;
/** Paragraphs that differ in one place up to which they are matched one by one; more are only put beside each other. */
const MOST_MATCHED = 400;
/** Milliseconds for the words of a pair of paragraphs; what takes longer is shown as wholly different. */
const WORDS_MS = 200;

/** Puts the paragraphs of two texts side by side, with what each has of its own. */
export function compareTexts(left: readonly string[], right: readonly string[]): ComparedRow[] {
  const rows: ComparedRow[] = [];
  let removed: string[] = [];
  for (const part of diffArrays([...left], [...right])) {
    if (part.removed) {
      removed = part.value;
      continue;
    }
    if (part.added) {
      rows.push(...matched(removed, part.value));
    } else {
      rows.push(
        ...matched(removed, []),
        ...part.value.map((text) => ({ left: same(text), right: same(text) })),
      );
    }
    removed = [];
  }
  return [...rows, ...matched(removed, [])];
}

const same = (text: string): Stretch[] => [{ text, isOwn: false }];
const own = (text: string): Stretch[] => [{ text, isOwn: true }];

/** Aligns paragraphs so that those which share most words stand beside each other, in the order of both texts. */
function matched(left: readonly string[], right: readonly string[]): ComparedRow[] {
  const alone = [
    ...left.map((text) => ({ left: own(text), right: null })),
    ...right.map((text) => ({ left: null, right: own(text) })),
  ];
  if (left.length === 0 || right.length === 0 || left.length * right.length > MOST_MATCHED ** 2) return alone;
  const wordsOf = [left, right].map((texts) =>
    texts.map((text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu))),
  );
  const worth = (i: number, j: number): number => {
    const share = commonShare(wordsOf[0]![i]!, wordsOf[1]![j]!);
    return share < VERSION ? 0 : share;
  };
  // best[i][j]: the most that the paragraphs from i and from j on can share.
  const best = Array.from({ length: left.length + 1 }, () => new Float64Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      best[i]![j] = Math.max(best[i + 1]![j]!, best[i]![j + 1]!, worth(i, j) + best[i + 1]![j + 1]!);
    }
  }
  const rows: ComparedRow[] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const here = best[i]?.[j] ?? 0;
    const pair = i < left.length && j < right.length ? worth(i, j) : 0;
    if (pair > 0 && here === pair + best[i + 1]![j + 1]!) rows.push(words(left[i++]!, right[j++]!));
    else if (i < left.length && (j >= right.length || here === best[i + 1]![j]!)) {
      rows.push({ left: own(left[i++]!), right: null });
    } else rows.push({ left: null, right: own(right[j++]!) });
  }
  return rows;
}

function commonShare(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of a) if (b.has(word)) common += 1;
  return common === 0 ? 0 : common / (a.size + b.size - common);
}

function words(left: string, right: string): ComparedRow {
  const parts = diffWordsWithSpace(left, right, { timeout: WORDS_MS });
  if (!parts) return { left: own(left), right: own(right) };
  const side = (leftOut: 'added' | 'removed'): Stretch[] =>
    parts
      .filter((part) => !part[leftOut])
      .map(({ value, added, removed }) => ({ text: value, isOwn: added || removed }));
  return { left: side('added'), right: side('removed') };
}
