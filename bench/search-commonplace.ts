import type { ActorId, CountryCode, ExcerptId, IsoInstant, ReportId, Sha256 } from '$domain/ids';
import { NOT_ASSESSED, type Pair } from '$domain/coding/excerpt';
import { parseQuery } from '$domain/query/parse';
import { allOf, soughtTexts, type Query, type QueryNode } from '$domain/query/query';
import type { Block, Report } from '$domain/report/report';
import { FrozenTiers } from '../src/renderer/src/search/frozen-tiers';
import type { ReportDocument } from '../src/renderer/src/search/entries';
import { ArchiveIndex } from '../src/renderer/src/search/index';
import { loadStemmersFor } from '../src/renderer/src/search/language/stemmers';
import { Evaluation } from '../src/renderer/src/search/query/evaluate';
import { bestReports } from '../src/renderer/src/search/query/rank';
import { reportTerms } from '../src/renderer/src/search/report-terms';
import { privateFiles, type ShardFiles } from '../src/renderer/src/search/shards/shard-files';
import { readSnapshot, writeSnapshot } from '../src/renderer/src/search/snapshot';
import type { ArchiveDb } from '../src/renderer/src/storage/archive-db';
import { NAME } from './search-archive';
import {
  BEST,
  type Answer,
  type SearchEngine,
  type SearchQuery,
  type SearchReport,
  type UpdateTimes,
} from './search-engines';

const AT = '2022-01-07T00:00:00.000Z' as IsoInstant;
/** As MiniSearch counts it with a fuzziness of 0.2. */
const LETTERS_AN_EDIT = 5;

/**
 * The app's index as its worker keeps it: frozen tiers in files, entries in the archive's database, and its own evaluation and
 * ranking. Left out is what an answer of the app has beyond the best reports and how many there are: passages, facets, snippets.
 * Who is in a report is coded in passages, as in the app: one for each coding.
 */
export class Commonplace implements SearchEngine {
  #db!: ArchiveDb;
  #files!: ShardFiles;
  #index = new ArchiveIndex();
  #frozen: FrozenTiers | null = null;

  constructor(private readonly archive: Promise<ArchiveDb>) {}

  async #connect(): Promise<void> {
    if ((this.#db as ArchiveDb | undefined) !== undefined) return;
    this.#files = await filesOfBench();
    this.#db = await this.archive;
  }

  #tiers(kept?: ConstructorParameters<typeof FrozenTiers>[3]): FrozenTiers {
    return new FrozenTiers(this.#index, this.#files, () => Promise.resolve(), kept);
  }

  async prepare(reports: readonly SearchReport[]): Promise<void> {
    await this.#connect();
    await this.#store(reports);
  }

  async #store(reports: readonly SearchReport[]): Promise<void> {
    const { reports: rows, reportTexts } = this.#db;
    const texts = reports.map(canonical);
    await this.#db.transaction('rw', [rows, reportTexts], async () => {
      await rows.bulkPut(reports.map(rowOf));
      await reportTexts.bulkPut(
        reports.map(({ id }, i) => ({ reportId: id as ReportId, revision: 1, ...texts[i]! })),
      );
    });
  }

  async add(reports: readonly SearchReport[]): Promise<void> {
    await this.#connect();
    this.#frozen ??= this.#tiers();
    await loadStemmersFor(reports.map(({ language }) => language));
    for (const report of reports) this.#put(report, (document) => this.#frozen!.add(document));
    await this.#frozen.grow();
  }

  #put(report: SearchReport, add: (document: ReportDocument) => void): void {
    const { text, blocks } = canonical(report);
    const { id, title, source, author, language, published, importedAt } = rowOf(report);
    const terms = reportTerms({ id, title, language }, { text, blocks });
    const entry = { id, title, source, author, language, published, importedAt, hasFootnotes: false };
    add({ ...entry, terms: terms.document });
    report.codings.forEach((coding, n) => {
      // Anywhere will do: one block after the other.
      const { span, section } = blocks[(n + 1) % blocks.length]!;
      this.#index.putPassage({
        id: `${id}-${n}` as ExcerptId,
        reportId: id,
        start: span.start,
        words: terms.rangeOf(span),
        section,
        pairs: [pairOf(coding)],
        codes: [],
        assessment: { ...NOT_ASSESSED, place: null },
        hasMemo: false,
        modifiedAt: AT,
        memo: '',
        lost: '',
      });
    });
  }

  async finish(): Promise<void> {
    const kept = await this.#frozen!.store();
    await writeSnapshot(this.#db, this.#files, this.#index, kept, 0);
  }

  async diskBytes(): Promise<number> {
    const kept = await this.#frozen!.store();
    const names = new Set(kept.map(({ name }) => name));
    let bytes = kept.reduce((sum, { shard }) => sum + shard.bytes().length, 0);
    for (const name of await this.#files.names()) {
      if (!names.has(name)) bytes += (await this.#files.open(name))!.size;
    }
    return bytes;
  }

  async open(): Promise<void> {
    this.#files = await filesOfBench();
    const snapshot = await readSnapshot(this.archive, this.#files);
    this.#db = await this.archive;
    if (snapshot === null) throw new Error('What was stored of the index cannot be used.');
    this.#index = snapshot.index;
    this.#frozen = this.#tiers(snapshot.shards);
  }

  query(query: SearchQuery): Answer {
    return this.#find(meant(query));
  }

  #find(query: Query): Answer {
    const texts = soughtTexts(query);
    const evaluation = new Evaluation(this.#index, () => [], texts);
    const found = evaluation.find(query);
    const sought = texts.map((leaf) => ({ raw: leaf.raw, expanded: evaluation.expanded(leaf) }));
    const best = bestReports(this.#index, found, sought, BEST, 'best');
    return { count: found.reports.count, top: best.map(({ id }) => id) };
  }

  count(words: readonly string[]): number {
    return this.#find(allOf(words.map((word) => phrase([word])))).count!;
  }

  async update(report: SearchReport, word: string): Promise<UpdateTimes> {
    // The archive's own write, which is there without a search as well.
    await this.#store([report]);
    await loadStemmersFor([report.language]);
    const began = performance.now();
    this.#put(report, (document) => this.#index.putReport(document));
    await this.#frozen!.grow();
    if (this.#find(phrase([word])).count !== 1) throw new Error('The changed report is not found.');
    const searchable = performance.now() - began;
    await this.finish();
    return { searchable, durable: performance.now() - began };
  }

  close(): Promise<void> {
    this.#db.close();
    return Promise.resolve();
  }
}

async function filesOfBench(): Promise<ShardFiles> {
  const files = await privateFiles(NAME);
  if (files === null) throw new Error('There is no private file system here.');
  return files;
}

/** The query that the app makes of what is typed. */
function meant(query: SearchQuery): Query {
  switch (query.kind) {
    case 'words':
      return typed(query.words.join(' '));
    case 'prefix':
      return { kind: 'prefix', scope: null, raw: query.word, boost: 1 };
    case 'fuzzy': {
      const edits = Math.min(2, Math.round(query.word.length / LETTERS_AN_EDIT)) as 1 | 2;
      return { kind: 'fuzzy', scope: null, raw: query.word, boost: 1, edits };
    }
    case 'phrase':
      return phrase(query.words);
    case 'facet': {
      const { word, actor, country } = query;
      const facet: QueryNode =
        actor === undefined
          ? { kind: 'country', value: country as CountryCode }
          : { kind: 'actor', value: actor };
      return allOf([typed(word)!, facet]);
    }
    case 'typed':
      return typed(query.text, true);
  }
}

function typed(text: string, unfinished = false): Query {
  const query = parseQuery(text, { unfinished });
  if (!query.ok) throw new Error(query.error.message);
  return query.value;
}

function phrase(words: readonly string[]): QueryNode {
  return { kind: 'phrase', scope: null, raw: words.join(' '), boost: 1, slop: null };
}

function pairOf({ actor, country }: SearchReport['codings'][number]): Pair {
  return { actorId: actor as ActorId, country: { code: country as CountryCode, role: 'location' } };
}

function rowOf({ id, title, language, published, blocks }: SearchReport): Report {
  return {
    id: id as ReportId,
    title,
    author: '',
    source: 'Bench Press',
    sourceUrl: '',
    published,
    captured: '',
    language,
    dek: '',
    revision: 1,
    textHash: '' as Sha256,
    blockCount: blocks.length + 1,
    wordCount: 0,
    story: '',
    importedAt: AT,
    sample: false,
  };
}

/** The text with its title as the first block, as an imported report has it. */
function canonical({ title, blocks }: SearchReport): { text: string; blocks: Block[] } {
  let text = title;
  let section: readonly string[] = [];
  const placed: Block[] = [{ kind: 'title', span: { start: 0, end: title.length }, section }];
  for (const block of blocks) {
    const span = { start: text.length + 2, end: text.length + 2 + block.text.length };
    text += `\n\n${block.text}`;
    if (block.kind === 'paragraph') placed.push({ kind: block.kind, span, section });
    else placed.push({ kind: block.kind, level: 1, span, section });
    if (block.kind === 'heading') section = [block.text];
  }
  return { text, blocks: placed };
}
