import MiniSearch from 'minisearch';
import type { Query } from '../src/renderer/src/domain/query/query';
import { anyOf } from '../src/renderer/src/domain/query/query';
import { tokens } from '../src/renderer/src/domain/text/normalise-term';
import type { ReportDocument } from '../src/renderer/src/search/entries';
import { ArchiveIndex } from '../src/renderer/src/search/index';
import { loadStemmersFor } from '../src/renderer/src/search/language/stemmers';
import { Evaluation } from '../src/renderer/src/search/query/evaluate';
import { bestReports } from '../src/renderer/src/search/query/rank';
import { reportTerms } from '../src/renderer/src/search/report-terms';

export interface RelevanceText {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Answers a question with the ids of the ten best texts. */
export type Answering = (question: string) => string[];

const BEST = 10;

/** The app's index and ranking; a question asks for any of its words. */
export async function ours(texts: readonly RelevanceText[], language: string): Promise<Answering> {
  await loadStemmersFor([language]);
  const index = new ArchiveIndex();
  for (const { id, title, text } of texts) {
    const shown = title.replaceAll('_', ' ');
    const blocks = [{ kind: 'paragraph' as const, span: { start: 0, end: text.length }, section: [] }];
    const { document } = reportTerms({ id, title: shown, language }, { text, blocks });
    const report = { id, title: shown, source: '', author: '', language, published: '', importedAt: '' };
    index.putReport({ ...report, hasFootnotes: false, terms: document } as unknown as ReportDocument);
  }
  return (question) => {
    const query: Query = anyOf(
      tokens(question).map(({ start, end }) => ({
        kind: 'word',
        scope: null,
        raw: question.slice(start, end),
        boost: 1,
      })),
    );
    const evaluation = new Evaluation(index, () => [], []);
    const found = evaluation.find(query);
    return bestReports(index, found, [], BEST, 'best').map(({ id }) => id);
  };
}

/** MiniSearch as it comes. */
export function plain(texts: readonly RelevanceText[]): Answering {
  const index = new MiniSearch<RelevanceText>({ fields: ['title', 'text'] });
  index.addAll(texts);
  return (question) =>
    index
      .search(question)
      .slice(0, BEST)
      .map(({ id }) => String(id));
}
