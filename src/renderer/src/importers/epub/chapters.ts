import { hasText } from '../decode';
import { isElement, isText } from '../html/dom';
import { takeFootnotes, type PageNote } from '../html/footnotes';
import { blocksOf, noLosses, type Losses } from '../html/html-blocks';
import { noteMark, type RichBlock } from '../rich';
import type { BookDocument } from './documents';
import { bringNotes } from './notes-elsewhere';

/** A document of a book that has text. */
export interface Chapter {
  readonly path: string;
  /** Empty when neither the document nor the table of contents names it. */
  readonly title: string;
  readonly blocks: readonly RichBlock[];
  readonly notes: readonly PageNote[];
  readonly losses: Losses;
  readonly encoding: string;
  readonly language: string;
}

export interface Chapters {
  readonly chapters: readonly Chapter[];
  /** Documents with text that are only shown when a link is followed, and were left out. */
  readonly aside: number;
}

/**
 * The chapters of a book: its documents with text, with the notes that they cite. What held notes and has only headings
 * left is none. `asOne`: whether the labels of notes are to be unique in the book.
 */
export function chaptersOf(
  documents: readonly BookDocument[],
  contents: ReadonlyMap<string, string>,
  asOne: (chapters: number) => boolean,
): Chapters {
  const emptied = bringNotes(documents);
  const read = documents.map((document) => ({ document, notes: takeFootnotes(document.document) }));
  const withText = read.filter(({ document }) => isChapter(document, emptied.has(document)));
  const linear = withText.filter(({ document }) => document.linear);
  // A book of which nothing is in its reading order is read all the same.
  const kept = linear.length > 0 ? linear : withText;
  const labelled = asOne(kept.length) ? relabelled(kept) : kept;
  return {
    chapters: labelled.map(({ document, notes }) => chapterOf(document, notes, contents)),
    aside: withText.length - kept.length,
  };
}

function isChapter(document: BookDocument, isEmptied: boolean): boolean {
  const blocks = blocksOf(document.body, noLosses()).filter(({ text }) => hasText(text));
  return isEmptied ? blocks.some(({ kind }) => kind !== 'heading') : blocks.length > 0;
}

/** Blocks at the beginning of a document among which its title is looked for. */
const HEAD = 5;

function chapterOf(
  { path, body, encoding, language }: BookDocument,
  notes: readonly PageNote[],
  contents: ReadonlyMap<string, string>,
): Chapter {
  const losses = noLosses();
  const listed = contents.get(path) ?? '';
  const blocks = blocksOf(body, losses).map((block, i): RichBlock =>
    i < HEAD && block.kind === 'plain' && isSame(withoutMark(block.text), listed)
      ? { kind: 'heading', level: 1, text: block.text }
      : block,
  );
  return { path, title: titleOf(blocks, listed), blocks, notes, losses, encoding, language };
}

/** The first heading; the name in the table of contents where there is none, or where that name says more. */
function titleOf(blocks: readonly RichBlock[], listed: string): string {
  const isHeading = ({ kind }: RichBlock): boolean => kind === 'heading';
  const heading = blocks.slice(0, HEAD).find(isHeading)?.text ?? '';
  const own = withoutMark(heading);
  if (listed === '') return own === '' ? (blocks.find(isHeading)?.text ?? '') : own;
  return own === '' || bare(listed).includes(bare(own)) ? listed : own;
}

/** A title without the mark of a note at its end. */
export const withoutMark = (title: string): string => title.replace(/\s*\[[^[\]]{1,6}\]$/u, '').trim();

/** Whether two texts are the same but for signs and capital letters. */
export const isSame = (a: string, b: string): boolean => bare(a) !== '' && bare(a) === bare(b);

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

interface Noted {
  readonly document: BookDocument;
  readonly notes: readonly PageNote[];
}

/** Labels as they are where they tell the notes of the whole book apart, else 1, 2, 3. */
function relabelled(read: readonly Noted[]): readonly Noted[] {
  const labels = read.flatMap(({ notes }) => notes.map(({ label }) => label));
  if (new Set(labels).size === labels.length) return read;
  let count = 0;
  return read.map(({ document, notes }) => {
    const fresh = new Map(notes.map(({ label }) => [noteMark(label), String((count += 1))]));
    replaceMarks(document.body, fresh);
    return {
      document,
      notes: notes.map(({ label, text }) => ({ label: fresh.get(noteMark(label))!, text })),
    };
  });
}

/** A mark that was put in place of a link is a text of its own. */
function replaceMarks(root: Element, fresh: ReadonlyMap<string, string>): void {
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isElement(node)) open.push(...node.childNodes);
    if (!isText(node)) continue;
    const label = fresh.get(node.data);
    if (label !== undefined) node.data = noteMark(label);
  }
}
