import type { UsedQuery } from '../../state/saved-searches.svelte';
import type { Completion, SearchResult } from '../../state/search.svelte';
import { plural } from '../words';

const BORN_BY: Readonly<Record<SearchResult['unknown'][number]['field'], string>> = {
  actor: 'no actor is called',
  code: 'no code is called',
  section: 'no passage stands under',
  source: 'no report is from',
  author: 'no report is by',
  language: 'no report is in',
};

/** Which names of the query nothing bears, one phrase for each field. */
export function unknownWords(unknown: SearchResult['unknown']): string[] {
  const fields = [...new Set(unknown.map(({ field }) => field))];
  return fields.map((field) => {
    const names = unknown.filter((name) => name.field === field).map(({ value }) => `“${value}”`);
    return `${BORN_BY[field]} ${names.join(', ')}`;
  });
}

const OFFERED = 12;

/** The queries used lately, as they are offered in an empty box. */
export function usedBefore(used: readonly UsedQuery[]): Completion[] {
  return used.slice(0, OFFERED).map(({ query, reports }) => ({
    start: 0,
    end: 0,
    insert: query,
    label: query,
    detail: plural(reports, 'report'),
  }));
}
