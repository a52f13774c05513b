/**
 * How alike texts are, for telling wire copy: news that several papers print with little of their own.
 *
 * A text is the set of its shingles, runs of {@link RUN} words; two texts are as alike as the share of shingles that both
 * have among those that either has (the Jaccard index). Which texts are worth comparing is told by keys: each is the
 * smallest hash of the shingles under {@link ROWS} orders, and texts have one in common the more likely the more alike they are.
 * @see Broder, On the resemblance and containment of documents (1997)
 * @see Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, 3.4 (locality-sensitive hashing)
 */

/** Words a shingle. */
const RUN = 4;
/** Keys a text has. */
const BANDS = 12;
/** Orders a key is made of: texts that are half alike have one of the keys in common with a chance of 0.8, those that are 0.7 alike of 0.99. */
const ROWS = 3;
/** Texts of fewer words are alike by chance: headlines, captions, standing phrases. */
const LEAST_WORDS = 30;
/** Share of common shingles from which two texts are of the same story. */
export const SAME_STORY = 0.5;

/** Letters and figures that belong together; a sign of a script that is written without spaces is a word. */
const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]|[\p{L}\p{M}\p{N}]+/gu;

/** The hashes of a text's shingles; empty for a text that is too short to be compared. */
export function shingles(text: string): ReadonlySet<number> {
  const words = (text.normalize('NFKC').toLowerCase().match(WORD) ?? []).map(hashOf);
  const found = new Set<number>();
  if (words.length < LEAST_WORDS) return found;
  for (let i = 0; i + RUN <= words.length; i += 1) {
    let hash = 0;
    for (let j = i; j < i + RUN; j += 1) hash = mix(hash ^ words[j]!);
    found.add(hash);
  }
  return found;
}

/** Share of shingles that both have, from 0 to 1; 0 when one has none. */
export function likeness(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  let common = 0;
  for (const each of few) if (many.has(each)) common += 1;
  return few.size === 0 ? 0 : common / (a.size + b.size - common);
}

/** Keys of which texts of the same story have one in common, all but certainly; none for a text that is too short. */
export function likenessKeys(of: ReadonlySet<number>): number[] {
  if (of.size === 0) return [];
  const least = new Uint32Array(BANDS * ROWS).fill(0xffffffff);
  for (const shingle of of) {
    for (let order = 0; order < least.length; order += 1) {
      const hash = mix(shingle ^ SEEDS[order]!);
      if (hash < least[order]!) least[order] = hash;
    }
  }
  return Array.from({ length: BANDS }, (_, band) => {
    let key = mix(band + 1);
    for (let row = 0; row < ROWS; row += 1) key = mix(key ^ least[band * ROWS + row]!);
    return key;
  });
}

/** FNV-1a over UTF-16 units. @see http://www.isthe.com/chongo/tech/comp/fnv/ */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The finalizer of MurmurHash3, after a step so that nothing maps to itself. */
function mix(value: number): number {
  let hash = (value + 0x9e3779b9) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const SEEDS = Uint32Array.from({ length: BANDS * ROWS }, (_, order) => mix(mix(order + 1)));
