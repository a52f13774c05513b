/** Code pages of Windows by the character set of a font. @see RTF 1.9.1, Font Table */
const CHARSETS: ReadonlyMap<number, number> = new Map([
  [77, 10000],
  [128, 932],
  [129, 949],
  [130, 949],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [179, 1256],
  [180, 1256],
  [181, 1255],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
]);

/** Character set of fonts whose signs are no letters. */
export const SYMBOL_CHARSET = 2;

const LABELS: ReadonlyMap<number, string> = new Map([
  [866, 'ibm866'],
  [874, 'windows-874'],
  [932, 'shift_jis'],
  [936, 'gbk'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [10000, 'macintosh'],
  [10007, 'x-mac-cyrillic'],
  [10017, 'x-mac-cyrillic'],
  [20866, 'koi8-r'],
  [21866, 'koi8-u'],
  [54936, 'gb18030'],
  [65001, 'utf-8'],
]);

/** Code page of Western Windows, which is that of files which say none. */
export const WESTERN = 1252;

/**
 * Code page of a font's character set; null for the document's own. That is also taken for set 0, which ought to be
 * Western: many programs write it for every font, and signs that Word writes in both are the same.
 */
export function codePageOf(charset: number): number | null {
  return CHARSETS.get(charset) ?? null;
}

/** WHATWG label of a code page; that of Western Windows for those without one. */
export function encodingOf(codePage: number): string {
  if (codePage >= 1250 && codePage <= 1258) return `windows-${codePage}`;
  // ISO 8859-12 does not exist.
  if (codePage >= 28592 && codePage <= 28606 && codePage !== 28602) {
    const part = codePage - 28590;
    if (![9, 11].includes(part)) return `iso-8859-${part}`;
  }
  return LABELS.get(codePage) ?? `windows-${WESTERN}`;
}

const decoders = new Map<string, TextDecoder>();

/** Text of bytes in a code page; sequences of several bytes have to be whole. */
export function decodeBytes(bytes: readonly number[], codePage: number): string {
  const label = encodingOf(codePage);
  const decoder = decoders.get(label) ?? new TextDecoder(label, { ignoreBOM: true });
  decoders.set(label, decoder);
  // Some versions of Node take windows-1252 for ISO 8859-1 unless they decode a stream.
  return decoder.decode(Uint8Array.from(bytes), { stream: true }) + decoder.decode();
}
