/**
 * Reports to search in, made up by seed: report n is the same on every machine and however many are asked for. The words of
 * `generate.mjs` are too few for this: with 8,000 of them even the rarest stands in one report of a hundred. Here the
 * vocabulary grows with the archive, as in news: 46,000 words in 1,000 reports, 135,000 in 10,000. The words of rank 100, 1,000,
 * 5,000 and 20,000 stand in 46, 7, 1.3 and 0.12 % of the reports; the median report has 950 words, 410 different ones. News and
 * speeches of the same size have 49, 8.5, 1.2 and 0.09 %, and 426 different words.
 */
import { chance, integer, pick, randomFrom } from './generate.mjs';

/**
 * @typedef {object} SearchReport
 * @property {string} id ascending
 * @property {string} title
 * @property {string} language
 * @property {string} published `YYYY-MM-DD`
 * @property {{ kind: 'heading' | 'paragraph' | 'list-item', text: string }[]} blocks without the title
 * @property {{ actor: string, country: string }[]} codings who is in it, and where from
 */

const LANGUAGES = /** @type {const} */ (['en', 'ru', 'kk']);
/** Words known of each language; half of the longer ones are inflected forms of others. */
const VOCABULARY = { en: 400_000, ru: 150_000, kk: 100_000 };
const SYLLABLES = {
  en: 'ka ri mo ten sal vor ne du pra li cas tor be min ga lu ster ho fi dan wel ro qui nat sho per gle con ex ble tra ver mar pol in de re tan cer for ma',
  ru: 'ка ри мо тен са вор не ду пра ли кас бе мин га лу стер хо дан ро нат пер гле жа пол вер тра кон де ста при об за',
  kk: 'қа рі мо тең сә ғор не дү ла лі қас бө мін ға лұ шы дан ро нат ұл әд іл бас тар құ мем ара жол',
};
const ENDINGS = {
  en: 's s s ed ed ing ing er ers ly ness ation al',
  ru: 'а ы ов ам ами ого ому ым ных ский ская ить ал',
  kk: 'лар дар дың ға да нан лары мен дағы сы',
};
const INFLECTED = 0.4;
/** Below this rank words are short and stand alone. */
const SHORT = 60;

/** Zipf's law in Mandelbrot's form for frequent words, steeper for the others, as counted in large corpora. */
const SHIFT = 1.2;
const EXPONENT = 0.97;
const TAIL_FROM = 4000;
const TAIL_EXPONENT = 1.9;
/** Words of a higher rank than this are often ones that the report has already: a report has its own subject. */
const GENERAL = 60;
const REPEATED = 0.45;

const COLLOCATIONS = { en: 3000, ru: 600, kk: 400 };
/** Share of places where words begin that usually stand together. */
const COLLOCATED = 0.035;
const ACTORS = 800;
const COUNTRIES = 100;

const MEDIAN_WORDS = 916;
const WORDS_SPREAD = 0.42;
const BLOCKS = 8;

const tables = {};

/** Words, most frequent first, with what is needed to draw them. */
function tableOf(/** @type {'en' | 'ru' | 'kk'} */ language) {
  return (tables[language] ??= makeTable(language));
}

function makeTable(language) {
  const random = randomFrom(language.charCodeAt(0) * 7919);
  const syllables = SYLLABLES[language].split(' ');
  const endings = ENDINGS[language].split(' ');
  const known = new Set();
  const words = [];
  const stems = [];
  while (words.length < VOCABULARY[language]) {
    const rank = words.length;
    const inflects = rank > SHORT * 5 && chance(random, INFLECTED);
    const least = rank < SHORT ? 1 : rank < 2000 ? 2 : 3;
    const word = inflects
      ? pick(random, stems) + pick(random, endings)
      : Array.from({ length: least + integer(random, 2) }, () => pick(random, syllables)).join('');
    if (known.has(word)) continue;
    known.add(word);
    words.push(word);
    if (!inflects && rank > SHORT) stems.push(word);
  }
  const sums = new Float64Array(words.length);
  let sum = 0;
  const atBend = (TAIL_FROM + SHIFT) ** -EXPONENT;
  for (let rank = 1; rank <= words.length; rank += 1) {
    sum += rank <= TAIL_FROM ? (rank + SHIFT) ** -EXPONENT : atBend * (rank / TAIL_FROM) ** -TAIL_EXPONENT;
    sums[rank - 1] = sum;
  }
  const table = { words, sums, collocations: [] };
  table.collocations = Array.from({ length: COLLOCATIONS[language] }, () =>
    Array.from({ length: 2 + integer(random, 2) }, () => words[40 + drawRank(random, sums)] ?? words[40]),
  );
  return table;
}

function drawRank(random, sums) {
  const sought = random() * sums[sums.length - 1];
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle] < sought) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Groups of words that the texts repeat. */
export function collocations() {
  return tableOf('en').collocations;
}

/** Drawn as actors and countries of reports are: the first ones most often. */
export const drawActor = (random) => `a${Math.floor(random() ** 2 * ACTORS)}`;
export const drawCountry = (random) => `C${Math.floor(random() ** 2 * COUNTRIES)}`;

/** @returns {SearchReport} */
export function searchReport(/** @type {number} */ index, seed = 1) {
  const random = randomFrom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const language = index % 25 === 7 ? 'ru' : index % 50 === 13 ? 'kk' : 'en';
  const write = new Writer(random);
  const wanted = Math.round(MEDIAN_WORDS * Math.exp(WORDS_SPREAD * normal(random)));
  const title = write.phrase(language, 6 + integer(random, 5));
  const foreignBlock = language === 'en' && chance(random, 0.12) ? 1 + integer(random, BLOCKS - 1) : -1;
  const blocks = [];
  const share = Math.max(20, wanted / BLOCKS);
  for (let n = 0; n < BLOCKS; n += 1) {
    if (n % 3 === 1) blocks.push({ kind: 'heading', text: write.phrase(language, 2 + integer(random, 4)) });
    const spoken = n === foreignBlock ? pick(random, /** @type {const} */ (['ru', 'kk'])) : language;
    const kind = n > 1 && chance(random, 0.45) ? 'list-item' : 'paragraph';
    blocks.push({ kind, text: write.paragraph(spoken, share * (0.5 + random())) });
  }
  const codings = Array.from({ length: 1 + integer(random, 3) }, () => ({
    actor: drawActor(random),
    country: drawCountry(random),
  }));
  const day = new Date(Date.UTC(2015, 0, 1 + integer(random, 3600)));
  const published = day.toISOString().slice(0, 10);
  return { id: `r${String(index).padStart(6, '0')}`, title, language, published, blocks, codings };
}

class Writer {
  #random;
  /** What the report is about. */
  #own = { en: [], ru: [], kk: [] };
  /** Words of a collocation that are still to come. */
  #pending = [];

  constructor(random) {
    this.#random = random;
  }

  phrase(language, count) {
    const words = Array.from({ length: count }, () => this.#word(language)).join(' ');
    return capitalised(words);
  }

  paragraph(language, count) {
    const random = this.#random;
    const sentences = [];
    for (let written = 0; written < count - 9;) {
      const length = 8 + integer(random, 22);
      const words = Array.from({ length }, () => this.#word(language));
      this.#pending = [];
      if (length > 12) words[4] += ',';
      if (chance(random, 0.06)) words[6] = String(integer(random, 5000));
      sentences.push(`${capitalised(words.join(' '))}.`);
      written += length;
    }
    return sentences.join(' ');
  }

  #word(language) {
    const { words, sums, collocations: groups } = tableOf(language);
    const pending = this.#pending.pop();
    if (pending !== undefined) return pending;
    if (chance(this.#random, COLLOCATED)) {
      const group = groups[Math.floor(this.#random() ** 2 * groups.length)];
      this.#pending = group.slice(1).reverse();
      return group[0];
    }
    const rank = drawRank(this.#random, sums);
    if (rank < GENERAL) return words[rank];
    const own = this.#own[language];
    if (own.length > 0 && chance(this.#random, REPEATED)) return pick(this.#random, own);
    own.push(words[rank]);
    return words[rank];
  }
}

/** From the standard normal distribution. */
function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function capitalised(text) {
  return text[0].toUpperCase() + text.slice(1);
}

/** Made before anything is timed. */
export function prepareCorpus() {
  for (const language of LANGUAGES) tableOf(language);
}
