import type { Pair } from '$domain/coding/excerpt';
import { isText, type FieldLeaf, type QueryNode, type TextLeaf } from '$domain/query/query';
import type { PassageEntry } from '../entries';
import type { FieldTest, PairSide } from './tests';

/** Whether the passage of a number answers. */
export type PassageTest = (number: number) => boolean;

interface Means {
  readonly passages: readonly PassageEntry[];
  readonly testOf: (leaf: FieldLeaf) => FieldTest;
  /** Whether passages answer a word, each by itself or by its report, as is asked. */
  readonly text: (leaf: TextLeaf) => PassageTest;
  /** Whether the passages' reports answer. */
  readonly report: (leaf: FieldLeaf) => PassageTest;
}

/** What a pair must be for one condition: side by side, conditions on different sides are about one pair. */
export interface PairCondition {
  readonly side: PairSide;
  readonly holds: (pair: Pair) => boolean;
}

/** The test that a query makes of each passage. */
export function passageFormula(node: QueryNode, means: Means): PassageTest {
  const { passages } = means;
  const onPair = pairCondition(node, means.testOf);
  if (onPair !== null) return (number) => passages[number]!.pairs.some(onPair.holds);
  switch (node.kind) {
    case 'and':
      return all(node.nodes, means);
    case 'or': {
      const tests = node.nodes.map((each) => passageFormula(each, means));
      return (number) => tests.some((test) => test(number));
    }
    case 'not': {
      const test = passageFormula(node.node, means);
      return (number) => !test(number);
    }
    default: {
      if (isText(node)) return means.text(node);
      const test = means.testOf(node);
      if (test.of !== 'passage') return means.report(node);
      return (number) => test.holds(passages[number]!);
    }
  }
}

function all(nodes: readonly QueryNode[], means: Means): PassageTest {
  const { passages } = means;
  const conditions: PairCondition[] = [];
  const tests: PassageTest[] = [];
  for (const node of nodes) {
    const condition = pairCondition(node, means.testOf);
    if (condition === null) tests.push(passageFormula(node, means));
    else conditions.push(condition);
  }
  const joint = jointConditions(conditions);
  return (number) => {
    for (const test of tests) if (!test(number)) return false;
    const { pairs } = passages[number]!;
    return joint.every((holds) => pairs.some(holds));
  };
}

/**
 * What pairs must be there for conditions side by side: each condition asks for a pair that answers it, and answers as well
 * the conditions on those other sides that have just one. `actor:A country:X` is one pair; `actor:A actor:B country:X` is A with
 * X and B with X.
 */
export function jointConditions(conditions: readonly PairCondition[]): ((pair: Pair) => boolean)[] {
  const countOf = (side: PairSide): number => conditions.filter((each) => each.side === side).length;
  const single = conditions.filter(({ side }) => countOf(side) === 1);
  const several = conditions.filter(({ side }) => countOf(side) > 1);
  if (several.length === 0) {
    return conditions.length === 0 ? [] : [(pair) => conditions.every(({ holds }) => holds(pair))];
  }
  return several.map((condition) => (pair) => {
    return condition.holds(pair) && single.every(({ holds }) => holds(pair));
  });
}

/** The condition on one side of a pair that a node is: a value of it, or one of several; null when it is another. */
export function pairCondition(node: QueryNode, testOf: (leaf: FieldLeaf) => FieldTest): PairCondition | null {
  if (node.kind === 'and' || node.kind === 'not' || isText(node)) return null;
  if (node.kind !== 'or') {
    const test = testOf(node);
    return test.of === 'pair' ? test : null;
  }
  const conditions = node.nodes.map((each) => pairCondition(each, testOf));
  const side = conditions[0]?.side;
  if (side === undefined || conditions.some((each) => each?.side !== side)) return null;
  return { side, holds: (pair) => conditions.some((each) => each!.holds(pair)) };
}
