// Draws the queries from the generated texts themselves, so that all of them find something but for the typos.
import { ACTORS, COUNTRIES } from './generate.mjs';

/** Shares of the reports a word stands in; rare words stand in up to {@link RARE} reports. */
const COMMON = [0.25, 0.6];
const MID = [0.01, 0.05];
const RARE = 5;

/**
 * @param {import('./generate.mjs').GeneratedReport[]} reports
 * @param {{ seed: number, perClass: number }} options
 * @returns {Record<string, string[]>} queries by class; `typing` holds every keystroke of `perClass` queries of two words
 */
export function drawQueries(reports, { seed, perClass }) {
  const random = randomFrom(seed);
  const pick = (items) => items[Math.floor(random() * items.length)];
  const frequency = new Map();
  for (const { text } of reports) {
    for (const word of new Set(wordsOf(text))) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  }
  const share = (word) => frequency.get(word) / reports.length;
  const between = ([low, high]) =>
    [...frequency.keys()].filter((word) => word.length > 2 && share(word) >= low && share(word) <= high);
  const pools = { common: between(COMMON), mid: between(MID), rare: between([0, RARE / reports.length]) };
  const draw = (make) => Array.from({ length: perClass }, make);
  /** Some neighbouring words of a report. */
  const neighbours = (count) => {
    for (;;) {
      const sentences = pick(reports).text.split(/[.\n]/u);
      const words = pick(sentences).match(/[\p{L}]+/gu) ?? [];
      const from = Math.floor(random() * (words.length - count));
      if (words.length > count) return words.slice(from, from + count);
    }
  };
  const anyWord = (longest = Infinity) => {
    for (;;) {
      const [word] = neighbours(1);
      if (word.length > 5 && word.length <= longest) return word.toLowerCase();
    }
  };

  return {
    common: draw(() => pick(pools.common)),
    mid: draw(() => pick(pools.mid)),
    rare: draw(() => pick(pools.rare)),
    'two words': draw(() => neighbours(2).join(' ')),
    prefix: draw(() => anyWord().slice(0, 3 + Math.floor(random() * 3))),
    typing: draw(() => neighbours(2).join(' ').toLowerCase()).flatMap(keystrokes),
    typo: draw(() => misspelt(anyWord(), random)),
    phrase: draw(() => `"${neighbours(2 + Math.floor(random() * 3)).join(' ')}"`),
    'actor + word': draw(() => `actor:"${pick(ACTORS)}" ${pick(pools.common)}`),
    'country + word': draw(() => `country:${pick(COUNTRIES)[0]} ${pick(pools.common)}`),
    'filters alone': draw(() => `actor:"${pick(ACTORS)}" country:${pick(COUNTRIES)[0]}`),
  };
}

function wordsOf(text) {
  return text.toLowerCase().match(/\p{L}+/gu) ?? [];
}

function keystrokes(text) {
  return [...text]
    .map((_, i, letters) => letters.slice(0, i + 1).join(''))
    .filter((typed) => !typed.endsWith(' '));
}

/** One letter changed, never the first. */
function misspelt(word, random) {
  const at = 1 + Math.floor(random() * (word.length - 1));
  return word.slice(0, at) + (word[at] === 'e' ? 'a' : 'e') + word.slice(at + 1);
}

function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
