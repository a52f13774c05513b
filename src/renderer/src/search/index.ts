import type { ExcerptId, ReportId } from '$domain/ids';
import { NORMALISER_VERSION } from '$domain/text/normalise-term';
import { stemKeys, queryStemKeys } from './language/stem-keys';
import { MEMO_FIELDS, memoTerms } from './memo-terms';
import type { PassageFile } from './passage-file';
import { Passages, type KeptPassages } from './passages';
import {
  describePassages,
  isNewer,
  newestFirst,
  reportLanguages,
  reportNames,
  type OfPassages,
  type ReportNames,
  type ReportOrder,
} from './derived';
import {
  columnNumber,
  REPORT_ATTRIBUTES,
  tierDocument,
  type OwnTexts,
  type PassageDocument,
  type PassageEntry,
  type ReportColumn,
  type ReportDocument,
} from './entries';
import { RecentReports } from './recent-reports';
import type { LoadedReport } from './source';
import { TextColumns } from './text/text-columns';
import { TextIndex } from './text/text-index';
import type { Bits } from './tiers/bits';
import { OpenTier } from './tiers/open-tier';
import { TEXT_FIELDS, type FrozenTier, type TextField, type Tier } from './tiers/tier';

const INDEX_LAYOUT = 9;
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

/** What is stored of passages beside their file. */
export type OwnEntries = readonly (OwnTexts & { readonly id: ExcerptId })[];

/**
 * What is known of reports and passages for searching, derived from the archive: reports in tiers, passages in memory. Frozen
 * tiers hold what was indexed before, the open one what changed since.
 */
export class ArchiveIndex {
  #frozen: readonly FrozenTier[] = [];
  #open = newOpenTier();
  readonly #memoTier = new OpenTier(Object.keys(MEMO_FIELDS).length, stemKeys);
  readonly #own = new Map<ExcerptId, OwnTexts>();
  readonly #passages = new Passages();
  /** What was read from the archive lately; forgets what changes. */
  readonly loaded = new RecentReports<LoadedReport>(MOST_LOADED, ({ text }) => text.text.length);

  // Made when asked for, dropped by the changes they depend on.
  #text: TextIndex | null = null;
  #columns: TextColumns | null = null;
  #memos: TextIndex | null = null;
  #order: ReportOrder | null = null;
  #names: ReportNames | null = null;
  #languages: ReadonlySet<string> | null = null;
  #ofPassages: OfPassages | null = null;

  /** The index of what was stored, its reports in `frozen`. */
  static restore(own: OwnEntries, passages: KeptPassages, frozen: readonly FrozenTier[]): ArchiveIndex {
    const index = new ArchiveIndex();
    index.#frozen = frozen;
    index.#passages.restore(passages);
    for (const { id, memo, lost } of own) index.#putOwn(id, { memo, lost });
    return index;
  }

  ownEntries(): OwnEntries {
    return [...this.#own].map(([id, texts]) => ({ id, ...texts }));
  }

  get counts(): { reports: number; passages: number } {
    return { reports: this.text.documents, passages: this.passageCount };
  }

  /** Adds a report or replaces it. */
  putReport(report: ReportDocument): void {
    this.removeReport(report.id);
    this.#open.add(tierDocument(report));
  }

  removeReport(id: ReportId): void {
    this.#reportsChanged();
    this.loaded.forget(id);
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
    this.#passages.put(entry);
    this.#putOwn(entry.id, { memo, lost });
  }

  removePassage(id: ExcerptId): void {
    this.#ofPassages = null;
    const passage = this.#passages.remove(id);
    if (passage === undefined) return;
    this.loaded.forget(passage.reportId);
    if (this.#own.delete(id)) {
      this.#memos = null;
      this.#memoTier.remove(id);
    }
  }

  /** The file that has just the passages there are; null when there is none. */
  get passageFile(): PassageFile | null {
    return this.#passages.file;
  }
  /** The passages as they are were written to a file. */
  passagesWritten(file: PassageFile): void {
    this.#passages.written(file);
  }

  #putOwn(id: ExcerptId, texts: OwnTexts): void {
    if (texts.memo === '' && texts.lost === '') return;
    this.#memos = null;
    this.#own.set(id, texts);
    this.#memoTier.add(memoTerms(id, texts));
  }

  #reportsChanged(): void {
    this.#text = null;
    this.#columns = null;
    this.#order = null;
    this.#names = null;
    this.#languages = null;
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

  /** What reports have beside their words. */
  get #allColumns(): TextColumns {
    this.#columns ??= new TextColumns(this.text);
    return this.#columns;
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
    this.#languages ??= new Set(reportLanguages(this.#allColumns));
    return queryStemKeys(term, this.#languages);
  }

  reportIdAt(slot: number): ReportId {
    return this.text.idOf(slot) as ReportId;
  }
  /** What the report in a slot has in a column. */
  valueAt(slot: number, name: ReportColumn): string {
    return this.#allColumns.valueAt(slot, columnNumber(name));
  }

  /** What each report has in a column, in their order. */
  named(name: ReportColumn): { readonly id: ReportId; readonly name: string }[] {
    return Array.from(this.order.slots, (slot) => ({
      id: this.reportIdAt(slot),
      name: this.valueAt(slot, name),
    }));
  }

  /** Reports of which a column answers. */
  reportsWith(name: ReportColumn, holds: (value: string) => boolean): Bits {
    return this.#allColumns.withValue(columnNumber(name), holds);
  }

  /** How many of the reports have each value of a column. */
  countValues(name: ReportColumn, reports: Bits): Map<string, number> {
    return this.#allColumns.countValues(columnNumber(name), reports);
  }

  /** All reports in their order; made when asked for, which takes a while. */
  get order(): ReportOrder {
    this.#order ??= newestFirst(this.text, this.#allColumns);
    return this.#order;
  }

  /** Whether a report comes before another in {@link order}. */
  isNewer(a: number, b: number): boolean {
    if (this.#order === null) return isNewer(this.text, this.#allColumns, a, b);
    return this.#order.ranks[a]! < this.#order.ranks[b]!;
  }

  reportNames(): ReportNames {
    this.#names ??= reportNames(this.#allColumns);
    return this.#names;
  }

  get passageCount(): number {
    return this.#passages.count;
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
    const { inOrder, firsts, slots } = this.#passageData();
    if (firsts[slot] === -1) return;
    for (let number = firsts[slot]!; slots[number] === slot; number += 1) {
      const { words } = inOrder[number]!;
      if (words.from <= from && to <= words.to) into.add(number);
    }
  }

  /** The number of the passage that a document of {@link memos} is of. */
  numberOfMemo(memo: number): number {
    return this.#passageData().numbers().get(this.memos.idOf(memo)) ?? -1;
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

  #passageData(): OfPassages {
    if (this.#ofPassages === null) {
      this.#ofPassages = describePassages(this.#passages.all(), this.order, this.text);
      this.#passages.holdInOrder(this.#ofPassages.inOrder);
    }
    return this.#ofPassages;
  }
}

function newOpenTier(): OpenTier {
  return new OpenTier(TEXT_FIELDS.length, stemKeys, REPORT_ATTRIBUTES.length);
}
