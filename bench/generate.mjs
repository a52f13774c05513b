/**
 * A seeded generator of archives for benchmarks and end-to-end tests: reports as plain text, with passages to tag.
 * Words are made up but spread as in real news (Zipf); the same seed gives the same bytes on every machine, and
 * report n is the same however many are asked for.
 */

/**
 * @typedef {object} GeneratedPassage
 * @property {string} quote stands in the text word for word, inside one block
 * @property {number} nth which occurrence of the quote in the text is meant, from 1, overlapping ones counted
 * @property {string | null} actor name; null for a passage about a country only
 * @property {string | null} country ISO 3166-1 alpha-3; null for a passage about an actor only
 * @property {'affiliation' | 'location' | 'mentioned'} role
 * @property {string} memo empty for most
 */

/**
 * @typedef {object} GeneratedReport
 * @property {string} name file name, unique
 * @property {string} title
 * @property {string} source
 * @property {string} sourceUrl
 * @property {string} published `YYYY-MM-DD`
 * @property {'en' | 'ru' | 'kk'} language
 * @property {string} text 500 to 1,500 words: title line, dek, one block a line, `- ` bullets, `(1) ` footnotes
 * @property {GeneratedPassage[]} passages
 */

export const ACTORS = [
  ...[
    'Protesters',
    'Police',
    'National Guard',
    'Interior Ministry',
    'Army',
    'Rioters',
    'Journalists',
    'CSTO',
  ],
  ...[
    'Human Rights Watch',
    'Oil workers',
    'City council',
    'Border Service',
    'Opposition party',
    'Prosecutors',
  ],
  ...['Foreign Ministry', 'Volunteers', 'Miners’ union', 'Supreme Court', 'Red Crescent', 'Security Council'],
  ...['Parliament', 'Students', 'Farmers', 'State television', 'Coast Guard', 'Peacekeepers', 'Bloggers'],
  ...['Railway workers', 'Central Bank', 'Election commission', 'Полиция', 'Қорғаныс министрлігі'],
];

/** Code and the name that the texts use. */
export const COUNTRIES = [
  ...[
    ['KAZ', 'Kazakhstan'],
    ['RUS', 'Russia'],
    ['KGZ', 'Kyrgyzstan'],
    ['UZB', 'Uzbekistan'],
  ],
  ...[
    ['BLR', 'Belarus'],
    ['ARM', 'Armenia'],
    ['TJK', 'Tajikistan'],
    ['TUR', 'Türkiye'],
    ['UKR', 'Ukraine'],
  ],
  ...[
    ['GEO', 'Georgia'],
    ['CHN', 'China'],
    ['USA', 'United States'],
    ['GBR', 'United Kingdom'],
  ],
  ...[
    ['DEU', 'Germany'],
    ['FRA', 'France'],
    ['IRN', 'Iran'],
    ['CIV', 'Côte d’Ivoire'],
    ['AFG', 'Afghanistan'],
  ],
];

const SOURCES = [
  'Meridian Wire',
  'Steppe Chronicle',
  'Harbour Post',
  'The Observer of Almaty',
  'Степной вестник',
];
const ROLES = /** @type {const} */ (['affiliation', 'location', 'mentioned']);

/** Most frequent first; the made-up words of each language follow them. */
const COMMON_WORDS = {
  en: 'the of and to in a that on was for said with by as were at from had it their after have city who been more officials will people state government reports security authorities protest square troops president emergency',
  ru: 'и в на не что с по он было как из за власти это люди город сообщили после площади задержаны министерство президент протест полиция режим также были около сотрудники',
  kk: 'және бұл мен бір деп үшін туралы халық қала кейін болған билік әскер әділет наразылық алаң төтенше жағдай полиция үкімет өкілдері өңірде тұрғындар',
};
const SYLLABLES = {
  en: 'ka ri mo ten sal vor ne du pra li cas tor be min ga lu ster ho fi dan wel ro qui nat sho per gle',
  ru: 'ка ри мо тен са вор не ду пра ли кас бе мин га лу стер хо дан ро нат пер гле щи жа ёл',
  kk: 'қа рі мо тең сә ғор не дү ла лі қас бө мін ға лұ шы дан ро нат ұл әд іл',
};
const VOCABULARY_SIZE = 8000;
const ZIPF_EXPONENT = 1.05;
/** Flattens the top ranks as in Mandelbrot's form of the law. */
const ZIPF_SHIFT = 2.7;

/**
 * Reports `0` to `reports - 1` of the archive with this seed.
 * @param {{ reports: number, seed?: number, passagesPerReport?: number }} options
 * @returns {Generator<GeneratedReport, void, void>}
 */
export function* generateReports({ reports, seed = 1, passagesPerReport = 8 }) {
  for (let index = 0; index < reports; index++) yield generateReport(index, seed, passagesPerReport);
}

/** @returns {GeneratedReport} */
function generateReport(
  /** @type {number} */ index,
  /** @type {number} */ seed,
  /** @type {number} */ passages,
) {
  const random = randomFrom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
  const language = index % 12 === 7 ? 'ru' : index % 20 === 13 ? 'kk' : 'en';
  const writer = new Writer(random, language);
  const title = writer.headline(6 + integer(random, 5));
  /** @type {string[]} */
  const lines = [title];
  if (chance(random, 0.4)) lines.push(writer.sentence(8 + integer(random, 8)));
  const bodyFrom = lines.length;

  const wanted = 500 + integer(random, 820);
  lines.push(writer.paragraph(3 + integer(random, 3)));
  while (writer.words < wanted) {
    lines.push(writer.headline(2 + integer(random, 4)));
    const bullets = chance(random, 0.5);
    for (let blocks = 2 + integer(random, 5); blocks > 0 && writer.words < wanted; blocks--) {
      lines.push(
        (bullets ? '- ' : '') + writer.paragraph(bullets ? 1 + integer(random, 3) : 2 + integer(random, 4)),
      );
    }
  }
  const footnotes = chance(random, 0.35) ? 1 + integer(random, 2) : 0;
  for (let n = 1; n <= footnotes; n++) {
    lines.push(`(${n}) ${writer.headline(2)}`, writer.sentence(10 + integer(random, 12)));
  }

  const text = `${lines.join('\n')}\n`;
  const number = String(index).padStart(6, '0');
  const day = new Date(Date.UTC(2019, 0, 1 + integer(random, 2000)));
  return {
    name: `report-${number}.txt`,
    title,
    source: pick(random, SOURCES),
    sourceUrl: `https://news.example/${number}`,
    published: day.toISOString().slice(0, 10),
    language,
    text,
    passages: Array.from({ length: passages }, () => passageOf(random, writer, text, lines, bodyFrom)),
  };
}

/** @returns {GeneratedPassage} */
function passageOf(
  /** @type {() => number} */ random,
  /** @type {Writer} */ writer,
  /** @type {string} */ text,
  /** @type {string[]} */ lines,
  /** @type {number} */ bodyFrom,
) {
  const candidates = lines.flatMap((line, i) => (i >= bodyFrom && line.endsWith('.') ? [i] : []));
  const line = pick(random, candidates);
  const lineStart = lines.slice(0, line).reduce((length, before) => length + before.length + 1, 0);
  const words = [...lines[line].matchAll(/[^\s-]\S*/gu)];
  const first = integer(random, Math.max(1, words.length - 4));
  const last = Math.min(words.length - 1, first + 1 + integer(random, 28));
  const start = lineStart + words[first].index;
  const quote = text.slice(start, lineStart + words[last].index + words[last][0].length);
  let nth = 1;
  for (let at = text.indexOf(quote); at < start; at = text.indexOf(quote, at + 1)) nth += 1;

  const shape = random();
  return {
    quote,
    nth,
    actor: shape < 0.1 ? null : ACTORS[skewed(random, ACTORS.length)],
    country: shape > 0.85 ? null : COUNTRIES[skewed(random, COUNTRIES.length)][0],
    role: pick(random, ROLES),
    memo: chance(random, 0.25) ? writer.sentence(6 + integer(random, 20)) : '',
  };
}

/** Makes up text in one language and counts its words. */
export class Writer {
  words = 0;
  #random;
  #language;

  constructor(/** @type {() => number} */ random, /** @type {'en' | 'ru' | 'kk'} */ language) {
    this.#random = random;
    this.#language = language;
  }

  /** Words without a full stop, the first capitalised. */
  headline(/** @type {number} */ words) {
    const text = Array.from({ length: words }, () => this.#word()).join(' ');
    return capitalised(text);
  }

  sentence(/** @type {number} */ words) {
    const random = this.#random;
    const parts = Array.from({ length: words }, () => this.#word());
    if (chance(random, 0.25)) parts.splice(integer(random, words), 0, ACTORS[skewed(random, ACTORS.length)]);
    if (chance(random, 0.2)) parts.push('in', COUNTRIES[skewed(random, COUNTRIES.length)][1]);
    if (chance(random, 0.08))
      parts.splice(integer(random, words), 0, integer(random, 5000).toLocaleString('en'));
    if (chance(random, 0.15)) {
      const at = integer(random, Math.max(1, parts.length - 3));
      parts[at] = `“${parts[at]}`;
      parts[at + 2] = `${parts[at + 2]}”`;
    } else if (words > 10) parts[4] += ',';
    return `${capitalised(parts.join(' '))}.`;
  }

  paragraph(/** @type {number} */ sentences) {
    return Array.from({ length: sentences }, () => this.sentence(8 + integer(this.#random, 20))).join(' ');
  }

  #word() {
    this.words += 1;
    const foreign = this.#language === 'en' && chance(this.#random, 0.01);
    const language = foreign ? pick(this.#random, /** @type {const} */ (['ru', 'kk'])) : this.#language;
    return VOCABULARIES[language][zipfRank(this.#random)];
  }
}

const VOCABULARIES = { en: vocabulary('en'), ru: vocabulary('ru'), kk: vocabulary('kk') };

function vocabulary(/** @type {'en' | 'ru' | 'kk'} */ language) {
  const random = randomFrom(language.charCodeAt(0));
  const syllables = SYLLABLES[language].split(' ');
  const words = new Set(COMMON_WORDS[language].split(' '));
  while (words.size < VOCABULARY_SIZE) {
    words.add(Array.from({ length: 2 + integer(random, 3) }, () => pick(random, syllables)).join(''));
  }
  return [...words];
}

const zipfSums = new Float64Array(VOCABULARY_SIZE);
for (let rank = 0, sum = 0; rank < VOCABULARY_SIZE; rank++) {
  sum += (rank + 1 + ZIPF_SHIFT) ** -ZIPF_EXPONENT;
  zipfSums[rank] = sum;
}

/** A rank from 0, by Zipf's law. */
function zipfRank(/** @type {() => number} */ random) {
  const sought = random() * zipfSums[VOCABULARY_SIZE - 1];
  let low = 0;
  let high = VOCABULARY_SIZE - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (zipfSums[middle] < sought) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The mulberry32 generator: numbers from 0 to below 1. */
export function randomFrom(/** @type {number} */ seed) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 to below `limit`. */
export function integer(/** @type {() => number} */ random, /** @type {number} */ limit) {
  return Math.floor(random() * limit);
}

/** Like {@link integer}, small numbers more often. */
function skewed(/** @type {() => number} */ random, /** @type {number} */ limit) {
  return Math.floor(random() ** 2 * limit);
}

export function chance(/** @type {() => number} */ random, /** @type {number} */ probability) {
  return random() < probability;
}

/**
 * @template T
 * @param {() => number} random
 * @param {readonly T[]} items
 */
export function pick(random, items) {
  return items[integer(random, items.length)];
}

function capitalised(/** @type {string} */ text) {
  return text.replace(/^“?\p{L}/u, (start) => start.toUpperCase());
}
