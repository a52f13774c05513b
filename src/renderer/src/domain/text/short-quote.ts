/** Most UTF-16 units of a quote where a line has to name it. */
const LONGEST = 60;

/** A quote on one line, in quotation marks, cut so that it is still recognised: “Crowds filled the square”. */
export function shortQuote(exact: string): string {
  const words = exact.replace(/\s+/gu, ' ').trim();
  if (words.length <= LONGEST) return `“${words}”`;
  const cut = words.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/u, '');
  return `“${cut.trimEnd()}…”`;
}
