import { readDate } from '../dates';
import { webAddressIn } from '../metadata';
import { languageTag } from '../table/language-tag';
import { isoDate, printedName, type Reference } from './reference';

/** Most records of a file that are read. */
export const MAX_RECORDS = 100_000;

/** A record's values by tag, in their order. */
export type RisRecord = ReadonlyMap<string, readonly string[]>;

const TAGGED = /^([A-Z][A-Z0-9]) {1,2}- ?(.*)$/u;

/**
 * Cuts a file into records, from a `TY` to an `ER`. A line without a tag goes on from the one above, as abstracts of
 * several paragraphs do.
 * @see https://web.archive.org/web/20120526103719/http://refman.com/support/risformat_intro.asp
 */
export function readRis(text: string): RisRecord[] {
  const records: Map<string, string[]>[] = [];
  let open: Map<string, string[]> | null = null;
  let last: string[] = [];
  for (const line of text.replace(/^\ufeff/u, '').split(/\r\n|[\n\r]/u)) {
    const [, tag, value = ''] = TAGGED.exec(line.trimEnd()) ?? TAGGED.exec(line) ?? [];
    if (tag === 'TY') {
      open = new Map();
      records.push(open);
    }
    if (open === null) continue;
    if (tag === undefined) {
      if (last.length > 0) last[last.length - 1] = `${last.at(-1)!}\n${line}`;
    } else if (tag === 'ER') {
      open = null;
      last = [];
    } else {
      last = open.get(tag) ?? [];
      open.set(tag, last);
      last.push(value);
    }
  }
  return records;
}

/** Types whose title of a series says less about where they appeared than the publisher. */
const WHOLE_WORKS = new Set(['BOOK', 'RPRT', 'THES', 'EBOOK', 'GOVDOC', 'STAND']);

/** What a record says, by the tags that Zotero and others write. */
export function referenceOf(record: RisRecord): Reference {
  const first = (...tags: readonly string[]): string =>
    tags.map((tag) => (record.get(tag)?.[0] ?? '').trim()).find((value) => value !== '') ?? '';
  const all = (...tags: readonly string[]): string[] => tags.flatMap((tag) => record.get(tag) ?? []);
  const container = first('JO', 'JF', 'T2', 'JA', 'J2');
  const publisher = first('PB');
  const doi = first('DO');
  const authors = all('AU', 'A1').map(printedName).filter(Boolean);
  return {
    title: first('TI', 'T1', 'CT', 'BT'),
    authors: [...new Set(authors)],
    source: WHOLE_WORKS.has(first('TY')) ? publisher || container : container || publisher,
    sourceUrl:
      all('UR', 'L2').map(webAddressIn).find(Boolean) ??
      (doi === '' ? '' : (webAddressIn(/^https?:/iu.test(doi) ? doi : `https://doi.org/${doi}`) ?? '')),
    published: mostPrecise(all('DA', 'PY', 'Y1').map(risDate)),
    captured: risDate(first('Y2')),
    language: languageTag(first('LA')),
    abstract: first('AB', 'N2'),
    leftOut: all('KW', 'N1', 'L1', 'L4', 'RN').length,
  };
}

/** `YYYY/MM/DD/other` with parts that may be empty, or a date as it is written elsewhere. */
function risDate(value: string): string {
  const match = /^(\d{4})(?:[/-](\d{0,2})(?:[/-](\d{0,2})(?:[/T ].*)?)?)?$/u.exec(value.trim());
  if (match === null) return readDate(value) ?? '';
  return isoDate(match.slice(1).map((part) => (part ? Number(part) : undefined)));
}

const mostPrecise = (dates: readonly string[]): string =>
  dates.reduce((best, date) => (date.length > best.length ? date : best), '');
