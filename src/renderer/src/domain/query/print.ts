import { printDateRange } from './date-range';
import { isGroup, isText, type FieldLeaf, type Query, type QueryNode, type TextLeaf } from './query';

/** Writes a query as text that `parseQuery` reads as the same query. A word that is being typed is written as any word. */
export function printQuery(query: Query): string {
  if (query === null) return '';
  return query.kind === 'and' ? query.nodes.map(printPart).join(' ') : print(query);
}

function print(node: QueryNode): string {
  if (node.kind === 'and') return node.nodes.map(printPart).join(' ');
  if (node.kind === 'or') return printOneField(node.nodes) ?? node.nodes.map(printPart).join(' OR ');
  if (node.kind === 'not') return `-${printPart(node.node)}`;
  return isText(node) ? printText(node) : printField(node);
}

/** In parentheses where it would come apart among others. */
function printPart(node: QueryNode): string {
  const text = print(node);
  const isWhole = !isGroup(node) || (node.kind === 'or' && printOneField(node.nodes) !== null);
  return isWhole ? text : `(${text})`;
}

/** Several values of one field: `actor:(police OR army)`. */
function printOneField(nodes: readonly QueryNode[]): string | null {
  const fields: FieldLeaf[] = [];
  for (const node of nodes) {
    if (isGroup(node) || node.kind === 'not' || isText(node) || node.kind === 'untagged') return null;
    fields.push(node);
  }
  const [first] = fields;
  if (first === undefined || fields.some(({ kind }) => kind !== first.kind)) return null;
  return `${first.kind}:(${fields.map(printValue).join(' OR ')})`;
}

function printText(leaf: TextLeaf): string {
  const scope = leaf.scope === null ? '' : `${leaf.scope}:`;
  const boost = leaf.boost === 1 ? '' : `^${leaf.boost}`;
  switch (leaf.kind) {
    case 'word':
      return `${scope}${leaf.raw}${boost}`;
    case 'prefix':
      return `${scope}${leaf.raw}*${boost}`;
    case 'fuzzy':
      return `${scope}${leaf.raw}~${leaf.edits}${boost}`;
    case 'phrase':
      return `${scope}${quoted(leaf.raw)}${leaf.slop === null ? '' : `~${leaf.slop}`}${boost}`;
  }
}

function printField(leaf: FieldLeaf): string {
  return leaf.kind === 'untagged' ? 'untagged' : `${leaf.kind}:${printValue(leaf)}`;
}

function printValue(leaf: FieldLeaf): string {
  switch (leaf.kind) {
    case 'important':
      return leaf.value ? 'yes' : 'no';
    case 'date':
    case 'event':
      return printDateRange(leaf.value);
    case 'untagged':
      return 'yes';
    default:
      return fieldValue(leaf.value);
  }
}

const OPERATORS: ReadonlySet<string> = new Set(['OR', 'AND', 'NOT']);

/** A name as it can stand after a field's colon. */
export function fieldValue(value: string): string {
  return /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_.-]*$/u.test(value) && !OPERATORS.has(value) ? value : quoted(value);
}

export function quoted(text: string): string {
  return `"${text.replace(/["\\]/gu, String.raw`\$&`)}"`;
}
