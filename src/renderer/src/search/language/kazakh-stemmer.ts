const VOWEL = /[аеиоуыэюя]/u;

/** Endings that are taken off together, and the letters that a word has at least without them. */
interface Layer {
  readonly shortest: number;
  readonly endings: readonly string[];
}

/**
 * Suffixes in the order they are taken off, the outermost first, as `normaliseTerm` leaves them: vowel harmony and the
 * consonant before them make up to six spellings of each, and folding makes some of these alike.
 * A noun is stem + plural + possessive + case + person, a verb stem + voice + tense + person
 * (Muhamedowa, Kazakh: A Comprehensive Grammar, 2016, chapters 2 and 3). Endings that are also the ends of many stems need
 * longer words.
 */
const LAYERS: readonly Layer[] = [
  // Person, of predicates and of verbs.
  layer(4, 'мын мин бын бин пын пин сын син сыз сиз сындар синдер мыз миз быз биз пыз пиз'),
  // Case: instrumental, ablative, locative, genitive, accusative, dative; some after a possessive.
  layer(
    3,
    'менен бенен пенен мен бен пен нан нен дан ден тан тен нда нде да де та те нын нин дын дин тын тин ' +
      'ны ни ды ди ты ти га ге ка ке',
  ),
  layer(4, 'на не'),
  // What stands there: “of Almaty”, “in the city”.
  layer(3, 'дагы деги тагы теги ндагы ндеги ники дики тики'),
  // Possession.
  layer(3, 'ымыз имиз мыз миз ыныз иниз ныз низ лары лери дары дери тары тери'),
  layer(4, 'ым им ын ин сы си'),
  // Plural.
  layer(3, 'лар лер дар дер тар тер'),
  // Participles, gerunds, tenses.
  layer(4, 'ган ген кан кен атын етин йтын йтин уда уде ып ип са се мак мек бак бек пак пек гы ги'),
  // Derived words.
  layer(4, 'лык лик дык дик тык тик шылык шилик сыз сиз шы ши лы ли лау леу дау деу тау теу ласу лесу'),
  // A possessive of one letter, after all else it may be the end of.
  layer(5, 'ы и'),
];

function layer(shortest: number, endings: string): Layer {
  return { shortest, endings: endings.split(' ').sort((a, b) => b.length - a.length) };
}

/**
 * Cuts a Kazakh word in Cyrillic, folded by `normaliseTerm`, down to what most of its inflected forms have in common. A light
 * stemmer: endings only, no dictionary, until none is left.
 */
export function kazakhStem(term: string): string {
  let stem = term;
  for (let before = ''; before !== stem;) {
    before = stem;
    for (const each of LAYERS) stem = without(stem, each);
  }
  // A consonant that is voiced before a vowel: кітап, кітабы; one of two that goes before another: журналистің.
  return stem.replace(/б$/u, 'п').replace(/г$/u, 'к').replace(/ст$/u, 'с');
}

/** Whether an ending can follow: its first consonant is as the one before it, voiceless after voiceless. */
function agree(stem: string, ending: string): boolean {
  if (/^н[дт]/u.test(ending)) return /[ыи]$/u.test(stem);
  if (/^[ткп]/u.test(ending)) return /[пктсшщчцфхбгдв]$/u.test(stem);
  return !/^[дг]/u.test(ending) || !/[пктсшщчцфх]$/u.test(stem);
}

function without(term: string, { shortest, endings }: Layer): string {
  for (const ending of endings) {
    if (!term.endsWith(ending)) continue;
    const stem = term.slice(0, -ending.length);
    if (stem.length >= shortest && VOWEL.test(stem) && agree(stem, ending)) return stem;
  }
  return term;
}
