import { parseQuery } from '$domain/query/parse';
import { soughtTexts } from '$domain/query/query';
import { blockAt, type ReportText } from '$domain/report/report';
import { findInText } from '$domain/text/find-in-text';
import type { Span } from '$domain/text/offsets';
import { queryStemKeys, stemKeys } from './language/stem-keys';
import { loadStemmersFor } from './language/stemmers';
import { matcherFor } from './matcher';
import { baseLanguage } from './query/report-names';
import { reportTerms } from './report-terms';
import { expandLeaf } from './text/expansion';
import { OpenTier } from './tiers/open-tier';
import { TEXT_FIELDS } from './tiers/tier';

/**
 * Makes a report ready to be searched in. What it gives finds the places that a query of the search box would mark in the text,
 * its last word or phrase perhaps unfinished; where there are none, or it cannot be read, the places where the text stands letter by
 * letter. UTF-16, in order.
 */
export async function findInReport(
  { text, blocks }: Pick<ReportText, 'text' | 'blocks'>,
  language: string,
): Promise<(needle: string) => readonly Span[]> {
  await loadStemmersFor([language]);
  const tier = new OpenTier(TEXT_FIELDS.length, stemKeys);
  const { document } = reportTerms({ id: 'report', title: '', language }, { text, blocks });
  tier.add({ ...document, attributes: [] });
  const stemsOf = (term: string): readonly string[] => queryStemKeys(term, new Set([baseLanguage(language)]));
  return (needle) => {
    const typed = parseQuery(needle, { unfinished: true });
    // A phrase that is being typed is not closed yet.
    const query = typed.ok ? typed : parseQuery(typed.error.suggestion ?? needle);
    if (query.ok) {
      const leaves = soughtTexts(query.value).map((leaf) => expandLeaf(leaf, [tier], stemsOf, false));
      const found = matcherFor(leaves)(text, (offset) => blockAt(blocks, offset)?.kind ?? 'paragraph');
      if (found.length > 0) return found.map(({ start, end }) => ({ start, end }));
    }
    return findInText(text, needle);
  };
}
