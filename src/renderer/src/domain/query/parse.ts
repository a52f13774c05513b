import type { CountryCode } from '../ids';
import { fail, ok, type Failure, type Result } from '../result';
import { tokens } from '../text/normalise-term';
import {
  CONFIDENCES,
  EXCERPT_STATUSES,
  PLACE_DOUBTS,
  type Confidence,
  type ExcerptStatus,
  type PlaceDoubt,
} from '../coding/excerpt';
import { isPublished } from '../report/published';
import {
  NOTHING_ASSESSED,
  NOTHING_EXCLUDED,
  PREFIX_LETTERS,
  type AssessmentFilter,
  type Clause,
  type Exclusion,
  type SearchQuery,
} from './query';

/** Why a query cannot be read, and where: the column counts code points of the query text, from 1. */
export interface QueryError extends Failure {
  readonly column: number;
}

/** Finds the country that `country:` names; null when there is none. */
export type FindCountry = (value: string) => CountryCode | null;

/** Quotation marks that open a phrase, with those that close it. */
const QUOTES: Readonly<Record<string, string>> = { '"': '"', '“': '”“', '”': '”', '„': '“”', '«': '»' };
const QUOTE = /["“”„«]/u;
/** No-break spaces may stand inside a number and separate words all the same: the tokens see to that. */
const SEPARATOR = /[^\S\u00a0\u202f]/u;
const FIELDS = [
  'actor',
  'country',
  'code',
  'section',
  'status',
  'confidence',
  'important',
  'event',
  'place',
] as const;
type Field = (typeof FIELDS)[number];
/** Fields of which the value is a name, to be looked up when the query is answered. */
const NAMED_LISTS = { actor: 'actors', code: 'codes', section: 'sections' } as const;
const FIELD = new RegExp(`(-?)(${FIELDS.join('|')}):`, 'iuy');

/**
 * Reads the text of the search box: words, `"exact phrases"`, `actor:NAME`, `country:CODE`, `code:NAME`, `section:HEADING`, `status:`,
 * `confidence:`, `important:yes` or `no`, `event:` with a date or a part of one, and `place:moved` or `lost`; a `-` before a
 * field excludes what has it. Names with spaces stand in quotation marks, `\"` for a quotation mark inside them. Blank text
 * is the empty query.
 * Fails with `query/unclosed-quote`, `query/empty-phrase`, `query/empty-field`, `query/unknown-country`,
 * `query/unknown-value` or, for text without any word such as `!?`, `query/no-words`.
 */
export function parseQuery(
  text: string,
  findCountry: FindCountry = threeLetters,
): Result<SearchQuery, QueryError> {
  const reader = new Reader(text);
  const clauses: Clause[] = [];
  const actors: string[] = [];
  const countries: CountryCode[] = [];
  const codes: string[] = [];
  const sections: string[] = [];
  let assessed: AssessmentFilter | undefined;
  let excluded: Exclusion | undefined;
  for (;;) {
    reader.skipSpace();
    if (reader.atEnd()) break;
    const start = reader.at;
    if (reader.atQuote()) {
      const phrase = reader.quoted();
      if (phrase === null) return unclosed(text, start);
      const terms = tokens(phrase).map((token) => token.term);
      if (terms.length === 0) {
        return failAt(text, start, 'query/empty-phrase', 'There is no word between these quotation marks.');
      }
      clauses.push({ kind: 'phrase', terms, raw: phrase, column: columnOf(text, start) });
      continue;
    }
    const named = reader.field();
    if (named === null) {
      const word = reader.word();
      for (const token of tokens(word)) {
        const raw = word.slice(token.start, token.end);
        const column = columnOf(text, start + token.start);
        clauses.push({ kind: 'word', term: token.term, raw, column, prefix: false });
      }
      continue;
    }
    const { field, isExcluded } = named;
    const valueAt = reader.at;
    const value = (reader.atQuote() ? reader.quoted() : reader.word())?.trim();
    if (value === undefined) return unclosed(text, valueAt);
    if (value === '') {
      return failAt(text, start, 'query/empty-field', `After “${field}:” a ${EXPECTED[field]} is expected.`);
    }
    const without = excluded ?? NOTHING_EXCLUDED;
    if (field === 'actor' || field === 'code' || field === 'section') {
      const list = NAMED_LISTS[field];
      const asked = { actors, codes, sections }[list];
      if (isExcluded) excluded = { ...without, [list]: withValue(without[list], value) };
      else if (!asked.includes(value)) asked.push(value);
      continue;
    }
    if (field !== 'country') {
      const exclude = isExcluded && field !== 'important';
      const told = isExcluded && !exclude ? opposite(value) : value.toLowerCase();
      const more = assess(exclude ? NOTHING_ASSESSED : (assessed ?? NOTHING_ASSESSED), field, told);
      if (typeof more === 'string') return failAt(text, valueAt, 'query/unknown-value', more);
      if (exclude) excluded = exclusionWith(without, more);
      else assessed = more;
      continue;
    }
    const country = findCountry(value);
    if (country === null) {
      return failAt(text, valueAt, 'query/unknown-country', `“${value}” is not a country known here.`);
    }
    if (isExcluded) excluded = { ...without, countries: withValue(without.countries, country) };
    else if (!countries.includes(country)) countries.push(country);
  }
  const last = clauses.at(-1);
  if (last?.kind === 'word' && [...last.term].length >= PREFIX_LETTERS) {
    clauses[clauses.length - 1] = { ...last, prefix: true };
  }
  const isEmpty = [clauses, actors, countries, codes, sections].every((list) => list.length === 0);
  const isUnfiltered = !assessed && !excluded;
  if (isEmpty && isUnfiltered && text.trim() !== '') {
    return failAt(text, text.search(/\S/u), 'query/no-words', 'There is no word here to search for.');
  }
  return ok({
    clauses,
    actors,
    countries,
    codes,
    sections,
    ...(assessed ? { assessed } : {}),
    ...(excluded ? { excluded } : {}),
  });
}

function withValue<T>(list: readonly T[], value: T): readonly T[] {
  return list.includes(value) ? list : [...list, value];
}

/** Not important is as good as `important:no`; what is neither yes nor no stays to be refused. */
function opposite(value: string): string {
  return { yes: 'no', no: 'yes' }[value.toLowerCase()] ?? value;
}

/** An exclusion with what was read as if it were asked for. */
function exclusionWith(excluded: Exclusion, read: AssessmentFilter): Exclusion {
  const { statuses, confidences, eventDates, places } = read;
  return {
    ...excluded,
    statuses: statuses.reduce(withValue<ExcerptStatus>, excluded.statuses),
    confidences: confidences.reduce(withValue<Confidence>, excluded.confidences),
    eventDates: eventDates.reduce(withValue<string>, excluded.eventDates),
    places: places.reduce(withValue<PlaceDoubt>, excluded.places),
  };
}

const EXPECTED: Readonly<Record<Field, string>> = {
  actor: 'name',
  country: 'name',
  code: 'name',
  section: 'heading',
  status: 'status',
  confidence: 'confidence',
  important: 'yes or no',
  event: 'date',
  place: 'moved or lost',
};

/** The filter with one more value, or the sentence that says why the value is none. */
function assess(
  filter: AssessmentFilter,
  field: Exclude<Field, 'country' | keyof typeof NAMED_LISTS>,
  value: string,
): AssessmentFilter | string {
  switch (field) {
    case 'status': {
      const status = EXCERPT_STATUSES.find((each) => each === value);
      if (!status) return `“${value}” is no status. There are ${EXCERPT_STATUSES.join(', ')}.`;
      return { ...filter, statuses: [...new Set([...filter.statuses, status])] };
    }
    case 'confidence': {
      const confidence = CONFIDENCES.find((each) => each === value);
      if (!confidence) return `“${value}” is no confidence. There are ${CONFIDENCES.join(', ')}.`;
      return { ...filter, confidences: [...new Set([...filter.confidences, confidence])] };
    }
    case 'important':
      return value === 'yes' || value === 'no'
        ? { ...filter, important: value === 'yes' }
        : `“important:” takes yes or no, not “${value}”.`;
    case 'event':
      return isPublished(value)
        ? { ...filter, eventDates: [...new Set([...filter.eventDates, value])] }
        : `“${value}” is no date. Write it as 2022, 2022-01 or 2022-01-06.`;
    case 'place': {
      const place = PLACE_DOUBTS.find((each) => each === value);
      if (!place) return `“place:” takes ${PLACE_DOUBTS.join(' or ')}, not “${value}”.`;
      return { ...filter, places: [...new Set([...filter.places, place])] };
    }
  }
}

/** Reads a query where one is needed: as {@link parseQuery}, but blank text fails with `query/empty`. */
export function parseRequiredQuery(text: string, findCountry?: FindCountry): Result<SearchQuery, QueryError> {
  if (text.trim() === '') {
    return fail({ code: 'query/empty', message: 'A query needs at least one word or filter.', column: 1 });
  }
  return parseQuery(text, findCountry);
}

function threeLetters(value: string): CountryCode | null {
  return /^[a-z]{3}$/iu.test(value) ? (value.toUpperCase() as CountryCode) : null;
}

function unclosed(text: string, offset: number): Result<never, QueryError> {
  return failAt(text, offset, 'query/unclosed-quote', 'This quotation mark is not closed.');
}

function failAt(text: string, offset: number, code: string, message: string): Result<never, QueryError> {
  return fail({ code, message, column: columnOf(text, offset) });
}

function columnOf(text: string, offset: number): number {
  return [...text.slice(0, offset)].length + 1;
}

/** Walks the query text; `at` is a UTF-16 offset. */
class Reader {
  at = 0;

  constructor(private readonly text: string) {}

  atEnd(): boolean {
    return this.at >= this.text.length;
  }

  atQuote(): boolean {
    return QUOTE.test(this.text[this.at] ?? '');
  }

  skipSpace(): void {
    while (/\s/u.test(this.text[this.at] ?? '')) this.at += 1;
  }

  /** The name of the field that begins here and whether a minus stands before it, its colon read over. */
  field(): { readonly field: Field; readonly isExcluded: boolean } | null {
    FIELD.lastIndex = this.at;
    const match = FIELD.exec(this.text);
    if (match === null) return null;
    this.at += match[0].length;
    return { field: match[2]!.toLowerCase() as Field, isExcluded: match[1] === '-' };
  }

  /** What stands up to white space or a quotation mark; empty at either. */
  word(): string {
    const start = this.at;
    while (!this.atEnd() && !SEPARATOR.test(this.text[this.at]!) && !this.atQuote()) this.at += 1;
    return this.text.slice(start, this.at);
  }

  /** What stands between the quotation mark here and the one that closes it; null when none does. */
  quoted(): string | null {
    const closers = QUOTES[this.text[this.at]!]!;
    let content = '';
    for (this.at += 1; !this.atEnd(); this.at += 1) {
      const unit = this.text[this.at]!;
      if (closers.includes(unit)) {
        this.at += 1;
        return content;
      }
      const next = this.text[this.at + 1];
      if (unit === '\\' && next !== undefined && (next === '\\' || closers.includes(next))) this.at += 1;
      content += this.text[this.at]!;
    }
    return null;
  }
}
