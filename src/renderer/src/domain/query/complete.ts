import { choicesOf, fieldTyped, TYPED_FIELDS, type TypedField } from './fields';
import { tokens } from '../text/normalise-term';
import { fieldValue } from './print';

/** What could stand at the caret. */
export interface Completion {
  /** The part of the text that it takes the place of, UTF-16. */
  readonly start: number;
  readonly end: number;
  /** What is put there. */
  readonly insert: string;
  /** What it is, for people. */
  readonly label: string;
  /** What it means; empty when the label says it. */
  readonly detail: string;
}

/** A value that a field can have. */
export interface KnownValue {
  /** As it is written in a query. */
  readonly value: string;
  /** Other names it is found by; the first is shown. */
  readonly names?: readonly string[];
}

/** The values of fields that have names of the archive, best first. */
export type KnownValues = Partial<Readonly<Record<TypedField, readonly KnownValue[]>>>;

const MOST = 8;
/** A field may be being typed: `-act`, `(sta`. */
const WORD_BEFORE = /(?:^|[\s(-])([\p{L}_]{1,20})$/u;
/** A value may be being typed: `actor:pol`, `actor:"Interior M`, `actor:(police OR arm`. */
const VALUE_BEFORE = /(?:^|[\s(-])([\p{L}_]+):(?:\((?:[^()"]|"[^"]*")*?(?:^|[\s(]))?("[^"]*|[^\s"()]*)$/u;

export const FIELD_HELP: Readonly<Record<TypedField, string>> = {
  title: 'words in the title',
  dek: 'words in the lead',
  text: 'words in the text, not in memos',
  footnote: 'words in footnotes',
  memo: 'words in memos',
  actor: 'passages about an actor',
  code: 'passages with a code',
  section: 'passages under a heading',
  source: 'reports of a source',
  author: 'reports by an author',
  language: 'reports in a language',
  country: 'passages about a country',
  date: 'reports published then',
  event: 'passages about what happened then',
  role: 'affiliation, location or mentioned',
  status: 'claimed, confirmed, denied or planned',
  confidence: 'low, medium or high',
  important: 'yes or no',
  place: 'passages moved or lost by a correction',
  has: 'memo, actor, footnote …',
};

/** What could complete the text at the caret (UTF-16 offset): names of fields, or values of the field that stands there. */
export function completionsAt(text: string, caret: number, known: KnownValues): readonly Completion[] {
  const before = text.slice(0, caret);
  const value = VALUE_BEFORE.exec(before);
  const field = value === null ? null : fieldTyped(value[1]!);
  if (value !== null && field !== null) {
    const after = /^[\s)]/u.test(text.slice(caret)) ? '' : ' ';
    return valuesFor(field, value[2]!, caret, known).map((each) => ({
      ...each,
      insert: each.insert + after,
    }));
  }
  const word = WORD_BEFORE.exec(before);
  // Inside quotation marks every word is a word.
  if (word === null || (before.split('"').length - 1) % 2 === 1) return [];
  const typed = word[1]!.toLowerCase();
  return TYPED_FIELDS.filter((name) => name.startsWith(typed))
    .slice(0, MOST)
    .map((name) => ({
      start: caret - word[1]!.length,
      end: caret,
      insert: `${name}:`,
      label: `${name}:`,
      detail: FIELD_HELP[name],
    }));
}

function valuesFor(field: TypedField, typed: string, caret: number, known: KnownValues): Completion[] {
  const choices = choicesOf(field);
  const values = choices ? choices.map((value): KnownValue => ({ value })) : (known[field] ?? []);
  const sought = fold(typed.replace(/^"/u, ''));
  const isFull = (value: KnownValue): boolean => value.value === typed.replace(/^"/u, '');
  const found = values.filter((value) => {
    return [value.value, ...(value.names ?? [])].some((name) => beginsIn(fold(name), sought));
  });
  if (found.length === 1 && isFull(found[0]!)) return [];
  return found.slice(0, MOST).map(({ value, names = [] }) => ({
    start: caret - typed.length,
    end: caret,
    insert: fieldValue(value),
    label: names[0] ?? value,
    detail: names.length === 0 || names[0] === value ? '' : value,
  }));
}

/** Whether a name has a word that begins so. */
function beginsIn(name: string, sought: string): boolean {
  return sought === '' || name.startsWith(sought) || name.includes(` ${sought}`);
}

function fold(text: string): string {
  return tokens(text)
    .map(({ term }) => term)
    .join(' ');
}
