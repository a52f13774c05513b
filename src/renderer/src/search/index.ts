import type { Pair } from '$domain/coding/excerpt';
import type { CodeId, ExcerptId, IsoInstant, ReportId } from '$domain/ids';
import type { Judged } from '$domain/query/judged';
import { NORMALISER_VERSION } from '$domain/text/normalise-term';
import { stemKeys, queryStemKeys } from './language/stem-keys';
import { MEMO_FIELDS, memoTerms } from './memo-terms';
import type { PassageFile } from './passage-file';
import { authorsOf, baseLanguage } from './query/report-names';
import { RecentReports } from './recent-reports';
import type { PositionRange } from './report-terms';
import type { LoadedReport } from './source';
import { TextIndex } from './text/text-index';
import { Bits } from './tiers/bits';
import { OpenTier } from './tiers/open-tier';
import { TEXT_FIELDS, type FrozenTier, type TextField, type Tier, type TierDocument } from './tiers/tier';

/** What lists, filters and facets need of a report and the index keeps. */
export interface ReportEntry {
  readonly id: ReportId;
  readonly title: string;
  readonly source: string;
  readonly author: string;
  readonly language: string;
  readonly published: string;
  readonly importedAt: string;
  readonly hasFootnotes: boolean;
}

export interface ReportDocument extends ReportEntry {
  readonly terms: TierDocument;
}

/** What filters and order need of a passage. */
export interface PassageEntry {
  readonly id: ExcerptId;
  readonly reportId: ReportId;
  /** Where it begins in its report's canonical text, UTF-16. */
  readonly start: number;
  /** The words of its report that it has; none where it lost its place. */
  readonly words: PositionRange;
  /** Headings above the place where it begins, outermost first. */
  readonly section: readonly string[];
  readonly pairs: readonly Pair[];
  readonly codes: readonly CodeId[];
  readonly assessment: Judged;
  readonly hasMemo: boolean;
  readonly modifiedAt: IsoInstant;
}

/** What a passage has of its own beside its words in the report. */
export interface OwnTexts {
  readonly memo: string;
  /** Its words, where it lost its place; else empty. */
  readonly lost: string;
}

export interface PassageDocument extends PassageEntry, OwnTexts {}

const INDEX_LAYOUT = 7;
/** Indexes of another format are stale: another layout, or terms made another way. */
export const INDEX_FORMAT = INDEX_LAYOUT * 1000 + NORMALISER_VERSION;

/** How much a match in a field counts. */
const BOOSTS: Readonly<Record<TextField, number>> = {
  title: 1,
  dek: 1.5,
  heading: 1.2,
  text: 1,
  footnote: 0.8,
};

/** Characters of text: about 1,000 reports, and with all that hangs on them some 40 MB at most. */
const MOST_LOADED = 8_000_000;

const collator = new Intl.Collator('und');

/** What is stored of an index beside the words of reports and beside passages. */
export interface IndexEntries {
  /** In their order. */
  readonly reports: readonly ReportEntry[];
  readonly own: readonly (OwnTexts & { readonly id: ExcerptId })[];
}

/** Passages that are read from a file once something about passages is asked. */
export interface KeptPassages {
  readonly file: PassageFile;
  /** Called once at most. Throws `ShardDamaged`. */
  read(): readonly PassageEntry[];
}

/** The distinct names that reports bring with them. */
export interface ReportNames {
  readonly sources: readonly string[];
  readonly authors: readonly string[];
  /** ISO 639 codes, without script or region. */
  readonly languages: readonly string[];
}

/**
 * What is known of reports and passages for searching, derived from the archive: words in tiers, the rest in memory. Frozen
 * tiers hold what was indexed before, the open one what changed since.
 */
export class ArchiveIndex {
  #frozen: readonly FrozenTier[] = [];
  #open = newOpenTier();
  readonly #memoTier = new OpenTier(Object.keys(MEMO_FIELDS).length, stemKeys);
  readonly #own = new Map<ExcerptId, OwnTexts>();
  #reports = new Map<ReportId, ReportEntry>();
  /** Null while they are in their file only. */
  #passages: Map<ExcerptId, PassageEntry> | null = new Map();
  /** The file that has just the passages there are; null when there is none. */
  #kept: KeptPassages | null = null;
  /** What was read from the archive lately; forgets what changes. */
  readonly loaded = new RecentReports<LoadedReport>(MOST_LOADED, ({ text }) => text.text.length);

  // Made when asked for, dropped by the changes they depend on.
  #text: TextIndex | null = null;
  #memos: TextIndex | null = null;
  #ofReports: OfReports | null = null;
  #ofPassages: OfPassages | null = null;

  /** The index of what was stored, its words in `frozen`. */
  static restore(
    { reports, own }: IndexEntries,
    passages: KeptPassages,
    frozen: readonly FrozenTier[],
  ): ArchiveIndex {
    const index = new ArchiveIndex();
    index.#frozen = frozen;
    index.#reports = new Map(reports.map((report) => [report.id, report]));
    index.#passages = null;
    index.#kept = passages;
    for (const { id, memo, lost } of own) index.#putOwn(id, { memo, lost });
    return index;
  }

  entries(): IndexEntries {
    return {
      reports: this.reportsInOrder(),
      own: [...this.#own].map(([id, texts]) => ({ id, ...texts })),
    };
  }

  get counts(): { reports: number; passages: number } {
    return { reports: this.#reports.size, passages: this.passageCount };
  }

  /** Adds a report or replaces it. */
  putReport({ terms, ...entry }: ReportDocument): void {
    this.removeReport(entry.id);
    this.#open.add(terms);
    this.#reports.set(entry.id, entry);
  }

  /** Adds what a new report has beside its words, which are in a frozen tier to come. */
  putEntry(entry: ReportEntry): void {
    this.#reportsChanged();
    this.#reports.set(entry.id, entry);
  }

  removeReport(id: ReportId): void {
    this.#reportsChanged();
    this.loaded.forget(id);
    this.#reports.delete(id);
    this.#open.remove(id);
    for (const tier of this.#frozen) {
      const slot = tier.slotOf(id);
      if (slot !== -1) tier.remove(slot);
    }
  }

  /** Adds a passage or replaces it. */
  putPassage({ memo, lost, ...entry }: PassageDocument): void {
    this.removePassage(entry.id);
    this.loaded.forget(entry.reportId);
    this.#passagesById.set(entry.id, entry);
    this.#putOwn(entry.id, { memo, lost });
  }

  removePassage(id: ExcerptId): void {
    this.#ofPassages = null;
    const passages = this.#passagesById;
    this.#kept = null;
    const passage = passages.get(id);
    if (passage === undefined) return;
    this.loaded.forget(passage.reportId);
    passages.delete(id);
    if (this.#own.delete(id)) {
      this.#memos = null;
      this.#memoTier.remove(id);
    }
  }

  get #passagesById(): Map<ExcerptId, PassageEntry> {
    this.#passages ??= new Map(this.#kept!.read().map((passage) => [passage.id, passage]));
    return this.#passages;
  }

  /** The file that has just the passages there are; null when there is none. */
  get passageFile(): PassageFile | null {
    return this.#kept?.file ?? null;
  }
  /** The passages as they are were stored. */
  passagesKept(kept: KeptPassages): void {
    this.#kept = kept;
  }

  #putOwn(id: ExcerptId, texts: OwnTexts): void {
    if (texts.memo === '' && texts.lost === '') return;
    this.#memos = null;
    this.#own.set(id, texts);
    this.#memoTier.add(memoTerms(id, texts));
  }

  #reportsChanged(): void {
    this.#text = null;
    this.#ofReports = null;
    this.#ofPassages = null;
  }

  /** Documents of the open tier. */
  get open(): OpenTier {
    return this.#open;
  }
  get frozen(): readonly FrozenTier[] {
    return this.#frozen;
  }
  /** Puts other frozen tiers in the place of those there are; `emptiesOpen` when they hold what the open tier held. */
  replaceFrozen(frozen: readonly FrozenTier[], emptiesOpen: boolean): void {
    this.#reportsChanged();
    this.#frozen = frozen;
    if (emptiesOpen) this.#open = newOpenTier();
  }

  /** The words of reports. */
  get text(): TextIndex {
    const boosts = TEXT_FIELDS.map((field) => BOOSTS[field]);
    this.#text ??= new TextIndex([...this.#frozen, this.#open], boosts, 1);
    return this.#text;
  }

  /** The words of memos and of passages that lost their place. */
  get memos(): TextIndex {
    this.#memos ??= new TextIndex([this.#memoTier], [1, 1], 0);
    return this.#memos;
  }

  /** The tiers in which words of queries are looked up. */
  get tiers(): readonly Tier[] {
    return [...this.memos.tiers, ...this.text.tiers];
  }

  /** The keys that the forms of a word share with it. */
  stemsOf(term: string): readonly string[] {
    return queryStemKeys(term, this.#reportData().languageSet);
  }

  passage(id: ExcerptId): PassageEntry | undefined {
    return this.#passagesById.get(id);
  }

  /** All reports, newest first: by publication date, then by import, then by title. */
  reportsInOrder(): readonly ReportEntry[] {
    return this.#reportData().inOrder;
  }

  /** The report in a slot; undefined for one that is removed. */
  reportAt(slot: number): ReportEntry | undefined {
    return this.#reportData().bySlot[slot];
  }

  /** Where reports stand in {@link reportsInOrder}, by slot. */
  reportRanks(): Int32Array {
    return this.#reportData().ranks;
  }

  reportNames(): ReportNames {
    return this.#reportData().names;
  }

  get passageCount(): number {
    return this.#passages?.size ?? this.#kept!.file.passages;
  }

  /** All passages in the order of their reports, then as they stand in the text; a passage's number is its place here. */
  passagesInOrder(): readonly PassageEntry[] {
    return this.#passageData().inOrder;
  }

  /** The slots of passages' reports, by number; -1 for a report that is not in the index. */
  passageSlots(): Int32Array {
    return this.#passageData().slots;
  }

  /** Reports that have a passage. */
  withPassages(): Bits {
    return this.#passageData().having;
  }

  /** Adds to `into` the numbers of those passages of a report that have all words of a range. */
  passagesHolding(slot: number, from: number, to: number, into: Bits): void {
    const { inOrder, bySlot } = this.#passageData();
    for (const number of bySlot.get(slot) ?? NONE) {
      const { words } = inOrder[number]!;
      if (words.from <= from && to <= words.to) into.add(number);
    }
  }

  /** The number of the passage that a document of {@link memos} is of. */
  numberOfMemo(memo: number): number {
    return this.#passageData().numbers.get(this.memos.idOf(memo)) ?? -1;
  }

  /** The slot of the report that a document of {@link memos} belongs to. */
  slotOfMemo(memo: number): number {
    const number = this.numberOfMemo(memo);
    return number === -1 ? -1 : this.passageSlots()[number]!;
  }

  /** Every heading that a passage stands under, each once. */
  sections(): readonly string[] {
    return this.#passageData().sections;
  }

  get hasCodes(): boolean {
    return this.#passageData().hasCodes;
  }

  #reportData(): OfReports {
    if (this.#ofReports === null) {
      this.#ofReports = describeReports(this.#reports, this.text);
      // What is in order already is put in order soon, after the next change.
      this.#reports = new Map(this.#ofReports.inOrder.map((report) => [report.id, report]));
    }
    return this.#ofReports;
  }

  #passageData(): OfPassages {
    if (this.#ofPassages === null) {
      const ofReports = this.#reportData();
      this.#ofPassages = describePassages(this.#passagesById, this.#reports, ofReports, this.text);
      this.#passages = new Map(this.#ofPassages.inOrder.map((passage) => [passage.id, passage]));
    }
    return this.#ofPassages;
  }
}

const NONE: readonly never[] = [];

function newOpenTier(): OpenTier {
  return new OpenTier(TEXT_FIELDS.length, stemKeys);
}

interface OfReports {
  readonly inOrder: readonly ReportEntry[];
  readonly bySlot: readonly (ReportEntry | undefined)[];
  readonly ranks: Int32Array;
  readonly names: ReportNames;
  readonly languageSet: ReadonlySet<string>;
}

function describeReports(reports: ReadonlyMap<ReportId, ReportEntry>, text: TextIndex): OfReports {
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

interface OfPassages {
  readonly inOrder: readonly PassageEntry[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly slots: Int32Array;
  readonly having: Bits;
  readonly bySlot: ReadonlyMap<number, readonly number[]>;
  readonly sections: readonly string[];
  readonly hasCodes: boolean;
}

function describePassages(
  passages: ReadonlyMap<ExcerptId, PassageEntry>,
  reports: ReadonlyMap<ReportId, ReportEntry>,
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
    return slot === -1 ? reports.size : ranks[slot]!;
  };
  const inOrder = [...passages.values()].sort(
    (a, b) => rankOf(a.reportId) - rankOf(b.reportId) || a.start - b.start || compareIds(a.id, b.id),
  );
  const slots = new Int32Array(inOrder.length);
  const having = new Bits(text.slots);
  const bySlot = new Map<number, number[]>();
  inOrder.forEach(({ reportId }, number) => {
    const slot = slotOf.get(reportId) ?? text.slotOf(reportId);
    slots[number] = slot;
    if (slot === -1) return;
    having.add(slot);
    const numbers = bySlot.get(slot);
    if (numbers === undefined) bySlot.set(slot, [number]);
    else numbers.push(number);
  });
  return {
    inOrder,
    numbers: new Map(inOrder.map(({ id }, number) => [id, number])),
    slots,
    having,
    bySlot,
    sections: [...new Set(inOrder.flatMap(({ section }) => section))],
    hasCodes: inOrder.some(({ codes }) => codes.length > 0),
  };
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
