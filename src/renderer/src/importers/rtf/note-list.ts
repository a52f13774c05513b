import { isLabel, type NoteKind } from '../docx/notes';
import { formatNumber } from '../number-format';
import type { RichBlock } from '../rich';
import { NOTE_FORMATS } from './words';

/** The footnotes and endnotes of a document, in the order in which the text points at them, with their labels. */
export class NoteList {
  private readonly notes: Record<NoteKind, RichBlock[]> = { footnote: [], endnote: [] };
  private readonly formats: Record<NoteKind, string> = { footnote: 'decimal', endnote: 'decimal' };
  private readonly numbers: Record<NoteKind, number> = { footnote: 1, endnote: 1 };
  private readonly taken = new Set<string>();

  /** Takes a control word that says how notes are numbered. */
  word(name: string, value: number | undefined): void {
    const said = /^s?(a?)ftn(?:n(?<format>[a-z]+)|start)$/u.exec(name);
    if (said === null) return;
    const kind = said[1] === 'a' ? 'endnote' : 'footnote';
    const format = said.groups?.format;
    if (format !== undefined) this.formats[kind] = NOTE_FORMATS.get(format) ?? this.formats[kind];
    else if (value !== undefined && value > 0 && this.notes[kind].length === 0) this.numbers[kind] = value;
  }

  /** Adds a note and returns its label. `custom`: its mark, empty for a number. */
  add(kind: NoteKind, custom: string, { text, comments }: Pick<RichBlock, 'text' | 'comments'>): string {
    const label = this.newLabel(kind, custom);
    this.taken.add(label);
    this.notes[kind].push({ kind: 'note', label, text, ...(comments === undefined ? {} : { comments }) });
    return label;
  }

  /** Footnotes and then endnotes. */
  blocks(): RichBlock[] {
    return [...this.notes.footnote, ...this.notes.endnote];
  }

  private newLabel(kind: NoteKind, custom: string): string {
    if (isLabel(custom) && !this.taken.has(custom)) return custom;
    for (;;) {
      const number = this.numbers[kind]++;
      const printed = formatNumber(number, this.formats[kind]);
      // Each note needs a label of its own.
      for (const label of [printed, kind === 'endnote' ? `e${number}` : `f${number}`]) {
        if (isLabel(label) && !this.taken.has(label)) return label;
      }
    }
  }
}
