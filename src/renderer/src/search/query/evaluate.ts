import {
  isGroup,
  isOfPassages,
  isText,
  leaves,
  soughtTexts,
  type FieldLeaf,
  type Query,
  type QueryNode,
  type TextLeaf,
  type TextScope,
} from '$domain/query/query';
import type { ArchiveIndex } from '../index';
import { expandLeaf, type ExpandedLeaf } from '../text/expansion';
import type { Scores } from '../text/text-index';
import { Bits } from '../tiers/bits';
import { TEXT_FIELDS } from '../tiers/tier';
import { MEMO_FIELDS } from '../memo-terms';
import { passageFormula, type PassageTest } from './passage-formula';
import { testFor, type CodesOf, type FieldTest } from './tests';

/** The fields of a report in which a word is sought, by their numbers. */
const REPORT_FIELDS: Readonly<Record<TextScope | 'any', readonly number[]>> = {
  any: TEXT_FIELDS.map((_, field) => field),
  title: fieldsOf('title'),
  dek: fieldsOf('dek'),
  text: fieldsOf('dek', 'heading', 'text', 'footnote'),
  footnote: fieldsOf('footnote'),
  memo: [],
};

function fieldsOf(...names: (typeof TEXT_FIELDS)[number][]): number[] {
  return names.map((name) => TEXT_FIELDS.indexOf(name));
}

/** The same for what is kept of passages by itself: their memos, and the words of those that lost their place. */
const OWN_FIELDS: Readonly<Record<TextScope | 'any', readonly number[]>> = {
  any: [MEMO_FIELDS.memo, MEMO_FIELDS.lost],
  title: [],
  dek: [],
  text: [MEMO_FIELDS.lost],
  footnote: [],
  memo: [MEMO_FIELDS.memo],
};

/** What a query finds. */
export class Found {
  #passages: Bits | null = null;

  constructor(
    /** Slots of reports. */
    readonly reports: Bits,
    /** By slot, good until the next query; null when the query seeks no words. */
    readonly scores: Scores | null,
    private readonly findPassages: () => Bits,
  ) {}

  /** Numbers of passages, as they stand in `passagesInOrder`. */
  get passages(): Bits {
    this.#passages ??= this.findPassages();
    return this.#passages;
  }
}

/**
 * Answers one query and variations of it on the index as it is. Words are sought in the report: it is found when its words
 * answer, together with one of its passages where the query says something about those; a report without passages answers as
 * one that has nothing. A passage is found when its report's words answer with it, and its own words do as well.
 */
export class Evaluation {
  readonly #leaves = new Map<TextLeaf, ExpandedLeaf>();
  readonly #reportBits = new Map<TextLeaf, Bits>();
  readonly #passageBits = new Map<TextLeaf, Bits>();
  readonly #fieldBits = new Map<FieldLeaf, Bits>();
  readonly #tests = new Map<FieldLeaf, FieldTest>();

  constructor(
    private readonly index: ArchiveIndex,
    private readonly codesOf: CodesOf,
    /** Words that are to be found: those may be guessed at. */
    private readonly sought: readonly TextLeaf[],
  ) {}

  /** What a text leaf stands for in this index. */
  expanded(leaf: TextLeaf): ExpandedLeaf {
    let expanded = this.#leaves.get(leaf);
    if (expanded === undefined) {
      expanded = expandLeaf(
        leaf,
        this.index.tiers,
        (term) => this.index.stemsOf(term),
        this.sought.includes(leaf),
      );
      this.#leaves.set(leaf, expanded);
    }
    return expanded;
  }

  testOf(leaf: FieldLeaf): FieldTest {
    let test = this.#tests.get(leaf);
    if (test === undefined) {
      test = testFor(leaf, this.codesOf);
      this.#tests.set(leaf, test);
    }
    return test;
  }

  /** What the query finds, without scores. */
  matching(query: Query): Found {
    return this.#find(query, false);
  }

  find(query: Query): Found {
    return this.#find(query, true);
  }

  #find(query: Query, isScored: boolean): Found {
    const { text } = this.index;
    if (query === null) {
      return new Found(text.live.copy(), null, () => Bits.all(this.index.passageCount));
    }
    const sought = new Set(soughtTexts(query));
    const scores = sought.size === 0 || !isScored ? null : text.scoreboard();
    const reports = leaves(query).some(isOfPassages)
      ? this.#reportsByPassages(query, scores, sought)
      : this.#reports(query, null, scores, sought).copy();
    return new Found(reports, scores, () => this.passages(query, reports));
  }

  /** The passages that a query finds, in reports that it finds. */
  passages(query: Query, reports: Bits | null = null): Bits {
    const { index } = this;
    const found = new Bits(index.passageCount);
    if (query === null) return found.not();
    const slots = index.passageSlots();
    const own = this.#formula(query, (leaf) => {
      const bits = this.#inPassages(leaf);
      return (number) => bits.has(number);
    });
    const whole = leaves(query).some(isText) ? this.#withReports(query) : own;
    for (let number = 0; number < slots.length; number += 1) {
      if (reports !== null && !reports.has(slots[number]!)) continue;
      if (own(number) && (whole === own || whole(number))) found.add(number);
    }
    return found;
  }

  /** A query's test of passages where words may stand anywhere in the report. */
  #withReports(query: QueryNode): PassageTest {
    const slots = this.index.passageSlots();
    return this.#formula(query, (leaf) => {
      const bits = this.#textBits(leaf, null, null);
      return (number) => bits.has(slots[number]!);
    });
  }

  #formula(query: QueryNode, text: (leaf: TextLeaf) => PassageTest): PassageTest {
    const slots = this.index.passageSlots();
    return passageFormula(query, {
      passages: this.index.passagesInOrder(),
      testOf: (leaf) => this.testOf(leaf),
      text,
      report: (leaf) => {
        const bits = this.#fieldReports(leaf);
        return (number) => bits.has(slots[number]!);
      },
    });
  }

  #reportsByPassages(query: QueryNode, scores: Scores | null, sought: ReadonlySet<TextLeaf>): Bits {
    const { index } = this;
    for (const leaf of leaves(query)) {
      if (isText(leaf)) this.#textBits(leaf, null, sought.has(leaf) ? scores : null);
    }
    const found = this.#reports(query, null, null, sought).copy().andNot(index.withPassages());
    const holds = this.#withReports(query);
    const slots = index.passageSlots();
    for (let number = 0; number < slots.length; number += 1) {
      const slot = slots[number]!;
      if (slot !== -1 && !found.has(slot) && holds(number)) found.add(slot);
    }
    return found;
  }

  /** Reports that answer a node; conditions on passages are answered as by one that has none. */
  #reports(node: QueryNode, within: Bits | null, scores: Scores | null, sought: ReadonlySet<TextLeaf>): Bits {
    if (node.kind === 'not')
      return this.index.text.live.copy().andNot(this.#reports(node.node, null, null, sought));
    if (node.kind === 'or') {
      const bits = new Bits(this.index.text.slots);
      for (const each of node.nodes) bits.or(this.#reports(each, within, scores, sought));
      return bits;
    }
    if (isGroup(node)) return this.#all(node.nodes, within, scores, sought);
    if (isText(node)) return this.#textBits(node, within, sought.has(node) ? scores : null);
    const test = this.testOf(node);
    if (test.of === 'report') return this.#fieldReports(node);
    return test.of === 'passage' && test.ofNone ? this.index.text.live : new Bits(this.index.text.slots);
  }

  /** The rarest words first: those that follow need a look only at what is left. */
  #all(
    nodes: readonly QueryNode[],
    within: Bits | null,
    scores: Scores | null,
    sought: ReadonlySet<TextLeaf>,
  ): Bits {
    const words = nodes.filter(isText).map((leaf) => ({ leaf, most: this.#mostWith(leaf) }));
    words.sort((a, b) => a.most - b.most);
    const others = nodes.filter((node) => !isText(node));
    let bits = within?.copy() ?? null;
    for (const node of [...words.map(({ leaf }) => leaf), ...others]) {
      const found = this.#reports(node, bits, scores, sought);
      bits = bits === null ? found.copy() : bits.and(found);
    }
    return bits!;
  }

  #mostWith(leaf: TextLeaf): number {
    const { words } = this.expanded(leaf);
    const fields = REPORT_FIELDS[leaf.scope ?? 'any'];
    return Math.min(...words.map((word) => this.index.text.mostWith(word, fields)));
  }

  /** Reports with the words in their fields, in a memo of one of their passages, or in one that lost its place. */
  #textBits(leaf: TextLeaf, within: Bits | null, scores: Scores | null): Bits {
    const known = this.#reportBits.get(leaf);
    if (known !== undefined) return known;
    const { index } = this;
    const expanded = this.expanded(leaf);
    const bits = index.text.match(expanded, REPORT_FIELDS[leaf.scope ?? 'any'], within, scores);
    const fields = OWN_FIELDS[leaf.scope ?? 'any'];
    if (fields.length > 0 && index.memos.documents > 0) {
      const own = scores === null ? null : index.memos.scoreboard();
      index.memos.match(expanded, fields, null, own).forEach((memo) => {
        const slot = index.slotOfMemo(memo);
        if (slot === -1) return;
        bits.add(slot);
        if (scores !== null) scores[slot]! += own![memo]!;
      });
    }
    if (within === null) this.#reportBits.set(leaf, bits);
    return bits;
  }

  #inPassages(leaf: TextLeaf): Bits {
    const known = this.#passageBits.get(leaf);
    if (known !== undefined) return known;
    const { index } = this;
    const found = new Bits(index.passageCount);
    const expanded = this.expanded(leaf);
    const inReports = this.#textBits(leaf, null, null);
    if (leaf.scope === 'title') {
      index.passageSlots().forEach((slot, number) => {
        if (slot !== -1 && inReports.has(slot)) found.add(number);
      });
    } else {
      const wanted = index.withPassages().copy().and(inReports);
      if (!wanted.isEmpty) {
        index.text.occurrences(expanded, REPORT_FIELDS[leaf.scope ?? 'any'], wanted, (slot, from, to) => {
          index.passagesHolding(slot, from, to, found);
        });
      }
      const fields = OWN_FIELDS[leaf.scope ?? 'any'];
      if (fields.length > 0 && index.memos.documents > 0) {
        index.memos.match(expanded, fields, null, null).forEach((memo) => {
          const number = index.numberOfMemo(memo);
          if (number !== -1) found.add(number);
        });
      }
    }
    this.#passageBits.set(leaf, found);
    return found;
  }

  #fieldReports(leaf: FieldLeaf): Bits {
    let bits = this.#fieldBits.get(leaf);
    if (bits === undefined) {
      const test = this.testOf(leaf);
      bits =
        test.of === 'report'
          ? this.index.reportsWith(test.column, test.holds)
          : new Bits(this.index.text.slots);
      this.#fieldBits.set(leaf, bits);
    }
    return bits;
  }
}
