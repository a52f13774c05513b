import type { DateRange } from './date-range';
import { entriesNamed, type Named } from './names';
import {
  allOf,
  anyOf,
  conditions,
  isText,
  leaves,
  mapLeaves,
  NAMED_FIELDS,
  not,
  type FieldLeaf,
  type FieldValue,
  type NamedField,
  type Query,
  type QueryNode,
} from './query';

/** Fields of which values can be chosen from a list. */
export type ChosenField = NamedField | 'country' | 'role' | 'status' | 'confidence' | 'place';

/** Asked for, excluded, or neither. */
export type Choice = 'in' | 'out' | null;

/**
 * Whether a value is among those that a condition of the query asks for or excludes. What stands deeper, in parentheses with
 * other things, is a condition of its own and no choice.
 */
export function choiceOf<F extends ChosenField>(query: Query, field: F, value: FieldValue<F>): Choice {
  for (const node of conditions(query)) {
    if (asked(node, field)?.includes(value)) return 'in';
    if (excluded(node, field)?.includes(value)) return 'out';
  }
  return null;
}

/** The query with a value asked for, excluded or neither; the other values stay as they are chosen. */
export function choose<F extends ChosenField>(
  query: Query,
  field: F,
  value: FieldValue<F>,
  choice: Choice,
): Query {
  const leaf = leafOf(field, value);
  const isLike = (node: QueryNode): boolean =>
    choice === 'in' ? asked(node, field) !== null : excluded(node, field) !== null;
  const nodes = conditions(query);
  // What is asked for joins what is asked for already; what is excluded is a condition of its own, after those like it.
  const joined = choice === 'in' ? nodes.findIndex(isLike) : -1;
  const before = choice === 'out' ? nodes.findLastIndex(isLike) : -1;
  const isApart = choice !== null && joined === -1 && before === -1;
  const changed = nodes.flatMap((node, i): QueryNode[] => {
    const isAsked = asked(node, field) !== null;
    const values = asked(node, field) ?? excluded(node, field);
    const group =
      values &&
      anyOf([
        ...values.filter((other) => other !== value).map((other) => leafOf(field, other)),
        ...(i === joined ? [leaf] : []),
      ]);
    const kept = values === null ? [node] : group === null ? [] : [isAsked ? group : not(group)];
    return i === before ? [...kept, not(leaf)] : kept;
  });
  if (isApart) changed.push(choice === 'in' ? leaf : not(leaf));
  return allOf(changed);
}

/** Whether passages that are important are asked for, or those that are not. */
export function importantOf(query: Query): boolean | null {
  const node = conditions(query).find((each) => each.kind === 'important');
  return node?.kind === 'important' ? node.value : null;
}

/** The query that asks for passages that are important, for those that are not, or for both. */
export function chooseImportant(query: Query, important: boolean | null): Query {
  const nodes = conditions(query).filter(({ kind }) => kind !== 'important');
  return allOf(important === null ? nodes : [...nodes, { kind: 'important', value: important }]);
}

/** The range of publication dates that is a condition of the query; null when there is none. */
export function datesOf(query: Query): DateRange | null {
  const node = conditions(query).find((each) => each.kind === 'date');
  return node?.kind === 'date' ? node.value : null;
}

/** The query that asks for reports published in a range, or at any time. */
export function chooseDates(query: Query, range: DateRange | null): Query {
  const nodes = conditions(query).filter(({ kind }) => kind !== 'date');
  return allOf(range === null ? nodes : [...nodes, { kind: 'date', value: range }]);
}

/** The query without the condition that a further value of the field would join; null where there is no such condition. */
export function withoutAsked(query: Query, field: ChosenField): { readonly query: Query } | null {
  const nodes = conditions(query);
  const at = nodes.findIndex((node) => asked(node, field) !== null);
  return at === -1 ? null : { query: allOf(nodes.toSpliced(at, 1)) };
}

/** Just those conditions of a query that are all of words. */
export function withoutFilters(query: Query): Query {
  return allOf(conditions(query).filter((node) => leaves(node).every(isText)));
}

/** What names can mean, by field; names of fields that are left out stay as they are. */
export type KnownNames = Partial<Readonly<Record<NamedField, readonly Named[]>>>;

/**
 * The query with the full names of what it means, so that each can be chosen by itself. Names that nothing bears stay.
 */
export function withFullNames(query: Query, known: KnownNames): Query {
  return mapLeaves(query, (leaf) => {
    if (!isNamed(leaf.kind)) return leaf;
    const { kind, value } = leaf as Extract<FieldLeaf, { kind: NamedField }>;
    const found = entriesNamed(known[kind] ?? [], value);
    const names = [...new Set(found.map(({ name }) => name))];
    return anyOf(names.map((name) => ({ kind, value: name }))) ?? leaf;
  });
}

function isNamed(kind: string): kind is NamedField {
  return (NAMED_FIELDS as readonly string[]).includes(kind);
}

/** The values of a node that asks for nothing but one of some values of the field; null for another node. */
export function asked<F extends ChosenField>(node: QueryNode, field: F): FieldValue<F>[] | null {
  const nodes = node.kind === 'or' ? node.nodes : [node];
  const values: FieldValue<F>[] = [];
  for (const each of nodes) {
    if (each.kind !== field) return null;
    values.push((each as { readonly value: unknown }).value as FieldValue<F>);
  }
  return values;
}

function excluded<F extends ChosenField>(node: QueryNode, field: F): FieldValue<F>[] | null {
  return node.kind === 'not' ? asked(node.node, field) : null;
}

function leafOf<F extends ChosenField>(kind: F, value: FieldValue<F>): FieldLeaf {
  return { kind, value } as unknown as FieldLeaf;
}
