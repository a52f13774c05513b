import type { FoundReport } from '../importer';
import { readDate } from '../dates';
import { webAddressIn } from '../metadata';
import { languageTag } from '../table/language-tag';
import { isoDate, reportOfReference, type Reference, type ReferenceSource } from './reference';

type Item = Readonly<Record<string, unknown>>;

const TYPES = new Set(
  (
    'article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset ' +
    'document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation ' +
    'manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical ' +
    'personal_communication post post-weblog regulation report review review-book software song speech standard thesis ' +
    'treaty webpage'
  ).split(' '),
);

/**
 * Whether a JSON value is a list of references: every item has an id and a type of CSL, none a text, and one at least a
 * date or name as only CSL writes them.
 * @see https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types (CSL 1.0.2)
 */
export function isCslJson(value: unknown): value is readonly Item[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  const items = value as readonly unknown[];
  return items.every(isItem) && items.some(isStructured);
}

const isObject = (value: unknown): value is Item =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isItem = (value: unknown): value is Item =>
  isObject(value) &&
  TYPES.has(string(value['type'])) &&
  string(value['id']) !== '' &&
  !['text', 'body', 'content'].some((name) => typeof value[name] === 'string');

const isStructured = (item: Item): boolean =>
  typeof item['container-title'] === 'string' ||
  isObject(item['issued']) ||
  namesOf(item['author']).length > 0;

/** Reads each reference of a file, from `record 1`. @see https://github.com/citation-style-language/schema */
export function* readCslItems(items: readonly Item[], source: ReferenceSource): Generator<FoundReport, void> {
  for (const [i, item] of items.entries()) {
    yield { within: `record ${i + 1}`, result: reportOfReference(referenceOf(item), source) };
  }
}

function referenceOf(item: Item): Reference {
  const text = (name: string): string => string(item[name]);
  const doi = text('DOI');
  return {
    title: text('title'),
    authors: namesOf(item['author']),
    source: text('container-title') || text('publisher'),
    sourceUrl:
      webAddressIn(text('URL')) ?? (doi === '' ? '' : (webAddressIn(`https://doi.org/${doi}`) ?? '')),
    published: dateOf(item['issued']),
    captured: dateOf(item['accessed']),
    language: languageTag(text('language')),
    abstract: text('abstract'),
    leftOut: ['note', 'keyword', 'annote'].filter((name) => text(name) !== '').length,
  };
}

const string = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

function namesOf(names: unknown): string[] {
  if (!Array.isArray(names)) return [];
  return (names as readonly unknown[]).filter(isObject).flatMap((name) => {
    const parts = ['given', 'dropping-particle', 'non-dropping-particle', 'family', 'suffix'];
    const printed =
      string(name['literal']) ||
      parts
        .map((part) => string(name[part]))
        .filter(Boolean)
        .join(' ');
    return printed === '' ? [] : [printed];
  });
}

function dateOf(date: unknown): string {
  if (!isObject(date)) return readDate(string(date)) ?? '';
  const ranges: unknown = date['date-parts'];
  const first: unknown = Array.isArray(ranges) ? (ranges as readonly unknown[])[0] : undefined;
  if (Array.isArray(first)) return isoDate((first as readonly unknown[]).map((part) => Number(string(part))));
  return readDate(string(date['raw']) || string(date['literal'])) ?? '';
}
