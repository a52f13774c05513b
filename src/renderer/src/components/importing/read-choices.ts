import type { ColumnMapping } from '../../state/importing.svelte';

/** Encodings to choose from where the one that was recognised is wrong: WHATWG name and what to call it. */
export const ENCODINGS: readonly (readonly [string, string])[] = [
  ['utf-8', 'UTF-8'],
  ['windows-1251', 'Windows-1251, Cyrillic'],
  ['koi8-r', 'KOI8-R, Russian'],
  ['koi8-u', 'KOI8-U, Ukrainian'],
  ['ibm866', 'DOS 866, Cyrillic'],
  ['iso-8859-5', 'ISO 8859-5, Cyrillic'],
  ['x-mac-cyrillic', 'Mac, Cyrillic'],
  ['windows-1252', 'Windows-1252, Western'],
  ['windows-1250', 'Windows-1250, Central European'],
  ['windows-1253', 'Windows-1253, Greek'],
  ['windows-1254', 'Windows-1254, Turkish'],
  ['windows-1255', 'Windows-1255, Hebrew'],
  ['windows-1256', 'Windows-1256, Arabic'],
  ['macintosh', 'Mac, Western'],
  ['utf-16le', 'UTF-16 LE'],
  ['utf-16be', 'UTF-16 BE'],
  ['gb18030', 'GB 18030, Chinese'],
  ['big5', 'Big5, Chinese'],
  ['shift_jis', 'Shift JIS, Japanese'],
  ['euc-kr', 'EUC-KR, Korean'],
];

/** The encodings to choose from, with the one that was taken, whatever it is. */
export function encodingOptions(taken: string): { value: string; label: string }[] {
  const options = ENCODINGS.map(([value, label]) => ({ value, label }));
  if (taken === '') return [{ value: '', label: 'choose…' }, ...options];
  const isListed = options.some(({ value }) => value === taken);
  return isListed ? options : [{ value: taken, label: taken.toUpperCase() }, ...options];
}

/** Fields of a report that a column can hold, other than the text, in the order they are asked for. */
export const COLUMN_FIELDS = [
  ['title', 'Title column'],
  ['dek', 'Dek column'],
  ['author', 'Author column'],
  ['source', 'Source column'],
  ['sourceUrl', 'Address column'],
  ['published', 'Published column'],
  ['language', 'Language column'],
] as const satisfies readonly (readonly [Exclude<keyof ColumnMapping, 'text'>, string])[];

/** A mapping with another column for a field; an empty name takes the field away. */
export function withColumn(
  mapping: ColumnMapping,
  field: Exclude<keyof ColumnMapping, 'text'>,
  column: string,
): ColumnMapping {
  const { [field]: _, ...others } = mapping;
  return column === '' ? others : { ...others, [field]: column };
}

/** A mapping with another column at a place of the text's; an empty name takes that place away. */
export function withTextColumn(mapping: ColumnMapping, at: number, column: string): ColumnMapping {
  const text = [...mapping.text];
  text.splice(at, 1, ...(column === '' ? [] : [column]));
  return { ...mapping, text: [...new Set(text)] };
}
