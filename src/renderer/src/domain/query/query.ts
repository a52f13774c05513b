import type { Confidence, CountryRole, ExcerptStatus, PlaceDoubt } from '../coding/excerpt';
import type { CountryCode } from '../ids';
import type { DateRange } from './date-range';

/** What a search asks for; null asks for everything. */
export type Query = QueryNode | null;

/**
 * Invariants: `and` and `or` have at least two nodes and none of their own kind among them; no `not` stands right in another.
 * Hence every meaning has one shape, and what `printQuery` writes is read as the same query.
 */
export type QueryNode =
  | { readonly kind: 'and'; readonly nodes: readonly QueryNode[] }
  | { readonly kind: 'or'; readonly nodes: readonly QueryNode[] }
  | { readonly kind: 'not'; readonly node: QueryNode }
  | Leaf;
export type Leaf = TextLeaf | FieldLeaf;

/** Where a word is sought. `text` is all of a report's text: the lead, headings and footnotes too, but not its memos. */
export const TEXT_SCOPES = ['title', 'dek', 'text', 'footnote', 'memo'] as const;
export type TextScope = (typeof TEXT_SCOPES)[number];

interface TextBase {
  /** Null seeks in the title, the text and the memos. */
  readonly scope: TextScope | null;
  /** As typed, without quotation marks and signs; holds at least one word. Several, such as `fuel-price`, stand for a phrase. */
  readonly raw: string;
  /** How much more than usual it counts in the ranking; 1 is usual. */
  readonly boost: number;
}

export type TextLeaf =
  /** The word and its inflected forms. */
  | (TextBase & {
      readonly kind: 'word';
      /** Still being typed: words that begin with it are found as well. */
      readonly unfinished?: true;
    })
  /** Words that begin so. */
  | (TextBase & { readonly kind: 'prefix' })
  /** Words at most so many letters different, the first letter the same. */
  | (TextBase & { readonly kind: 'fuzzy'; readonly edits: 1 | 2 })
  /** Words spelt so, next to each other in this order; with a `slop` in any order, with at most so many others between them. */
  | (TextBase & { readonly kind: 'phrase'; readonly slop: number | null });

/** Fields of which the value is a name to be looked up when the query is answered. */
export const NAMED_FIELDS = ['actor', 'code', 'section', 'source', 'author', 'language'] as const;
export type NamedField = (typeof NAMED_FIELDS)[number];
/** Days of which the report or the passage is; the passage's is its event date. */
export const DATE_FIELDS = ['date', 'event'] as const;
export type DateField = (typeof DATE_FIELDS)[number];

/** What can be there or not. */
export const HAVABLE = [
  'passage',
  'actor',
  'country',
  'code',
  'memo',
  'status',
  'confidence',
  'event',
  'footnote',
  'date',
  'source',
  'author',
] as const;
export type Havable = (typeof HAVABLE)[number];

/** What can be asked for beside words. */
export interface FieldValues extends Record<NamedField, string>, Record<DateField, DateRange> {
  country: CountryCode;
  role: CountryRole;
  status: ExcerptStatus;
  confidence: Confidence;
  place: PlaceDoubt;
  important: boolean;
  has: Havable;
  /** A passage with neither actor, country nor code; a report without passages. */
  untagged: true;
}
export type FieldName = keyof FieldValues;
export type FieldValue<F extends FieldName> = FieldValues[F];
export type FieldLeaf = {
  [F in FieldName]: { readonly kind: F; readonly value: FieldValues[F] };
}[FieldName];

const TEXT_KINDS: ReadonlySet<string> = new Set(['word', 'prefix', 'fuzzy', 'phrase']);

export function isText(node: QueryNode): node is TextLeaf {
  return TEXT_KINDS.has(node.kind);
}

export function isGroup(node: QueryNode): node is Extract<QueryNode, { kind: 'and' | 'or' }> {
  return node.kind === 'and' || node.kind === 'or';
}

/** All of the nodes, in the one shape that has this meaning; null for none. */
export function allOf(nodes: readonly QueryNode[]): Query {
  return join('and', nodes);
}

/** Any of the nodes, in the one shape that has this meaning; null for none. */
export function anyOf(nodes: readonly QueryNode[]): Query {
  return join('or', nodes);
}

function join(kind: 'and' | 'or', nodes: readonly QueryNode[]): Query {
  const flat = nodes.flatMap((node) => (node.kind === kind ? node.nodes : [node]));
  return flat.length > 1 ? { kind, nodes: flat } : (flat[0] ?? null);
}

export function not(node: QueryNode): QueryNode {
  return node.kind === 'not' ? node.node : { kind: 'not', node };
}

/** What must all hold: the nodes of a query that is an `and`, else the query alone. */
export function conditions(query: Query): readonly QueryNode[] {
  if (query === null) return [];
  return query.kind === 'and' ? query.nodes : [query];
}

/** Every leaf in the order it stands. */
export function leaves(query: Query): Leaf[] {
  if (query === null) return [];
  if (isGroup(query)) return query.nodes.flatMap(leaves);
  return query.kind === 'not' ? leaves(query.node) : [query];
}

/** The query with each leaf replaced by a node. */
export function mapLeaves(query: Query, replace: (leaf: Leaf) => QueryNode): Query {
  if (query === null) return null;
  if (isGroup(query)) {
    const nodes = query.nodes.map((node) => mapLeaves(node, replace)!);
    return query.kind === 'and' ? allOf(nodes) : anyOf(nodes);
  }
  return query.kind === 'not' ? not(mapLeaves(query.node, replace)!) : replace(query);
}

/** Text leaves that what is found must or may have, in the order they stand: those not under a `not`. */
export function soughtTexts(query: Query): TextLeaf[] {
  if (query === null || query.kind === 'not') return [];
  if (isGroup(query)) return query.nodes.flatMap(soughtTexts);
  return isText(query) ? [query] : [];
}

const OF_REPORTS: ReadonlySet<FieldName> = new Set(['source', 'author', 'language', 'date']);
const OF_REPORTS_HAD: ReadonlySet<Havable> = new Set(['date', 'source', 'author', 'footnote']);

/** Whether a condition is about passages, so that a report answers it by one of those. */
export function isOfPassages(leaf: Leaf): leaf is FieldLeaf {
  if (isText(leaf)) return false;
  return leaf.kind === 'has' ? !OF_REPORTS_HAD.has(leaf.value) : !OF_REPORTS.has(leaf.kind);
}

/** Whether a query asks for more than words. */
export function isFiltered(query: Query): boolean {
  return leaves(query).some((leaf) => !isText(leaf));
}
