import {
  CONFIDENCES,
  COUNTRY_ROLES,
  EXCERPT_STATUSES,
  PLACE_DOUBTS,
  type Confidence,
} from '../coding/excerpt';
import type { CountryCode } from '../ids';
import { parseDateRange } from './date-range';
import {
  DATE_FIELDS,
  HAVABLE,
  NAMED_FIELDS,
  TEXT_SCOPES,
  type FieldLeaf,
  type FieldName,
  type TextScope,
} from './query';
import { nearest, Unreadable } from './query-error';

/** Finds the country that `country:` names; null when there is none. */
export type FindCountry = (value: string) => CountryCode | null;

const CHOICES = {
  role: COUNTRY_ROLES,
  status: EXCERPT_STATUSES,
  confidence: CONFIDENCES,
  place: PLACE_DOUBTS,
  has: HAVABLE,
  important: ['yes', 'no'],
} as const;
export type ChoiceField = keyof typeof CHOICES;

/** Fields with a value, by the name they are typed with. */
export const VALUE_FIELDS = [
  ...NAMED_FIELDS,
  'country',
  ...DATE_FIELDS,
  'role',
  'status',
  'confidence',
  'important',
  'place',
  'has',
] as const satisfies readonly FieldName[];
export type ValueField = (typeof VALUE_FIELDS)[number];
export type TypedField = TextScope | ValueField;
export const TYPED_FIELDS: readonly TypedField[] = [...TEXT_SCOPES, ...VALUE_FIELDS];

/** What people call fields elsewhere. */
const OTHER_NAMES: Readonly<Record<string, TypedField>> = {
  body: 'text',
  content: 'text',
  heading: 'section',
  lead: 'dek',
  note: 'memo',
  lang: 'language',
  by: 'author',
  published: 'date',
  tag: 'code',
  nation: 'country',
};

export function isTextScope(field: TypedField): field is TextScope {
  return (TEXT_SCOPES as readonly string[]).includes(field);
}

/** The values of a field that has few; null for a field with any. */
export function choicesOf(field: TypedField): readonly string[] | null {
  return field in CHOICES ? CHOICES[field as ChoiceField] : null;
}

/** The field that is typed so, whatever the case; null when there is none. */
export function fieldTyped(name: string): TypedField | null {
  return TYPED_FIELDS.find((field) => field === name.toLowerCase()) ?? null;
}

/** The field that was perhaps meant. */
export function fieldMeant(name: string): TypedField | null {
  const typed = name.toLowerCase();
  return OTHER_NAMES[typed] ?? (nearest(typed, TYPED_FIELDS) as TypedField | null);
}

const EXPECTED: Readonly<Partial<Record<TypedField, string>>> = {
  section: 'heading',
  date: 'date, such as 2022-01 or 2022-01-04..2022-01-11',
  event: 'date, such as 2022-01 or 2022-01-04..2022-01-11',
};

/** What is expected after a field's colon, as a sentence continues “a …”. */
export function expectedOf(field: TypedField): string {
  const choices = choicesOf(field);
  if (isTextScope(field)) return 'word';
  return choices ? `value: ${choices.join(', ')}` : (EXPECTED[field] ?? 'name');
}

interface Place {
  /** The whole text of the query. */
  readonly text: string;
  /** Where the value stands in it, UTF-16, quotation marks included. */
  readonly start: number;
  readonly end: number;
}

/** What a field with this value asks for. Throws {@link Unreadable} when it has no such value. */
export function fieldLeaf(
  field: ValueField,
  value: string,
  place: Place,
  findCountry: FindCountry,
): FieldLeaf {
  switch (field) {
    case 'actor':
    case 'code':
    case 'section':
    case 'source':
    case 'author':
    case 'language':
      return { kind: field, value };
    case 'country': {
      const country = findCountry(value);
      if (country !== null) return { kind: field, value: country };
      throw new Unreadable('query/unknown-country', `“${value}” is not a country known here.`, place.start);
    }
    case 'date':
    case 'event': {
      const range = parseDateRange(value);
      if (range === 'reversed') {
        const turned = value.split('..').toReversed().join('..');
        const message = 'The range ends before it begins.';
        throw new Unreadable('query/unknown-value', message, place.start, replaced(place, turned));
      }
      if (range !== null) return { kind: field, value: range };
      const message = `“${value}” is no date. Write it as 2022, 2022-01 or 2022-01-06, a range as 2022-01-04..2022-01-11.`;
      throw new Unreadable('query/unknown-value', message, place.start);
    }
    case 'important':
      return { kind: field, value: chosen(field, value, place) === 'yes' };
    case 'role':
      return { kind: field, value: chosen(field, value, place) };
    case 'status':
      return { kind: field, value: chosen(field, value, place) };
    case 'confidence':
      return { kind: field, value: chosen(field, value, place) satisfies Confidence };
    case 'place':
      return { kind: field, value: chosen(field, value, place) };
    case 'has':
      return { kind: field, value: chosen(field, value, place) };
  }
}

function chosen<F extends ChoiceField>(field: F, value: string, place: Place): (typeof CHOICES)[F][number] {
  const choices: readonly (typeof CHOICES)[F][number][] = CHOICES[field];
  const typed = value.toLowerCase();
  const found = choices.find((choice) => choice === typed);
  if (found !== undefined) return found;
  const meant = nearest(typed, choices);
  throw new Unreadable(
    'query/unknown-value',
    `“${field}:” takes ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)!}, not “${value}”.`,
    place.start,
    meant === null ? undefined : replaced(place, meant),
  );
}

function replaced({ text, start, end }: Place, value: string): string {
  return text.slice(0, start) + value + text.slice(end);
}
