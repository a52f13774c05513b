import { describeQuote } from '$domain/anchor/selectors';
import { NO_CODE_DETAILS, type Code } from '$domain/coding/code';
import { assessmentOf, NOT_ASSESSED, type Excerpt, type Memo, type Pair } from '$domain/coding/excerpt';
import type { ActorId, CodeId, CountryCode, ExcerptId, IsoInstant, MemoId, ReportId } from '$domain/ids';
import type { Judged } from '$domain/query/judged';
import type { Block } from '$domain/report/report';
import type { PassageDocument, ReportDocument } from '../entries';
import { ArchiveIndex } from '../index';
import { loadStemmers, STEMMED_LANGUAGES } from '../language/stemmers';
import { reportTerms } from '../report-terms';
import type { ArchiveSource, LoadedReport } from '../source';

await loadStemmers(STEMMED_LANGUAGES);

export interface SmallPassage {
  readonly id: string;
  /** Where it begins: at the first place of `quote` in the report; where it is not found, it lost its place. */
  readonly quote: string;
  /** `actor/country`, either side may be empty. */
  readonly pairs?: readonly string[];
  readonly codes?: readonly string[];
  readonly section?: readonly string[];
  readonly memo?: string;
  readonly assessment?: Partial<Judged>;
}

export interface SmallReport {
  readonly id: string;
  readonly title?: string;
  readonly published?: string;
  readonly source?: string;
  readonly author?: string;
  readonly language?: string;
  /** Blocks, the first one a title block when it equals the title. */
  readonly blocks: readonly string[];
  readonly passages?: readonly SmallPassage[];
}

export interface SmallArchive {
  readonly index: ArchiveIndex;
  readonly source: ArchiveSource;
  readonly reports: ReadonlyMap<string, LoadedReport>;
  readonly documents: { readonly reports: ReportDocument[]; readonly passages: PassageDocument[] };
}

const AT = '2022-01-07T00:00:00.000Z' as IsoInstant;

export function aPair(text: string): Pair {
  const [actor = '', country = ''] = text.split('/');
  return {
    actorId: actor === '' ? null : (actor as ActorId),
    country: country === '' ? null : { code: country as CountryCode, role: 'location' },
  } as Pair;
}

/** The codes of every small archive, called as their ids: `Strike` and `March` are kinds of `Protest`. */
export const SMALL_CODES: readonly Pick<Code, 'id' | 'name' | 'aliases' | 'parentId'>[] = [
  ['Protest', null],
  ['Strike', 'Protest'],
  ['March', 'Protest'],
  ['Curfew', null],
].map(([name, parentId]) => ({
  ...NO_CODE_DETAILS,
  id: name as CodeId,
  name: name!,
  parentId: parentId as CodeId | null,
}));

/** An archive in memory, indexed. Actors are called as their ids. */
export function smallArchive(given: readonly SmallReport[], index = new ArchiveIndex()): SmallArchive {
  const reports = new Map<string, LoadedReport>();
  const documents: SmallArchive['documents'] = { reports: [], passages: [] };
  const actors = new Set<string>();
  for (const {
    id,
    title = `Report ${id}`,
    published = '2022-01-06',
    source: from = 'Fixture Press',
    author = '',
    language = '',
    blocks: texts,
    passages = [],
  } of given) {
    const reportId = id as ReportId;
    const blocks = blocksOf(texts, title);
    const text = texts.join('\n\n');
    const terms = reportTerms({ id, title, language }, { text, blocks });
    const excerpts: Excerpt[] = [];
    const memos: Memo[] = [];
    for (const passage of passages) {
      const { id: excerptId, quote, pairs = [], memo = '', assessment = {} } = passage;
      const codes = (passage.codes ?? []) as CodeId[];
      const isLost = !text.includes(quote);
      const start = isLost ? 0 : text.indexOf(quote);
      const span = { start, end: start + quote.length };
      excerpts.push({
        id: excerptId as ExcerptId,
        reportId,
        revision: isLost ? 0 : 1,
        span,
        quote: describeQuote(isLost ? quote : text, span),
        codes,
        anchoring: isLost ? 'orphaned' : 'anchored',
        ...assessmentOf({ ...NOT_ASSESSED, ...assessment }),
        createdBy: 'Coder 1',
        createdAt: AT,
        modifiedAt: AT,
      });
      if (memo !== '') {
        memos.push({
          id: `memo-${excerptId}` as MemoId,
          excerptId: excerptId as ExcerptId,
          reportId,
          text: memo,
          modifiedAt: AT,
        });
      }
      documents.passages.push({
        id: excerptId as ExcerptId,
        reportId,
        start,
        words: isLost ? { from: 0, to: 0 } : terms.rangeOf(span),
        section: passage.section ?? [],
        pairs: pairs.map(aPair),
        codes,
        assessment: { ...NOT_ASSESSED, place: isLost ? 'lost' : null, ...assessment },
        modifiedAt: AT,
        hasMemo: memo !== '',
        memo,
        lost: isLost ? quote : '',
      });
      for (const pair of pairs) if (aPair(pair).actorId !== null) actors.add(aPair(pair).actorId!);
    }
    reports.set(id, { id: reportId, title, text: { reportId, revision: 1, text, blocks }, excerpts, memos });
    documents.reports.push({
      id: reportId,
      title,
      source: from,
      author,
      language,
      published,
      importedAt: AT,
      hasFootnotes: false,
      terms: terms.document,
    });
  }
  for (const document of documents.reports) index.putReport(document);
  for (const document of documents.passages) index.putPassage(document);
  const source: ArchiveSource = {
    actors: () => Promise.resolve([...actors].map((name) => ({ id: name as ActorId, name, aliases: [] }))),
    codes: () => Promise.resolve(SMALL_CODES),
    reports: (ids) => Promise.resolve(ids.flatMap((id) => reports.get(id) ?? [])),
  };
  return { index, source, reports, documents };
}

function blocksOf(texts: readonly string[], title: string): Block[] {
  let start = 0;
  return texts.map((text) => {
    const span = { start, end: start + text.length };
    start = span.end + 2;
    return { kind: text === title ? 'title' : 'paragraph', span, section: ['Section'] };
  });
}
