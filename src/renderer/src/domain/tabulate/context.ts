import type { Span } from '../text/offsets';

/** The words before and after a passage in its paragraph, as much as a line or so. */
export interface Context {
  /** Begins with an ellipsis when the paragraph begins earlier; empty at its beginning. */
  readonly before: string;
  /** Ends with an ellipsis when the paragraph ends later; empty at its end. */
  readonly after: string;
}

/** UTF-16 units on either side. */
const REACH = 90;
const BLANK_LINE = '\n\n';

/** Cut at words, so that neither a word nor a character is shown in part. */
export function contextOf(text: string, { start, end }: Span): Context {
  const from = Math.max(0, start - REACH);
  const ahead = text.slice(from, start);
  const block = ahead.lastIndexOf(BLANK_LINE);
  const to = Math.min(text.length, end + REACH);
  const rest = text.slice(end, to);
  const blockEnd = rest.indexOf(BLANK_LINE);
  const isWholeBefore = block !== -1 || from === 0;
  const isWholeAfter = blockEnd !== -1 || to === text.length;
  return {
    before: isWholeBefore
      ? ahead.slice(block === -1 ? 0 : block + BLANK_LINE.length)
      : `…${/\s[^]*$/u.exec(ahead)?.[0] ?? ' '}`,
    after: isWholeAfter
      ? rest.slice(0, blockEnd === -1 ? undefined : blockEnd)
      : `${/^[^]*\s/u.exec(rest)?.[0] ?? ' '}…`,
  };
}
