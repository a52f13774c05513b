import { once } from '$domain/once';
import type { ReportId } from '$domain/ids';
import { columnNumber, type PassageEntry, type ReportColumn } from './entries';
import { authorsOf, baseLanguage } from './query/report-names';
import type { TextColumns } from './text/text-columns';
import type { TextIndex } from './text/text-index';
import { Bits } from './tiers/bits';

const collator = once(() => new Intl.Collator('und'));

/** The distinct names that reports bring with them. */
export interface ReportNames {
  readonly sources: readonly string[];
  readonly authors: readonly string[];
  /** ISO 639 codes, without script or region. */
  readonly languages: readonly string[];
}

/** Every value that a report has in a column and that is not empty. */
function valuesOf(columns: TextColumns, name: ReportColumn): string[] {
  return columns.values(columnNumber(name)).filter((value) => value !== '');
}

export function reportLanguages(columns: TextColumns): readonly string[] {
  return [...new Set(valuesOf(columns, 'language').map(baseLanguage))];
}

export function reportNames(columns: TextColumns): ReportNames {
  return {
    sources: valuesOf(columns, 'source'),
    authors: [...new Set(valuesOf(columns, 'author').flatMap(authorsOf))],
    languages: reportLanguages(columns),
  };
}

/** All reports, newest first: by publication date, then by import, then by title. */
export interface ReportOrder {
  /** Their slots. */
  readonly slots: Uint32Array;
  /** Where each stands in these, by slot; -1 for those that are removed. */
  readonly ranks: Int32Array;
}

export function newestFirst(text: TextIndex, columns: TextColumns): ReportOrder {
  const slots = new Uint32Array(text.documents);
  text.live.list(slots);
  const published = columns.ranks(columnNumber('published'));
  const imported = columns.ranks(columnNumber('importedAt'));
  const byTime = (a: number, b: number): number =>
    published[b]! - published[a]! || imported[b]! - imported[a]!;
  slots.sort(byTime);
  for (let from = 0; from < slots.length;) {
    let to = from + 1;
    while (to < slots.length && byTime(slots[from]!, slots[to]!) === 0) to += 1;
    if (to - from > 1) sortByTitle(slots.subarray(from, to), text, columns);
    from = to;
  }
  const ranks = new Int32Array(text.slots).fill(-1);
  slots.forEach((slot, rank) => (ranks[slot] = rank));
  return { slots, ranks };
}

function sortByTitle(slots: Uint32Array, text: TextIndex, columns: TextColumns): void {
  const title = columnNumber('title');
  const named = Array.from(slots, (slot) => ({
    slot,
    title: columns.valueAt(slot, title),
    id: text.idOf(slot),
  }));
  named.sort((a, b) => collator().compare(a.title, b.title) || compareTexts(a.id, b.id));
  named.forEach(({ slot }, i) => (slots[i] = slot));
}

/** Whether one report comes before another in {@link newestFirst}: for few of them, without putting all in order. */
export function isNewer(text: TextIndex, columns: TextColumns, a: number, b: number): boolean {
  for (const name of ['published', 'importedAt'] as const) {
    const column = columnNumber(name);
    const order = compareTexts(columns.valueAt(b, column), columns.valueAt(a, column));
    if (order !== 0) return order < 0;
  }
  const title = columnNumber('title');
  const order =
    collator().compare(columns.valueAt(a, title), columns.valueAt(b, title)) ||
    compareTexts(text.idOf(a), text.idOf(b));
  return order < 0;
}

/** What is derived from all passages. */
export interface OfPassages {
  readonly inOrder: readonly PassageEntry[];
  /** By id; made when asked for. */
  numbers(): ReadonlyMap<string, number>;
  readonly slots: Int32Array;
  readonly having: Bits;
  /** By slot, the number of its first passage, which the others follow; -1 where there is none. */
  readonly firsts: Int32Array;
  readonly sections: readonly string[];
  readonly hasCodes: boolean;
}

export function describePassages(
  passages: readonly PassageEntry[],
  { slots: { length: reports }, ranks }: ReportOrder,
  text: TextIndex,
): OfPassages {
  const slotOf = new Map<ReportId, number>();
  const rankOf = (id: ReportId): number => {
    let slot = slotOf.get(id);
    if (slot === undefined) {
      slot = text.slotOf(id);
      slotOf.set(id, slot);
    }
    return slot === -1 ? reports : ranks[slot]!;
  };
  const inOrder = passages.toSorted(
    (a, b) => rankOf(a.reportId) - rankOf(b.reportId) || a.start - b.start || compareTexts(a.id, b.id),
  );
  const slots = new Int32Array(inOrder.length);
  const having = new Bits(text.slots);
  const firsts = new Int32Array(text.slots).fill(-1);
  let numbers: ReadonlyMap<string, number> | null = null;
  inOrder.forEach(({ reportId }, number) => {
    const slot = slotOf.get(reportId) ?? text.slotOf(reportId);
    slots[number] = slot;
    if (slot === -1) return;
    having.add(slot);
    if (firsts[slot] === -1) firsts[slot] = number;
  });
  return {
    inOrder,
    numbers() {
      numbers ??= new Map(inOrder.map(({ id }, number) => [id, number]));
      return numbers;
    },
    slots,
    having,
    firsts,
    sections: sectionsOf(inOrder),
    hasCodes: inOrder.some(({ codes }) => codes.length > 0),
  };
}

function sectionsOf(passages: readonly PassageEntry[]): string[] {
  const sections = new Set<string>();
  for (const { section } of passages) for (const heading of section) sections.add(heading);
  return [...sections];
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
