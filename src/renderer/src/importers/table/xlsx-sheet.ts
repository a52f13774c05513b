import { fail, ok, type Failure, type Result } from '$domain/result';
import { allText, childOf, childrenOf, type XmlElement } from '../xml-reader';
import { boundsFault, MAX_COLUMNS, MAX_ROWS, type RawRow } from './table';
import { dateOfSerial, type NumberKind } from './xlsx-formats';

/** UTF-16 units of all the texts of a sheet together; shared ones count as often as they stand there. */
export const MAX_SHEET_LENGTH = 200_000_000;

/** What the cells of all sheets share. */
export interface Workbook {
  readonly strings: readonly string[];
  /** What the numbers of each style are, by its place. */
  readonly kinds: readonly NumberKind[];
  readonly from1904: boolean;
}

const TOO_MUCH_TEXT: Failure = {
  code: 'import/too-large',
  message: `The sheet holds more text than can be imported (${MAX_SHEET_LENGTH / 1_000_000} million characters).`,
};

/**
 * Reads the rows of a sheet as texts: results of formulas, dates in ISO 8601, errors as empty cells.
 * Fails with `import/too-many-rows`, `import/too-many-columns` and `import/too-large`.
 * @see ECMA-376-1 18.3.1
 */
export function readSheet(sheet: XmlElement, workbook: Workbook): Result<RawRow[]> {
  const rows: RawRow[] = [];
  let number = 0;
  let length = 0;
  for (const row of childrenOf(childOf(sheet, 'sheetData'), 'row')) {
    number = wholeNumber(row.attributes.get('r')) ?? number + 1;
    const cells: string[] = [];
    let column = -1;
    for (const cell of childrenOf(row, 'c')) {
      column = columnOf(cell.attributes.get('r')) ?? column + 1;
      const text = textOf(cell, workbook);
      if (text === '') continue;
      if (column >= MAX_COLUMNS) return fail(boundsFault(0, column + 1)!);
      length += text.length;
      cells[column] = text;
    }
    if (length > MAX_SHEET_LENGTH) return fail(TOO_MUCH_TEXT);
    if (cells.length > 0)
      rows.push({ number, cells: Array.from(cells, (text: string | undefined) => text ?? '') });
    if (rows.length > MAX_ROWS + 1) return fail(boundsFault(rows.length, 0)!);
  }
  return ok(rows);
}

function wholeNumber(value: string | undefined): number | undefined {
  const number = Number(value);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

/** `BC12`: the place of its column, from 0. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^\$?([A-Z]{1,3})\$?\d/iu.exec(reference ?? '')?.[1];
  if (letters === undefined) return undefined;
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function textOf(cell: XmlElement, { strings, kinds, from1904 }: Workbook): string {
  const value = (): string => {
    const held = childOf(cell, 'v');
    return held === undefined ? '' : allText(held);
  };
  switch (cell.attributes.get('t')) {
    case 's':
      return strings[Number(value().trim() || Number.NaN)] ?? '';
    case 'inlineStr': {
      const inline = childOf(cell, 'is');
      return inline === undefined ? '' : stringOf(inline);
    }
    case 'str':
      return unescaped(value());
    case 'b':
      return value().trim() === '' ? '' : value().trim() === '0' ? 'FALSE' : 'TRUE';
    case 'e':
      return '';
    case 'd':
      return value().trim();
    default: {
      const raw = value().trim();
      const number = Number(raw);
      if (raw === '' || Number.isNaN(number)) return raw;
      const kind = kinds[Number(cell.attributes.get('s') ?? 0)] ?? 'number';
      // Written anew, since files hold 0.1 as 0.10000000000000001.
      return dateOfSerial(number, kind, from1904) ?? String(number);
    }
  }
}

/** The texts that cells share. @see ECMA-376-1 18.4.9 */
export function readSharedStrings(table: XmlElement | undefined): string[] {
  return childrenOf(table, 'si').map(stringOf);
}

/** A text or its runs; how it is pronounced is left out. */
function stringOf(item: XmlElement): string {
  const runs = childrenOf(item).flatMap((child) =>
    child.name === 't' ? [child] : child.name === 'r' ? childrenOf(child, 't') : [],
  );
  return unescaped(runs.map(allText).join(''));
}

/** Characters that XML cannot hold are written `_x000D_`. @see ECMA-376-1 22.9.2.19 */
function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/giu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
