import type { QueryMark } from '../../state/search.svelte';

/** A stretch of a query's text that is painted alike. */
export interface QueryPart {
  readonly start: number;
  readonly text: string;
  readonly kind: QueryMark['kind'] | 'word';
}

/** The whole text in parts, `marks` and what is between them. */
export function partsOf(text: string, marks: readonly QueryMark[]): QueryPart[] {
  const parts: QueryPart[] = [];
  let at = 0;
  const put = (end: number, kind: QueryPart['kind']): void => {
    if (end > at) parts.push({ start: at, text: text.slice(at, end), kind });
    at = Math.max(at, end);
  };
  for (const { start, end, kind } of marks) {
    put(start, 'word');
    put(end, kind);
  }
  put(text.length, 'word');
  return parts;
}
