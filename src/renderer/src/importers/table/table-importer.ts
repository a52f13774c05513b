import type { ImportNote } from '$domain/report/report';
import { fail, type Result } from '$domain/result';
import { decode } from '../decode';
import {
  refused,
  undecoded,
  type ColumnMapping,
  type FoundReport,
  type Importer,
  type Offer,
  type ReadChoices,
  type Reading,
  type SourceFile,
} from '../importer';
import { isCslJson, readCslItems } from '../references/csl-json';
import { readCsv } from './csv';
import { parseJson, tableOfJson, tableOfLines } from './json';
import { guessMapping } from './mapping';
import { readRow, type TableSource } from './row-report';
import type { Table } from './table';
import { readXlsx } from './xlsx';

/** Rows that are shown where columns are chosen. */
const SAMPLE_ROWS = 5;

/** Tables with one report a row; JSON in the form of CSL is read as references. */
export const tableImporter: Importer = {
  id: 'table',
  label: 'Table of reports',
  // The old binary format is listed for the advice that it is refused with.
  extensions: ['csv', 'tsv', 'xlsx', 'json', 'jsonl', 'ndjson', 'xlsm', 'xls'],
  async *read(file, choices) {
    if (/\.xls[a-z]?$/iu.test(file.name)) {
      const table = await readXlsx(file);
      return yield* readTable(table, { name: file.name, encoding: 'utf-8', notes: [] }, choices);
    }
    return yield* readText(file, choices);
  },
};

async function* readText({ name, bytes }: SourceFile, choices: ReadChoices): Reading {
  const decoded = decode(bytes, choices.encoding);
  if (!decoded.ok) return yield* undecoded(decoded.error, choices);
  const { text, encoding } = decoded.value;
  const source = { ...decoded.value, name };
  const offer: Offer = { kind: 'encoding', taken: encoding };
  if (/\.json$/iu.test(name)) {
    const json = parseJson(text);
    if (json.ok && isCslJson(json.value)) {
      yield* readCslItems(json.value, source);
      return [offer];
    }
    const table = json.ok ? tableOfJson(json.value) : json;
    return [offer, ...(yield* readTable(table, source, choices))];
  }
  const table = /\.(?:jsonl|ndjson)$/iu.test(name) ? tableOfLines(text) : readCsv(text);
  return [offer, ...(yield* readTable(table, source, choices))];
}

async function* readTable(read: Result<Table>, source: TableSource, choices: ReadChoices): Reading {
  if (!read.ok) return yield* refused(read.error);
  const table = read.value;
  const mapping = choices.columns ? known(choices.columns, table) : guessMapping(table);
  const offer: Offer = {
    kind: 'columns',
    taken: mapping,
    columns: table.columns,
    sample: table.rows.slice(0, SAMPLE_ROWS).map(({ cells }) => table.columns.map((_, i) => cells[i] ?? '')),
  };
  if (mapping.text.length === 0) {
    yield { within: '', result: noTextColumn(table.columns) };
    return [offer];
  }
  const leftOut = unusedNote(mapping, table);
  for (const row of table.rows.slice(0, choices.rows)) {
    const notes = [...source.notes, ...leftOut];
    const found: FoundReport = {
      within: row.within,
      result: readRow(row, table, mapping, { ...source, notes }),
    };
    yield found;
  }
  return [offer];
}

/** A choice without the columns that the table does not have. */
function known({ text, ...others }: ColumnMapping, { columns }: Table): ColumnMapping {
  const has = (name: string | undefined): boolean => name !== undefined && columns.includes(name);
  return {
    ...Object.fromEntries(Object.entries(others).filter(([, name]) => has(name))),
    text: text.filter(has),
  };
}

const MAX_NAMED = 20;

const listed = (columns: readonly string[]): string =>
  columns
    .slice(0, MAX_NAMED)
    .map((name) => `“${name.slice(0, 60)}”`)
    .join(', ') + (columns.length > MAX_NAMED ? ', …' : '');

function noTextColumn(columns: readonly string[]): Result<never> {
  return fail({
    code: 'import/no-text-column',
    message: `No column of the table is seen to hold the texts of reports. Choose it in the preview of the table, or name it “text”. Its columns are ${listed(columns)}.`,
  });
}

function unusedNote(mapping: ColumnMapping, { columns }: Table): ImportNote[] {
  const used = new Set(Object.values(mapping).flat());
  const unused = columns.filter((name) => !used.has(name));
  if (unused.length === 0) return [];
  return [
    {
      code: 'import/columns-left-out',
      message: `Columns of the table that were left out: ${unused.length} (${listed(unused)}).`,
    },
  ];
}
