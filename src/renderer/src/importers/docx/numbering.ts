import { childOf, childrenOf, type XmlElement } from '../xml-reader';
import { formatNumber } from '../number-format';
import { hasProperty, valueOf, type ListPlace } from './styles';

/** What a list prints before an item: a mark without meaning, or a number with its signs. */
export type ItemMark =
  | { readonly kind: 'bullet'; readonly level: number }
  | { readonly kind: 'number'; readonly level: number; readonly label: string };

interface Level {
  readonly start: number;
  readonly format: string;
  /** `%1.%2.` with the numbers of levels, from 1. */
  readonly text: string;
  /** True when the numbers of other levels are written in figures. */
  readonly legal: boolean;
  /** The level, from 1, whose items begin this one anew; 0 when none does; undefined for every higher one. */
  readonly restart: number | undefined;
  /** The paragraph style whose items are of this level. */
  readonly style: string | undefined;
}

interface List {
  /** Numbers go on in lists of the same definition. */
  readonly definition: string;
  readonly levels: ReadonlyMap<number, Level>;
  /** Numbers that this list begins with although others came before, by level. */
  readonly overrides: ReadonlyMap<number, number>;
}

const MAX_LEVEL = 8;
const MAX_LABEL = 40;
const DEFAULT: Level = {
  start: 1,
  format: 'decimal',
  text: '',
  legal: false,
  restart: undefined,
  style: undefined,
};

/**
 * Counts the items of a document's lists, so that each has the number it is printed with.
 * @see ECMA-376-1 17.9
 */
export class Numbering {
  private readonly lists: ReadonlyMap<string, List>;
  /** Last number given, by definition and level. */
  private readonly counters = new Map<string, (number | undefined)[]>();
  private readonly begun = new Set<string>();

  constructor(root: XmlElement | undefined) {
    this.lists = readLists(root);
  }

  /** The mark of the next item; null for a paragraph in no list. `style`: id of its paragraph style. */
  next(place: ListPlace, style: string | undefined): ItemMark | null {
    const list = this.lists.get(place.numId ?? '');
    if (place.numId === undefined || list === undefined) return null;
    const byStyle = [...list.levels].find(([, level]) => level.style !== undefined && level.style === style);
    const wanted = place.level ?? byStyle?.[0] ?? 0;
    const at = Number.isInteger(wanted) ? Math.max(0, Math.min(wanted, MAX_LEVEL)) : 0;
    const numbers = this.count(place.numId, list, at);
    const level = list.levels.get(at) ?? DEFAULT;
    if (level.format === 'bullet') return { kind: 'bullet', level: at };
    const label = level.text
      .replace(/%([1-9])/gu, (_, digit: string) => {
        const other = list.levels.get(Number(digit) - 1) ?? DEFAULT;
        return formatNumber(
          numbers[Number(digit) - 1] ?? other.start,
          level.legal ? 'decimal' : other.format,
        );
      })
      .trim()
      .slice(0, MAX_LABEL);
    return label === '' ? null : { kind: 'number', level: at, label };
  }

  private count(numId: string, list: List, at: number): readonly (number | undefined)[] {
    const numbers = this.counters.get(list.definition) ?? [];
    this.counters.set(list.definition, numbers);
    const key = `${numId} ${at}`;
    const override = this.begun.has(key) ? undefined : list.overrides.get(at);
    this.begun.add(key);
    const before = numbers[at];
    numbers[at] = override ?? (before === undefined ? (list.levels.get(at) ?? DEFAULT).start : before + 1);
    for (let lower = at + 1; lower <= MAX_LEVEL; lower += 1) {
      const restart = list.levels.get(lower)?.restart;
      if (restart === undefined || (restart > 0 && at < restart)) numbers[lower] = undefined;
    }
    return numbers;
  }
}

function readLists(root: XmlElement | undefined): Map<string, List> {
  const definitions = new Map<string, XmlElement>();
  const byStyleLink = new Map<string, XmlElement>();
  for (const definition of childrenOf(root, 'abstractNum')) {
    definitions.set(definition.attributes.get('abstractNumId') ?? '', definition);
    const link = valueOf(definition, 'styleLink');
    if (link !== undefined) byStyleLink.set(link, definition);
  }
  const lists = new Map<string, List>();
  for (const num of childrenOf(root, 'num')) {
    const id = num.attributes.get('numId');
    const named = definitions.get(valueOf(num, 'abstractNumId') ?? '');
    const definition = byStyleLink.get(valueOf(named, 'numStyleLink') ?? '') ?? named;
    if (id === undefined || definition === undefined) continue;
    const levels = new Map(levelsOf(definition));
    const overrides = new Map<number, number>();
    for (const override of childrenOf(num, 'lvlOverride')) {
      const at = Number(override.attributes.get('ilvl'));
      const start = Number(valueOf(override, 'startOverride') ?? Number.NaN);
      if (Number.isInteger(start)) overrides.set(at, start);
      for (const [, level] of levelsOf(override)) levels.set(at, level);
    }
    lists.set(id, { definition: definition.attributes.get('abstractNumId') ?? '', levels, overrides });
  }
  return lists;
}

function levelsOf(definition: XmlElement): [number, Level][] {
  return childrenOf(definition, 'lvl').map((level) => {
    const start = Number(valueOf(level, 'start') ?? 1);
    const restart = valueOf(level, 'lvlRestart');
    return [
      Number(level.attributes.get('ilvl')),
      {
        start: Number.isInteger(start) ? start : 1,
        format: formatOf(level),
        text: valueOf(level, 'lvlText') ?? '',
        legal: hasProperty(level, 'isLgl'),
        restart: restart === undefined ? undefined : Number(restart),
        style: valueOf(level, 'pStyle'),
      },
    ];
  });
}

/** Formats that newer programs know stand in an alternative, whose fallback says one that all know. */
function formatOf(level: XmlElement): string {
  const own = valueOf(level, 'numFmt');
  const fallback = childOf(childOf(level, 'AlternateContent'), 'Fallback');
  return own ?? valueOf(fallback, 'numFmt') ?? 'decimal';
}
