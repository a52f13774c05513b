import type { CountryCode } from '$domain/ids';
import { printDateRange } from '$domain/query/date-range';
import { printQuery } from '$domain/query/print';
import { conditions, isText, leaves, type FieldLeaf, type Query, type QueryNode } from '$domain/query/query';
import { languageName } from '$domain/report/language-name';

/** What a query asks of passages beside words, in words: "Interior Ministry or Police, not Russia". */
export function filterWords(query: Query, countryName: (code: CountryCode) => string): string {
  return conditions(query)
    .filter((node) => leaves(node).some((leaf) => !isText(leaf)))
    .map((node) => nodeWords(node, countryName))
    .join(', ');
}

function nodeWords(node: QueryNode, countryName: (code: CountryCode) => string): string {
  const words = (each: QueryNode): string => nodeWords(each, countryName);
  switch (node.kind) {
    case 'and':
      return `(${node.nodes.map(words).join(', ')})`;
    case 'or':
      return node.nodes.map(words).join(' or ');
    case 'not':
      return `not ${words(node.node)}`;
    default:
      return isText(node) ? printQuery(node) : fieldWords(node, countryName);
  }
}

const PLACED = { moved: 'to be looked at', lost: 'lost' } as const;

function fieldWords(leaf: FieldLeaf, countryName: (code: CountryCode) => string): string {
  switch (leaf.kind) {
    case 'actor':
    case 'status':
    case 'source':
      return leaf.value;
    case 'country':
      return countryName(leaf.value);
    case 'code':
      return `#${leaf.value}`;
    case 'section':
      return `“${leaf.value}”`;
    case 'author':
      return `by ${leaf.value}`;
    case 'language':
      return languageName(leaf.value);
    case 'role':
      return `country as ${leaf.value}`;
    case 'confidence':
      return `${leaf.value} confidence`;
    case 'place':
      return PLACED[leaf.value];
    case 'important':
      return leaf.value ? 'important' : 'not important';
    case 'date':
      return `published ${printDateRange(leaf.value)}`;
    case 'event':
      return `happened ${printDateRange(leaf.value)}`;
    case 'has':
      return `with ${leaf.value}`;
    case 'untagged':
      return 'untagged';
  }
}
