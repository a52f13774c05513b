import type { ReportId } from '$domain/ids';
import type { PassageEntry, ReportEntry } from './entries';
import { authorsOf, baseLanguage } from './query/report-names';
import type { TextIndex } from './text/text-index';
import { Bits } from './tiers/bits';

const collator = new Intl.Collator('und');

/** The distinct names that reports bring with them. */
export interface ReportNames {
  readonly sources: readonly string[];
  readonly authors: readonly string[];
  /** ISO 639 codes, without script or region. */
  readonly languages: readonly string[];
}

/** What is derived from all reports. */
export interface OfReports {
  readonly inOrder: readonly ReportEntry[];
  readonly bySlot: readonly (ReportEntry | undefined)[];
  readonly ranks: Int32Array;
  readonly names: ReportNames;
  readonly languageSet: ReadonlySet<string>;
}

export function describeReports(reports: ReadonlyMap<ReportId, ReportEntry>, text: TextIndex): OfReports {
  const inOrder = [...reports.values()].sort(newestFirst);
  const bySlot = new Array<ReportEntry | undefined>(text.slots);
  const ranks = new Int32Array(text.slots).fill(-1);
  const sources = new Set<string>();
  const authors = new Set<string>();
  const languages = new Set<string>();
  inOrder.forEach((report, rank) => {
    const slot = text.slotOf(report.id);
    if (slot !== -1) {
      bySlot[slot] = report;
      ranks[slot] = rank;
    }
    if (report.source !== '') sources.add(report.source);
    if (report.author !== '') for (const author of authorsOf(report)) authors.add(author);
    if (report.language !== '') languages.add(baseLanguage(report.language));
  });
  const names = { sources: [...sources], authors: [...authors], languages: [...languages] };
  return { inOrder, bySlot, ranks, names, languageSet: new Set(names.languages) };
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
  reports: number,
  { ranks }: OfReports,
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
    (a, b) => rankOf(a.reportId) - rankOf(b.reportId) || a.start - b.start || compareIds(a.id, b.id),
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

function newestFirst(a: ReportEntry, b: ReportEntry): number {
  return (
    compareIds(b.published, a.published) ||
    compareIds(b.importedAt, a.importedAt) ||
    collator.compare(a.title, b.title) ||
    compareIds(a.id, b.id)
  );
}

function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
