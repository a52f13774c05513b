/**
 * Tells the legacy Cyrillic encodings apart. General detectors need a page of text for it; a headline is enough when
 * each decoding is asked how much it reads like Slavic text: letter frequency, case, and letters not mixed with Latin ones.
 */

/** Candidates by WHATWG label, the most common first: it wins when two decodings read the same. */
const ENCODINGS = ['windows-1251', 'koi8-u', 'ibm866', 'iso-8859-5', 'x-mac-cyrillic'] as const;

// Per cent of letters in running Russian text; Ukrainian, Belarusian and Serbian letters at what they have in their own.
// prettier-ignore
const FREQUENCY: Readonly<Record<string, number>> = {
  о: 10.97, е: 8.45, а: 8.01, и: 7.35, н: 6.7, т: 6.26, с: 5.47, р: 4.73, в: 4.54, л: 4.4, к: 3.49, м: 3.21,
  д: 2.98, п: 2.81, у: 2.62, я: 2.01, ы: 1.9, ь: 1.74, г: 1.7, з: 1.65, б: 1.59, ч: 1.44, й: 1.21, х: 0.97,
  ж: 0.94, ш: 0.73, ю: 0.64, ц: 0.48, щ: 0.36, э: 0.32, ф: 0.26, ъ: 0.04, ё: 0.2, і: 3, ї: 0.6, є: 0.4, ґ: 0.05,
  ў: 0.8, ј: 1, љ: 0.3, њ: 0.3, ђ: 0.2, ћ: 0.3, џ: 0.1,
};

const LOG = new Map<string, number>();
for (const [letter, percent] of Object.entries(FREQUENCY)) {
  LOG.set(letter, Math.log(percent / 100));
  LOG.set(letter.toUpperCase(), Math.log(percent / 100) - 0.5);
}

// The most frequent pairs of letters in Russian and Ukrainian: short texts and capitals are told by them.
const PAIRS = new Set(
  (
    'ст но то на ен ов ни ра во ко пр ро ре по ал ли ор ос ер ан ет ел ле та од го ат от ны ва ол ит ве ла ло те де ти ' +
    'ри ин ес ка не да за об ог ом ки ви'
  ).split(' '),
);
const PAIR = 0.6;
const RARE = -7;
const PENALTY = -6;
/** Mean score per non-ASCII character above which a decoding counts as Cyrillic; running Russian lies near -2.9. */
const GOOD = -3.65;
const SAMPLE_BYTES = 16 * 1024;

/** The encoding in which `bytes` read like Cyrillic text, as a WHATWG label; null when they do so in none. */
export function detectCyrillic(bytes: Uint8Array): string | null {
  const firstHigh = bytes.findIndex((byte) => byte >= 0x80);
  if (firstHigh === -1) return null;
  const from = Math.max(0, firstHigh - 64);
  const sample = bytes.subarray(from, from + SAMPLE_BYTES);
  let best: string | null = null;
  let bestScore = GOOD;
  for (const encoding of ENCODINGS) {
    const mean = score(new TextDecoder(encoding).decode(sample));
    if (mean > bestScore) {
      bestScore = mean;
      best = encoding;
    }
  }
  // Without a Ukrainian letter the two KOI8 variants are the same, and the older name is the known one.
  if (best === 'koi8-u' && !/[іїєґ]/iu.test(new TextDecoder('koi8-u').decode(sample))) return 'koi8-r';
  return best;
}

const PUNCTUATION = new Set('«»„“”‘’–—…№§\u00a0');
const isLatinLetter = (char: string): boolean => /[A-Za-z]/u.test(char);

function score(text: string): number {
  let total = 0;
  let count = 0;
  let before = ' ';
  for (const char of text) {
    if (char >= '\u0080') {
      const log = LOG.get(char);
      if (log !== undefined) {
        count += 1;
        total += log;
        if (PAIRS.has((before + char).toLowerCase())) total += PAIR;
        if (isLatinLetter(before)) total += PENALTY;
        if (isLower(before) && !isLower(char)) total += PENALTY;
      } else if (!PUNCTUATION.has(char)) {
        count += 1;
        total += RARE + PENALTY;
      }
    } else if (isLatinLetter(char) && LOG.has(before)) {
      total += PENALTY;
    }
    before = char;
  }
  return count === 0 ? -Infinity : total / count;
}

const isLower = (char: string): boolean => LOG.has(char) && char === char.toLowerCase();
