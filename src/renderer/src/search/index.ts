import MiniSearch, { type AsPlainObject, type Options, type Query } from 'minisearch';
import type { Pair } from '$domain/coding/excerpt';
import type { CodeId, ExcerptId, IsoInstant, ReportId } from '$domain/ids';
import type { Clause, Judged, WordClause } from '$domain/query/query';
import { NORMALISER_VERSION, tokens } from '$domain/text/normalise-term';
import type { FoldedReport } from './folded-texts';
import { RecentReports } from './recent-reports';
import type { LoadedReport } from './source';

/** What lists need of a report and the index keeps. */
export interface ReportEntry {
  readonly id: ReportId;
  readonly title: string;
  readonly source: string;
  readonly published: string;
  readonly importedAt: string;
}

export interface ReportDocument extends ReportEntry {
  readonly text: string;
  /** The memos of all its passages, joined by blank lines. */
  readonly memo: string;
}

/** What filters and order need of a passage. */
export interface PassageEntry {
  readonly id: ExcerptId;
  readonly reportId: ReportId;
  /** Where it begins in its report's canonical text, UTF-16. */
  readonly start: number;
  /** Headings above the place where it begins, outermost first. */
  readonly section: readonly string[];
  readonly pairs: readonly Pair[];
  readonly codes: readonly CodeId[];
  readonly assessment: Judged;
  readonly modifiedAt: IsoInstant;
}

export interface PassageDocument extends PassageEntry {
  readonly text: string;
  readonly memo: string;
}

/** What the index knows about a match: how good it is and which words of the texts made it. */
export interface WordMatch {
  readonly score: number;
  readonly terms: readonly string[];
}

export interface Candidates {
  readonly reports: Map<ReportId, WordMatch>;
  readonly passages: Map<ExcerptId, WordMatch>;
}

const INDEX_LAYOUT = 5;
/** Snapshots of another format are stale: another layout, or terms made another way. */
export const INDEX_FORMAT = INDEX_LAYOUT * 1000 + NORMALISER_VERSION;

/** Words longer than this, in code points, are also found with one or two letters wrong, never the first. */
const FUZZY_LONGER_THAN = 5;
const FUZZY_SHARE = 0.2;
const FUZZY_MOST = 2;

/** Characters of text: about 1,000 reports, and with all that hangs on them some 40 MB at most. */
const MOST_LOADED = 8_000_000;
/** Characters: the folded texts of about 4,000 reports. */
const MOST_FOLDED = 32_000_000;

const terms = (text: string): string[] => tokens(text).map((token) => token.term);
// Vacuuming in the background breaks when something is added between its steps: vacuum() is called instead.
const shared = { tokenize: terms, processTerm: (term: string) => term, autoVacuum: false } as const;
const REPORT_OPTIONS: Options<ReportDocument> = {
  ...shared,
  fields: ['title', 'text', 'memo'],
  storeFields: ['title', 'source', 'published', 'importedAt'] satisfies (keyof ReportEntry)[],
};
const PASSAGE_FIELDS = [
  'reportId',
  'start',
  'section',
  'pairs',
  'codes',
  'assessment',
  'modifiedAt',
] as const satisfies (keyof PassageEntry)[];
const PASSAGE_OPTIONS: Options<PassageDocument> = {
  ...shared,
  fields: ['text', 'memo'],
  storeFields: [...PASSAGE_FIELDS],
};

const collator = new Intl.Collator('und');

/** The full-text index over reports and passages: derived data, small enough to live in memory. */
export class ArchiveIndex {
  readonly #reports: MiniSearch<ReportDocument>;
  readonly #passages: MiniSearch<PassageDocument>;
  readonly #reportEntries = new Map<ReportId, ReportEntry>();
  readonly #passageEntries = new Map<ExcerptId, PassageEntry>();
  /** What was read from the archive lately; forgets what changes. */
  readonly loaded = new RecentReports<LoadedReport>(MOST_LOADED, ({ text }) => text.text.length);
  /** Texts that phrases were looked up in: reading and folding is what a phrase query costs. */
  readonly folded = new RecentReports<FoldedReport>(MOST_FOLDED, ({ size }) => size);
  /** Both orders, made when asked for; dropped by every change. */
  #order: { reports: readonly ReportEntry[]; passages: readonly PassageEntry[] } | null = null;
  #sections: readonly string[] | null = null;

  constructor(
    reports = new MiniSearch<ReportDocument>(REPORT_OPTIONS),
    passages = new MiniSearch<PassageDocument>(PASSAGE_OPTIONS),
  ) {
    this.#reports = reports;
    this.#passages = passages;
    for (const stored of reports.search(MiniSearch.wildcard) as unknown as ReportEntry[]) {
      const { id, title, source, published, importedAt } = stored;
      this.#reportEntries.set(id, { id, title, source, published, importedAt });
    }
    for (const stored of passages.search(MiniSearch.wildcard) as unknown as PassageEntry[]) {
      this.#passageEntries.set(stored.id, entryOf(stored));
    }
  }

  get counts(): { reports: number; passages: number } {
    return { reports: this.#reportEntries.size, passages: this.#passageEntries.size };
  }

  /** Adds a report or replaces it. */
  putReport(document: ReportDocument): void {
    const { id, title, source, published, importedAt } = document;
    this.removeReport(id);
    this.#reports.add(document);
    this.#reportEntries.set(id, { id, title, source, published, importedAt });
  }

  /** Adds a passage or replaces it. */
  putPassage(document: PassageDocument): void {
    const { id, reportId } = document;
    this.removePassage(id);
    this.#forget(reportId);
    this.#passages.add(document);
    this.#passageEntries.set(id, entryOf(document));
  }

  removeReport(id: ReportId): void {
    this.#changed();
    this.#forget(id);
    if (this.#reportEntries.delete(id)) this.#reports.discard(id);
  }

  removePassage(id: ExcerptId): void {
    this.#changed();
    const passage = this.#passageEntries.get(id);
    if (passage) this.#forget(passage.reportId);
    if (this.#passageEntries.delete(id)) this.#passages.discard(id);
  }

  #changed(): void {
    this.#order = null;
    this.#sections = null;
  }

  #forget(id: ReportId): void {
    this.loaded.forget(id);
    this.folded.forget(id);
  }

  passage(id: ExcerptId): PassageEntry | undefined {
    return this.#passageEntries.get(id);
  }

  /** All reports, newest first: by publication date, then by import, then by title. */
  reportsInOrder(): readonly ReportEntry[] {
    return this.#ordered().reports;
  }

  /** All passages in the order of their reports, then as they stand in the text. */
  passagesInOrder(): readonly PassageEntry[] {
    return this.#ordered().passages;
  }

  /** Every heading that a passage stands under, each once. */
  sections(): readonly string[] {
    this.#sections ??= [...new Set(this.passagesInOrder().flatMap(({ section }) => section))];
    return this.#sections;
  }

  #ordered(): { reports: readonly ReportEntry[]; passages: readonly PassageEntry[] } {
    if (this.#order !== null) return this.#order;
    const reports = [...this.#reportEntries.values()].sort(newestFirst);
    const rank = new Map(reports.map((report, i) => [report.id, i]));
    const rankOf = (passage: PassageEntry): number => rank.get(passage.reportId) ?? reports.length;
    const passages = [...this.#passageEntries.values()].sort(
      (a, b) => rankOf(a) - rankOf(b) || a.start - b.start || compareIds(a.id, b.id),
    );
    this.#order = { reports, passages };
    return this.#order;
  }

  /**
   * What holds all words of the clauses, wherever in the report (title, text, memos) or passage (text, memo) they
   * stand. Phrases count as their words here and need a look at the texts. Expects at least one clause.
   */
  candidates(clauses: readonly Clause[]): Candidates {
    const query = wordQuery(clauses);
    const reports = new Map<ReportId, WordMatch>();
    const passages = new Map<ExcerptId, WordMatch>();
    // Taking results in the filter spares sorting all of them.
    this.#reports.search(query, {
      boost: { title: 3 },
      filter: ({ id, score, terms: found }) => {
        reports.set(id as ReportId, { score, terms: found });
        return false;
      },
    });
    this.#passages.search(query, {
      filter: ({ id, score, terms: found }) => {
        passages.set(id as ExcerptId, { score, terms: found });
        return false;
      },
    });
    return { reports, passages };
  }

  /** Clears away what removed documents left behind, when that is a good part: blocks for as long as it takes. */
  async vacuum(): Promise<void> {
    for (const index of [this.#reports, this.#passages]) {
      if (index.dirtCount > 20 && index.dirtFactor > 0.1) await index.vacuum({ batchSize: Infinity });
    }
  }

  /** A plain object for {@link ArchiveIndex.fromJSON}; used by `JSON.stringify`. */
  toJSON(): { reports: AsPlainObject; passages: AsPlainObject } {
    return { reports: this.#reports.toJSON(), passages: this.#passages.toJSON() };
  }

  /** The index that `toJSON` wrote. Throws when `json` is no such thing. */
  static fromJSON(json: ReturnType<ArchiveIndex['toJSON']>): ArchiveIndex {
    return new ArchiveIndex(
      MiniSearch.loadJS<ReportDocument>(json.reports, REPORT_OPTIONS),
      MiniSearch.loadJS<PassageDocument>(json.passages, PASSAGE_OPTIONS),
    );
  }
}

/** Just the entry of something that holds more. */
function entryOf({
  id,
  reportId,
  start,
  section,
  pairs,
  codes,
  assessment,
  modifiedAt,
}: PassageEntry): PassageEntry {
  return { id, reportId, start, section, pairs, codes, assessment, modifiedAt };
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

function wordQuery(clauses: readonly Clause[]): Query {
  return {
    combineWith: 'AND',
    tokenize: (term) => [term],
    queries: clauses.flatMap((clause) => (clause.kind === 'word' ? typedWord(clause) : [...clause.terms])),
  };
}

function typedWord({ term, prefix }: WordClause): Query {
  const letters = [...term].length;
  if (letters <= FUZZY_LONGER_THAN || /^\p{N}/u.test(term)) return { queries: [term], prefix };
  return {
    queries: [term],
    prefix,
    fuzzy: Math.min(FUZZY_MOST, Math.round(letters * FUZZY_SHARE)),
    // A weight of zero drops the match: a typo in the first letter is another word.
    boostDocument: (_id, found) => (found[0] === term[0] ? 1 : 0),
  };
}
