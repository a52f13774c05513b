import { Bits } from '../tiers/bits';
import { postingsBuffer } from '../tiers/open-tier';
import type { TermRef, Tier } from '../tiers/tier';
import type { ExpandedLeaf, Expansion, Variant } from './expansion';
import { findTogether } from './phrases';

/** BM25+ as MiniSearch defines it, with its parameters. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.7;
const LEAST_FREQUENCY = 0.5;

/** What documents have scored so far, by slot. */
export type Scores = Float64Array;

/**
 * The full-text index as its tiers make it up, at one moment: a tier that changes makes another. Slots count through all
 * tiers. Nothing here knows what the documents are.
 */
export class TextIndex {
  readonly slots: number;
  readonly documents: number;
  /** Slots of documents that are not removed. */
  readonly live: Bits;
  /** For each tier, the slot of its first document. */
  readonly bases: readonly number[];
  /** Words of a field in a document, on average. */
  readonly #averages: readonly number[];
  readonly #postings = postingsBuffer();
  readonly #scores: Scores;
  /** By slot, how often a document has a word in all its forms, while that is looked at; those that have it. */
  readonly #sums: Float32Array;
  readonly #having: Uint32Array;
  /** For each field, by slot, what the length of a document makes of how often it has a word; made when asked for. */
  readonly #norms: (Float32Array | undefined)[] = [];

  /**
   * `boosts`: how much a match counts, for each field; `first`: the number of its first tier among those in which words of
   * queries are looked up.
   */
  constructor(
    readonly tiers: readonly Tier[],
    private readonly boosts: readonly number[],
    private readonly first: number,
  ) {
    const bases: number[] = [];
    let slots = 0;
    let documents = 0;
    for (const tier of tiers) {
      bases.push(slots);
      slots += tier.slots;
      documents += tier.documents;
    }
    this.slots = slots;
    this.documents = documents;
    this.#scores = new Float64Array(slots);
    this.#sums = new Float32Array(slots);
    this.#having = new Uint32Array(slots);
    this.bases = bases;
    this.#averages = boosts.map(
      (_, field) => tiers.reduce((sum, tier) => sum + tier.totalLength(field), 0) / documents,
    );
    this.live = Bits.all(slots);
    tiers.forEach((tier, number) => {
      if (tier.documents === tier.slots) return;
      for (let slot = 0; slot < tier.slots; slot += 1) {
        if (tier.isRemoved(slot)) this.live.remove(bases[number]! + slot);
      }
    });
  }

  idOf(slot: number): string {
    let number = this.tiers.length - 1;
    while (this.bases[number]! > slot) number -= 1;
    return this.tiers[number]!.idOf(slot - this.bases[number]!);
  }

  /** -1 when no tier has the document. */
  slotOf(id: string): number {
    for (let number = this.tiers.length - 1; number >= 0; number -= 1) {
      const slot = this.tiers[number]!.slotOf(id);
      if (slot !== -1) return this.bases[number]! + slot;
    }
    return -1;
  }

  /** Documents with one of the words in one of the fields: how many there are at most. */
  mostWith({ forms, others }: Expansion, fields: readonly number[]): number {
    let count = 0;
    const add = (variant: Variant): void => {
      for (const field of fields) count += this.#frequency(variant, field);
    };
    forms.forEach(add);
    others.forEach(add);
    return count;
  }

  /** Room for scores, all zero; good until it is asked for again. */
  scoreboard(): Scores {
    return this.#scores.fill(0);
  }

  /**
   * The documents that answer a leaf in one of the fields, of those in `within` where given. What they score is added to
   * `scores` where given; documents that do not answer may score as well.
   */
  match(leaf: ExpandedLeaf, fields: readonly number[], within: Bits | null, scores: Scores | null): Bits {
    const [word] = leaf.words;
    if (leaf.words.length === 1) {
      const found = this.#scoreWord(word!, fields, leaf.boost, within, scores);
      return found.and(this.live);
    }
    const found = new Bits(this.slots);
    this.#together(leaf, fields, within, (slot) => {
      found.add(slot);
    });
    found.and(this.live);
    if (scores !== null && !found.isEmpty) {
      for (const each of leaf.words) this.#scoreWord(each, fields, leaf.boost, found, scores);
    }
    return found;
  }

  /**
   * Calls `visit` for every place where the documents in `wanted` answer a leaf in one of the fields: word positions,
   * half-open. Places of one document come together neither in order nor each once.
   */
  occurrences(
    leaf: ExpandedLeaf,
    fields: readonly number[],
    wanted: Bits,
    visit: (slot: number, from: number, to: number) => void,
  ): void {
    if (leaf.words.length > 1) {
      this.#together(leaf, fields, wanted, visit);
      return;
    }
    this.tiers.forEach((tier, number) => {
      const base = this.bases[number]!;
      const slots = slotsIn(wanted, base, tier.slots);
      if (slots.length === 0) return;
      for (const ref of this.#refsIn(leaf.words[0]!, number)) {
        for (const field of fields) {
          tier.positions(ref, field, slots, (slot, positions, count) => {
            for (let i = 0; i < count; i += 1) visit(base + slot, positions[i]!, positions[i]! + 1);
          });
        }
      }
    });
  }

  #together(
    { words, slop }: ExpandedLeaf,
    fields: readonly number[],
    within: Bits | null,
    visit: (slot: number, from: number, to: number) => void,
  ): void {
    this.tiers.forEach((tier, number) => {
      const base = this.bases[number]!;
      const refs = words.map((word) => this.#refsIn(word, number));
      if (refs.some((list) => list.length === 0)) return;
      for (const field of fields) {
        let candidates: Bits | null = null;
        for (const list of refs) {
          const having = new Bits(tier.slots);
          for (const ref of list) {
            tier.postings(ref, field, this.#postings);
            const { slots, count } = this.#postings;
            for (let i = 0; i < count; i += 1) having.add(slots[i]!);
          }
          candidates = candidates === null ? having : candidates.and(having);
          if (candidates.isEmpty) break;
        }
        const wanted = candidates!.toArray().filter((slot) => within === null || within.has(base + slot));
        if (wanted.length === 0) continue;
        findTogether(tier, refs, field, wanted, slop, (slot, from, to) => {
          visit(base + slot, from, to);
        });
      }
    });
  }

  /** Documents with the word; removed ones may be among them. */
  #scoreWord(
    { forms, others }: Expansion,
    fields: readonly number[],
    boost: number,
    within: Bits | null,
    scores: Scores | null,
  ): Bits {
    const found = new Bits(this.slots);
    for (const field of fields) {
      const known = forms.filter((form) => this.#frequency(form, field) > 0);
      if (known.length === 1 && known[0]!.weight === 1) {
        this.#scoreTerm(known[0]!, field, boost, within, scores, found);
      } else if (known.length > 0) {
        this.#scoreForms(known, field, boost, within, scores, found);
      }
    }
    for (const other of others) {
      for (const field of fields) this.#scoreTerm(other, field, boost, within, scores, found);
    }
    return found;
  }

  #scoreTerm(
    variant: Variant,
    field: number,
    boost: number,
    within: Bits | null,
    scores: Scores | null,
    found: Bits,
  ): void {
    const frequency = this.#frequency(variant, field);
    if (frequency === 0) return;
    const factor = this.#rarity(frequency) * variant.weight * boost * this.boosts[field]!;
    const norms = this.#normsOf(field);
    for (let number = 0; number < this.tiers.length; number += 1) {
      const ref = this.#refOf(variant, number);
      if (ref === -1) continue;
      this.tiers[number]!.postings(ref, field, this.#postings);
      const { slots, frequencies, count } = this.#postings;
      const base = this.bases[number]!;
      for (let i = 0; i < count; i += 1) {
        const slot = base + slots[i]!;
        if (within !== null && !within.has(slot)) continue;
        found.add(slot);
        if (scores !== null) scores[slot]! += factor * saturated(frequencies[i]!, norms[slot]!);
      }
    }
  }

  /** The forms of one word count as one word that stands as often as all of them, each by its weight. */
  #scoreForms(
    forms: readonly Variant[],
    field: number,
    boost: number,
    within: Bits | null,
    scores: Scores | null,
    found: Bits,
  ): void {
    const having = new Bits(this.slots);
    const sums = this.#sums;
    this.tiers.forEach((tier, number) => {
      const base = this.bases[number]!;
      for (const form of forms) {
        const ref = this.#refOf(form, number);
        if (ref === -1) continue;
        tier.postings(ref, field, this.#postings);
        const { slots, frequencies, count } = this.#postings;
        for (let i = 0; i < count; i += 1) {
          const slot = base + slots[i]!;
          if (!having.has(slot)) sums[slot] = 0;
          having.add(slot);
          sums[slot]! += form.weight * frequencies[i]!;
        }
      }
    });
    having.and(this.live);
    if (having.isEmpty) return;
    const factor = scores === null ? 0 : this.#rarity(having.count) * boost * this.boosts[field]!;
    if (within !== null) having.and(within);
    found.or(having);
    if (scores === null) return;
    const norms = this.#normsOf(field);
    const list = this.#having;
    const count = having.list(list);
    for (let i = 0; i < count; i += 1) {
      const slot = list[i]!;
      scores[slot]! += factor * saturated(sums[slot]!, norms[slot]!);
    }
  }

  #normsOf(field: number): Float32Array {
    let norms = this.#norms[field];
    if (norms === undefined) {
      norms = new Float32Array(this.slots);
      const average = this.#averages[field]!;
      for (const [number, tier] of this.tiers.entries()) {
        const lengths = tier.lengths(field);
        const base = this.bases[number]!;
        for (let slot = 0; slot < tier.slots; slot += 1) {
          norms[base + slot] = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * lengths[slot]!) / average);
        }
      }
      this.#norms[field] = norms;
    }
    return norms;
  }

  /** In how many documents a field has the term. */
  #frequency(variant: Variant, field: number): number {
    let frequency = 0;
    for (let number = 0; number < this.tiers.length; number += 1) {
      const ref = this.#refOf(variant, number);
      if (ref !== -1) frequency += this.tiers[number]!.frequency(ref, field);
    }
    return frequency;
  }

  #refOf({ refs }: Variant, number: number): TermRef {
    return refs[this.first + number]!;
  }

  /** The terms of a word that a tier has. */
  #refsIn({ forms, others }: Expansion, number: number): TermRef[] {
    const refs: TermRef[] = [];
    const add = (variant: Variant): void => {
      const ref = this.#refOf(variant, number);
      if (ref !== -1) refs.push(ref);
    };
    forms.forEach(add);
    others.forEach(add);
    return refs;
  }

  /** The less documents have a word, the more it tells. */
  #rarity(frequency: number): number {
    return Math.log(1 + (this.documents - frequency + 0.5) / (frequency + 0.5));
  }
}

function saturated(frequency: number, norm: number): number {
  return LEAST_FREQUENCY + (frequency * (SATURATION + 1)) / (frequency + norm);
}

/** Those members of a set that lie in a tier, as its own slots. */
function slotsIn(bits: Bits, base: number, count: number): number[] {
  const slots: number[] = [];
  bits.forEach((member) => {
    if (member >= base && member < base + count) slots.push(member - base);
  });
  return slots;
}
