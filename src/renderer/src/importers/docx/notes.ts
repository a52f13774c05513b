import { childOf, childrenOf, type XmlElement } from '../xml-reader';
import { formatNumber } from '../number-format';
import { valueOf } from './styles';

export type NoteKind = 'footnote' | 'endnote';

/** A note that the text points at. */
export interface CitedNote {
  readonly label: string;
  readonly element: XmlElement;
}

/** Marks that stand in square brackets as one word, so that the text can point at them. */
const LABEL = /^[\p{L}\p{N}*_-]{1,40}$/u;

/** True for what can be the mark of a note in the text. */
export function isLabel(mark: string): boolean {
  return LABEL.test(mark);
}

/** A label that no other note has: the mark as printed, without brackets, or else a number. */
export function uniqueLabel(wanted: string, taken: ReadonlySet<string>): string {
  const mark = wanted.replace(/^[[(]\s*|\s*[\])]$/gu, '').trim();
  if (isLabel(mark) && !taken.has(mark)) return mark;
  let number = taken.size + 1;
  while (taken.has(`n${number}`)) number += 1;
  return taken.has(String(number)) ? `n${number}` : String(number);
}

/** Gives the notes of a document their labels, in the order in which the text points at them. */
export class NoteBook {
  private readonly notes: Readonly<Record<NoteKind, ReadonlyMap<string, XmlElement>>>;
  private readonly labels = new Map<string, string>();
  private readonly taken = new Set<string>();
  private readonly numbers: Record<NoteKind, number>;
  private readonly formats: Readonly<Record<NoteKind, string>>;
  /** In the order they are first cited. */
  readonly cited: Readonly<Record<NoteKind, CitedNote[]>> = { footnote: [], endnote: [] };

  /** `sources`: elements that may hold the properties of notes, the one that counts most first. */
  constructor(
    footnotes: XmlElement | undefined,
    endnotes: XmlElement | undefined,
    sources: readonly (XmlElement | undefined)[],
  ) {
    const byId = (root: XmlElement | undefined, name: string): Map<string, XmlElement> =>
      new Map(childrenOf(root, name).map((note) => [note.attributes.get('id') ?? '', note]));
    this.notes = { footnote: byId(footnotes, 'footnote'), endnote: byId(endnotes, 'endnote') };
    const property = (kind: NoteKind, name: string): string | undefined =>
      sources
        .map((source) => valueOf(childOf(source, `${kind}Pr`), name))
        .find((value) => value !== undefined);
    const start = (kind: NoteKind): number => {
      const stated = Number(property(kind, 'numStart') ?? 1);
      return Number.isInteger(stated) && stated >= 0 ? stated : 1;
    };
    this.numbers = { footnote: start('footnote'), endnote: start('endnote') };
    this.formats = {
      footnote: property('footnote', 'numFmt') ?? 'decimal',
      endnote: property('endnote', 'numFmt') ?? 'lowerRoman',
    };
  }

  /**
   * The label of a note; the same when the text points at it again. Null when the document has no such note.
   * `custom`: the mark as typed, for notes that are not counted.
   */
  cite(kind: NoteKind, id: string, custom: string): string | null {
    const key = `${kind} ${id}`;
    const known = this.labels.get(key);
    const element = this.notes[kind].get(id);
    if (known !== undefined || element === undefined) return known ?? null;
    const label = this.newLabel(kind, custom.trim());
    this.labels.set(key, label);
    this.taken.add(label);
    this.cited[kind].push({ label, element });
    return label;
  }

  private newLabel(kind: NoteKind, custom: string): string {
    if (isLabel(custom) && !this.taken.has(custom)) return custom;
    for (;;) {
      const number = this.numbers[kind]++;
      const printed = formatNumber(number, this.formats[kind]);
      // Printed signs such as daggers cannot be marks, and each note needs a label of its own.
      for (const label of [printed, kind === 'endnote' ? `e${number}` : `f${number}`]) {
        if (isLabel(label) && !this.taken.has(label)) return label;
      }
    }
  }
}
