import { fail, ok, type Failure, type Result } from '$domain/result';
import { boundsFault, columnNames, isBlank, MAX_COLUMNS, MAX_ROWS, type Table, type TableRow } from './table';

/** How deep objects and lists within each other are read: `source.name`. */
const MAX_DEPTH = 6;
/** Elements of a list that are longer are paragraphs rather than names. */
const LONG_ELEMENT = 100;

type JsonRecord = Readonly<Record<string, unknown>>;

/** A whole JSON value. Fails with `import/json`. @see https://www.rfc-editor.org/rfc/rfc8259 */
export function parseJson(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text.replace(/^\ufeff/u, '')) as unknown);
  } catch {
    return fail({ code: 'import/json', message: 'The file is no well-formed JSON.' });
  }
}

/**
 * The table that a JSON value is: a list of objects, an object that holds one such list, or one object with a text.
 * Fails with `import/no-records`, `import/several-lists` and the codes of the table's bounds.
 */
export function tableOfJson(value: unknown): Result<Table> {
  if (isList(value)) return tableOfList(value);
  if (!isObject(value)) return fail(NO_RECORDS);
  const lists = Object.entries(value).filter(([, held]) => isList(held) && held.some(isObject));
  if (lists.length > 1) {
    const names = lists.map(([name]) => `“${name}”`).join(', ');
    return fail({
      code: 'import/several-lists',
      message: `The file holds several lists of records (${names}), so it is unclear which are the reports.`,
    });
  }
  return tableOfList(lists.length === 1 ? (lists[0]![1] as readonly unknown[]) : [value]);
}

function tableOfList(list: readonly unknown[]): Result<Table> {
  if (!list.some(isObject)) return fail(NO_RECORDS);
  return tableOfRecords(list.map((item) => (isObject(item) ? ok(item) : fail(NO_OBJECT))));
}

/** The table of JSON texts, one a line. A line that cannot be read has a fault. @see https://jsonlines.org/ */
export function tableOfLines(text: string): Result<Table> {
  const lines = text
    .replace(/^\ufeff/u, '')
    .split(/\r\n|[\n\r]/u)
    .filter((line) => line.trim() !== '');
  if (lines.length > MAX_ROWS) return fail(boundsFault(lines.length, 0)!);
  return tableOfRecords(
    lines.map((line) => {
      const value = parseJson(line);
      if (!value.ok) return fail({ code: 'import/json', message: 'The line is no well-formed JSON.' });
      return isObject(value.value) ? ok(value.value) : fail(NO_OBJECT);
    }),
  );
}

const NO_RECORDS: Failure = {
  code: 'import/no-records',
  message: 'The file holds no list of records with names for their fields.',
};
const NO_OBJECT: Failure = {
  code: 'import/no-record',
  message: 'There is no record with names for its fields here.',
};

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isObject = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !isList(value);

function tableOfRecords(records: readonly Result<JsonRecord>[]): Result<Table> {
  const places = new Map<string, number>();
  const rows: TableRow[] = [];
  for (const [i, record] of records.entries()) {
    const within = `record ${i + 1}`;
    if (!record.ok) {
      rows.push({ within, cells: [], fault: record.error });
      continue;
    }
    const cells: string[] = [];
    for (const [name, text] of flatten(record.value)) {
      const at = places.get(name) ?? places.size;
      places.set(name, at);
      const fault = boundsFault(i + 1, at + 1);
      if (fault !== null) return fail(fault);
      cells[at] = text;
    }
    rows.push({ within, cells: Array.from(cells, (cell: string | undefined) => cell ?? '') });
  }
  const filled = rows.filter((row) => !isBlank(row));
  if (filled.length === 0) return fail({ code: 'import/empty', message: 'The file holds no text.' });
  return ok({ columns: columnNames([...places.keys()]), rows: filled, notes: [] });
}

/** Texts by path; those of a list are joined: by commas, or as paragraphs where one is long. */
function flatten(record: JsonRecord): Map<string, string> {
  const found = new Map<string, string[]>();
  const walk = (value: unknown, path: string, depth: number): void => {
    if (found.size > MAX_COLUMNS) return;
    if (isList(value)) {
      if (depth < MAX_DEPTH) for (const item of value) walk(item, path, depth + 1);
    } else if (isObject(value)) {
      if (depth >= MAX_DEPTH) return;
      for (const [key, held] of Object.entries(value)) {
        walk(held, path === '' ? key : `${path}.${key}`, depth + 1);
      }
    } else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      if (value === '') return;
      const texts = found.get(path) ?? [];
      found.set(path, texts);
      texts.push(String(value));
    }
  };
  walk(record, '', 0);
  return new Map(
    [...found].map(([path, texts]) => [
      path,
      texts.join(texts.some(({ length }) => length > LONG_ELEMENT) ? '\n\n' : ', '),
    ]),
  );
}
