import MiniSearch from 'minisearch';
import { describe, expect, test } from 'vitest';
import { parseQuery } from '$domain/query/parse';
import { isGroup, isText, type QueryNode } from '$domain/query/query';
import { tokens } from '$domain/text/normalise-term';
import type { ReportDocument } from '../entries';
import { ArchiveIndex } from '../index';
import { Evaluation } from '../query/evaluate';
import { OpenTier } from '../tiers/open-tier';
import { TEXT_FIELDS, type FrozenTier, type TierDocument } from '../tiers/tier';

/** A generator of numbers in [0, 1) that is the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SYLLABLES = ['ba', 'ko', 'ri', 'sta', 'lem', 'ур', 'да', 'тын', 'no', 've'];
const random = seeded(6);
const VOCABULARY = Array.from({ length: 400 }, () =>
  Array.from(
    { length: 2 + Math.floor(random() * 3) },
    () => SYLLABLES[Math.floor(random() * SYLLABLES.length)],
  ).join(''),
);
/** Words by Zipf's law, near enough. */
const word = (): string => VOCABULARY[Math.floor(VOCABULARY.length * random() ** 3)]!;
const DOCUMENTS = Array.from({ length: 300 }, (_, n): TierDocument => {
  let next = 0;
  const fields = [3, 12, 6, 80 + Math.floor(random() * 60), 10].map((length) => {
    const terms = Array.from({ length: Math.floor(length * (0.5 + random())) }, word);
    const positions = terms.map(() => next++);
    next += 16;
    return { terms, positions };
  });
  return { id: `d${n}`, language: '', fields, attributes: [] };
});

const BOOST = { title: 1, dek: 1.5, heading: 1.2, text: 1, footnote: 0.8 };
const plain = new MiniSearch<Record<string, string>>({
  fields: [...TEXT_FIELDS],
  tokenize: (text) => text.split(' ').filter((term) => term !== ''),
  processTerm: (term) => term,
  autoVacuum: false,
});
for (const { id, fields } of DOCUMENTS) {
  plain.add({ id, ...Object.fromEntries(TEXT_FIELDS.map((name, i) => [name, fields[i]!.terms.join(' ')])) });
}

/** What MiniSearch is asked for a query; inflected forms are none of its business. */
function miniQuery(node: QueryNode): MiniQuery {
  if (isGroup(node))
    return { combineWith: node.kind === 'and' ? 'AND' : 'OR', queries: node.nodes.map(miniQuery) };
  if (!isText(node)) throw new Error('Words only.');
  const term = tokens(node.raw)[0]!.term;
  const fields = node.scope === 'title' ? ['title'] : [...TEXT_FIELDS];
  const boost = Object.fromEntries(fields.map((name) => [name, BOOST[name as 'title'] * node.boost]));
  const one = { queries: [term], fields, boost, combineWith: 'OR' as const };
  if (node.kind === 'prefix') return { ...one, prefix: true };
  if (node.kind !== 'fuzzy') return one;
  return {
    ...one,
    fuzzy: node.edits,
    boostDocument: (_id: string, found: string) => Number(found[0] === term[0]),
  };
}
type MiniQuery = Parameters<typeof plain.search>[0] & object;

function asDocument(terms: TierDocument): ReportDocument {
  return {
    id: terms.id as ReportDocument['id'],
    title: terms.id,
    source: '',
    author: '',
    language: '',
    published: '',
    importedAt: '',
    hasFootnotes: false,
    terms,
  };
}

/** The documents spread over tiers, some of them put in anew. */
function spread(): ArchiveIndex {
  const index = new ArchiveIndex();
  const older = [new OpenTier(TEXT_FIELDS.length, () => []), new OpenTier(TEXT_FIELDS.length, () => [])];
  for (const [i, document] of DOCUMENTS.entries()) {
    if (i < 200) older[0]!.add(document);
    else if (i < 260) older[1]!.add(document);
  }
  const frozen = older.map((tier): FrozenTier => {
    return Object.assign(tier, {
      remove: (slot: number | string) =>
        OpenTier.prototype.remove.call(tier, typeof slot === 'number' ? tier.idOf(slot) : slot),
    });
  });
  index.replaceFrozen(frozen, false);
  for (const [i, document] of DOCUMENTS.entries())
    if (i >= 260 || i % 17 === 0) index.putReport(asDocument(document));
  return index;
}

const pick = (): string => VOCABULARY[Math.floor(VOCABULARY.length * random() ** 2)]!;
const QUERIES = [
  ...Array.from({ length: 40 }, () => `"${pick()}"`),
  ...Array.from({ length: 40 }, () => `"${pick()}" "${pick()}"`),
  ...Array.from({ length: 30 }, () => `"${pick()}" OR "${pick()}"`),
  ...Array.from({ length: 20 }, () => `"${pick()}" ("${pick()}" OR "${pick()}")`),
  ...Array.from({ length: 40 }, () => `${pick().slice(0, 1 + Math.floor(random() * 4))}*`),
  ...Array.from({ length: 20 }, () => `"${pick()}" ${pick().slice(0, 2)}*`),
  ...Array.from({ length: 40 }, () => `${pick()}~${1 + Math.floor(random() * 2)}`),
  ...Array.from({ length: 20 }, () => `title:"${pick()}" "${pick()}"^3`),
];

describe('the index in tiers answers as one MiniSearch', () => {
  const index = spread();
  test.each(QUERIES)('%s', (text) => {
    const parsed = parseQuery(text);
    if (!parsed.ok || parsed.value === null) throw new Error(text);
    const evaluation = new Evaluation(index, () => [], []);
    const { reports, scores } = evaluation.find(parsed.value);
    const ours = new Map(reports.toArray().map((slot) => [index.text.idOf(slot), scores![slot]!]));
    // Beside BM25+ MiniSearch multiplies by the number of words that are answered, which made answers worse (bench/README).
    const theirs = plain
      .search(miniQuery(parsed.value))
      .filter(({ score }) => score > 0)
      .map(({ id, score, queryTerms }): [string, number] => [String(id), score / queryTerms.length]);
    expect([...ours.keys()].sort()).toEqual(theirs.map(([id]) => id).sort());
    for (const [id, score] of theirs) expect(ours.get(id)).toBeCloseTo(score, 6);
  });
});
