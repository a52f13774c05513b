/** Latin spellings of more than one letter, in news and before the reform; longest first. */
const DIGRAPHS: readonly (readonly [latin: string, cyrillic: string])[] = [
  ['shch', 'щ'],
  ['sh', 'ш'],
  ['ch', 'ч'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['gh', 'г'],
  ['ts', 'тс'],
  ['ye', 'е'],
  ['ya', 'иа'],
  ['yu', 'иу'],
];

/** The Latin alphabet of 2021 and its forerunners as `normaliseTerm` leaves them: without the marks of ä, ğ, ñ, ö, ş, ū, ü. */
const LETTERS: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'б',
  c: 'с',
  d: 'д',
  e: 'е',
  f: 'ф',
  g: 'г',
  h: 'х',
  i: 'и',
  j: 'ж',
  k: 'к',
  l: 'л',
  m: 'м',
  n: 'н',
  o: 'о',
  p: 'п',
  q: 'к',
  r: 'р',
  t: 'т',
  u: 'у',
  v: 'в',
  w: 'у',
  x: 'х',
  y: 'и',
  z: 'з',
};

/** Cyrillic letters that one Latin spelling or another does not tell apart. */
const ALIKE: Readonly<Record<string, string>> = {
  ш: 'с',
  щ: 'с',
  ы: 'и',
  й: 'и',
  э: 'е',
  я: 'иа',
  ю: 'иу',
  ц: 'тс',
  ъ: '',
  ь: '',
};

/**
 * A Kazakh word in Latin letters, in Cyrillic as near as can be told: without its mark ş is an s, so that the word may be read
 * with either letter.
 */
export function kazakhInCyrillic(term: string): readonly string[] {
  const readings = [inCyrillic(term, 'с')];
  if (term.includes('s')) readings.push(inCyrillic(term, 'ш'));
  return readings;
}

function inCyrillic(term: string, s: 'с' | 'ш'): string {
  let result = '';
  for (let at = 0; at < term.length;) {
    const digraph = DIGRAPHS.find(([latin]) => term.startsWith(latin, at));
    const letter = term[at] === 's' ? s : (LETTERS[term[at]!] ?? term[at]!);
    // After a vowel it is no vowel: jağdai, жағдай.
    const isGlide = letter === 'и' && /[аеиоу]$/u.test(result);
    result += digraph ? digraph[1] : isGlide ? 'й' : letter;
    at += digraph ? digraph[0].length : 1;
  }
  return result;
}

/** What a Kazakh word is compared by whatever its script: letters that only one of both tells apart are one. */
export function acrossScripts(cyrillic: string): string {
  let result = '';
  for (const letter of cyrillic) result += ALIKE[letter] ?? letter;
  return result;
}
