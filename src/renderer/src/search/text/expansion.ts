import type { TextLeaf, TextScope } from '$domain/query/query';
import { isUnspacedLetter, tokens } from '$domain/text/normalise-term';
import type { TermRef, Tier } from '../tiers/tier';

/** A word of the index that answers a word of a query. */
export interface Variant {
  readonly term: string;
  /** What it is called in each of the tiers that were asked; -1 where it is not. */
  readonly refs: readonly TermRef[];
  /** How much it counts beside the word itself, up to 1. */
  readonly weight: number;
}

/** What a word of a query stands for. */
export interface Expansion {
  /** The word and its inflected forms: in the ranking they count as one word. */
  readonly forms: readonly Variant[];
  /** Words that begin with it or resemble it: each counts by itself. */
  readonly others: readonly Variant[];
}

/** A leaf as the index is asked for it: one word, or several next to or near each other. */
export interface ExpandedLeaf {
  readonly scope: TextScope | null;
  readonly boost: number;
  readonly words: readonly Expansion[];
  /** How many other words may come between several words, in any order; null for none, in this order. */
  readonly slop: number | null;
  /** Whether more words begin so than are looked for. */
  readonly isCapped: boolean;
  /** The word is nowhere, and those that resemble it are looked for instead. */
  readonly isGuessed: boolean;
}

/** As MiniSearch weighs them. */
const PREFIX_WEIGHT = 0.375;
const FUZZY_WEIGHT = 0.45;
/** What an inflected form counts beside the form that was asked for. */
const FORM_WEIGHT = 0.7;
/** Most words that one beginning stands for, in each tier. */
const MOST_BEGINNINGS = 4096;

/** Words longer than this, in code points, that are nowhere are taken for misspelt. */
const GUESSED_LONGER_THAN = 5;
/** Letters that may be wrong in a misspelt word, as a share of all and at most. */
const MISSPELT_SHARE = 0.2;
const MISSPELT_MOST = 2;

/**
 * Looks up in tiers what the words of a leaf stand for; `stemsOf` gives the keys that the forms of a word share. `mayGuess`: a word that
 * is nowhere may stand for those that resemble it.
 */
export function expandLeaf(
  leaf: TextLeaf,
  tiers: readonly Tier[],
  stemsOf: (term: string) => readonly string[],
  mayGuess: boolean,
): ExpandedLeaf {
  const terms = tokens(leaf.raw).map(({ term }) => term);
  let isCapped = false;
  let isGuessed = false;
  const words = terms.map((term, i): Expansion => {
    const isLast = i === terms.length - 1;
    const forms =
      leaf.kind === 'word' && terms.length === 1 ? formsOf(term, tiers, stemsOf) : [exactly(term, tiers)];
    const known = new Set(forms.map((form) => form.term));
    const isNowhere = (variants: readonly Variant[]): boolean =>
      variants.every(({ refs }) => refs.every((ref) => ref === -1));
    const guessed = (variants: readonly Variant[]): Expansion => {
      const letters = [...term].length;
      if (!mayGuess || leaf.kind !== 'word' || terms.length > 1 || letters <= GUESSED_LONGER_THAN) {
        return { forms, others: variants };
      }
      if (/^\p{N}/u.test(term) || !isNowhere([...forms, ...variants])) return { forms, others: variants };
      isGuessed = true;
      const edits = Math.min(MISSPELT_MOST, Math.round(letters * MISSPELT_SHARE));
      return { forms, others: resembling(term, edits, tiers) };
    };
    const isBegun =
      leaf.kind === 'prefix' || (leaf.kind === 'word' && leaf.unfinished) || isUnspacedLetter(term);
    if (isLast && isBegun) {
      const { found, capped } = beginningWith(term, tiers, known);
      isCapped ||= capped;
      return guessed(found);
    }
    if (isLast && leaf.kind === 'fuzzy') return { forms, others: resembling(term, leaf.edits, tiers) };
    return guessed([]);
  });
  const slop = leaf.kind === 'phrase' ? leaf.slop : null;
  return { scope: leaf.scope, boost: leaf.boost, words, slop, isCapped, isGuessed };
}

function exactly(term: string, tiers: readonly Tier[]): Variant {
  return { term, refs: refsOf(term, tiers), weight: 1 };
}

function refsOf(term: string, tiers: readonly Tier[]): TermRef[] {
  return tiers.map((tier) => tier.find(term));
}

function formsOf(
  term: string,
  tiers: readonly Tier[],
  stemsOf: (term: string) => readonly string[],
): Variant[] {
  const forms = new Map<string, Variant>([[term, exactly(term, tiers)]]);
  for (const key of stemsOf(term)) {
    for (const tier of tiers) {
      for (const ref of tier.withStem(key)) {
        const form = tier.termOf(ref);
        if (forms.has(form)) continue;
        forms.set(form, { term: form, refs: refsOf(form, tiers), weight: FORM_WEIGHT });
      }
    }
  }
  return [...forms.values()];
}

function beginningWith(
  prefix: string,
  tiers: readonly Tier[],
  known: ReadonlySet<string>,
): { found: Variant[]; capped: boolean } {
  const found = new Map<string, Variant & { readonly refs: TermRef[] }>();
  let capped = false;
  for (const [number, tier] of tiers.entries()) {
    const refs = tier.beginningWith(prefix, MOST_BEGINNINGS);
    capped ||= refs.length === MOST_BEGINNINGS;
    for (const ref of refs) {
      const term = tier.termOf(ref);
      let variant = found.get(term);
      if (variant === undefined) {
        if (known.has(term)) continue;
        const distance = term.length - prefix.length;
        const weight = (PREFIX_WEIGHT * term.length) / (term.length + 0.3 * distance);
        variant = { term, refs: tiers.map(() => -1), weight };
        found.set(term, variant);
      }
      variant.refs[number] = ref;
    }
  }
  const variants = [...found.values()];
  // What is beyond the cap in one tier may be within it in another.
  return {
    found: capped ? variants.map((each) => ({ ...each, refs: refsOf(each.term, tiers) })) : variants,
    capped,
  };
}

function resembling(sought: string, edits: number, tiers: readonly Tier[]): Variant[] {
  const found = new Map<string, Variant>();
  for (const tier of tiers) {
    for (const { ref, distance } of tier.resembling(sought, edits)) {
      const term = tier.termOf(ref);
      if (distance === 0 || found.has(term)) continue;
      const weight = (FUZZY_WEIGHT * term.length) / (term.length + distance);
      found.set(term, { term, refs: refsOf(term, tiers), weight });
    }
  }
  return [...found.values()];
}

/** Every term that a word stands for. */
export function termsOf({ forms, others }: Expansion): string[] {
  return [...forms, ...others].map(({ term }) => term);
}
