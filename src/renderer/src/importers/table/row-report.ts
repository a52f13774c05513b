import type { ImportNote, ReportDraft } from '$domain/report/report';
import { fail, ok, type Failure, type Result } from '$domain/result';
import { cleanText } from '$domain/text/canonical';
import { readDate } from '../dates';
import { hasText } from '../decode';
import type { ColumnMapping } from '../importer';
import { readLines } from '../lines';
import { readDateline, webAddressIn, type LineMetadata } from '../metadata';
import { groupLines, type Part } from '../parts';
import { draftOfParts, type Origin } from '../structure';
import { languageTag } from './language-tag';
import type { Table, TableRow } from './table';

/** UTF-16 units of one cell; a longer one is no report, and its row is refused. A book of 1,000 pages has some 3 million. */
export const MAX_CELL_LENGTH = 5_000_000;

/** What a file's rows have in common. */
export interface TableSource {
  readonly name: string;
  /** WHATWG encoding label. */
  readonly encoding: string;
  readonly notes: readonly ImportNote[];
}

/**
 * Reads the report of a row. Its text is read as a plain text is; title and dek stand above it in blocks of their own,
 * unless the text begins with them. What the other columns say wins over lines of the text.
 * Fails with `import/no-text`, `import/cell-too-large` and with the fault of the row.
 */
export function readRow(
  row: TableRow,
  { columns, notes }: Table,
  mapping: ColumnMapping,
  source: TableSource,
): Result<ReportDraft> {
  if (row.fault !== undefined) return fail(row.fault);
  if (row.cells.some(({ length }) => length > MAX_CELL_LENGTH)) return fail(CELL_TOO_LARGE);
  const cell = (name: string | undefined): string =>
    name === undefined ? '' : (row.cells[columns.indexOf(name)] ?? '').trim();
  const text = mapping.text.map(cell).filter(hasText).join('\n\n');
  if (!hasText(text)) {
    const names = mapping.text.map((name) => `“${name}”`).join(', ');
    return fail({ code: 'import/no-text', message: `There is no text in the column ${names}.` });
  }
  const said = readMetadata(mapping, cell);
  const body = cleanText(text);
  const title = oneLine(cell(mapping.title));
  const dek = oneLine(cell(mapping.dek));
  const origin: Origin = {
    name: source.name,
    encoding: source.encoding,
    notes: [...source.notes, ...notes, ...(row.notes ?? []), ...said.notes, ...body.notes],
    metadata: said.metadata,
  };
  return ok(draftOf(title, dek, body.text, origin));
}

const CELL_TOO_LARGE: Failure = {
  code: 'import/cell-too-large',
  message: `A cell of the row holds more than ${MAX_CELL_LENGTH / 1_000_000} million characters: a quotation mark may be missing.`,
};

const oneLine = (cell: string): string => cleanText(cell).text.replace(/\s+/gu, ' ').trim();

function draftOf(title: string, dek: string, text: string, origin: Origin): ReportDraft {
  const titled = withoutLead(text, title);
  const deked = withoutLead(titled.rest, dek);
  const above = [
    ...(titled.stands ? [blockOf('title', title)] : []),
    ...(deked.stands ? [blockOf('dek', dek)] : []),
  ];
  const parts = groupLines(readLines(deked.rest), { flowing: false });
  if (above.length === 0) return draftOfParts(parts, origin, { flowing: false });
  // Where the title is known nothing looks for the dateline below it.
  const dateline = parts.some(({ metadata }) => metadata?.source !== undefined)
    ? null
    : readDateline(parts.find(({ kind }) => kind === 'plain')?.text ?? '');
  return draftOfParts(
    [...above, ...parts],
    { ...origin, metadata: { ...dateline, ...origin.metadata } },
    { flowing: false },
  );
}

const blockOf = (role: 'title' | 'dek', text: string): Part => ({
  kind: 'plain',
  role,
  text,
  indent: 0,
  gap: true,
  lines: 1,
});

/**
 * Whether words stand in a block of their own above a text, and the text below it. They do not when the text goes on
 * from them in the same line; a line of its own that repeats them is taken for the block.
 */
function withoutLead(text: string, lead: string): { readonly stands: boolean; readonly rest: string } {
  // Tables often cut an extract short.
  const start = folded(lead.replace(/\s*(?:…|\.{3}|\[(?:…|\.{3})\])$/u, ''));
  if (start === '') return { stands: lead !== '', rest: text };
  const line = /^\s*(.*)/u.exec(text)!;
  if (folded(line[1]!) === start && hasText(text.slice(line[0].length))) {
    return { stands: true, rest: text.slice(line[0].length) };
  }
  return { stands: !folded(text.slice(0, start.length * 2 + 100)).startsWith(start), rest: text };
}

const folded = (text: string): string => text.toLowerCase().replace(/\s+/gu, ' ').trim();

function readMetadata(
  mapping: ColumnMapping,
  cell: (name: string | undefined) => string,
): { readonly metadata: LineMetadata; readonly notes: readonly ImportNote[] } {
  const unread: string[] = [];
  const read = (name: string | undefined, as: (said: string) => string | null): string => {
    const said = oneLine(cell(name));
    const value = said === '' ? '' : (as(said) ?? '');
    if (said !== '' && value === '') unread.push(`“${name}”`);
    return value;
  };
  const asIs = (said: string): string => said;
  const fields: Required<Omit<LineMetadata, 'captured'>> = {
    title: read(mapping.title, asIs),
    author: read(mapping.author, asIs),
    source: read(mapping.source, asIs),
    sourceUrl: read(mapping.sourceUrl, webAddressIn),
    published: read(mapping.published, (said) => readDate(said) ?? (/^[12]\d{3}$/u.test(said) ? said : null)),
    language: read(mapping.language, languageTag),
  };
  return {
    metadata: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')),
    notes:
      unread.length === 0
        ? []
        : [
            {
              code: 'import/columns-unread',
              message: `Columns whose cell could not be understood in this row: ${unread.length} (${unread.join(', ')}).`,
            },
          ],
  };
}
