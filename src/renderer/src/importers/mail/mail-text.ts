/** The line above a signature, which is no item of a list. @see RFC 3676 4.3 */
const SIGNATURE = /^-- ?$/gmu;

/**
 * A message's plain text without the marks of its transport. `flowed`: lines were broken for transport and have been
 * joined, which left the quote marks of those that were joined within their line.
 * @see RFC 3676 4.5
 */
export function withoutMailMarks(text: string, flowed: boolean): string {
  const lines = text.replace(/\r\n?/gu, '\n').replace(SIGNATURE, '');
  if (!flowed) return lines;
  return lines
    .split('\n')
    .map((line) => {
      const marks = /^(?:>\s?)*>/u.exec(line)?.[0].replace(/\s/gu, '');
      return marks === undefined ? line : line.split(` ${marks} `).join(' ');
    })
    .join('\n');
}
