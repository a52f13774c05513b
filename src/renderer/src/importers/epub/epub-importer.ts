import { ok, type Failure } from '$domain/result';
import type { HeadingLevel, ImportNote, ReportDraft } from '$domain/report/report';
import { Losses } from '../docx/losses';
import { lossNotes, noLosses, noteBlocks, type Losses as PageLosses } from '../html/html-blocks';
import { oneReport, refused, type Importer, type Reading } from '../importer';
import type { LineMetadata } from '../metadata';
import { buildRichDraft, type RichBlock } from '../rich';
import { openContainer } from '../zip/container';
import { bookMetadata } from './book-metadata';
import { chaptersOf, isSame, withoutMark, type Chapter } from './chapters';
import { readContents } from './contents';
import { readDocuments } from './documents';
import { readPackage } from './package';
import { protectionOf } from './protection';

const NO_TEXT: Failure = {
  code: 'import/epub-no-text',
  message: 'The e-book holds no text that can be read: its pages are pictures, missing or damaged.',
};

/** E-books of EPUB 2 and 3. Nothing in them is run, and nothing they name outside of the file is fetched. */
export const epubImporter: Importer = {
  id: 'epub',
  label: 'E-book',
  extensions: ['epub'],
  async *read(file, choices): Reading {
    const archive = await openContainer(file, 'epub');
    if (!archive.ok) return yield* refused(archive.error);
    const book = await readPackage(archive.value);
    if (!book.ok) return yield* refused(book.error);
    const texts = new Set(book.value.spine.map(({ path }) => path));
    const protection = await protectionOf(archive.value, texts);
    if (protection !== null) return yield* refused(protection);
    const contents = await readContents(archive.value, book.value);
    const { documents, broken, notes } = await readDocuments(archive.value, book.value);
    const asOne = (count: number): boolean => count < 2 || choices.chapters === 'one';
    const { chapters, aside } = chaptersOf(documents, contents, asOne);
    if (chapters.length === 0) return yield* refused(NO_TEXT);
    const losses = new Losses();
    losses.add('unlinked', broken);
    const shared = {
      name: file.name,
      metadata: bookMetadata(book.value.metadata),
      notes: [...losses.notes(), ...notes, ...asideNotes(aside)],
    };
    if (asOne(chapters.length)) {
      const offers =
        chapters.length < 2
          ? []
          : [{ kind: 'chapters' as const, taken: 'one' as const, count: chapters.length }];
      return yield* oneReport(ok(wholeDraft(chapters, shared)), offers);
    }
    const names = new Set<string>();
    for (const [i, chapter] of chapters.entries()) {
      // What is said of the whole book is said once.
      const draft = chapterDraft(chapter, i === 0 ? shared : { ...shared, notes: [] });
      yield { within: nameFor(chapter, names), result: ok(draft) };
    }
    return [{ kind: 'chapters', taken: 'each', count: chapters.length }];
  },
};

interface Shared {
  /** Of the file. */
  readonly name: string;
  /** Of the book. */
  readonly metadata: LineMetadata;
  readonly notes: readonly ImportNote[];
}

const asideNotes = (count: number): ImportNote[] =>
  count === 0
    ? []
    : [
        {
          code: 'import/epub-aside',
          message: `Pages that the book does not show in its order were left out: ${count}.`,
        },
      ];

function wholeDraft(chapters: readonly Chapter[], { name, metadata, notes }: Shared): ReportDraft {
  const blocks = withTitle(
    chapters.flatMap(({ blocks: own }) => (chapters.length < 2 ? own : own.map(deeper))),
    metadata.title ?? '',
  );
  const losses = chapters.reduce((sum, chapter) => added(sum, chapter.losses), noLosses());
  return buildRichDraft([...blocks, ...noteBlocks(chapters.flatMap((chapter) => chapter.notes))], {
    name,
    encoding: chapters[0]!.encoding,
    notes: [...notes, ...lossNotes(losses)],
    metadata: withLanguage(metadata, chapters[0]!),
  });
}

/** The heading of the first of several chapters is not the title of the book. */
function deeper(block: RichBlock): RichBlock {
  return block.kind === 'heading' ? { ...block, level: Math.min(block.level + 1, 6) as HeadingLevel } : block;
}

/** A chapter is a report of its own, for which the book is the publication that it stands in. */
function chapterDraft(chapter: Chapter, { name, metadata, notes }: Shared): ReportDraft {
  const { title: bookTitle, source = '', ...rest } = withLanguage(metadata, chapter);
  return buildRichDraft([...withTitle(chapter.blocks, chapter.title), ...noteBlocks(chapter.notes)], {
    name,
    encoding: chapter.encoding,
    notes: [...notes, ...lossNotes(chapter.losses)],
    metadata: {
      ...rest,
      source: bookTitle ?? source,
      ...(chapter.title === '' ? {} : { title: chapter.title }),
    },
  });
}

function withLanguage(metadata: LineMetadata, { language }: Chapter): LineMetadata {
  const isTag = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u.test(language);
  return isTag ? { language, ...metadata } : metadata;
}

/** Blocks among which the title is looked for. */
const HEAD = 5;

function withTitle(blocks: readonly RichBlock[], title: string): readonly RichBlock[] {
  const at = blocks.slice(0, HEAD).findIndex(({ text }) => isSame(withoutMark(text), title));
  return at === -1
    ? blocks
    : blocks.map((block, i) => (i === at ? { kind: 'title', text: block.text } : block));
}

function added(a: PageLosses, b: PageLosses): PageLosses {
  return {
    pictures: a.pictures + b.pictures,
    embeds: a.embeds + b.embeds,
    forms: a.forms + b.forms,
    links: a.links + b.links,
    hidden: a.hidden + b.hidden,
  };
}

function nameFor({ title, path }: Chapter, taken: Set<string>): string {
  const wanted = title === '' ? path : title;
  let name = wanted;
  for (let i = 2; taken.has(name); i += 1) name = `${wanted} (${i})`;
  taken.add(name);
  return name;
}
