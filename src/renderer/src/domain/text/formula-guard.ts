/**
 * What a spreadsheet may run as a formula: `=`, `+`, `-`, `@` or their full-width forms after any white space or
 * invisible characters, or a TAB, CR or NUL at the start. Leading apostrophes are looked through, because a cell that
 * already has one must get another for the guard to be removable.
 * @see https://owasp.org/www-community/attacks/CSV_Injection and OWASP ASVS 5.0, 1.2.10
 */
const RUNS_AS_FORMULA = /^'*(?:[\s\p{C}]*[=+\-@＝＋－＠]|[\t\r\0])/u;

/**
 * Puts an apostrophe before a cell that a spreadsheet may run as a formula; other cells come back as they are.
 * Removable: taking one apostrophe off each cell that begins with one and would be guarded again gives the original.
 */
export function guardFormula(cell: string): string {
  return RUNS_AS_FORMULA.test(cell) ? `'${cell}` : cell;
}

/** Takes the apostrophe of {@link guardFormula} off again; other cells come back as they are. */
export function unguardFormula(cell: string): string {
  return cell.startsWith("'") && RUNS_AS_FORMULA.test(cell) ? cell.slice(1) : cell;
}
