import { ok, type Result } from '$domain/result';
import type { ReportDraft } from '$domain/report/report';
import { readCoreProperties } from '../docx/core-properties';
import { withoutTitleBeside } from '../docx/docx-importer';
import { Losses } from '../docx/losses';
import { flatten } from '../docx/story';
import {
  oneReport,
  refused,
  type Importer,
  type Offer,
  type ReadChoices,
  type SourceFile,
} from '../importer';
import { buildRichDraft, type RichBlock } from '../rich';
import { allText, childOf, childrenOf, descendants, readXmlBytes, type XmlElement } from '../xml-reader';
import { openContainer, wrongKind } from '../zip/container';
import type { ZipArchive } from '../zip/zip-archive';
import { ListCounter, readLevels, readListStyles } from './lists';
import { readStory, type StoryContext } from './story';
import { readStyles } from './styles';

/** Texts of OpenDocument, as LibreOffice and others save them. */
export const odtImporter: Importer = {
  id: 'odt',
  label: 'OpenDocument text',
  extensions: ['odt', 'ott'],
  async *read(file, choices) {
    const archive = await openContainer(file, 'odt');
    if (!archive.ok) return yield* refused(archive.error);
    if (await isEncrypted(archive.value)) {
      return yield* refused({
        code: 'import/password-protected',
        message:
          'The document is protected by a password. Save it without one in the program it was made with.',
      });
    }
    const content = await readPart(archive.value, 'content.xml');
    if (!content.ok) return yield* refused(content.error);
    const { result, offers } = await readDocument(content.value, archive.value, file, choices);
    return yield* oneReport(result, offers);
  },
};

async function readPart(archive: ZipArchive, name: string): Promise<Result<XmlElement>> {
  const bytes = await archive.read(name);
  return bytes.ok ? readXmlBytes(bytes.value) : bytes;
}

/** The manifest of older files declares a document type, so that it is looked at as text. */
async function isEncrypted(archive: ZipArchive): Promise<boolean> {
  if (archive.has('encrypted-package')) return true;
  const manifest = archive.has('META-INF/manifest.xml') ? await archive.read('META-INF/manifest.xml') : null;
  return (
    manifest?.ok === true && /<(?:\w+:)?encryption-data\b/u.test(new TextDecoder().decode(manifest.value))
  );
}

async function readDocument(
  content: XmlElement,
  archive: ZipArchive,
  file: SourceFile,
  choices: ReadChoices,
): Promise<{ result: Result<ReportDraft>; offers: Offer[] }> {
  const text = childOf(childOf(content, 'body'), 'text');
  if (text === undefined) {
    return {
      result: { ok: false, error: wrongKind(file.name, null, 'an OpenDocument text (ODT)') },
      offers: [],
    };
  }
  const losses = new Losses();
  const optional = async (name: string): Promise<XmlElement | undefined> => {
    const part = archive.has(name) ? await readPart(archive, name) : null;
    if (part?.ok === false) losses.add('damaged');
    return part?.ok === true ? part.value : undefined;
  };
  const styles = await optional('styles.xml');
  const roots = [
    childOf(content, 'automatic-styles'),
    childOf(styles, 'styles'),
    childOf(styles, 'automatic-styles'),
  ];
  const takesComments = choices.comments ?? false;
  const context: StoryContext = {
    styles: readStyles(roots),
    lists: readListStyles(roots),
    outline: new ListCounter(readLevels(childOf(childOf(styles, 'styles'), 'outline-style'))),
    counters: new Map(),
    lastOfStyle: new Map(),
    losses,
    takesComments,
    comments: { count: 0 },
    notes: [],
    labels: new Set(),
  };
  const blocks = [...readStory(text, context), ...noteBlocks(context)];
  if (!takesComments) losses.add('comments', context.comments.count);
  countChanges(text, losses);
  losses.add('headers', countHeaders(styles));
  const meta = childOf(await optional('meta.xml'), 'meta');
  return {
    result: ok(
      buildRichDraft(blocks, {
        name: file.name,
        encoding: 'utf-8',
        notes: losses.notes(),
        metadata: withoutTitleBeside(blocks, readCoreProperties(meta, file.name)),
      }),
    ),
    offers:
      context.comments.count === 0
        ? []
        : [{ kind: 'comments', taken: takesComments, count: context.comments.count }],
  };
}

/** Footnotes and then endnotes, as the text points at them; a note may hold further ones. */
function noteBlocks(context: StoryContext): RichBlock[] {
  const read: { isEndnote: boolean; block: RichBlock }[] = [];
  for (let i = 0; i < context.notes.length; i += 1) {
    const { label, body, isEndnote } = context.notes[i]!;
    read.push({ isEndnote, block: { kind: 'note', label, ...flatten(readStory(body, context)) } });
  }
  return [false, true].flatMap((endnotes) =>
    read.filter(({ isEndnote }) => isEndnote === endnotes).map(({ block }) => block),
  );
}

/** What was deleted is kept outside of the text; what was inserted stands in it. */
function countChanges(text: XmlElement, losses: Losses): void {
  for (const region of childrenOf(childOf(text, 'tracked-changes'), 'changed-region')) {
    for (const { name } of childrenOf(region)) {
      if (name === 'insertion') losses.add('insertions');
      if (name === 'deletion') losses.add('deletions');
    }
  }
}

function countHeaders(styles: XmlElement | undefined): number {
  const masters = childOf(styles, 'master-styles');
  if (masters === undefined) return 0;
  return ['header', 'footer', 'header-left', 'footer-left', 'header-first', 'footer-first'].reduce(
    (count, name) =>
      count + [...descendants(masters, name)].filter((part) => allText(part).trim() !== '').length,
    0,
  );
}
