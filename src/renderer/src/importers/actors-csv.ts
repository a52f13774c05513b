import Papa from 'papaparse';
import { actorName } from '$domain/coding/actor';
import {
  readUuid,
  type ActorDraft,
  type ActorFile,
  type EntryProblem,
  type DraftFields,
} from '$domain/coding/entry-draft';
import { readActorField, type ActorTextField } from '$domain/coding/actor-text';
import type { Country } from '$domain/coding/country';
import { unguardFormula } from '$domain/text/formula-guard';

type Column = ActorTextField | 'id' | 'name' | 'parent';

/** What a column may be called, without case, spaces and signs. */
const HEADERS: Readonly<Record<Column, readonly string[]>> = {
  id: ['actorid', 'id', 'uuid', 'guid'],
  name: ['name', 'actor', 'actorname', 'label', 'code', 'title'],
  aliases: ['aliases', 'alias', 'othernames', 'synonyms', 'alsoknownas', 'aka'],
  kind: ['kind', 'type', 'actorkind', 'actortype'],
  country: ['countrycode', 'country', 'homecountry', 'countryiso3', 'iso3'],
  parent: ['parent', 'partof', 'parentname', 'memberof'],
  roles: ['roles', 'role', 'posts'],
  acledType: ['acledtype', 'acled', 'acledactortype'],
  cameo: ['plovercameo', 'cameo', 'plover', 'cameocode', 'plovercode', 'plovercameocode'],
  wikidata: ['wikidata', 'wikidataid', 'qid'],
  definition: ['definition', 'description'],
  include: ['include', 'includes', 'inclusion'],
  exclude: ['exclude', 'excludes', 'exclusion'],
  example: ['example', 'examples'],
  colour: ['colour', 'color'],
  deprecated: ['deprecated', 'retired'],
};
const COLUMN_OF: ReadonlyMap<string, Column> = new Map(
  Object.entries(HEADERS).flatMap(([column, names]) => names.map((name) => [name, column as Column])),
);
/** Written by our exporter and not read. */
const IGNORED = new Set(['schemaversion', 'createdat', 'sample']);

const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Reads a table of actors, one a row, the columns named by the first: those of our own export in any order and some other
 * usual names for them; `name` is the one that must be there. Comma, semicolon and tab are told by the header. `marked`
 * says that the file began with a byte order mark. Then, and where a spreadsheet has put other delimiters, one apostrophe
 * before what would run as a formula is the guard of the export and is taken off. Bad rows and cells are problems, the
 * others are kept. Never throws.
 */
export function parseActorsCsv(
  text: string,
  countries: readonly Country[],
  { marked = false }: { readonly marked?: boolean } = {},
): ActorFile {
  const problems: EntryProblem[] = [];
  const body = text.replace(/^\ufeff/u, '').replace(/^"?sep=.?"?\r?\n/iu, '');
  const { delimiter, columns, unknown } = readHeader(body);
  if (!columns.includes('name')) {
    const message = 'The first row names no column “name”, so the table cannot be read as actors.';
    return { drafts: [], problems: [{ code: 'actors/no-name-column', message, line: null, refused: true }] };
  }
  for (const header of unknown) {
    const message = `The column “${header}” is not known, or is there twice, and was left out.`;
    problems.push({ code: 'actors/unknown-column', message, line: 1, refused: false });
  }
  const parsed = Papa.parse<string[]>(body, { delimiter });
  const damaged = new Set(parsed.errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row));
  const guarded = marked || delimiter !== ',';
  const drafts: ActorDraft[] = [];
  for (const [i, record] of parsed.data.entries()) {
    if (i === 0 || record.every((cell) => cell.trim() === '')) continue;
    const cells = guarded ? record.map(unguardFormula) : record;
    const draft = damaged.has(i)
      ? DAMAGED_QUOTES
      : readRow(cells, columns, countries, i + 1, (problem) => problems.push(problem));
    if ('message' in draft) problems.push({ ...draft, line: i + 1, refused: true });
    else drafts.push(draft);
  }
  return { drafts, problems };
}

/** Whether the first row names the one column that a table of actors must have, and another one. */
export function isActorTable(text: string): boolean {
  const { columns } = readHeader(text);
  return columns.includes('name') && columns.filter((column) => column !== null).length > 1;
}

const DAMAGED_QUOTES = {
  code: 'actors/quotes',
  message: 'The quotation marks of the row do not match, so that its cells cannot be told apart.',
};

interface Header {
  readonly delimiter: string;
  /** By place; null for a column that is not read. */
  readonly columns: readonly (Column | null)[];
  readonly unknown: readonly string[];
}

/** The reading of the first row that finds most columns. */
function readHeader(text: string): Header {
  const readings = DELIMITERS.map((delimiter) => headerBy(text, delimiter));
  const found = readings.map(({ columns }) => columns.filter((column) => column !== null).length);
  return readings[found.indexOf(Math.max(...found))]!;
}

function headerBy(text: string, delimiter: string): Header {
  const [cells = []] = Papa.parse<string[]>(text, { delimiter, preview: 1 }).data;
  const unknown: string[] = [];
  const columns: (Column | null)[] = [];
  for (const cell of cells) {
    const name = cell.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
    const column = COLUMN_OF.get(name) ?? null;
    const isNew = column !== null && !columns.includes(column);
    columns.push(isNew ? column : null);
    if (!isNew && name !== '' && !IGNORED.has(name)) unknown.push(cell.trim());
  }
  return { delimiter, columns, unknown };
}

function readRow(
  cells: readonly string[],
  columns: readonly (Column | null)[],
  countries: readonly Country[],
  line: number,
  report: (problem: EntryProblem) => void,
): ActorDraft | { readonly code: string; readonly message: string } {
  if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) {
    return {
      code: 'actors/too-many-cells',
      message: `The row has ${cells.length} cells and the header ${columns.length}: a quotation mark or delimiter may be missing.`,
    };
  }
  const cell = (column: Column): string | undefined => cells[columns.indexOf(column)];
  const name = actorName(cell('name') ?? '');
  if (!name.ok) return name.error;
  let fields: DraftFields = {};
  for (const [place, column] of columns.entries()) {
    const said = cells[place];
    if (column === null || column === 'id' || column === 'name' || column === 'parent') continue;
    if (said === undefined) continue;
    const value = readActorField(column, said, { name: name.value, countries });
    if (value.ok) fields = { ...fields, ...value.value };
    else report({ ...value.error, line, refused: false });
  }
  const id = cell('id')?.trim() ?? '';
  const uuid = readUuid(id);
  if (id !== '' && uuid === null) {
    const message = `“${id.slice(0, 60)}” is no UUID; the actor is found by its name.`;
    report({ code: 'actors/bad-id', message, line, refused: false });
  }
  const parent = cell('parent')?.normalize('NFC').replace(/\s+/gu, ' ').trim();
  return { line, id: uuid, name: name.value, ...(parent === undefined ? {} : { parent }), fields };
}
