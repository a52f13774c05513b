import type { Cell, PageText } from './layout';
import { plainText } from './marks';

/** Share of a page's height at its top and foot in which running heads and page numbers stand. */
const MARGIN = 0.15;
/** PDF points that the same line may stand higher or lower on another page. */
const SAME_PLACE = 4;
/** Pages on which a line must stand to be a running one. */
const MIN_PAGES = 3;
/** Pages that are enough for page numbers in a document of as few. */
const FEW_PAGES = [2, 3] as const;

/** Pages without what is printed on all of them, and what that was. */
export interface Stripped {
  readonly pages: readonly PageText[];
  readonly removed: number;
  /** The running line met first; empty when there is none. */
  readonly sample: string;
  /** What is added to a page's place in the file to get the number printed on it; null when none is printed. */
  readonly offset: number | null;
}

interface Candidate {
  readonly cell: Cell;
  readonly page: PageText;
  readonly key: string;
  /** Of its first number that counts the pages: the number less the page's place. */
  readonly numbers: readonly number[];
}

/** Leaves out running heads, feet and page numbers: the same words at the same place, or numbers that count the pages. */
export function stripFurniture(pages: readonly PageText[]): Stripped {
  const groups = new Map<string, Candidate[]>();
  for (const page of pages) {
    for (const candidate of candidatesOf(page)) {
      const group = groups.get(candidate.key);
      if (group === undefined) groups.set(candidate.key, [candidate]);
      else group.push(candidate);
    }
  }
  const removed = new Set<Cell>();
  const offsets = new Map<number, number>();
  for (const group of groups.values()) {
    for (const set of runningSets(group, pages.length)) {
      for (const { cell } of set.members) removed.add(cell);
      if (set.offset !== null && set.bare) {
        offsets.set(set.offset, (offsets.get(set.offset) ?? 0) + set.members.length);
      }
    }
  }
  const [offset] = [...offsets].sort((a, b) => b[1] - a[1])[0] ?? [null];
  const first = [...removed][0];
  return {
    pages: pages.map((page) => ({
      ...page,
      cells: page.cells.filter((cell) => !removed.has(cell)),
      rotated: page.rotated.filter((cell) => !removed.has(cell)),
    })),
    removed: removed.size,
    sample: first === undefined ? '' : plainText(first.text),
    offset: offset !== null && 1 + offset >= 1 ? offset : null,
  };
}

function candidatesOf(page: PageText): Candidate[] {
  const margin = page.height * MARGIN;
  const isBeside = besideText(page);
  const found = page.cells.filter(
    (cell) => cell.y < margin || cell.y > page.height - margin || isBeside(cell),
  );
  return [...found, ...page.rotated].map((cell) => {
    const text = plainText(cell.text).replace(/\s+/gu, ' ').trim();
    const numbers = [...text.matchAll(/\d{1,5}/gu)].map(([number]) => Number(number) - page.number);
    // Odd and even pages have theirs on other sides, so only the height tells the place.
    return { cell, page, key: text.replace(/\d{1,5}/gu, '#'), numbers };
  });
}

/** Characters of a line that shows where the text stands. */
const LONG_LINE = 40;
/** Long lines that a page has at least for its side margins to be known. */
const MIN_LONG_LINES = 5;

/** Some journals print their running heads beside the text. */
function besideText({ cells }: PageText): (cell: Cell) => boolean {
  const long = cells.filter(({ text }) => text.length >= LONG_LINE);
  if (long.length < MIN_LONG_LINES) return () => false;
  const left = Math.min(...long.map(({ x0 }) => x0));
  const right = Math.max(...long.map(({ x1 }) => x1));
  return ({ x0, x1 }) => x1 < left || x0 > right;
}

interface RunningSet {
  readonly members: readonly Candidate[];
  readonly offset: number | null;
  /** True when it is little more than the number of the page. */
  readonly bare: boolean;
}

/** Divides lines that read alike into those that are the same at one place, and those that count the pages there. */
function runningSets(group: readonly Candidate[], pageCount: number): RunningSet[] {
  const sets: RunningSet[] = [];
  for (const place of byPlace(group)) {
    const bare = isBareNumber(place[0]!.key);
    for (const [offset, members] of byOffset(place)) {
      const isFew = pageCount >= FEW_PAGES[0] && pageCount <= FEW_PAGES[1];
      const least = isFew && bare ? 2 : MIN_PAGES;
      if (pagesOf(members) >= least) sets.push({ members, offset, bare: hasOneNumber(members[0]!) });
    }
    for (const members of byText(place)) {
      if (pagesOf(members) >= MIN_PAGES) sets.push({ members, offset: null, bare: false });
    }
  }
  return sets;
}

/** `#`, `- # -`, `Page # of #`: a line that is no more than the number of its page. */
const isBareNumber = (key: string): boolean =>
  /^[^\p{L}\p{N}]*(?:\p{L}{1,9}\.?\s)?#(?:\s?(?:\p{L}{1,4}|\/)\s?#)?[^\p{L}\p{N}]*$/u.test(key);
const hasOneNumber = ({ key }: Candidate): boolean => /^[^#]*#[^#]*$/u.test(key) || isBareNumber(key);

const pagesOf = (members: readonly Candidate[]): number =>
  new Set(members.map(({ page }) => page.number)).size;

function byPlace(group: readonly Candidate[]): Candidate[][] {
  const places: Candidate[][] = [];
  for (const one of [...group].sort((a, b) => a.cell.y - b.cell.y)) {
    const last = places.at(-1);
    if (last !== undefined && one.cell.y - last[0]!.cell.y <= SAME_PLACE) last.push(one);
    else places.push([one]);
  }
  return places;
}

function byOffset(place: readonly Candidate[]): Map<number, Candidate[]> {
  const found = new Map<number, Candidate[]>();
  for (const one of place) {
    for (const offset of new Set(one.numbers)) found.set(offset, [...(found.get(offset) ?? []), one]);
  }
  return found;
}

function byText(place: readonly Candidate[]): Candidate[][] {
  const found = new Map<string, Candidate[]>();
  for (const one of place) {
    const text = plainText(one.cell.text);
    found.set(text, [...(found.get(text) ?? []), one]);
  }
  return [...found.values()];
}
