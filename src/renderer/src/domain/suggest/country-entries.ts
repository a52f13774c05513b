import type { CountryCode } from '../ids';
import { AMBIGUITIES, SHARED_PLACES } from './ambiguities';
import { CYRILLIC_LEADERS, KAZAKH_PLACES, RUSSIAN_PEOPLES, RUSSIAN_PLACES } from './cyrillic-forms';
import {
  ENGLISH_LEADERS,
  ENGLISH_MOVEMENTS,
  ENGLISH_PEOPLES,
  ENGLISH_PLACES,
  ENGLISH_SEATS,
  NO_COUNTRY,
} from './english-forms';
import { isAbbreviation, wordsOf, type Entry } from './gazetteer';
import {
  englishWord,
  fixedWord,
  kazakhName,
  nameVariants,
  russianAdjective,
  russianPerson,
  russianWord,
  type WordPattern,
} from './inflection';
import type { SuggestionSource } from './suggestion';

/** A country as the suggester needs it: plain data, whoever keeps the authority. */
export interface CountryForms {
  readonly code: CountryCode;
  /** What the interface shows. */
  readonly name: string;
  readonly forms: readonly CountryForm[];
  /** The state whose territory ISO 3166-1 counts a disputed place to. */
  readonly listedUnder?: CountryCode;
}

export interface CountryForm {
  readonly text: string;
  /** Primary language subtag; decides how the form is inflected and in which reports it is looked for. */
  readonly language: string;
  readonly kind: 'name' | 'demonym';
}

/** What a form says: a country, or that its words name none. */
export interface CountryReading {
  readonly code: CountryCode | null;
  readonly source: SuggestionSource;
}

type CountryEntry = Entry<CountryReading>;

/** Languages whose forms are looked for in every report; Kazakh ones not in Russian reports, where its endings mislead. */
const ALWAYS = ['en', 'ru', 'kk'];

/**
 * Every form of every country for texts in `language` (a primary subtag, or empty): English, Russian and Kazakh ones
 * always, those of the report's own language besides. `namesOfOthers` stand for no country as a whole.
 */
export function countryEntries(
  countries: readonly CountryForms[],
  language: string,
  namesOfOthers: readonly string[] = [],
): CountryEntry[] {
  const known = new Map<string, CountryCode>(countries.map(({ code }) => [code, code]));
  const isRussian = language === 'ru';
  const wanted = new Set([...ALWAYS, language]);
  if (isRussian) wanted.delete('kk');
  const entries: CountryEntry[] = [];
  const add = (form: string, code: CountryCode | null, source: SuggestionSource, words: WordPattern[]) => {
    if (words.length === 0 || words.some(({ stem }) => stem === '')) return;
    const short = isAbbreviation(form);
    const small = source === 'demonym' && /\p{Script=Cyrillic}/u.test(form);
    entries.push({
      form,
      words,
      casing: short ? 'capitals' : small ? 'any' : 'proper',
      value: { code, source: short && source === 'name' ? 'abbreviation' : source },
    });
  };
  const addAll = (
    table: string,
    source: SuggestionSource,
    patterns: (form: string) => readonly WordPattern[][],
  ) => {
    for (const { codes, forms } of linesOf(table)) {
      const code = known.get(codes[0] ?? '');
      if (code === undefined) continue;
      for (const form of forms) for (const words of patterns(form)) add(form, code, source, words);
    }
  };

  for (const { code, forms } of countries) {
    for (const form of forms) {
      if (wanted.has(form.language))
        for (const words of patternsOf(form)) add(form.text, code, form.kind, words);
    }
  }
  addAll(ENGLISH_PEOPLES, 'demonym', (form) => [englishDemonym(form)]);
  addAll(ENGLISH_PLACES, 'place', (form) => [asWritten(form)]);
  addAll(ENGLISH_SEATS, 'seat', (form) => [asWritten(form)]);
  addAll(ENGLISH_MOVEMENTS, 'movement', (form) => [englishDemonym(form)]);
  addAll(ENGLISH_LEADERS, 'leader', (form) => [asWritten(form)]);
  addAll(RUSSIAN_PEOPLES, 'demonym', russianDemonym);
  addAll(RUSSIAN_PLACES, 'place', (form) => [wordsOf(form).map(russianWord)]);
  if (!isRussian) addAll(KAZAKH_PLACES, 'place', (form) => [kazakhName(wordsOf(form))]);
  addAll(CYRILLIC_LEADERS, 'leader', (form) => nameVariants(wordsOf(form)));
  addAll(SHARED_PLACES, 'place', (form) => nameVariants(wordsOf(form)));
  for (const form of list(NO_COUNTRY)) add(form, null, 'name', asWritten(form));
  for (const form of namesOfOthers)
    for (const words of nameVariants(wordsOf(form))) add(form, null, 'name', words);
  return entries;
}

function asWritten(form: string): WordPattern[] {
  return wordsOf(form).map(fixedWord);
}

/** The last word of an English demonym has a plural; the words before it do not change. */
function englishDemonym(form: string): WordPattern[] {
  const words = wordsOf(form);
  return words.map((word, index) => (index === words.length - 1 ? englishWord(word) : fixedWord(word)));
}

/** Words for women that are also things: a drill, slippers, the flu, a knife, a dance, a chair. */
const ALSO_THINGS = new Set(['болгарка', 'чешка', 'испанка', 'финка', 'полька', 'венгерка', 'американка']);

/** A Russian adjective or word for people; the plural is covered by the singular, which lists give as well. */
function russianDemonym(form: string): WordPattern[][] {
  const words = wordsOf(form);
  const [word] = words;
  if (word === undefined || words.length > 1) return [words.map(fixedWord)];
  if (ALSO_THINGS.has(word)) return [];
  if (/[ыио]й$/u.test(word)) return [[russianAdjective(word)]];
  if (/[ыи]е$|[ая]я$|а$/u.test(word)) return [[russianWord(word)]];
  return /[ыие]$/u.test(word) ? [[{ ...fixedWord(word), russian: true }]] : [[russianPerson(word)]];
}

/** Ways in which an authority's form is inflected; none for inverted names and those with an explanation in brackets. */
function patternsOf({ text, language, kind }: CountryForm): WordPattern[][] {
  if (/[,()]/u.test(text)) return [];
  const words = wordsOf(text.replace(/^The\s/u, ''));
  if (isAbbreviation(text)) return [words.map(fixedWord)];
  switch (language) {
    case 'ru':
      return kind === 'demonym' ? russianDemonym(text) : [words.map(russianWord)];
    case 'kk':
      return [kazakhName(words)];
    default:
      return [kind === 'demonym' ? englishDemonym(text) : words.map(fixedWord)];
  }
}

interface Line {
  readonly codes: readonly string[];
  readonly forms: readonly string[];
  /** What else the forms may be, when that is no country; empty otherwise. */
  readonly note: string;
}

/** Reads lines of `CODE, OTHER CODES: forms | note`. */
function linesOf(table: string): Line[] {
  return table
    .trim()
    .split('\n')
    .map((line) => {
      const [codes = '', rest = ''] = line.split(':');
      const [forms = '', note = ''] = rest.split('|');
      return { codes: list(codes), forms: list(forms), note: note.trim() };
    });
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

let byForm: ReadonlyMap<string, Line> | undefined;

/** What else a form may mean, by the form; the table is read once. */
export function ambiguityOf(form: string): Line | undefined {
  byForm ??= new Map(
    [...linesOf(AMBIGUITIES), ...linesOf(SHARED_PLACES)].flatMap((line) =>
      line.forms.map((each) => [each, line]),
    ),
  );
  return byForm.get(form);
}
