import type { ImportNote, ReportDraft } from '$domain/report/report';
import { fail, ok, type Result } from '$domain/result';
import { hasText } from '../decode';
import { readLines } from '../lines';
import type { LineMetadata } from '../metadata';
import { buildRichDraft, type RichBlock } from '../rich';

/** A record of a file of references, whatever its format. Empty where it says nothing. */
export interface Reference {
  readonly title: string;
  readonly authors: readonly string[];
  readonly source: string;
  readonly sourceUrl: string;
  readonly published: string;
  readonly captured: string;
  readonly language: string;
  readonly abstract: string;
  /** Notes, keywords and the like, which are left out. */
  readonly leftOut: number;
}

/** The file that records were read from. */
export interface ReferenceSource {
  readonly name: string;
  readonly encoding: string;
  readonly notes: readonly ImportNote[];
}

const ABSTRACT_ONLY: ImportNote = {
  code: 'import/abstract-only',
  message: 'The record holds the abstract alone; the full text was not in the file.',
};

/** Makes a report of title and abstract. Fails with `import/no-abstract`. */
export function reportOfReference(reference: Reference, source: ReferenceSource): Result<ReportDraft> {
  const { abstract, tags } = withoutTags(reference.abstract);
  if (!hasText(abstract) || !hasWords(abstract)) {
    const title = reference.title === '' ? '' : ` of “${reference.title.slice(0, 120)}”`;
    return fail({
      code: 'import/no-abstract',
      message: `The record${title} holds no abstract, so there is no text. Import the document itself.`,
    });
  }
  const notes: ImportNote[] = [...source.notes, ABSTRACT_ONLY];
  if (tags > 0) notes.push({ code: 'import/tags', message: `Tags in the abstract were left out: ${tags}.` });
  if (reference.leftOut > 0) {
    notes.push({
      code: 'import/fields-left-out',
      message: `Notes, keywords and attachments of the record were left out: ${reference.leftOut}.`,
    });
  }
  const title = withoutTags(reference.title).abstract.replace(/\s+/gu, ' ').trim();
  const blocks: RichBlock[] = [
    ...(title === '' ? [] : [{ kind: 'title' as const, text: title }]),
    ...abstract.split(/\n+/u).map((text) => ({ kind: 'plain' as const, text })),
  ];
  const worded = blocks.filter(({ text }) => hasWords(text));
  return ok(buildRichDraft(worded, { ...source, notes, metadata: metadataOf(reference, title) }));
}

/** False for a line that is a bullet or another mark with nothing behind it, which makes no block. */
const hasWords = (text: string): boolean => readLines(text).some((line) => line.text !== '');

function metadataOf(reference: Reference, title: string): LineMetadata {
  const { source, sourceUrl, published, captured, language, authors } = reference;
  const fields: Required<LineMetadata> = {
    title,
    author: authors.join(', '),
    source,
    sourceUrl,
    published,
    captured,
    language,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

const BREAKS = /<\/?(?:jats:)?(?:p|br|div|title|sec|li)\s*\/?>/giu;
const TAG = /<\/?(?:jats:)?[a-z][a-z0-9-]{0,20}\s*\/?>/giu;

/** Publishers put HTML or JATS in abstracts, which reference managers keep. */
function withoutTags(text: string): { readonly abstract: string; readonly tags: number } {
  const tags = text.match(TAG)?.length ?? 0;
  return { abstract: text.replace(BREAKS, '\n').replace(TAG, ''), tags };
}

/** `Last, First` of references as it is printed. */
export function printedName(name: string): string {
  const [last, first, suffix] = name.split(',').map((part) => part.replace(/\s+/gu, ' ').trim());
  return [first, last, suffix].filter(Boolean).join(' ');
}

/** A date of up to three numbers as ISO 8601; empty when they are none. */
export function isoDate([year, month, day]: readonly (number | undefined)[]): string {
  const isWhole = (value: number | undefined, last: number): value is number =>
    value !== undefined && Number.isInteger(value) && value >= 1 && value <= last;
  const two = (value: number): string => String(value).padStart(2, '0');
  if (!isWhole(year, 9999) || year < 1000) return '';
  if (!isWhole(month, 12)) return String(year);
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return isWhole(day, lastDay) ? `${year}-${two(month)}-${two(day)}` : `${year}-${two(month)}`;
}
