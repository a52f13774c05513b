import { childOf, childrenOf, type XmlElement } from '../xml-reader';

/** What numbers of a format are shown as. */
export type NumberKind = 'number' | 'date' | 'date-time' | 'time';

/** Formats that every workbook has without saying so, those of East Asian editions included. */
function builtInKind(id: number): NumberKind {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'date';
  if (id === 22) return 'date-time';
  return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) ? 'time' : 'number';
}

/** Tells by a format's code whether it shows dates. @see ECMA-376-1 18.8.31 */
export function kindOfCode(code: string): NumberKind {
  const [first = ''] = code
    .replace(/"[^"]*"?/gu, '')
    .replace(/[\\_*]./gu, '')
    .split(';');
  // In brackets stand colours, conditions and locales, and hours that are counted beyond a day.
  const isElapsed = /\[(?:h+|m+|s+)\]/iu.test(first);
  const letters = first.replace(/\[[^\]]*\]/gu, '').replace(/general|am\/pm|a\/p/giu, '');
  const hasTime = isElapsed || /[hs]/iu.test(letters);
  const hasDate = /[yde]/iu.test(letters.replace(/e[+-]/giu, '')) || (!hasTime && /m/iu.test(letters));
  if (hasDate) return hasTime ? 'date-time' : 'date';
  return hasTime ? 'time' : 'number';
}

/** What the numbers of each cell style are, by the style's place. @see ECMA-376-1 18.8.10 */
export function readCellKinds(styles: XmlElement | undefined): NumberKind[] {
  const codes = new Map(
    childrenOf(childOf(styles, 'numFmts'), 'numFmt').map(({ attributes }) => [
      Number(attributes.get('numFmtId')),
      attributes.get('formatCode') ?? '',
    ]),
  );
  return childrenOf(childOf(styles, 'cellXfs'), 'xf').map(({ attributes }) => {
    const id = Number(attributes.get('numFmtId') ?? 0);
    const code = codes.get(id);
    return code === undefined ? builtInKind(id) : kindOfCode(code);
  });
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** 31 December 9999, the last day that spreadsheets know. */
const LAST_SERIAL = 2_958_465;
/** The 29 February 1900 that never was and is counted in the older system. */
const NO_DAY = 60;

/**
 * The date or time that a number stands for: `YYYY-MM-DD`, `YYYY-MM-DDTHH:MM` or `HH:MM`. Null for numbers that are no
 * date. `from1904`: days are counted from 1904 rather than 1900.
 * @see ECMA-376-1 18.17.4
 */
export function dateOfSerial(serial: number, kind: NumberKind, from1904: boolean): string | null {
  if (kind === 'number' || !Number.isFinite(serial) || serial < 0 || serial > LAST_SERIAL) return null;
  // Half a minute more rounds times that fall short of it by the last digits of a fraction.
  const minutes = Math.round(serial * 24 * 60);
  if (kind === 'time') return new Date((minutes % (24 * 60)) * 60_000).toISOString().slice(11, 16);
  const day = Math.floor(serial);
  if (!from1904 && (day === 0 || day === NO_DAY)) return null;
  const first = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30) + (day < NO_DAY ? DAY_MS : 0);
  const date = kind === 'date' ? new Date(first + day * DAY_MS) : new Date(first + minutes * 60_000);
  return date.toISOString().slice(0, kind === 'date' ? 10 : 16);
}
