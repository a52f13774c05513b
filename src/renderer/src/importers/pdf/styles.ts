import type { HeadingLevel } from '$domain/report/report';
import { endsInFullStop } from '../prose';
import { heaviest } from './layout';
import type { Paragraph } from './paragraphs';

/** Headings are set at least this much larger than the text. */
const LARGER = 1.1;
/** UTF-16 units that headings are no longer than, larger and bold ones. */
const MAX_LARGE = 250;
const MAX_BOLD = 150;
const MAX_LINES = 4;
/** A title is at least this much larger than the text. */
const TITLE = 1.15;

/** The size in PDF points that most text is set in, and whether it is bold. */
export interface BodyStyle {
  readonly size: number;
  readonly bold: boolean;
}

/** Finds the style that most text is set in. */
export function bodyStyle(
  lines: readonly { readonly size: number; readonly bold: boolean; readonly text: string }[],
): BodyStyle {
  const sizes = new Map<number, number>();
  let bold = 0;
  let all = 0;
  for (const line of lines) {
    const size = roundSize(line.size);
    sizes.set(size, (sizes.get(size) ?? 0) + line.text.length);
    all += line.text.length;
    if (line.bold) bold += line.text.length;
  }
  return { size: heaviest(sizes, 0), bold: bold > all / 2 };
}

const roundSize = (size: number): number => Math.round(size * 2) / 2;

/** What a paragraph is by the type it is set in, if more than text. */
export type Rank = 'title' | HeadingLevel;

/** Finds headings by their size and boldness, larger ones above bold ones, and the title on the first page with text. */
export function rankHeadings(paragraphs: readonly Paragraph[], body: BodyStyle): Map<Paragraph, Rank> {
  const headings = paragraphs.filter((paragraph) => isHeading(paragraph, body));
  const ranks = new Map<Paragraph, Rank>();
  const [first] = headings;
  const largest = Math.max(...headings.map(({ size }) => roundSize(size)));
  const top = headings.filter(({ size }) => roundSize(size) === largest);
  const isTitle = top.length === 1 && top[0]!.page === first?.page && largest >= TITLE * body.size;
  const title = isTitle ? top[0] : undefined;
  const others = headings.filter((paragraph) => paragraph !== title);
  const styles = [...new Set(others.map(styleOf))].sort((a, b) => b - a);
  if (title !== undefined) ranks.set(title, 'title');
  for (const heading of others) {
    ranks.set(heading, Math.min(6, styles.indexOf(styleOf(heading)) + 1) as HeadingLevel);
  }
  return ranks;
}

/** Sorts sizes, and of one size bold type above other type. */
const styleOf = ({ size, bold }: Paragraph): number => roundSize(size) + (bold ? 0.1 : 0);

function isHeading({ kind, text, size, bold, lines }: Paragraph, body: BodyStyle): boolean {
  if (kind !== 'text' || lines > MAX_LINES || !/\p{L}{2}/u.test(text)) return false;
  if (size >= LARGER * body.size)
    return text.length <= MAX_LARGE && !(text.length > 100 && endsInFullStop(text));
  return bold && !body.bold && size >= 0.95 * body.size && text.length <= MAX_BOLD && !endsInFullStop(text);
}
