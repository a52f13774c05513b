// Figures that are raised in a line are kept between control characters, which no text of a PDF comes with, until it is
// known whether they point at a footnote.
const OPEN = '\u0001';
const CLOSE = '\u0002';
// eslint-disable-next-line no-control-regex -- the marks themselves
const RAISED = /\u0001(\d+)\.([^\u0002]*)\u0002/gu;
// eslint-disable-next-line no-control-regex -- the marks themselves
const LEADING = /^\s*\u0001(\d+)\.([^\u0002]*)\u0002\s*/u;

/** A figure that stands raised on a page. */
export function raisedFigure(page: number, figure: string): string {
  return `${OPEN}${page}.${figure}${CLOSE}`;
}

/** The raised figure that a text begins with, and the text behind it. */
export function leadingFigure(text: string): { readonly figure: string; readonly rest: string } | null {
  const match = LEADING.exec(text);
  return match === null ? null : { figure: match[2]!, rest: text.slice(match[0].length) };
}

/** Replaces the raised figures of a text; `write` gives null for those to keep as they are. */
export function replaceRaised(text: string, write: (page: number, figure: string) => string | null): string {
  if (!text.includes(OPEN)) return text;
  return text.replace(RAISED, (_, page: string, figure: string) => write(Number(page), figure) ?? figure);
}

/** A text with its raised figures as plain ones. */
export const plainText = (text: string): string => replaceRaised(text, () => null);
