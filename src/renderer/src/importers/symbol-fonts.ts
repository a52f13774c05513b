/** Signs of symbol fonts that have a character of their own, by font and code. */
const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['symbol b7', '•'],
  ['wingdings fc', '✓'],
  ['wingdings fb', '✗'],
  ['wingdings fe', '☑'],
  ['wingdings a8', '☐'],
  ['wingdings 6f', '☐'],
  ['wingdings 78', '☒'],
  ['wingdings e0', '→'],
]);

/** Character of a symbol font's sign; undefined when there is none. `font`: its name in lower case. */
export function symbolOf(font: string, code: number): string | undefined {
  return SYMBOLS.get(`${font} ${(code & 0xff).toString(16)}`);
}
