import { ok, type Failure, type Result } from '$domain/result';
import type { ReportDraft } from '$domain/report/report';
import { compoundFailure } from '../compound-file';
import {
  oneReport,
  refused,
  type Importer,
  type Offer,
  type ReadChoices,
  type SourceFile,
} from '../importer';
import { buildRichDraft, type RichBlock, type RichComment } from '../rich';
import { allText, childOf, childrenOf, descendants, type XmlElement } from '../xml-reader';
import { openContainer, wrongKind } from '../zip/container';
import { readCoreProperties } from './core-properties';
import { Losses } from './losses';
import { NoteBook, type NoteKind } from './notes';
import { Numbering } from './numbering';
import { openPackage, type Package } from './package';
import { flatten, readStory, type StoryContext } from './story';
import { readStyles } from './styles';

/** Word documents of Office Open XML, transitional and strict; the older binary format is refused with advice. */
export const docxImporter: Importer = {
  id: 'docx',
  label: 'Word document',
  extensions: ['docx', 'docm', 'dotx', 'dotm', 'doc'],
  async *read(file, choices) {
    const compound = compoundFailure(file.bytes, 'document', OLD_FORMAT);
    if (compound !== null) return yield* refused(compound);
    const archive = await openContainer(file, 'docx');
    if (!archive.ok) return yield* refused(archive.error);
    const opened = await openPackage(archive.value);
    if (!opened.ok) return yield* refused(opened.error);
    const { result, offers } = await readDocument(opened.value, file, choices);
    return yield* oneReport(result, offers);
  },
};

async function readDocument(
  document: Package,
  file: SourceFile,
  choices: ReadChoices,
): Promise<{ result: Result<ReportDraft>; offers: Offer[] }> {
  const body = childOf(document.main, 'body');
  if (document.main.name !== 'document' || body === undefined) {
    return { result: { ok: false, error: wrongKind(file.name, null, 'a Word document (DOCX)') }, offers: [] };
  }
  const only = async (type: string): Promise<XmlElement | undefined> => (await document.parts(type))[0];
  const comments = readComments(await only('comments'));
  const taken = choices.comments ?? false;
  const losses = new Losses();
  const context: StoryContext = {
    styles: readStyles(await only('styles')),
    numbering: new Numbering(await only('numbering')),
    notes: new NoteBook(await only('footnotes'), await only('endnotes'), [
      childrenOf(body, 'sectPr').at(-1),
      await only('settings'),
    ]),
    comments: taken ? comments : new Map(),
    losses,
  };
  const blocks = [...readStory(body, context), ...noteBlocks(context)];
  if (!taken) losses.add('comments', comments.size);
  losses.add('headers', await countHeaders(document));
  const properties = readCoreProperties(await document.filePart('core-properties'), file.name);
  losses.add('damaged', document.damaged);
  return {
    result: ok(
      buildRichDraft(blocks, {
        name: file.name,
        encoding: 'utf-8',
        notes: losses.notes(),
        metadata: withoutTitleBeside(blocks, properties),
      }),
    ),
    offers: comments.size === 0 ? [] : [{ kind: 'comments', taken, count: comments.size }],
  };
}

/** A title that stands in the text in its own style is what was printed; the property may be of the template. */
export function withoutTitleBeside<T extends { readonly title?: string }>(
  blocks: readonly RichBlock[],
  metadata: T,
): Omit<T, 'title'> {
  const { title: _title, ...rest } = metadata;
  return blocks.some(({ kind }) => kind === 'title') ? rest : metadata;
}

/** Footnotes and then endnotes, as the text points at them; a note may point at further ones. */
function noteBlocks(context: StoryContext): RichBlock[] {
  const blocks: RichBlock[] = [];
  for (const kind of ['footnote', 'endnote'] satisfies NoteKind[]) {
    const { cited } = context.notes;
    for (let i = 0; i < cited[kind].length; i += 1) {
      const { label, element } = cited[kind][i]!;
      blocks.push({ kind: 'note', label, ...flatten(readStory(element, context)) });
    }
  }
  return blocks;
}

function readComments(root: XmlElement | undefined): Map<string, Omit<RichComment, 'exact'>> {
  const comments = new Map<string, Omit<RichComment, 'exact'>>();
  for (const comment of childrenOf(root, 'comment')) {
    const paragraphs = childrenOf(comment, 'p').map((paragraph) =>
      [...descendants(paragraph, 't')].map(allText).join(''),
    );
    const text = paragraphs.join('\n').trim();
    const author = comment.attributes.get('author') ?? '';
    if (text !== '') comments.set(comment.attributes.get('id') ?? '', { text, author });
  }
  return comments;
}

async function countHeaders(document: Package): Promise<number> {
  const parts = [...(await document.parts('header')), ...(await document.parts('footer'))];
  return parts.filter((part) => [...descendants(part, 't')].some((t) => t.text.trim() !== '')).length;
}

const OLD_FORMAT: Failure = {
  code: 'import/old-format',
  message:
    'The document is in the old binary format of Word (DOC). Open it in Word or LibreOffice and save it as DOCX.',
};
