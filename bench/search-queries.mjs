// Draws the queries from the reports themselves, so that all find something but for some of the misspelt ones.
import { integer, pick, randomFrom } from './generate.mjs';
import { collocations, drawActor, drawCountry, searchReport } from './search-corpus.mjs';

/** Shares of the reports that a word stands in. */
const COMMON = [0.25, 0.6];
const MID = [0.01, 0.05];
const RARE = [0.0003, 0.002];
const OF_TWO = [0.005, 0.6];
const PER_CLASS = 30;
/** Each is asked for at every keystroke. */
const SERIES = 12;
const SEED = 11;
/** Letters on which all tokenizers agree: the app folds Kazakh ones, й and ё have marks. */
const PLAIN = /^[a-zа-ик-я]+$/u;

/** Counts in how many reports each word stands. */
export class WordCounts {
  reports = 0;
  counts = new Map();

  add(/** @type {import('./search-corpus.mjs').SearchReport} */ report) {
    this.reports += 1;
    for (const word of new Set(
      wordsOf([report.title, ...report.blocks.map(({ text }) => text)].join('\n')),
    )) {
      this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
    }
  }
}

/**
 * @param {WordCounts} words of the first reports
 * @returns {Record<string, object[]>} queries by class, as `search-engines.ts` describes them
 */
export function drawSearchQueries({ reports, counts }) {
  const random = randomFrom(SEED);
  const share = (word) => (counts.get(word) ?? 0) / reports;
  const isWithin = (word, [low, high]) => word.length > 2 && share(word) >= low && share(word) <= high;
  const between = (range) => [...counts.keys()].filter((word) => PLAIN.test(word) && isWithin(word, range));
  const pools = {
    common: between(COMMON),
    mid: between(MID),
    rare: between([RARE[0], Math.max(RARE[1], 2 / reports)]),
  };
  const draw = (make, count = PER_CLASS) => Array.from({ length: count }, make);
  const words = (pool) => draw(() => ({ kind: 'words', words: [pick(random, pool)] }));
  /** Neighbouring words that no mark parts, of a report that `fits`. */
  const neighbours = (count, fits = () => true) => {
    for (;;) {
      const { text } = pick(random, searchReport(integer(random, reports)).blocks);
      const stretch = pick(random, text.split(/[.,]\s*/u)).split(' ');
      const from = integer(random, Math.max(1, stretch.length - count));
      const chosen = stretch.slice(from, from + count).map((word) => word.toLowerCase());
      if (chosen.length === count && chosen.every((word) => PLAIN.test(word) && fits(word))) return chosen;
    }
  };
  const longWord = (longest = Infinity) =>
    neighbours(1, (word) => word.length > 5 && word.length <= longest && counts.get(word) > 2)[0];
  return {
    common: words(pools.common),
    mid: words(pools.mid),
    rare: words(pools.rare),
    'two words': draw(() => ({ kind: 'words', words: neighbours(2, (word) => isWithin(word, OF_TWO)) })),
    prefix: draw(() => ({ kind: 'prefix', word: longWord().slice(0, 3 + integer(random, 3)) })),
    fuzzy: draw(() => ({ kind: 'fuzzy', word: misspelt(longWord(12), random) })),
    phrase: [
      ...draw(() => ({ kind: 'phrase', words: collocation(random) }), PER_CLASS / 2),
      ...draw(() => ({ kind: 'phrase', words: neighbours(3) }), PER_CLASS / 2),
    ],
    facet: draw((_, n) => ({
      kind: 'facet',
      word: pick(random, n % 3 === 0 ? pools.mid : pools.common),
      ...(n % 2 === 0 ? { actor: drawActor(random) } : { country: drawCountry(random) }),
    })),
    'as-you-type': draw(
      () => neighbours(2, (word) => word.length > 3 && counts.get(word) > 2).join(' '),
      SERIES,
    )
      .flatMap(keystrokes)
      .map((text) => ({ kind: 'typed', text })),
  };
}

function collocation(random) {
  const all = collocations();
  return all[Math.floor(random() ** 2 * all.length)];
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
  const at = 1 + integer(random, word.length - 1);
  return word.slice(0, at) + (word[at] === 'e' ? 'a' : 'e') + word.slice(at + 1);
}
