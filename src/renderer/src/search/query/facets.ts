import {
  CONFIDENCES,
  COUNTRY_ROLES,
  EXCERPT_STATUSES,
  PLACE_DOUBTS,
  type Pair,
} from '$domain/coding/excerpt';
import {
  choiceOf,
  choose,
  chooseDates,
  chooseImportant,
  importantOf,
  withoutAsked,
  type ChosenField,
} from '$domain/query/choose';
import type { ActorId, CodeId } from '$domain/ids';
import { conditions, type FieldValue, type Query } from '$domain/query/query';
import type { PassageEntry, ReportColumn } from '../entries';
import type { ArchiveIndex } from '../index';
import type { FacetCount, Facets, FacetValue } from '../protocol';
import type { Bits } from '../tiers/bits';
import { dateBuckets } from './date-buckets';
import type { Evaluation, Found } from './evaluate';
import { pairCondition, type PairCondition } from './passage-formula';
import { baseLanguage } from './report-names';
import type { PairSide, ResolvedQuery, UnknownName } from './tests';

/** Every report may have headings of its own: those with few passages are not worth sending. */
const MOST_LISTED = 200;
/** Where conditions on pairs depend on each other, each value is counted by asking for it: the first of them only. */
const MOST_ASKED = 50;

const NONE: readonly never[] = [];

/**
 * Counts what a click on each value would leave: passages, and reports for what reports have. Values nobody has chosen, of
 * which there may be thousands, are counted in one pass; the few that are chosen by asking for what a click on them asks for.
 */
export function countFacets(
  index: ArchiveIndex,
  evaluation: Evaluation,
  { query, unknown, codesOf }: ResolvedQuery,
  found: Found,
): Facets {
  const counter = new Counter(index, evaluation, query, found, unknown);
  return {
    actor: counter.ofPairs('actor', ({ actorId }) => actorId) as FacetValue<ActorId>[],
    country: counter.ofPairs('country', ({ country }) => country?.code ?? null),
    role: inOrderOf(
      COUNTRY_ROLES,
      counter.ofPairs('role', ({ country }) => country?.role ?? null),
    ),
    code: counter.ofPassages('code', codesOf) as FacetValue<CodeId>[],
    section: counter.ofPassages('section', ({ section }) =>
      section.length > 1 ? [...new Set(section)] : section,
    ),
    place: inOrderOf(
      PLACE_DOUBTS,
      counter.ofPassages('place', ({ assessment: { place } }) => (place ? [place] : NONE)),
    ),
    status: inOrderOf(
      EXCERPT_STATUSES,
      counter.ofPassages('status', ({ assessment: { status } }) => (status ? [status] : NONE)),
    ),
    confidence: inOrderOf(
      CONFIDENCES,
      counter.ofPassages('confidence', ({ assessment: { confidence } }) =>
        confidence ? [confidence] : NONE,
      ),
    ),
    source: counter.ofReports('source', (source) => source),
    language: counter.ofReports('language', baseLanguage),
    important: counter.ofImportance(),
    dates: counter.dates(),
  };
}

class Counter {
  readonly #passages: number;
  readonly #reports: number;
  readonly #conditions: readonly PairCondition[];

  constructor(
    private readonly index: ArchiveIndex,
    private readonly evaluation: Evaluation,
    private readonly query: Query,
    private readonly found: Found,
    private readonly unknown: readonly UnknownName[],
  ) {
    this.#passages = found.passages.count;
    this.#reports = found.reports.count;
    this.#conditions = conditions(query).flatMap((node) => {
      return pairCondition(node, (leaf) => evaluation.testOf(leaf)) ?? [];
    });
  }

  ofPairs<F extends PairSide & ChosenField>(
    field: F,
    valueOf: (pair: Pair) => FieldValue<F> | null,
  ): FacetValue<FieldValue<F>>[] {
    const others = this.#conditions.filter(({ side }) => side !== field);
    const isAlone = new Set(others.map(({ side }) => side)).size === others.length;
    const values = (given: boolean) => (passage: PassageEntry) => {
      const list: FieldValue<F>[] = [];
      for (const pair of passage.pairs) {
        const value = valueOf(pair);
        if (value === null || list.includes(value)) continue;
        if (!given || others.every(({ holds }) => holds(pair))) list.push(value);
      }
      return list;
    };
    if (isAlone) return this.ofPassages(field, values(false), values(true));
    return this.ofPassages(field, values(false))
      .slice(0, MOST_ASKED)
      .map((counted) => ({ ...counted, count: this.#ask(field, counted.value, 'in', 'passages') }))
      .filter(({ count, value }) => count > 0 || choiceOf(this.query, field, value) !== null);
  }

  /** `given`: the values that a passage has where a condition on them is one with others; the same when absent. */
  ofPassages<F extends ChosenField>(
    field: F,
    valuesOf: (passage: PassageEntry) => readonly FieldValue<F>[],
    given = valuesOf,
  ): FacetValue<FieldValue<F>>[] {
    const passages = this.index.passagesInOrder();
    const tally = new Tally<FieldValue<F>>();
    const isSame = given === valuesOf;
    this.found.passages.forEach((number) => {
      const values = valuesOf(passages[number]!);
      tally.add('had', values);
      tally.add('found', isSame ? values : given(passages[number]!));
    });
    const rest = withoutAsked(this.query, field);
    if (rest !== null) {
      this.evaluation
        .matching(rest.query)
        .passages.andNot(this.found.passages)
        .forEach((number) => {
          tally.add('more', given(passages[number]!));
        });
    }
    return this.#counts(field, tally, rest !== null, 'passages');
  }

  ofReports<F extends ChosenField>(
    field: F & ReportColumn,
    valueOf: (text: string) => FieldValue<F>,
  ): FacetValue<FieldValue<F>>[] {
    const tally = new Tally<FieldValue<F>>();
    const addAll = (reports: Bits, to: 'found' | 'more'): void => {
      for (const [text, count] of this.index.countValues(field, reports)) {
        if (text !== '') tally.of(valueOf(text))[to] += count;
      }
    };
    addAll(this.found.reports, 'found');
    tally.foundIsHad();
    const rest = withoutAsked(this.query, field);
    if (rest !== null)
      addAll(this.evaluation.matching(rest.query).reports.andNot(this.found.reports), 'more');
    return this.#counts(field, tally, rest !== null, 'reports');
  }

  ofImportance(): FacetCount {
    const asked = importantOf(this.query);
    const count = (important: boolean): number =>
      important === asked
        ? this.#passages
        : this.evaluation.matching(chooseImportant(this.query, important)).passages.count;
    return { count: count(true), without: count(false) };
  }

  dates(): Facets['dates'] {
    const anyTime = chooseDates(this.query, null);
    const { reports } =
      conditions(anyTime).length === conditions(this.query).length
        ? this.found
        : this.evaluation.matching(anyTime);
    return dateBuckets(this.index.countValues('published', reports));
  }

  #counts<F extends ChosenField>(
    field: F,
    tally: Tally<FieldValue<F>>,
    isAsked: boolean,
    what: 'passages' | 'reports',
  ): FacetValue<FieldValue<F>>[] {
    const { query } = this;
    const found = what === 'passages' ? this.#passages : this.#reports;
    const isUnknown = (value: FieldValue<F>): boolean =>
      this.unknown.some((name) => name.field === field && name.value === value);
    for (const value of chosenValues(query, field)) if (!isUnknown(value)) tally.addNone(value);
    const listed = tally
      .values()
      .filter((value, i) => i < MOST_LISTED || choiceOf(query, field, value) !== null);
    return listed.map((value) => {
      const choice = choiceOf(query, field, value);
      if (choice !== null) {
        const count = this.#ask(field, value, 'in', what);
        return { value, count, without: this.#ask(field, value, 'out', what) };
      }
      const { found: having, had, more } = tally.of(value);
      return { value, count: isAsked ? found + more : having, without: found - had };
    });
  }

  #ask<F extends ChosenField>(
    field: F,
    value: FieldValue<F>,
    choice: 'in' | 'out',
    what: 'passages' | 'reports',
  ): number {
    return this.evaluation.matching(choose(this.query, field, value, choice))[what].count;
  }
}

/** Values of the field that are chosen, whether anything has them or not. */
function chosenValues<F extends ChosenField>(query: Query, field: F): FieldValue<F>[] {
  return conditions(query)
    .flatMap((node) => {
      const chosen = node.kind === 'not' ? node.node : node;
      const nodes = chosen.kind === 'or' ? chosen.nodes : [chosen];
      return nodes.flatMap((leaf) =>
        leaf.kind === field ? [(leaf as unknown as { value: FieldValue<F> }).value] : [],
      );
    })
    .filter((value) => choiceOf(query, field, value) !== null);
}

interface Counts {
  /** Of what is found. */
  found: number;
  had: number;
  /** Of what would be found if nothing were asked for in this field. */
  more: number;
}

class Tally<V> {
  readonly #counts = new Map<V, Counts>();

  add(to: keyof Counts, values: readonly V[]): void {
    for (const value of values) this.of(value)[to] += 1;
  }
  addNone(value: V): void {
    this.of(value);
  }
  foundIsHad(): void {
    for (const counts of this.#counts.values()) counts.had = counts.found;
  }
  of(value: V): Counts {
    let counts = this.#counts.get(value);
    if (counts === undefined) {
      counts = { found: 0, had: 0, more: 0 };
      this.#counts.set(value, counts);
    }
    return counts;
  }
  /** Those most often found first. */
  values(): V[] {
    return [...this.#counts]
      .sort(([a, x], [b, y]) => y.found + y.more - x.found - x.more || (a < b ? -1 : 1))
      .map(([value]) => value);
  }
}

function inOrderOf<V>(values: readonly V[], counts: readonly FacetValue<V>[]): FacetValue<V>[] {
  return values.flatMap((value) => counts.filter((count) => count.value === value));
}
