import { normaliseTerm, type Token } from '../text/normalise-term';
import type { Found, ScannedText } from './gazetteer';

// The words around a country's name that make it part of something else. All are compared as folded terms.
const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** `the Russian language`, `Spanish-speaking`. */
const LANGUAGE_AFTER = setOf(
  'language languages speaking speaker speakers alphabet script grammar dictionary translation',
);
const LANGUAGE_AFTER_STEMS = ['язык', 'язычн', 'тили', 'тилд', 'тилин'];
/** `he spoke in Russian.` with no noun behind it. */
const LANGUAGE_BEFORE = setOf('in into speak speaks spoke spoken speaking');
const ETHNIC_BEFORE = /^(?:ethnic|этническ|этникалык)/u;
/** `the Uzbek minority`: people of another country. */
const PEOPLE_AFTER = setOf('minority minorities community communities diaspora descent origin ancestry');
/** `Bosnia-style war`, `Russian-made rockets`: what a thing is like or where it comes from, and nobody's doing. */
const COMPOUND_AFTER = setOf(
  'style type made built manufactured designed produced owned registered flagged born educated language speaking era',
);
/** `anti-Russian slogans`: what somebody is for or against. */
const STANCE_BEFORE = setOf('anti pro');
/** `the state-run Russian news agency reported`: who is quoted, and no party to what is reported. */
const MEDIA = setOf('newspaper newspapers daily weekly radio television tv broadcaster media press magazine');
const NEWS_AGENCY = setOf('news press information');
const REPORTING = setOf('said says reported reports report quoted saying announced');
/** Words between the country and the medium, and between the medium and the verb, at most. */
const MEDIA_REACH = 3;
const ONE_PHRASE = /^(?:[\s-]+(?!an?\s|the\s)\p{L}+)*[\s-]+$/u;
/** Treaties and newspapers are named after cities. */
const NAMED_AFTER_CITY = setOf(
  'pact treaty convention conventions protocol protocols agreement agreements accord accords declaration charter ' +
    'post times tribune journal gazette herald telegraph observer examiner chronicle globe',
);
/** Money: `US $5`, `US dollars`. */
const CURRENCY = /^\s?[$€£¥]/u;

export interface Context {
  readonly found: Found<unknown>;
  readonly scanned: ScannedText;
  readonly isDemonym: boolean;
  readonly isPlace: boolean;
  readonly isAbbreviation: boolean;
}

/** Whether the words around what was found show that no country is meant: a language, a people, a treaty, money. */
export function namesNoCountry(context: Context): boolean {
  const { found, scanned, isDemonym, isPlace, isAbbreviation } = context;
  const { text, words } = scanned;
  const before = words[found.from - 1];
  const after = words[found.to + 1];
  const gap = after === undefined ? text.slice(found.end) : text.slice(found.end, after.start);
  const next = after?.term ?? '';
  const hyphen = /^[-‐‑]$/u.test(gap);
  if (isAbbreviation && CURRENCY.test(text.slice(found.end, found.end + 2))) return true;
  if (hyphen && COMPOUND_AFTER.has(next)) return true;
  if (before !== undefined && STANCE_BEFORE.has(before.term) && text[before.end] === '-') return true;
  if (isQuotedMedium(found, scanned)) return true;
  if (isPlace && /^\s$/u.test(gap) && NAMED_AFTER_CITY.has(next) && capital(scanned, after)) return true;
  if (!isDemonym) return false;
  if (
    /^[-\s]$/u.test(gap) &&
    (LANGUAGE_AFTER.has(next) ||
      PEOPLE_AFTER.has(next) ||
      LANGUAGE_AFTER_STEMS.some((stem) => next.startsWith(stem)))
  ) {
    return true;
  }
  if (before === undefined) return false;
  if (ETHNIC_BEFORE.test(before.term)) return true;
  return LANGUAGE_BEFORE.has(before.term) && !/^[-\s]+$/u.test(gap);
}

function isQuotedMedium({ from, to, end }: Found<unknown>, { text, words }: ScannedText): boolean {
  const ahead = words.slice(to + 1, to + 2 + MEDIA_REACH);
  const at = ahead.findIndex(
    ({ term }, i) => MEDIA.has(term) || (NEWS_AGENCY.has(term) && ahead[i + 1]?.term === 'agency'),
  );
  if (at < 0) return false;
  const medium = to + 1 + at;
  if (!ONE_PHRASE.test(text.slice(end, words[medium]!.start))) return false;
  const after = words.slice(medium + 1, medium + 3 + MEDIA_REACH);
  const before = words.slice(Math.max(0, from - MEDIA_REACH), from).map(({ term }) => term);
  return after.some(({ term }) => REPORTING.has(term)) || before.join(' ').includes('according to');
}

function capital({ text }: ScannedText, word: Token | undefined): boolean {
  return word !== undefined && /^\p{Lu}/u.test(text.slice(word.start, word.end));
}

const SENTENCE_BEFORE = /(?:^|[.!?…:]["'”’»)]*\s+|["'“‘«(]\s*|^[—–-]\s*)$/u;

/** Whether a word is the first of its sentence or of a quotation, where every word has a capital. */
export function beginsSentence(text: string, start: number): boolean {
  return SENTENCE_BEFORE.test(text.slice(Math.max(0, start - 6), start));
}

/** Whether a given name with a capital word right behind it: `Chad Smith`. */
export function looksLikePerson(found: Found<unknown>, scanned: ScannedText): boolean {
  const after = scanned.words[found.to + 1];
  if (after === undefined || scanned.text.slice(found.end, after.start) !== ' ') return false;
  return capital(scanned, after) && normaliseTerm(after.term).length > 1;
}
