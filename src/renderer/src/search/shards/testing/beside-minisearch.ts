import MiniSearch from 'minisearch';
import { postingsBuffer } from '../../tiers/open-tier';
import type { Tier, TierDocument } from '../../tiers/tier';

export const FIELDS = ['title', 'text'] as const;
const BOOSTS = { title: 2, text: 1 };

export interface TestQuery {
  readonly name: string;
  /** For each word: how it is meant. */
  readonly words: readonly { readonly term: string; readonly as: 'exact' | 'prefix' | 'fuzzy' }[];
  readonly combine: 'AND' | 'OR';
}

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

const random = seeded(9);
const below = (count: number): number => Math.floor(count * random());
const SYLLABLES = ['ba', 'ko', 'ri', 'sta', 'lem', 'ур', 'да', 'тын', 'no', 've'];
const VOCABULARY = Array.from({ length: 500 }, () =>
  Array.from({ length: 2 + below(3) }, () => SYLLABLES[below(SYLLABLES.length)]).join(''),
);
/** Few words often, by Zipf's law or near it. */
const word = (): string => VOCABULARY[Math.floor(VOCABULARY.length * random() ** 3)]!;

export const DOCUMENTS = Array.from({ length: 400 }, (_, n): TierDocument => {
  let next = 0;
  const fields = [4, 70].map((length) => {
    const terms = Array.from({ length: below(2 * length) }, word);
    return { terms, positions: terms.map(() => next++) };
  });
  return { id: `d${n}`, language: '', fields, attributes: [] };
});

export function randomQueries(count: number): TestQuery[] {
  const ways = ['exact', 'prefix', 'fuzzy'] as const;
  return Array.from({ length: count }, (_, n) => {
    const combine = n % 2 === 0 ? 'AND' : 'OR';
    const words = Array.from({ length: 1 + (n % 3) }, () => {
      const as = ways[below(ways.length)]!;
      const whole = VOCABULARY[Math.floor(VOCABULARY.length * random() ** 2)]!;
      return { term: as === 'prefix' ? whole.slice(0, 1 + below(4)) : whole, as };
    });
    return { name: words.map(({ term, as }) => `${as} ${term}`).join(` ${combine} `), words, combine };
  });
}

const plain = new MiniSearch<Record<string, string>>({
  fields: [...FIELDS],
  tokenize: (text) => text.split(' ').filter((term) => term !== ''),
  processTerm: (term) => term,
});
for (const { id, fields } of DOCUMENTS) {
  plain.add({ id, ...Object.fromEntries(FIELDS.map((name, i) => [name, fields[i]!.terms.join(' ')])) });
}

/** What MiniSearch scores each document, without its factor for the number of words that are answered. */
export function plainAnswers({ words, combine }: TestQuery): Map<string, number> {
  const queries = words.map(({ term, as }) => ({
    queries: [term],
    combineWith: 'OR' as const,
    boost: BOOSTS,
    prefix: as === 'prefix',
    fuzzy: as === 'fuzzy' ? EDITS : false,
    // The first letter is right.
    boostDocument: (_id: unknown, found: string) => Number(found[0] === term[0]),
  }));
  const found = plain.search({ queries, combineWith: combine }).filter(({ score }) => score > 0);
  return new Map(found.map(({ id, score, queryTerms }) => [String(id), score / queryTerms.length]));
}

const EDITS = 2;
const [SATURATION, LENGTH_SHARE, LEAST] = [1.2, 0.7, 0.5];

/** BM25+ of all tiers together. */
export function shardAnswers(tiers: readonly Tier[], { words, combine }: TestQuery): Map<string, number> {
  const answers = words.map(({ term, as }) => {
    const scores = new Map<string, number>();
    for (const [variant, weight] of variantsOf(tiers, term, as)) scoreTerm(tiers, variant, weight, scores);
    return scores;
  });
  const all = new Map<string, number>();
  for (const id of answers.flatMap((scores) => [...scores.keys()])) {
    if (combine === 'AND' && !answers.every((scores) => scores.has(id))) continue;
    all.set(
      id,
      answers.reduce((sum, scores) => sum + (scores.get(id) ?? 0), 0),
    );
  }
  return all;
}

/** Terms that a word stands for, with their weights as MiniSearch has them. */
function variantsOf(tiers: readonly Tier[], term: string, as: string): Map<string, number> {
  const variants = new Map([[term, 1]]);
  for (const tier of tiers) {
    const refs = as === 'prefix' ? tier.beginningWith(term, Infinity) : [];
    for (const found of refs.map((ref) => tier.termOf(ref))) {
      if (found !== term)
        variants.set(found, (0.375 * found.length) / (found.length + 0.3 * (found.length - term.length)));
    }
    for (const { ref, distance } of as === 'fuzzy' ? tier.resembling(term, EDITS) : []) {
      const found = tier.termOf(ref);
      if (distance > 0) variants.set(found, (0.45 * found.length) / (found.length + distance));
    }
  }
  return variants;
}

function scoreTerm(tiers: readonly Tier[], term: string, weight: number, scores: Map<string, number>): void {
  const documents = tiers.reduce((sum, tier) => sum + tier.documents, 0);
  const postings = postingsBuffer();
  FIELDS.forEach((name, field) => {
    const having = tiers.map((tier) => ({ tier, ref: tier.find(term) })).filter(({ ref }) => ref !== -1);
    const frequency = having.reduce((sum, { tier, ref }) => sum + tier.frequency(ref, field), 0);
    const rarity = Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
    const average = tiers.reduce((sum, tier) => sum + tier.totalLength(field), 0) / documents;
    for (const { tier, ref } of having) {
      tier.postings(ref, field, postings);
      for (let i = 0; i < postings.count; i += 1) {
        const slot = postings.slots[i]!;
        if (tier.isRemoved(slot)) continue;
        const often = postings.frequencies[i]!;
        const norm = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * tier.lengths(field)[slot]!) / average);
        const score = weight * BOOSTS[name] * rarity * (LEAST + (often * (SATURATION + 1)) / (often + norm));
        scores.set(tier.idOf(slot), (scores.get(tier.idOf(slot)) ?? 0) + score);
      }
    }
  });
}
