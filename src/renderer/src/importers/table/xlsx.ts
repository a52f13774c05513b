import { compoundFailure } from '../compound-file';
import type { ImportNote } from '$domain/report/report';
import { fail, ok, type Failure, type Result } from '$domain/result';
import { resolvePath } from '../docx/package';
import type { SourceFile } from '../importer';
import { childOf, childrenOf, readXmlBytes, type XmlElement } from '../xml-reader';
import { openContainer } from '../zip/container';
import type { ZipArchive } from '../zip/zip-archive';
import { guessMapping } from './mapping';
import { tableOfRows, type RawRow, type Table } from './table';
import { readCellKinds } from './xlsx-formats';
import { readSharedStrings, readSheet, type Workbook } from './xlsx-sheet';

/**
 * Reads the table of a workbook of Office Open XML, transitional or strict: the first visible sheet whose columns can be
 * reports. The others are named in a note. Fails with `import/old-format`, `import/password-protected`,
 * `import/no-main-part`, `import/empty` and the codes of the archive, of its XML and of the table's bounds.
 * @see ECMA-376-1 18
 */
export async function readXlsx(file: SourceFile): Promise<Result<Table>> {
  const compound = compoundFailure(file.bytes, 'workbook', OLD_FORMAT);
  if (compound !== null) return fail(compound);
  const opened = await openContainer(file, 'xlsx');
  if (!opened.ok) return opened;
  const archive = opened.value;
  const main = targetsOf(await relationships(archive, '')).get('officeDocument') ?? 'xl/workbook.xml';
  if (/\.bin$/iu.test(main)) return fail(OLD_FORMAT);
  const workbook = await readPart(archive, main);
  if (workbook === undefined) return fail(NO_WORKBOOK);
  return workbook.ok ? readWorkbook(archive, main, workbook.value) : workbook;
}

async function readWorkbook(archive: ZipArchive, path: string, root: XmlElement): Promise<Result<Table>> {
  const links = await relationships(archive, path);
  const types = targetsOf(links);
  const shared = await readPart(archive, types.get('sharedStrings'));
  if (shared?.ok === false) return shared;
  const styles = await readPart(archive, types.get('styles'));
  const workbook: Workbook = {
    strings: readSharedStrings(shared?.value),
    kinds: readCellKinds(styles?.ok === true ? styles.value : undefined),
    from1904: /^(?:1|true|on)$/u.test(childOf(root, 'workbookPr')?.attributes.get('date1904') ?? ''),
  };
  const sheets = childrenOf(childOf(root, 'sheets'), 'sheet').map(({ attributes }) => ({
    name: attributes.get('name') ?? '',
    isVisible: (attributes.get('state') ?? 'visible') === 'visible',
    path: links.find(({ id, type }) => type === 'worksheet' && id === attributes.get('id'))?.target,
  }));
  let second: Found | null = null;
  let failure: Failure = EMPTY;
  for (const sheet of sheets) {
    if (!sheet.isVisible) continue;
    const table = await readTable(archive, sheet.path, workbook);
    if (!table.ok) {
      if (table.error.code !== 'import/empty') failure = table.error;
      continue;
    }
    const found = { table: table.value, name: sheet.name };
    if (table.value.rows.length > 0 && guessMapping(table.value).text.length > 0)
      return ok(withNote(found, sheets));
    if (second === null || second.table.rows.length === 0) second = found;
  }
  return second === null ? fail(failure) : ok(withNote(second, sheets));
}

interface Found {
  readonly table: Table;
  readonly name: string;
}

async function readTable(
  archive: ZipArchive,
  path: string | undefined,
  workbook: Workbook,
): Promise<Result<Table>> {
  const part = await readPart(archive, path);
  if (part === undefined) return fail(EMPTY);
  if (!part.ok) return part;
  const rows: Result<RawRow[]> = readSheet(part.value, workbook);
  return rows.ok ? tableOfRows(rows.value) : rows;
}

const MAX_NAMED = 10;

function withNote({ table, name }: Found, sheets: readonly { readonly name: string }[]): Table {
  const others = sheets.filter((sheet) => sheet.name !== name);
  if (others.length === 0) return table;
  const named = others.slice(0, MAX_NAMED).map((sheet) => `“${sheet.name.slice(0, 60)}”`);
  const note: ImportNote = {
    code: 'import/sheets-left-out',
    message: `The sheet “${name}” was read; other sheets were left out: ${others.length} (${named.join(', ')}${others.length > MAX_NAMED ? ', …' : ''}).`,
  };
  return { ...table, notes: [...table.notes, note] };
}

interface Relationship {
  readonly id: string;
  /** Last segment of the type's address, which strict and transitional workbooks share. */
  readonly type: string;
  readonly target: string;
}

const targetsOf = (links: readonly Relationship[]): ReadonlyMap<string, string> =>
  new Map(links.map(({ type, target }) => [type, target]));

/** What a part points at within the archive; the whole package when `part` is empty. @see ECMA-376-2 9.3 */
async function relationships(archive: ZipArchive, part: string): Promise<Relationship[]> {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const xml = await readPart(archive, `${folder}_rels/${part.slice(slash)}.rels`);
  if (xml?.ok !== true) return [];
  return childrenOf(xml.value, 'Relationship')
    .filter(({ attributes }) => attributes.get('TargetMode') !== 'External')
    .map(({ attributes }) => ({
      id: attributes.get('Id') ?? '',
      type: (attributes.get('Type') ?? '').replace(/^.*\//u, ''),
      target: resolvePath(folder, attributes.get('Target') ?? ''),
    }));
}

/** A part of the archive, whatever the case of its name; undefined when it is missing. */
async function readPart(
  archive: ZipArchive,
  path: string | undefined,
): Promise<Result<XmlElement> | undefined> {
  const lower = path?.toLowerCase();
  const name = archive.entries.find((entry) => entry.name.toLowerCase() === lower)?.name;
  if (name === undefined) return undefined;
  const bytes = await archive.read(name);
  return bytes.ok ? readXmlBytes(bytes.value) : bytes;
}

const OLD_FORMAT: Failure = {
  code: 'import/old-format',
  message:
    'The workbook is in a binary format of Excel (XLS or XLSB). Open it in Excel or LibreOffice and save it as XLSX or CSV.',
};
const NO_WORKBOOK: Failure = {
  code: 'import/no-main-part',
  message: 'The file holds no workbook: its main part is missing.',
};
const EMPTY: Failure = { code: 'import/empty', message: 'No visible sheet of the workbook holds text.' };
