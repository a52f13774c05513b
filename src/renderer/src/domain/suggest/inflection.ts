import { normaliseTerm } from '../text/normalise-term';

/**
 * A word of a name as it may stand in a text: what it begins with and what may follow, both as
 * {@link normaliseTerm} folds them.
 */
export interface WordPattern {
  readonly stem: string;
  readonly endings: RegExp;
  /** Endings with which the word is no proper name any more and begins with a small letter (қазақстандық). */
  readonly smallWith?: RegExp;
  /** A Russian word: one with letters that only Kazakh has is another (турки, түркі). */
  readonly russian?: true;
}

const NONE = /^$/u;
const S = /^s?$/u;
const Y = /^(?:y|ies)$/u;
const MAN = /^(?:man|men)$/u;

/** An English word in singular and plural, whichever is given. The possessive is no part of a term. */
export function englishWord(word: string): WordPattern {
  const term = normaliseTerm(word);
  if (term.endsWith('man') && term.length > 5) return { stem: term.slice(0, -3), endings: MAN };
  if (term.endsWith('ies') && term.length > 4) return { stem: term.slice(0, -3), endings: Y };
  if (/[^aeou]y$/u.test(term) && term.length > 3) return { stem: term.slice(0, -1), endings: Y };
  if (/(?:ss|us|is|ese|[scx]h|x)$/u.test(term)) return { stem: term, endings: NONE };
  if (term.endsWith('s') && term.length > 3) return { stem: term.slice(0, -1), endings: S };
  return { stem: term, endings: S };
}

/** A word that stands as it is, in any language. */
export function fixedWord(word: string): WordPattern {
  return { stem: normaliseTerm(word), endings: NONE };
}

// Russian. Terms are folded: ё is е, й stays.
const ADJECTIVE =
  /^(?:[ыи]й|ого|его|ому|ему|[ыи]м|ом|ем|[ая]я|[ое]й|[ую]ю|[ое]ю|[ое]е|[ыи]е|[ыи]х|[ыи]ми|о)$/u;
const NOUN_A = /^(?:а|ы|и|е|у|ой|ою)$/u;
const NOUN_YA = /^(?:я|и|ю|е|ей|ею)$/u;
const NOUN_Y = /^(?:й|я|ю|ем|е)$/u;
const NOUN_SOFT = /^(?:ь|я|ю|ем|е|и|ью)$/u;
const NOUN_YE = /^(?:е|я|ю|ем|и)$/u;
const NOUN_PLURAL = /^(?:ы|и|ов|ей|ам|ами|ах)?$/u;
const NOUN_HARD = /^(?:а|у|ом|ем|е)?$/u;
const EGYPT = /^(?:ет|та|ту|том|те)$/u;

/** A word of a Russian name, given in the nominative, in every case. */
export function russianWord(word: string): WordPattern {
  const term = normaliseTerm(word);
  const cut = (letters: number, endings: RegExp): WordPattern =>
    russian(term.slice(0, term.length - letters), endings);
  if (term === 'египет') return cut(2, EGYPT);
  if (/(?:[ая]я|[ыио]й|[ое]е|[ыи]е)$/u.test(term) && term.length > 4) return cut(2, ADJECTIVE);
  if (/[^аеиоуыэюя]а$/u.test(term) && term.length > 2) return cut(1, NOUN_A);
  if (term.endsWith('я')) return cut(1, NOUN_YA);
  if (term.endsWith('й')) return cut(1, NOUN_Y);
  if (term.endsWith('ь')) return cut(1, NOUN_SOFT);
  if (term.endsWith('ье')) return cut(1, NOUN_YE);
  if (/[ыи]$/u.test(term) && term.length > 5) return cut(1, NOUN_PLURAL);
  if (/[бвгджзклмнпрстфхцчшщ]$/u.test(term) && term.length > 2) return cut(0, NOUN_HARD);
  return cut(0, NONE);
}

function russian(stem: string, endings: RegExp): WordPattern {
  return { stem, endings, russian: true };
}

/** A Russian adjective in -ий, -ый or -ой, in every case, and as the first part of a compound (российско-). */
export function russianAdjective(word: string): WordPattern {
  return russian(normaliseTerm(word).slice(0, -2), ADJECTIVE);
}

const WOMAN = 'ка|ки|ке|ку|кой|ок|кам|ками|ках';
const PERSON_ETS = new RegExp(`^(?:ец|цы?|ца|цу|цем|цом|це|цев|цов|цам|цами|цах|${WOMAN})$`, 'u');
const PERSON_YETS = /^(?:ец|й(?:ца|цу|цем|це|цы|цев|цам|цами|цах|ка|ки|ке|ку|кой|кам|ками|ках))$/u;
const PERSON_IN = new RegExp(`^(?:ин|ина|ину|ином|ине|е|ы|ам|ами|ах|${WOMAN})?$`, 'u');
const PERSON_OK = /^(?:ок|ка|ку|ком|ке|ки|кам|ками|ках)$/u;
const PERSON_HARD = /^(?:а|у|ом|е|ы|и|ов|ам|ами|ах|ка|ке|ку|кой)?$/u;

/** A Russian word for somebody from a country, given in the nominative singular, in every case and number. */
export function russianPerson(word: string): WordPattern {
  const term = normaliseTerm(word);
  const cut = (endings: RegExp): WordPattern => russian(term.slice(0, -2), endings);
  if (term.endsWith('ец')) return cut(/[аеиоуыэюя]ец$/u.test(term) ? PERSON_YETS : PERSON_ETS);
  if (/[аря][нр]ин$/u.test(term)) return cut(PERSON_IN);
  if (term === 'турок') return cut(PERSON_OK);
  return russian(term, PERSON_HARD);
}

// Kazakh, folded to Russian letters: қ is к, ғ is г, ң is н, і is и, ү and ұ are у. Vowel harmony is not checked: a
// suffix of the other row is a misprint and still the same word.
const OF = '[лдт][ыи]к';
const MANY = '[лдт][ае]р';
const THEIRS = 'с?[ыи]|[ыи]?м[ыи]з';
const CASE =
  '[ндт][ыи]н|[гк][ае]|н?[ае]|[ндт][ыи]|н|н?[дт][ае]|[дтн][ае]н|н?[дт][ае]г[ыи]|[мбп]ен|[дт][ае]й|ш[ае]|[ндт]ик[ыи]';
const KAZAKH = new RegExp(`^(?:${OF})?(?:${MANY})?(?:${THEIRS})?(?:${CASE})?(?:${MANY}(?:${CASE})?)?$`, 'u');
const KAZAKH_OF = new RegExp(`^(?:${OF})`, 'u');

/**
 * The last word of a Kazakh name with its chain of suffixes: of somebody or something (-дық), plural, possessive and
 * case, in this order.
 */
export function kazakhWord(word: string): WordPattern {
  return { stem: normaliseTerm(word), endings: KAZAKH, smallWith: KAZAKH_OF };
}

const GROUP = /^(?:ы|и|а|у|ом|ем|е|ов|ей|ам|ями|ами|ах|ям|ях|ь|я|ю)?$/u;

/** A word of a Russian name that is given in the plural, as groups are (протестующие, полицейские, врачи). */
function russianGroup(word: string): WordPattern {
  const term = normaliseTerm(word);
  if (/[ыи]$/u.test(term) && term.length > 4) return russian(term.slice(0, -1), GROUP);
  return russianWord(word);
}

/**
 * The ways in which a name whose language nobody told us may be inflected, by its script: English in singular and
 * plural, Cyrillic as Russian and, with suffixes on the last word only, as Kazakh.
 */
export function nameVariants(words: readonly string[]): WordPattern[][] {
  const name = words.join(' ');
  if (!/\p{Script=Cyrillic}/u.test(name)) return [words.map(englishWord)];
  const kazakh = kazakhName(words);
  return /[әғқңөұүһі]/iu.test(name) ? [kazakh] : [words.map(russianWord), words.map(russianGroup), kazakh];
}

/** A Kazakh name: its last word takes the suffixes of all. */
export function kazakhName(words: readonly string[]): WordPattern[] {
  return words.map((word, index) => (index === words.length - 1 ? kazakhWord(word) : fixedWord(word)));
}
