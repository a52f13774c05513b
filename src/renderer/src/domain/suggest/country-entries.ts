import type { CountryCode } from '../ids';
import { AMBIGUITIES } from './ambiguities';
import { CYRILLIC_LEADERS, KAZAKH_FORMS, RUSSIAN_FORMS } from './cyrillic-forms';
import { ENGLISH_FORMS, ENGLISH_LEADERS, ENGLISH_SEATS, NO_COUNTRY } from './english-forms';
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
}

export interface CountryForm {
  readonly text: string;
  /** BCP 47; decides how the form is inflected. */
  readonly language: string;
  readonly kind: 'name' | 'demonym';
}

/** What a form says: a country, or that its words name none. */
export interface CountryReading {
  readonly code: CountryCode | null;
  readonly source: SuggestionSource;
}

type CountryEntry = Entry<CountryReading>;

/** Languages whose forms are looked for in every report. */
export const ALWAYS = ['en', 'ru', 'kk'];

/**
 * Every form of every country for texts in `language` (a primary subtag, or empty): English, Russian and Kazakh ones
 * always, those of the report's own language besides.
 */
export function countryEntries(countries: readonly CountryForms[], language: string): CountryEntry[] {
  const known = new Map(countries.map((country) => [String(country.code), country.code]));
  const wanted = new Set([...ALWAYS, language]);
  const entries: CountryEntry[] = [];
  const add = (
    form: string,
    code: CountryCode | null,
    source: SuggestionSource,
    words: WordPattern[],
  ): void => {
    if (words.length === 0 || words.some(({ stem }) => stem === '')) return;
    const short = isAbbreviation(form);
    entries.push({
      form,
      words,
      casing: short
        ? 'capitals'
        : source === 'demonym' && /\p{Script=Cyrillic}/u.test(form)
          ? 'any'
          : 'proper',
      value: { code, source: short && source === 'name' ? 'abbreviation' : source },
    });
  };
  for (const { code, forms } of countries) {
    for (const form of forms) {
      if (!wanted.has(form.language)) continue;
      const source = form.kind === 'demonym' ? 'demonym' : 'name';
      for (const words of patternsOf(form)) add(form.text, code, source, words);
    }
  }
  const addLines = (table: string, each: (code: CountryCode, columns: readonly string[][]) => void): void => {
    for (const { code, columns } of linesOf(table)) {
      const own = known.get(code);
      if (own !== undefined) each(own, columns);
    }
  };
  addLines(ENGLISH_FORMS, (code, [demonyms = [], places = []]) => {
    for (const form of demonyms) add(form, code, 'demonym', englishDemonym(form));
    for (const form of places) add(form, code, 'place', wordsOf(form).map(fixedWord));
  });
  addLines(ENGLISH_SEATS, (code, [seats = [], movements = []]) => {
    for (const form of seats) add(form, code, 'seat', wordsOf(form).map(fixedWord));
    for (const form of movements) add(form, code, 'movement', englishDemonym(form));
  });
  addLines(RUSSIAN_FORMS, (code, [adjectives = [], people = [], places = []]) => {
    for (const form of adjectives) add(form, code, 'demonym', [russianAdjective(form)]);
    for (const form of people) add(form, code, 'demonym', [russianPerson(form)]);
    for (const form of places) add(form, code, 'place', wordsOf(form).map(russianWord));
  });
  addLines(KAZAKH_FORMS, (code, [places = []]) => {
    for (const form of places) add(form, code, 'place', kazakhName(wordsOf(form)));
  });
  addLines(ENGLISH_LEADERS, (code, [people = []]) => {
    for (const form of people) add(form, code, 'leader', wordsOf(form).map(fixedWord));
  });
  addLines(CYRILLIC_LEADERS, (code, [people = []]) => {
    for (const form of people)
      for (const words of nameVariants(wordsOf(form))) add(form, code, 'leader', words);
  });
  for (const form of list(NO_COUNTRY)) add(form, null, 'name', wordsOf(form).map(fixedWord));
  for (const { forms, codes } of ambiguities().lines) {
    const own = known.get(codes[0]!);
    if (own === undefined) continue;
    for (const form of forms) {
      const words = wordsOf(form);
      const patterns = /\p{Script=Cyrillic}/u.test(form) ? words.map(russianWord) : englishDemonym(form);
      add(form, own, /(?:n|i|ese)$/u.test(form) ? 'demonym' : 'place', patterns);
    }
  }
  return entries;
}

/** The last word of an English demonym has a plural; the words before it do not change. */
function englishDemonym(form: string): WordPattern[] {
  const words = wordsOf(form);
  return words.map((word, index) => (index === words.length - 1 ? englishWord(word) : fixedWord(word)));
}

/** Ways in which an authority's form is inflected; none for inverted names and those with an explanation in brackets. */
function patternsOf({ text, language, kind }: CountryForm): WordPattern[][] {
  if (/[,()]/u.test(text)) return [];
  const words = wordsOf(text.replace(/^The\s/u, ''));
  if (isAbbreviation(text)) return [words.map(fixedWord)];
  switch (language) {
    case 'ru':
      return [words.map(kind === 'demonym' ? russianAny : russianWord)];
    case 'kk':
      return [kazakhName(words)];
    default:
      return [kind === 'demonym' ? englishDemonym(text) : words.map(fixedWord)];
  }
}

function russianAny(word: string): WordPattern {
  return /[ыио]й$/u.test(word) ? russianAdjective(word) : russianPerson(word);
}

interface Line {
  readonly code: string;
  readonly columns: string[][];
}

function linesOf(table: string): Line[] {
  return table
    .trim()
    .split('\n')
    .map((line) => ({ code: line.slice(0, 3), columns: line.slice(4).split('|').map(list) }));
}

function list(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

interface AmbiguityLine {
  readonly forms: readonly string[];
  readonly codes: readonly string[];
  /** What else it may be, when that is no country; empty otherwise. */
  readonly note: string;
}

interface Ambiguities {
  readonly lines: readonly AmbiguityLine[];
  readonly byForm: ReadonlyMap<string, AmbiguityLine>;
}

let parsed: Ambiguities | undefined;

/** The table of words that may mean several things, read once. */
export function ambiguities(): Ambiguities {
  if (parsed) return parsed;
  const lines = AMBIGUITIES.trim()
    .split('\n')
    .map((line): AmbiguityLine => {
      const [forms = '', rest = ''] = line.split(':');
      const [codes = '', note = ''] = rest.split('|');
      return { forms: list(forms), codes: list(codes), note: note.trim() };
    });
  parsed = { lines, byForm: new Map(lines.flatMap((line) => line.forms.map((form) => [form, line]))) };
  return parsed;
}
