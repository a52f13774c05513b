import { formatNumber } from '../number-format';
import { childrenOf, type XmlElement } from '../xml-reader';

interface Level {
  readonly isBullet: boolean;
  readonly format: string;
  readonly prefix: string;
  readonly suffix: string;
  /** Numbers that a label holds, its own included. */
  readonly shown: number;
  readonly start: number;
}

/** Levels of a list style, from 1. */
export type ListStyle = ReadonlyMap<number, Level>;

const FORMATS: ReadonlyMap<string, string> = new Map([
  ['1', 'decimal'],
  ['a', 'lowerLetter'],
  ['A', 'upperLetter'],
  ['i', 'lowerRoman'],
  ['I', 'upperRoman'],
  ['', 'none'],
]);

const MAX_LEVEL = 10;
const MAX_LABEL = 40;

/**
 * Reads list styles by their names, the first of a name counting.
 * @see ODF 1.3 part 3, 16.30, 19.500
 */
export function readListStyles(roots: readonly (XmlElement | undefined)[]): Map<string, ListStyle> {
  const styles = new Map<string, ListStyle>();
  for (const style of roots.flatMap((root) => childrenOf(root, 'list-style'))) {
    const name = style.attributes.get('name') ?? '';
    if (!styles.has(name)) styles.set(name, readLevels(style));
  }
  return styles;
}

/** The levels of a list style, or of the numbering of headings. */
export function readLevels(style: XmlElement | undefined): ListStyle {
  return new Map(
    childrenOf(style).map(({ name, attributes }) => [
      Number(attributes.get('level')),
      {
        isBullet: name === 'list-level-style-bullet' || name === 'list-level-style-image',
        format: FORMATS.get(attributes.get('num-format') ?? '') ?? 'decimal',
        prefix: attributes.get('num-prefix') ?? '',
        suffix: attributes.get('num-suffix') ?? '',
        shown: numberOf(attributes.get('display-levels')) ?? 1,
        start: numberOf(attributes.get('start-value')) ?? 1,
      },
    ]),
  );
}

/** The numbers of one list while its items are read. */
export class ListCounter {
  private readonly numbers: (number | undefined)[] = [];

  constructor(readonly style: ListStyle) {}

  /** Counts an item of a level and gives its label: empty for bullets and for levels without a number. */
  next(level: number, start: string | undefined): string {
    const at = Math.min(level, MAX_LEVEL);
    const own = this.style.get(at);
    const before = this.numbers[at];
    this.numbers[at] = numberOf(start) ?? (before === undefined ? (own?.start ?? 1) : before + 1);
    this.numbers.length = at + 1;
    if (own === undefined || own.isBullet || own.format === 'none') return '';
    const parts: string[] = [];
    for (let upper = Math.max(1, at - own.shown + 1); upper <= at; upper += 1) {
      const other = this.style.get(upper);
      const number = this.numbers[upper] ?? other?.start ?? 1;
      if (other?.isBullet !== true) parts.push(formatNumber(number, other?.format ?? 'decimal'));
    }
    return `${own.prefix}${parts.filter((part) => part !== '').join('.')}${own.suffix}`
      .trim()
      .slice(0, MAX_LABEL);
  }

  /** Begins the items of a level, and those below, anew. */
  restart(level: number): void {
    this.numbers.length = Math.min(this.numbers.length, Math.min(level, MAX_LEVEL));
  }
}

function numberOf(value: string | undefined): number | undefined {
  const number = Number(value ?? Number.NaN);
  return Number.isInteger(number) && number >= 0 && number < 1e6 ? number : undefined;
}
