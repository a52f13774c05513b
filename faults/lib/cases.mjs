/**
 * @typedef {object} Case
 * @property {string} label
 * @property {number} seed
 * @property {any} value
 */

/**
 * Cases that differ by their seed alone.
 * @param {{ short: number, long: number }} counts
 */
export function seeds(counts) {
  return ({ short, runs, seed }) =>
    Array.from({ length: runs ?? (short ? counts.short : counts.long) }, (_, n) => ({
      label: `seed ${seed + n}`,
      seed: seed + n,
      value: null,
    }));
}

/**
 * One case for each of these values; the short form takes some of them.
 * @template T
 * @param {{ short: T[], long: T[], label?: (value: T) => string }} values
 */
export function each({ short: few, long: all, label = String }) {
  return ({ short, runs, seed }) =>
    (short ? few : all).slice(0, runs).map((value, n) => ({ label: label(value), seed: seed + n, value }));
}
